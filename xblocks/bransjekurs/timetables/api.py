"""Timetables: typed functions in, frozen values out. Nothing here asks who may; the use cases do."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.timetable import Timetable
from bransjekurs.timetables.models import TimetableRecord


def timetable_of(user_id: int, course_key: CourseKey) -> tuple[Timetable | None, int]:
    """Return a participant's timetable and its revision: None and 0 before there is any."""
    for document, revision in _documents().filter(user_id=user_id, course_key=course_key):  # one or none
        return msgspec.json.decode(document, type=Timetable), revision
    return None, 0


@cache
def _documents() -> QuerySet[TimetableRecord, tuple[str, int]]:
    """Return the query for timetables: each practice asks it, so its columns are worked out once."""
    return TimetableRecord.objects.values_list("document", "revision")


def tables_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Timetable]:
    """Return the timetables by user id. One query."""
    rows = TimetableRecord.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    return {row.user_id: msgspec.json.decode(row.document, type=Timetable) for row in rows}


def save(user_id: int, course_key: CourseKey, table: Timetable, revision: int, now: datetime) -> bool:
    """Store a timetable over the revision that it was made from; False if somebody has stored another since."""
    document = msgspec.json.encode(table).decode()
    if revision:
        rows = TimetableRecord.objects.filter(user_id=user_id, course_key=course_key, revision=revision)
        return bool(rows.update(document=document, revision=revision + 1, changed_at=now))
    try:
        with transaction.atomic():
            TimetableRecord.objects.create(user_id=user_id, course_key=course_key, document=document, changed_at=now)
    except IntegrityError:
        return False
    return True
