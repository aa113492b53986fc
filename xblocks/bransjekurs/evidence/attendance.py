"""Sessions and attendance. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Attended, Session
from bransjekurs.evidence.models import Attendance, HeldSession


def save_session(course_key: CourseKey, session: Session, hours: Mapping[int, float], noted_by: int) -> int:
    """Store a session and each participant's hours in it (by user id), and return its id."""
    values = {"at": session.at, "title": session.title, "arena": session.arena.value, "hours": session.hours}
    if session.id:
        HeldSession.objects.filter(id=session.id, course_key=course_key).update(**values)
        for user_id, attended in hours.items():
            Attendance.objects.update_or_create(session_id=session.id, user_id=user_id, defaults={"hours": attended})
        return session.id
    session_id = HeldSession.objects.create(course_key=course_key, noted_by_id=noted_by, **values).id
    Attendance.objects.bulk_create(Attendance(session_id=session_id, user_id=u, hours=h) for u, h in hours.items())
    return session_id


def sessions_of(course_key: CourseKey) -> tuple[Session, ...]:
    """Return the sessions of a course, the latest first."""
    return tuple(_session(row) for row in HeldSession.objects.filter(course_key=course_key))


def noted_hours(course_key: CourseKey, session_id: int) -> dict[int, float]:
    """Return the hours noted in one session, by user id; who may see them is the use case's to ask. One query."""
    rows = Attendance.objects.filter(session__course_key=course_key, session_id=session_id).values_list(
        "user_id", "hours"
    )
    return {user_id: float(hours) for user_id, hours in rows}


def attended_by(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, tuple[Attended, ...]]:
    """Return what is noted for each user, absence (0 hours) included. One query."""
    found: dict[int, list[Attended]] = defaultdict(list)
    rows = Attendance.objects.filter(session__course_key=course_key, user_id__in=list(user_ids))
    for row in rows.select_related("session").order_by("session__at"):
        arena, at = Arena(row.session.arena), row.session.at
        found[row.user_id].append(Attended(row.user_id, row.session_id, arena, at, float(row.hours)))
    return {user: tuple(items) for user, items in found.items()}


def _session(row: HeldSession) -> Session:
    return Session(row.at, row.title, Arena(row.arena), float(row.hours), row.id)
