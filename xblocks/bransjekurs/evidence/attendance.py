"""Sessions and attendance. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Attended, Session
from bransjekurs.evidence.models import Attendance, HeldSession


@dataclass(frozen=True, slots=True)
class WorkHours:
    """Hours at the workplace in one session, and who has confirmed them."""

    session_id: int
    at: datetime
    title: str
    hours: float
    confirmed_by: str
    confirmed_at: datetime | None


def save_session(course_key: CourseKey, session: Session, hours: Mapping[int, float], noted_by: int) -> int:
    """Store a session and each participant's hours in it (by user id), and return its id."""
    confirmed: dict[int, dict[str, Any]] = {}
    values = {"at": session.at, "title": session.title, "arena": session.arena.value, "hours": session.hours}
    if session.id:
        HeldSession.objects.filter(id=session.id, course_key=course_key).update(**values)
        confirmed = _confirmed(session.id, hours)
        Attendance.objects.filter(session_id=session.id, user_id__in=list(hours)).delete()
    session_id = session.id or HeldSession.objects.create(course_key=course_key, noted_by_id=noted_by, **values).id
    Attendance.objects.bulk_create(
        Attendance(session_id=session_id, user_id=u, hours=h, **confirmed.get(u, {})) for u, h in hours.items()
    )
    return session_id


def sessions_of(course_key: CourseKey, latest: int | None = None) -> tuple[Session, ...]:
    """Return the sessions of a course, the latest first; all of them, or so many. One query."""
    return tuple(_session(row) for row in HeldSession.objects.filter(course_key=course_key)[:latest])


def find_session(course_key: CourseKey, session_id: int) -> Session | None:
    """Return one session of a course."""
    row = HeldSession.objects.filter(course_key=course_key, id=session_id).first()
    return _session(row) if row else None


def count_sessions(course_key: CourseKey) -> int:
    """Return how many sessions were held."""
    return HeldSession.objects.filter(course_key=course_key).count()


def hours_held(course_key: CourseKey) -> dict[Arena, float]:
    """Return the hours held in each arena. One query."""
    rows = HeldSession.objects.filter(course_key=course_key).order_by().values_list("arena")
    return {Arena(arena): float(hours) for arena, hours in rows.annotate(total=Sum("hours"))}


def present_counts(
    course_key: CourseKey, session_ids: Iterable[int], users: QuerySet[Any]
) -> dict[int, tuple[int, int]]:
    """Return (present, noted) by session, counting those among ``users``. One query."""
    rows = Attendance.objects.filter(
        session__course_key=course_key, session_id__in=list(session_ids), user_id__in=users.order_by().values("pk")
    )
    counted = rows.order_by().values_list("session_id").annotate(n=Count("pk", filter=Q(hours__gt=0)), all=Count("pk"))
    return {session_id: (present, noted) for session_id, present, noted in counted}


def noted_hours(course_key: CourseKey, session_id: int, user_ids: Iterable[int] | None = None) -> dict[int, float]:
    """Return the hours noted in one session, by user id, of all or of some. One query."""
    rows = Attendance.objects.filter(session__course_key=course_key, session_id=session_id)
    if user_ids is not None:
        rows = rows.filter(user_id__in=list(user_ids))
    return {user_id: float(hours) for user_id, hours in rows.values_list("user_id", "hours")}


def attended_by(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, tuple[Attended, ...]]:
    """Return what is noted for each user, absence (0 hours) included. One query."""
    found: dict[int, list[Attended]] = defaultdict(list)
    rows = Attendance.objects.filter(session__course_key=course_key, user_id__in=list(user_ids))
    for row in rows.select_related("session").order_by("session__at"):
        arena, at = Arena(row.session.arena), row.session.at
        found[row.user_id].append(Attended(row.user_id, row.session_id, arena, at, float(row.hours)))
    return {user: tuple(items) for user, items in found.items()}


def work_hours(course_key: CourseKey, user_id: int) -> tuple[WorkHours, ...]:
    """Return a participant's hours at the workplace, the latest first. One query."""
    at_work = Attendance.objects.filter(
        session__course_key=course_key, user_id=user_id, session__arena=Arena.WORKPLACE.value, hours__gt=0
    )
    return tuple(
        WorkHours(
            row.session_id, row.session.at, row.session.title, float(row.hours), row.confirmed_by, row.confirmed_at
        )
        for row in at_work.select_related("session").order_by("-session__at", "-id")
    )


def confirm_hours(
    user_id: int, course_key: CourseKey, hours: Mapping[int, float], confirmed_by: str, now: datetime
) -> None:
    """Note who has confirmed a participant's hours, by session id; those that have changed since are left."""
    for session_id, attended in hours.items():
        rows = Attendance.objects.filter(
            session_id=session_id, session__course_key=course_key, user_id=user_id, hours=Decimal(str(attended))
        )
        rows.filter(confirmed_at=None).update(confirmed_by=confirmed_by, confirmed_at=now)


def _confirmed(session_id: int, hours: Mapping[int, float]) -> dict[int, dict[str, Any]]:
    """Return who has confirmed the hours that stay as they were: other hours are not confirmed by anybody."""
    rows = Attendance.objects.filter(session_id=session_id, user_id__in=list(hours)).exclude(confirmed_at=None)
    same = (row for row in rows if float(row.hours) == hours[row.user_id])
    return {row.user_id: {"confirmed_by": row.confirmed_by, "confirmed_at": row.confirmed_at} for row in same}


def _work_hours(row: Attendance) -> WorkHours:
    held = row.session
    return WorkHours(held.id, held.at, held.title, float(row.hours), row.confirmed_by, row.confirmed_at)


def _session(row: HeldSession) -> Session:
    return Session(row.at, row.title, Arena(row.arena), float(row.hours), row.id)
