"""What the parties agree to, and what counts as a change of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from bransjekurs.domain.agreement import (
    AgreedGoal,
    Consent,
    Party,
    Responsibilities,
    Version,
    agreed_goals,
    difference,
    fingerprint,
    missing,
)
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind
from bransjekurs.domain.plan import Progress
from bransjekurs.domain.timetable import Shift, Timetable

from tests.domain.test_time_budget import goal

AT = datetime(2026, 10, 5, tzinfo=UTC)
MEASURE = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, "Følge Liv", "Liv", id="1")
TIME = Timetable(date(2026, 10, 5), paid_hours=4.0)
VERSION = Version(
    "Renhold", "Amina", (AgreedGoal("a", "A", (MEASURE,)), AgreedGoal("b", "B")), TIME, Responsibilities()
)


@pytest.mark.parametrize(
    ("new", "fields"),
    [
        (VERSION, []),
        (replace(VERSION, goals=VERSION.goals[:1]), ["goal.b"]),
        (replace(VERSION, goals=(*VERSION.goals, AgreedGoal("c", "C"))), ["goal.c"]),
        (replace(VERSION, goals=(replace(VERSION.goals[0], title="Ny"), VERSION.goals[1])), ["goal.a"]),
        (replace(VERSION, goals=(AgreedGoal("a", "A"), VERSION.goals[1])), ["measures.a"]),
        (replace(VERSION, time=replace(TIME, paid_hours=2.0)), ["time.paid_hours"]),
        (
            replace(VERSION, time=replace(TIME, shifts=(Shift(1, 0, 420, 900),), own_hours=1.0)),
            ["time.shifts", "time.own_hours"],
        ),
        (replace(VERSION, responsibilities=Responsibilities(insurance="NAV")), ["responsibility.insurance"]),
    ],
)
def test_a_change_in_goals_time_or_responsibility_is_told_field_by_field(new: Version, fields: list[str]) -> None:
    assert [one.field for one in difference(VERSION, new)] == fields
    assert (fingerprint(VERSION) == fingerprint(new)) is (fields == [])


def test_working_on_a_goal_changes_no_agreement() -> None:
    before = replace(goal("a"), measures=(MEASURE,))
    done = replace(before, progress=Progress.DONE, measures=(replace(MEASURE, carried_out=date(2026, 11, 1)),))
    assert agreed_goals([before]) == agreed_goals([done])


def test_the_employer_and_the_union_are_parties_where_they_are_named() -> None:
    assert missing(VERSION, []) == (Party.PARTICIPANT, Party.PROVIDER)
    named = replace(VERSION, responsibilities=Responsibilities(employer="Ren AS", union="Ola"))
    agreed = [Consent(Party.PARTICIPANT, "Amina", "participant", AT), Consent(Party.UNION, "Ola", "Tillitsvalgt", AT)]
    assert missing(named, agreed) == (Party.PROVIDER, Party.EMPLOYER)
