"""What the parties agree to, and what counts as a change of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest
from bransjekurs.domain.agreement import (
    AgreedGoal,
    Consent,
    Party,
    Responsibilities,
    Version,
    agreed_goals,
    checked,
    difference,
    document,
    fingerprint,
    missing,
)
from bransjekurs.domain.conditions import Conditions, Duty, DutyOwner, Share, Topic, TopicText
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind
from bransjekurs.domain.plan import Progress
from bransjekurs.domain.refusal import Refusal
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
        (replace(VERSION, responsibilities=Responsibilities(workplace_goals="A")), ["responsibility.workplace_goals"]),
        (replace(VERSION, conditions=Conditions((TopicText(Topic.PAY, "Ingen taper lønn."),))), ["topic.pay"]),
        (replace(VERSION, conditions=Conditions(duties=(DutyOwner(Duty.AFTERCARE, "Per"),))), ["duty.aftercare"]),
        (
            replace(VERSION, conditions=Conditions((), (), ("Taushet",), (Share("Kurset", "NAV"),))),
            ["condition.insurance", "condition.agreements"],
        ),
    ],
)
def test_a_change_in_goals_time_or_responsibility_is_told_field_by_field(new: Version, fields: list[str]) -> None:
    assert [one.field for one in difference(VERSION, new)] == fields
    assert (fingerprint(VERSION) == fingerprint(new)) is (fields == [])


def test_a_version_from_before_the_conditions_were_kept_is_read_as_saying_nothing_of_them() -> None:
    kept = msgspec.json.decode(document(VERSION))
    del kept["conditions"], kept["responsibilities"]["workplace_goals"]
    assert msgspec.convert(kept, Version, strict=False) == VERSION


@pytest.mark.parametrize(("name", "most"), [("employer", 120), ("workplace_goals", 600)])
def test_a_text_that_is_too_long_is_refused_at_its_field(name: str, most: int) -> None:
    assert getattr(checked(Responsibilities(**{name: " a " * 2 + "x" * (most - 4)})), name)
    with pytest.raises(Refusal) as refused:
        checked(Responsibilities(**{name: "x" * (most + 1)}))
    assert (refused.value.field, refused.value.details["limit"]) == (name, most)


def test_working_on_a_goal_changes_no_agreement() -> None:
    before = replace(goal("a"), measures=(MEASURE,))
    done = replace(before, progress=Progress.DONE, measures=(replace(MEASURE, carried_out=date(2026, 11, 1)),))
    assert agreed_goals([before]) == agreed_goals([done])


def test_the_employer_and_the_union_are_parties_where_they_are_named() -> None:
    assert missing(VERSION, []) == (Party.PARTICIPANT, Party.PROVIDER)
    named = replace(VERSION, responsibilities=Responsibilities(employer="Ren AS", union="Ola"))
    agreed = [Consent(Party.PARTICIPANT, "Amina", "participant", AT), Consent(Party.UNION, "Ola", "Tillitsvalgt", AT)]
    assert missing(named, agreed) == (Party.PROVIDER, Party.EMPLOYER)
