"""Hours needed against hours there are: week by week, when it can be done, and where an agreement on pay is broken.

The trade's rule is *uten tap av arbeidsinntekt*: study in working time is paid, and one's own time is used only as
agreed (R61, R86, R87, R89).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bransjekurs.domain.plan import Goal
from bransjekurs.domain.timetable import Laid, Piece, Timetable, is_off, monday_of, shifts_in, study_in

# Nobody plans further ahead than this; a plan that needs more has no end in sight.
_HORIZON_WEEKS = 156
_WAKING_HOURS = 16.0
_TINY = 1e-6
# Deliberate study of words should take no more than a quarter of the time (Nation 2007, "The four strands").
_PART_FOR_WORDS = 0.25
_FEWEST_MINUTES, _MOST_MINUTES = 5, 30


class BreachKind(StrEnum):
    """How a week can break what is agreed on pay and time."""

    UNPAID_AT_WORK = "unpaid_at_work"
    PAID_MISSING = "paid_missing"
    PAID_BEYOND = "paid_beyond"
    OWN_BEYOND = "own_beyond"


@dataclass(frozen=True, slots=True)
class Breach:
    """One break of the agreement in a week; ``hours`` are those that are, ``agreed`` those that should be."""

    kind: BreachKind
    laid: Laid | None = None
    hours: float = 0.0
    agreed: float = 0.0


@dataclass(frozen=True, slots=True)
class Week:
    """One week: shifts, study time, hours planned, and how many of those fit."""

    monday: date
    off: bool
    shifts: tuple[Piece, ...]
    study: tuple[Laid, ...]
    planned: float
    fitting: float

    @property
    def fits(self) -> bool:
        """Whether all that is planned can be done."""
        return self.planned - self.fitting < _TINY


@dataclass(frozen=True, slots=True)
class Forecast:
    """The weeks to come up to the end; ``end`` is the last week's Sunday, None if there is no end in sight."""

    weeks: tuple[Week, ...]
    end: date | None


def hours_needed(goals: Iterable[Goal], planned: float) -> dict[str, float]:
    """Return the hours that each goal still needs: as the author set them, else an equal part of what is left.

    ``planned`` are the course's hours in all arenas together. A confirmed goal needs no more.
    """
    every = list(goals)
    shared = [goal for goal in every if not goal.outcome.hours]
    left = max(0.0, planned - sum(goal.outcome.hours for goal in every))
    part = left / len(shared) if shared else 0.0
    return {g.outcome.id: 0.0 if g.confirmed else g.outcome.hours or part for g in every}


def week_of(table: Timetable, monday: date) -> Week:
    """Return one week as it is planned. Without set times the agreed hours count, as far as the shifts leave room."""
    off, shifts, study = is_off(table, monday), shifts_in(table, monday), study_in(table, monday)
    if off:
        planned = fitting = 0.0
    elif table.study:
        planned = sum(laid.study.hours for laid in study)
        fitting = sum(laid.study.hours for laid in study if laid.fits)
    else:
        planned = table.paid_hours + table.own_hours
        free = 7 * _WAKING_HOURS - sum(piece.end - piece.start for piece in shifts) / 60
        fitting = table.paid_hours + min(table.own_hours, max(0.0, free))
    return Week(monday, off, shifts, study, planned, fitting)


def word_minutes(table: Timetable | None, today: date, usual: int) -> int:
    """Return the minutes a day for words: a quarter of the week's study time that fits, spread over seven days.

    From 5 minutes, which a week off has too, so that what is due doesn't pile up, to 30. ``usual`` where no time is
    agreed on.
    """
    if table is None:
        return usual
    week = week_of(table, monday_of(today))
    if not week.planned and not week.off:
        return usual
    return max(_FEWEST_MINUTES, min(_MOST_MINUTES, round(week.fitting * 60 * _PART_FOR_WORDS / 7)))


def forecast(table: Timetable, remaining: float, today: date, extra: float = 0.0) -> Forecast:
    """Return the weeks until ``remaining`` hours are done, from this week on.

    ``extra`` hours are added to each week that is not off: what one more hour a week would do.
    """
    weeks: list[Week] = []
    done, monday = 0.0, monday_of(today)
    while remaining - done > _TINY and len(weeks) < _HORIZON_WEEKS:
        week = week_of(table, monday)
        weeks.append(week)
        done += 0.0 if week.off else week.fitting + extra
        monday += timedelta(days=7)
    end = monday - timedelta(days=1) if remaining - done <= _TINY else None
    return Forecast(tuple(weeks), end)


def too_late_from(table: Timetable, remaining: float, end: date) -> date | None:
    """Return the first Monday from which ``remaining`` hours no longer fit before a day; None if there are none left.

    The week that the day is in counts. So a ``forecast`` on that Monday ends too late, and one on the day before does
    not: it is known without knowing what day it is.
    """
    monday, room = monday_of(end), 0.0
    if remaining <= _TINY:
        return None
    for _ in range(_HORIZON_WEEKS):
        room += week_of(table, monday).fitting
        if remaining - room <= _TINY:
            return monday + timedelta(days=7)
        monday -= timedelta(days=7)
    return monday


def breaches(table: Timetable, monday: date) -> tuple[Breach, ...]:
    """Return where a week breaks the agreement on no loss of pay and on one's own time."""
    return tuple(_breaches(table, study_in(table, monday)))


def _breaches(table: Timetable, study: tuple[Laid, ...]) -> Iterator[Breach]:
    yield from (Breach(BreachKind.UNPAID_AT_WORK, laid) for laid in study if not laid.fits)
    if not study:
        return
    paid = sum(laid.study.hours for laid in study if laid.study.paid)
    own = sum(laid.study.hours for laid in study if not laid.study.paid)
    if table.paid_hours - paid > _TINY:
        yield Breach(BreachKind.PAID_MISSING, None, paid, table.paid_hours)
    if paid - table.paid_hours > _TINY:
        yield Breach(BreachKind.PAID_BEYOND, None, paid, table.paid_hours)
    if own - table.own_hours > _TINY:
        yield Breach(BreachKind.OWN_BEYOND, None, own, table.own_hours)
