"""A course's next edition: what it would change in a plan, which keeps its own until somebody takes it in."""

from dataclasses import replace

import pytest
from bransjekurs.domain.course import Course
from bransjekurs.domain.edition import edition_difference, taken_in
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.own_goal import own_goal
from bransjekurs.domain.plan import Goal, Plan, Progress, Verdict, new_plan
from bransjekurs.domain.refusal import Refusal

from tests.domain.values import goal, judgement, outcome

FIRST, SECOND, THIRD = outcome("first"), outcome("second"), outcome("third")
PLAN = new_plan(1, (FIRST, SECOND))
OWN = Goal(own_goal("1", "", "Bli trygg", ""))


@pytest.mark.parametrize(
    ("case", "plan", "outcomes", "changed", "new", "removed"),
    [
        ("the same", PLAN, (FIRST, SECOND), [], [], []),
        ("in another order", PLAN, (SECOND, FIRST), [], [], []),
        ("another wording", PLAN, (replace(FIRST, plain="Du kan mer."), SECOND), ["first"], [], []),
        ("another rule", PLAN, (replace(FIRST, support_suffices=False), SECOND), ["first"], [], []),
        ("one more", PLAN, (FIRST, SECOND, THIRD), [], ["third"], []),
        ("one less", PLAN, (SECOND,), [], [], ["first"]),
        ("all three at once", PLAN, (replace(SECOND, title="Ny"), THIRD), ["second"], ["third"], ["first"]),
        ("a goal of one's own is in no edition", replace(PLAN, goals=(*PLAN.goals, OWN)),
         (FIRST, SECOND), [], [], []),
        ("what was taken out is not offered as new", replace(PLAN, goals=PLAN.goals[:1], taken_out=PLAN.goals[1:]),
         (FIRST, SECOND), [], [], []),
        ("nor told of as removed", replace(PLAN, goals=PLAN.goals[:1], taken_out=PLAN.goals[1:]), (FIRST,), [], [], []),
    ],
)  # fmt: skip
def test_what_a_new_edition_would_change(
    case: str, plan: Plan, outcomes: tuple[Outcome, ...], changed: list[str], new: list[str], removed: list[str]
) -> None:
    found = edition_difference(plan, Course("Renhold", outcomes))
    assert [one.outcome.id for one in found.changed] == changed
    assert [one.id for one in found.new] == new
    assert [one.outcome.id for one in found.removed] == removed
    assert found.offered == (*changed, *new), "what was removed stays, and is no offer"


def test_a_goal_that_takes_in_new_words_keeps_all_that_was_done() -> None:
    worked = replace(goal("first", Verdict.ATTAINED, 4, progress=Progress.DONE), comment="Jeg kan det.")
    after = taken_in(worked, replace(FIRST, title="Nye ord"))
    assert after == replace(worked, outcome=replace(FIRST, title="Nye ord"))
    assert after.judgement == judgement(Verdict.ATTAINED, 4)
    with pytest.raises(Refusal, match="unknown_goal"):
        taken_in(worked, SECOND)
