"""A working week and the study time in it, with shifts by day and by night."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.timetable import (
    DAY,
    Piece,
    Shift,
    Study,
    Timetable,
    another_time,
    check,
    monday_of,
    parse_spans,
    pattern_week,
    shifts_in,
    study_in,
)
from hypothesis import given
from hypothesis import strategies as st

MONDAY = date(2026, 10, 5)


def at(hour: float) -> int:
    return int(hour * 60)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("07.00–15.00", ((420, 900),)),
        ("7-15", ((420, 900),)),
        ("07:00 - 11:30, 12.30–15", ((420, 690), (750, 900))),
        ("22.00–06.00", ((1320, 360),)),
        ("16–24", ((960, 1440),)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_times_are_read_as_people_write_them(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert parse_spans(text, "shift") == spans


@pytest.mark.parametrize("text", ["7", "07.00", "07.00–", "25–26", "07.60–08", "7–7", "24–8", "sju til tre", "7–15–16"])
def test_what_is_no_time_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_spans(text, "shift-1-0")
    assert (refused.value.code, refused.value.field) == ("not_a_time", "shift-1-0")


def test_a_night_shift_goes_on_the_morning_after_and_into_the_week_after() -> None:
    table = Timetable(MONDAY, weeks=2, shifts=(Shift(1, 2, at(22), at(6)), Shift(2, 6, at(22), at(6))))
    assert shifts_in(table, MONDAY) == (Piece(0, 0, at(6)), Piece(2, at(22), DAY), Piece(3, 0, at(6)))
    assert shifts_in(table, MONDAY + timedelta(days=7)) == (Piece(6, at(22), DAY),)


def test_the_pattern_repeats_before_and_after_its_first_week() -> None:
    table = Timetable(MONDAY, weeks=3)
    weeks = [pattern_week(table, MONDAY + timedelta(days=7 * n)) for n in (-1, 0, 1, 2, 3)]
    assert weeks == [3, 1, 2, 3, 1]


def test_study_at_work_fits_only_when_it_is_paid() -> None:
    shift = Shift(1, 0, at(7), at(15))
    own, paid = Study(0, 0, at(14), at(16)), Study(0, 0, at(9), at(10), Arena.CLASSROOM, paid=True)
    after = Study(0, 0, at(15), at(16))
    table = Timetable(MONDAY, shifts=(shift,), study=(own, paid, after))
    assert [(laid.study, laid.fits) for laid in study_in(table, MONDAY)] == [(paid, True), (own, False), (after, True)]
    assert study_in(replace(table, weeks_off=(MONDAY,)), MONDAY) == ()


@pytest.mark.parametrize(
    ("table", "field"),
    [
        (Timetable(MONDAY, weeks=7), "weeks"),
        (Timetable(MONDAY, weeks=0), "weeks"),
        (Timetable(MONDAY, paid_hours=-1), "paid_hours"),
        (Timetable(MONDAY, own_hours=61), "own_hours"),
        (Timetable(MONDAY, study=(Study(0, 0, at(12), at(11)),)), "study-0-from"),
        (Timetable(MONDAY, shifts=(Shift(1, 1, at(7), at(15)), Shift(1, 1, at(14), at(16)))), "shift-1-1"),
        (Timetable(MONDAY, shifts=(Shift(1, 0, at(22), at(6)), Shift(1, 1, at(5), at(9)))), "shift-1-1"),
    ],
)
def test_a_timetable_that_cannot_be_is_refused(table: Timetable, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(table)
    assert refused.value.field == field


def test_a_study_time_that_meets_a_shift_is_moved_to_the_next_day_that_has_room() -> None:
    shifts = (Shift(1, 3, at(10), at(18)), Shift(1, 4, at(8), at(20.5)))
    study = Study(0, 3, at(14.5), at(15.5))
    assert another_time(Timetable(MONDAY, shifts=shifts, study=(study,)), study) == replace(
        study, day=5, start=at(8), end=at(9)
    )


shifts = st.builds(
    Shift,
    week=st.integers(1, 6),
    day=st.integers(0, 6),
    start=st.integers(0, 47).map(lambda half: half * 30),
    end=st.integers(0, 48).map(lambda half: half * 30),
).filter(lambda shift: shift.start != shift.end)
lengths = st.integers(1, 8).map(lambda half: half * 30)


@st.composite
def studies(draw: st.DrawFn) -> Study:
    start = draw(st.integers(12, 36)) * 30
    arena = draw(st.sampled_from([Arena.ONLINE, Arena.CLASSROOM]))
    return Study(
        draw(st.integers(0, 6)), draw(st.integers(0, 6)), start, start + draw(lengths), arena, draw(st.booleans())
    )


tables = st.builds(
    Timetable,
    starts=st.just(MONDAY),
    weeks=st.integers(1, 6),
    shifts=st.lists(shifts, max_size=12).map(tuple),
    study=st.lists(studies(), max_size=5).map(tuple),
    paid_hours=st.integers(0, 20).map(float),
    own_hours=st.integers(0, 20).map(float),
    weeks_off=st.lists(st.integers(0, 30).map(lambda n: MONDAY + timedelta(days=7 * n)), max_size=4).map(tuple),
)


@given(tables, st.integers(-20, 20))
def test_a_round_of_the_pattern_holds_just_the_minutes_of_its_shifts(table: Timetable, number: int) -> None:
    first = MONDAY + timedelta(days=7 * number)
    pieces = [p for n in range(table.weeks) for p in shifts_in(table, first + timedelta(days=7 * n))]
    in_pattern = [shift for shift in table.shifts if shift.week <= table.weeks]
    minutes = sum((s.end - s.start) % DAY or DAY for s in in_pattern)
    assert sum(piece.end - piece.start for piece in pieces) == minutes
    assert all(0 <= piece.day < 7 and 0 <= piece.start < piece.end <= DAY for piece in pieces)


@given(tables)
def test_time_that_is_found_is_free_in_every_week(table: Timetable) -> None:
    for study in table.study:
        moved = another_time(table, study)
        if moved is None:
            continue
        assert moved.hours == study.hours
        others = tuple(one for one in table.study if one != study)
        laid = replace(table, study=(*others, moved), weeks_off=())
        for number in range(table.weeks):
            week = study_in(laid, MONDAY + timedelta(days=7 * number))
            assert all(one.clash is None for one in week if one.study == moved)


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)))
def test_every_day_has_a_monday(day: date) -> None:
    assert monday_of(day).weekday() == 0
    assert 0 <= (day - monday_of(day)).days < 7
