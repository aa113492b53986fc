"""The plan's history: every change of any field, with who, when and why (IMDi: the assessments behind are shown)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from django.db.models import Max, Q
from opaque_keys.edx.keys import CourseKey

from bransjekurs.plans.models import ChangeRecord

_SENSITIVE = "mapping.needs"
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one field.

    ``field`` is a dotted path: "goal.<outcome id>.progress", "mapping.norwegian", "time.pattern". ``before`` and
    ``after`` are the values as text, empty for none. ``by_id`` is the user, ``by_name`` somebody without an account.
    """

    field: str
    before: str
    after: str
    role: str
    at: datetime
    why: str = ""
    by_id: int | None = None
    by_name: str = ""


def note(user_id: int, course_key: CourseKey, changes: Iterable[Change]) -> None:
    """Add changes to the history of a participant's plan; those that change nothing are left out."""
    ChangeRecord.objects.bulk_create(_row(user_id, course_key, change) for change in changes if _differs(change))


def note_each(course_key: CourseKey, changes: Mapping[int, Change]) -> None:
    """Add one change to the history of each of several participants (by user id), at once."""
    ChangeRecord.objects.bulk_create(
        _row(user_id, course_key, change) for user_id, change in changes.items() if _differs(change)
    )


def note_typed(user_id: int, course_key: CourseKey, changes: Iterable[Change], since: datetime) -> None:
    """Add changes that are saved while somebody types.

    What the same person has typed in a field since then, with nobody else in between, becomes one change.
    """
    for change in changes:
        rows = ChangeRecord.objects.filter(user_id=user_id, course_key=course_key, field=change.field, at__gte=since)
        typed = list(takewhile(lambda row: row.by_id == change.by_id, rows.order_by("-at", "-id")))  # noqa: B023
        ChangeRecord.objects.filter(id__in=[row.id for row in typed]).delete()
        note(user_id, course_key, [replace(change, before=typed[-1].before) if typed else change])


def page_of(
    user_id: int, course_key: CourseKey, field: str = "", start: int = 0, size: int = 100
) -> tuple[tuple[Change, ...], int]:
    """Return some of the changes, the latest first, and how many there are; ``field`` is a path with what is below it.

    Of what somebody needs in order to learn (``mapping.needs``) only that it was changed is told, to nobody what.
    """
    rows = ChangeRecord.objects.filter(user_id=user_id, course_key=course_key)
    if field:
        rows = rows.filter(Q(field=field) | Q(field__startswith=f"{field}."))
    found = rows.order_by("-at", "-id")[start : start + size]
    return tuple(_change(row) for row in found), rows.count()


def changes_of(user_id: int, course_key: CourseKey, field: str = "") -> tuple[Change, ...]:
    """Return the changes, the latest first; ``field`` narrows them to a path and what is below it."""
    return page_of(user_id, course_key, field, 0, _MOST)[0]


def fields_of(user_id: int, course_key: CourseKey) -> tuple[str, ...]:
    """Return the paths of everything that was ever changed. One query."""
    rows = ChangeRecord.objects.filter(user_id=user_id, course_key=course_key).order_by("field")
    return tuple(rows.values_list("field", flat=True).distinct())


def latest_of(course_key: CourseKey, user_ids: Iterable[int], field: str) -> dict[int, datetime]:
    """Return when a field was last changed, by user id; those with no such change are left out. One query."""
    rows = ChangeRecord.objects.filter(course_key=course_key, user_id__in=list(user_ids), field=field)
    return dict(rows.order_by().values_list("user_id").annotate(Max("at")))


def _change(row: ChangeRecord) -> Change:
    hidden = f"{row.field}.".startswith(f"{_SENSITIVE}.")
    before, after, why = ("", "", "") if hidden else (row.before, row.after, row.why)
    return Change(row.field, before, after, row.role, row.at, why, row.by_id, row.by_name)


def _differs(change: Change) -> bool:
    return change.before != change.after


def _row(user_id: int, course_key: CourseKey, change: Change) -> ChangeRecord:
    return ChangeRecord(
        user_id=user_id,
        course_key=course_key,
        field=change.field,
        before=change.before,
        after=change.after,
        why=change.why,
        by_id=change.by_id,
        by_name=change.by_name,
        role=change.role,
        at=change.at,
    )
