"""Hours needed against hours there are: what a week holds, when it ends, what breaks the agreement."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from bransjekurs.domain.outcome import Outcome, OutcomeKind
from bransjekurs.domain.plan import Goal, Judgement, Verdict
from bransjekurs.domain.time_budget import BreachKind, breaches, forecast, hours_needed, week_of, word_minutes
from bransjekurs.domain.timetable import Shift, Study, Timetable
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_timetable import MONDAY, at, tables

TODAY = MONDAY + timedelta(days=2)
JUDGED = Judgement(Verdict.ATTAINED, "Så det.", 1, "teacher", datetime(2026, 10, 5, tzinfo=UTC), (1,))


def goal(name: str, hours: float = 0.0, *, confirmed: bool = False) -> Goal:
    outcome = Outcome(name, "Area", OutcomeKind.TRADE_SKILL, name, name, hours=hours)
    return Goal(outcome, judgement=JUDGED if confirmed else None)


def test_goals_without_hours_of_their_own_share_what_is_left() -> None:
    needed = hours_needed([goal("a", 20), goal("b"), goal("c"), goal("d", confirmed=True)], 50)
    assert needed == {"a": 20, "b": 10, "c": 10, "d": 0}


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=12), st.integers(0, 300))
def test_confirming_never_makes_a_goal_need_more(goals: list[tuple[int, bool]], planned: int) -> None:
    made = [goal(str(n), float(hours), confirmed=done) for n, (hours, done) in enumerate(goals)]
    needed = hours_needed(made, planned)
    everything = hours_needed([replace(one, judgement=None) for one in made], planned)
    assert all(hours >= 0 for hours in needed.values())
    assert all(needed[one.outcome.id] == (0 if one.confirmed else everything[one.outcome.id]) for one in made)
    assert sum(everything.values()) >= planned - 1e-6 or all(hours for hours, _ in goals)


def test_the_weeks_go_on_till_the_hours_are_done_and_weeks_off_are_passed_over() -> None:
    table = Timetable(MONDAY, study=(Study(0, 1, at(16), at(19)),), weeks_off=(MONDAY + timedelta(days=7),))
    found = forecast(table, 6, TODAY)
    assert [week.off for week in found.weeks] == [False, True, False]
    assert found.end == date(2026, 10, 25)
    assert forecast(table, 6, TODAY, extra=3).end == date(2026, 10, 11)
    assert forecast(table, 0, TODAY).end == date(2026, 10, 4)


def test_there_is_no_end_without_time() -> None:
    assert forecast(Timetable(MONDAY), 10, TODAY).end is None


def test_agreed_hours_count_where_no_times_are_set() -> None:
    week = week_of(Timetable(MONDAY, paid_hours=4, own_hours=2), MONDAY)
    assert (week.planned, week.fitting, week.fits) == (6, 6, True)


@pytest.mark.parametrize(
    ("paid", "own", "study", "kinds"),
    [
        (0, 1, Study(0, 0, at(14), at(15)), [BreachKind.UNPAID_AT_WORK]),
        (1, 0, Study(0, 0, at(14), at(15), paid=True), []),
        (0, 0, Study(0, 0, at(14), at(15), paid=True), [BreachKind.PAID_BEYOND]),
        (3, 0, Study(0, 0, at(14), at(15), paid=True), [BreachKind.PAID_MISSING]),
        (0, 1, Study(0, 0, at(16), at(17)), []),
        (0, 1, Study(0, 0, at(16), at(18)), [BreachKind.OWN_BEYOND]),
        (
            2,
            0,
            Study(0, 0, at(14), at(16)),
            [BreachKind.UNPAID_AT_WORK, BreachKind.PAID_MISSING, BreachKind.OWN_BEYOND],
        ),
    ],
)
def test_a_week_that_breaks_the_agreement_says_how(
    paid: float, own: float, study: Study, kinds: list[BreachKind]
) -> None:
    table = Timetable(MONDAY, shifts=(Shift(1, 0, at(7), at(15)),), study=(study,), paid_hours=paid, own_hours=own)
    assert [breach.kind for breach in breaches(table, MONDAY)] == kinds
    assert breaches(replace(table, weeks_off=(MONDAY,)), MONDAY) == ()


@given(tables, st.integers(0, 60))
def test_more_hours_never_end_later_and_weeks_off_never_sooner(tables_: Timetable, remaining: int) -> None:
    usual = forecast(tables_, remaining, TODAY)
    more = forecast(tables_, remaining, TODAY, 1.0)
    without = forecast(replace(tables_, weeks_off=()), remaining, TODAY)
    assert usual.end is None or (more.end is not None and more.end <= usual.end)
    assert usual.end is None or (without.end is not None and without.end <= usual.end)
    assert all(0 <= week.fitting <= week.planned for week in usual.weeks)
    if usual.end is not None:
        assert sum(week.fitting for week in usual.weeks) >= remaining - 1e-6


@pytest.mark.parametrize(
    ("case", "table", "minutes"),
    [
        ("nobody has filled it in", None, 10),
        ("no time is agreed on", Timetable(MONDAY), 10),
        ("six hours a week", Timetable(MONDAY, paid_hours=4, own_hours=2), 13),
        ("an hour a week: five minutes all the same", Timetable(MONDAY, own_hours=1), 5),
        ("full time: half an hour is enough", Timetable(MONDAY, paid_hours=30), 30),
        ("a week off: what is due, no more", Timetable(MONDAY, paid_hours=30, weeks_off=(MONDAY,)), 5),
    ],
)
def test_words_get_a_quarter_of_the_time_that_the_plan_has(case: str, table: Timetable | None, minutes: int) -> None:
    assert word_minutes(table, TODAY, 10) == minutes
