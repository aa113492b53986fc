"""Course editions: publish one, read the current one."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256

import msgspec
from django.db.models import QuerySet
from opaque_keys.edx.keys import CourseKey

from bransjekurs.courses.models import CourseEdition
from bransjekurs.domain.course import Course


@dataclass(frozen=True, slots=True)
class Edition:
    """A course's content with its edition number (1, 2, …)."""

    number: int
    course: Course


def publish(course_key: CourseKey, course: Course, now: datetime) -> int:
    """Store a new edition if the content differs from the latest, and return the current number."""
    document = msgspec.json.encode(course, order="deterministic")
    content_hash = sha256(document).hexdigest()
    latest = CourseEdition.objects.filter(course_key=course_key).order_by("-number").first()
    if latest and latest.content_hash == content_hash:
        return latest.number
    number = latest.number + 1 if latest else 1
    CourseEdition.objects.create(
        course_key=course_key, number=number, content_hash=content_hash, document=document.decode(), published_at=now
    )
    return number


def current(course_key: CourseKey) -> Edition | None:
    """Return the latest edition, or None if the course was never published. One query."""
    row = _editions().filter(course_key=course_key).first()
    return Edition(row[0], _decoded(course_key, *row)) if row else None


@cache
def _editions() -> QuerySet[CourseEdition, tuple[int, str]]:
    """Return the query for editions, the latest first: every visit asks it, so its columns are worked out once."""
    return CourseEdition.objects.order_by("-number").values_list("number", "content_hash")


def published() -> list[CourseKey]:
    """Return the courses that have an edition."""
    keys = CourseEdition.objects.order_by("course_key").values_list("course_key", flat=True).distinct()
    return [key for key in keys if key]


@lru_cache(maxsize=64)
def _decoded(course_key: CourseKey, number: int, content_hash: str) -> Course:
    """Decode an edition once per process: it never changes, and the hash tells databases apart in tests."""
    document = CourseEdition.objects.get(course_key=course_key, number=number).document
    return msgspec.json.decode(document, type=Course)
