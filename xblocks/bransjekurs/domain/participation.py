"""Attendance: hours in each arena, noted session by session (R93)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.refusal import Refusal

LONGEST_SESSION_HOURS = 12.0


@dataclass(frozen=True, slots=True)
class Session:
    """A session that was held: when, where, how long (hours)."""

    at: datetime
    title: str
    arena: Arena
    hours: float
    id: int = 0


@dataclass(frozen=True, slots=True)
class Attended:
    """One participant's hours in one session; 0 hours means absent."""

    user_id: int
    session_id: int
    arena: Arena
    at: datetime
    hours: float


def check_session(session: Session, hours_attended: Iterable[float]) -> None:
    """Check a session before it is stored.

    Raises:
        Refusal: ``title_missing``, ``hours_out_of_range`` (0-12 hours, and nobody stays longer than the session).
    """
    if not session.title.strip():
        raise Refusal("title_missing", "title")
    if not 0 < session.hours <= LONGEST_SESSION_HOURS:
        raise Refusal("hours_out_of_range", "hours")
    if any(not 0 <= hours <= session.hours for hours in hours_attended):
        raise Refusal("hours_out_of_range", "hours")


def hours_by_arena(attended: Iterable[Attended]) -> dict[Arena, float]:
    """Sum the hours attended in each arena, to hundredths: twenty times 4.8 hours are 96, not a little less."""
    totals: dict[Arena, float] = {}
    for item in attended:
        totals[item.arena] = round(totals.get(item.arena, 0.0) + item.hours, 2)
    return totals
