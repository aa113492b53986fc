"""A working week and the study time in it: shifts that repeat, and what fits beside them (R61, R87, R91).

Times of day are minutes after midnight; days are 0 for Monday to 6 for Sunday; a week is named by its Monday.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.refusal import Refusal

DAY = 24 * 60
MOST_WEEKS = 6
MOST_HOURS = 60.0
EVERY_WEEK = 0
# When a new time for study is looked for: nobody is asked to study at night.
_EARLIEST, _LATEST, _STEP = 8 * 60, 21 * 60, 30
_SPAN = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[.:](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift in one week of the pattern (1, 2, …); an ``end`` before the ``start`` is on the next day."""

    week: int
    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Study:
    """Study time: in one week of the pattern, or in every week; ``paid`` by the employer or the participant's own."""

    week: int
    day: int
    start: int
    end: int
    arena: Arena = Arena.ONLINE
    paid: bool = False

    @property
    def hours(self) -> float:
        """How long it is."""
        return (self.end - self.start) / 60


@dataclass(frozen=True, slots=True)
class Timetable:
    """A pattern of one to six weeks that repeats from ``starts`` (a Monday), and what is agreed on.

    ``paid_hours`` and ``own_hours`` are hours of study a week: paid by the employer, and of the participant's own.
    ``weeks_off`` are the Mondays of weeks without study.
    """

    starts: date
    weeks: int = 1
    shifts: tuple[Shift, ...] = ()
    study: tuple[Study, ...] = ()
    paid_hours: float = 0.0
    own_hours: float = 0.0
    weeks_off: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a shift that lies within one day."""

    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Laid:
    """Study time as it lies in one week, with the shift that it meets, if any.

    It fits if it meets no shift, or if it is paid: the employer has then agreed that it is part of the shift.
    """

    study: Study
    clash: Piece | None

    @property
    def fits(self) -> bool:
        """Whether it can be done then without loss of pay."""
        return self.clash is None or self.study.paid


def monday_of(day: date) -> date:
    """Return the Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def parse_spans(text: str, field: str) -> tuple[tuple[int, int], ...]:
    """Return the times in a text such as "07.00–11.30, 12.30–15", as minutes after midnight.

    Raises:
        Refusal: ``not_a_time``.
    """
    return tuple(_span(part.strip(), field) for part in text.split(",") if part.strip())


def _span(text: str, field: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(text)
    if not found:
        raise Refusal("not_a_time", field)
    hour, minute, last_hour, last_minute = (int(part or 0) for part in found.groups())
    start, end = hour * 60 + minute, last_hour * 60 + last_minute
    if start >= DAY or end > DAY or start == end or minute > 59 or last_minute > 59:
        raise Refusal("not_a_time", field)
    return start, end


def check(table: Timetable) -> None:
    """Refuse a timetable that cannot be.

    Raises:
        Refusal: ``number_out_of_range``, ``not_a_time`` (study that ends before it begins), ``shifts_overlap``.
    """
    if not 1 <= table.weeks <= MOST_WEEKS:
        raise Refusal("number_out_of_range", "weeks", low=1, high=MOST_WEEKS)
    for field in ("paid_hours", "own_hours"):
        if not 0 <= getattr(table, field) <= MOST_HOURS:
            raise Refusal("number_out_of_range", field, low=0, high=int(MOST_HOURS))
    for number, study in enumerate(table.study):
        if not 0 <= study.start < study.end <= DAY:
            raise Refusal("not_a_time", f"study-{number}-from")
    for number, shift in enumerate(table.shifts):
        others = table.shifts[:number]
        if any(_meet(mine, other) for mine in _span_pieces(shift) for o in others for other in _spans_in(o, shift)):
            raise Refusal("shifts_overlap", f"shift-{shift.week}-{shift.day}")


def _spans_in(other: Shift, shift: Shift) -> tuple[Piece, ...]:
    return _span_pieces(other) if other.week == shift.week else ()


def pattern_week(table: Timetable, monday: date) -> int:
    """Return which week of the pattern a week is, counted from 1."""
    return (monday - table.starts).days // 7 % table.weeks + 1


def is_off(table: Timetable, monday: date) -> bool:
    """Whether there is no study in that week."""
    return monday in table.weeks_off


def shifts_in(table: Timetable, monday: date) -> tuple[Piece, ...]:
    """Return the week's shifts day by day; what a night shift on Sunday leaves falls on the Monday after."""
    return _pattern_pieces(table, pattern_week(table, monday))


def _pattern_pieces(table: Timetable, week: int) -> tuple[Piece, ...]:
    before = table.weeks if week == 1 else week - 1
    found = [
        piece if shift.week == week and piece.day < 7 else replace(piece, day=piece.day - 7)
        for shift in table.shifts
        for piece in _span_pieces(shift)
        if (shift.week == week and piece.day < 7) or (shift.week == before and piece.day == 7)
    ]
    return tuple(sorted(found, key=lambda piece: (piece.day, piece.start)))


def _span_pieces(shift: Shift) -> tuple[Piece, ...]:
    if shift.end > shift.start:
        return (Piece(shift.day, shift.start, shift.end),)
    evening = Piece(shift.day, shift.start, DAY)
    return (evening, Piece(shift.day + 1, 0, shift.end)) if shift.end else (evening,)


def study_in(table: Timetable, monday: date) -> tuple[Laid, ...]:
    """Return the week's study time with what it meets; nothing in a week off."""
    if is_off(table, monday):
        return ()
    pieces, week = shifts_in(table, monday), pattern_week(table, monday)
    held = sorted((s for s in table.study if s.week in (EVERY_WEEK, week)), key=lambda s: (s.day, s.start))
    return tuple(Laid(study, next((p for p in pieces if _meet(p, _piece(study))), None)) for study in held)


def another_time(table: Timetable, study: Study) -> Study | None:
    """Return the nearest time, on a later day first, at which the study time meets no shift and no other study."""
    weeks = [study.week] if study.week else range(1, table.weeks + 1)
    taken = [piece for week in weeks for piece in _pattern_pieces(table, week)]
    taken += [_piece(other) for other in table.study if other != study and _same_week(other, study)]
    for moved in _possible_times(study):
        if not any(_meet(piece, _piece(moved)) for piece in taken):
            return moved
    return None


def _possible_times(study: Study) -> Iterator[Study]:
    length = study.end - study.start
    for later in range(1, 8):
        for start in range(_EARLIEST, _LATEST - length + 1, _STEP):
            yield replace(study, day=(study.day + later) % 7, start=start, end=start + length)


def _same_week(one: Study, other: Study) -> bool:
    return EVERY_WEEK in (one.week, other.week) or one.week == other.week


def _piece(study: Study) -> Piece:
    return Piece(study.day, study.start, study.end)


def _meet(one: Piece, other: Piece) -> bool:
    return one.day == other.day and one.start < other.end and other.start < one.end
