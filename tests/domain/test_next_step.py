"""The one thing that a participant does now."""

from datetime import timedelta

import pytest
from bransjekurs.domain.next_step import Step, next_step
from bransjekurs.domain.plan import Goal, Plan, Progress, Verdict

from tests.domain.values import NOW, goal

DAY = timedelta(days=1)
NEW, BEGUN, DONE, CONFIRMED = (
    goal("new"),
    goal("begun", progress=Progress.BEGUN),
    goal("done", progress=Progress.DONE, progress_at=NOW - 3 * DAY),
    goal("confirmed", Verdict.ATTAINED),
)
SENT_BACK = goal("sent-back", Verdict.NOT_YET, progress=Progress.BEGUN)


@pytest.mark.parametrize(
    ("case", "goals", "due", "step", "about"),
    [
        ("words that are due come first", (DONE, BEGUN, NEW), 3, Step.PRACTISE, None),
        ("then the goal in work", (DONE, NEW, BEGUN), 0, Step.CONTINUE, "begun"),
        ("a goal sent back is in work", (NEW, SENT_BACK), 0, Step.CONTINUE, "sent-back"),
        ("then a new goal", (DONE, NEW, CONFIRMED), 0, Step.BEGIN, "new"),
        ("then it is the teacher's turn", (CONFIRMED, DONE), 0, Step.WAIT, "done"),
        ("then the certificate", (CONFIRMED, CONFIRMED), 0, Step.CERTIFICATE, None),
        ("words that are due do not stand between a finished plan and its certificate", (CONFIRMED,), 5,
         Step.CERTIFICATE, None),
        ("the first of several goals in work", (NEW, BEGUN, SENT_BACK), 0, Step.CONTINUE, "begun"),
    ],
)  # fmt: skip
def test_the_participants_next_step(
    case: str, goals: tuple[Goal, ...], due: int, step: Step, about: str | None
) -> None:
    found = next_step(Plan(1, goals), due)
    assert found.step is step
    assert (found.goal.outcome.id if found.goal else None) == about
    assert found.words == (due if step is Step.PRACTISE else 0)


@pytest.mark.parametrize(
    ("mapped", "revision", "due", "step"),
    [
        (False, 0, 0, Step.MAP),
        (True, 0, 0, Step.BEGIN),
        (False, 1, 0, Step.BEGIN),
        (False, 0, 3, Step.PRACTISE),
    ],
)
def test_who_has_done_nothing_yet_begins_with_the_mapping(mapped: bool, revision: int, due: int, step: Step) -> None:
    assert next_step(Plan(1, (NEW,), revision), due, mapped=mapped).step is step


def test_a_goal_that_was_chosen_goes_before_other_new_ones() -> None:
    found = next_step(Plan(1, (NEW, goal("chosen")), 1), 0, chosen={"chosen"})
    assert found.goal is not None
    assert found.goal.outcome.id == "chosen"


def test_whom_somebody_has_asked_confirms_the_name_before_anything_else() -> None:
    for goals, due, mapped in (((NEW,), 3, True), ((NEW,), 0, False), ((CONFIRMED,), 0, True)):
        assert next_step(Plan(1, goals), due, mapped=mapped, name_asked=True).step is Step.CONFIRM_NAME
