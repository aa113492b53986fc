"""Certificates page by page. Nothing here asks who may; the use cases do."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from opaque_keys.edx.keys import CourseKey

from bransjekurs.certificates.api import Issued, issued_of
from bransjekurs.certificates.models import Certificate


def page_of(
    course_key: CourseKey, user_ids: Iterable[int] | QuerySet[Any, Any], first: int, count: int
) -> tuple[tuple[Issued, ...], int]:
    """Return ``count`` certificates of these users from ``first``, the latest issued first, and how many there are.

    Two queries. ``user_ids`` may be a query of ids.
    """
    rows = Certificate.objects.filter(course_key=course_key, user_id__in=user_ids)
    later = Certificate.objects.filter(user_id=OuterRef("user_id"), course_key=OuterRef("course_key"))
    latest = Subquery(later.order_by("-version").values("version")[:1])
    shown = rows.annotate(latest_version=latest).order_by("-issued_at", "-id")[first : first + count]
    return tuple(issued_of(row, row.latest_version) for row in shown), rows.count()
