"""The one thing that a participant does now. Who needs somebody else is in ``needs.py``."""

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from bransjekurs.domain.plan import Goal, Plan, Progress


class Step(StrEnum):
    """What a participant can do next, the first that applies."""

    CONFIRM_NAME = "confirm_name"
    MAP = "map"
    PRACTISE = "practise"
    CONTINUE = "continue"
    BEGIN = "begin"
    WAIT = "wait"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step, with the number of due words or the goal that it is about."""

    step: Step
    words: int = 0
    goal: Goal | None = None


def next_step(
    plan: Plan, due_words: int, *, mapped: bool = True, chosen: Set[str] = frozenset(), name_asked: bool = False
) -> NextStep:
    """Return the participant's next step: words that are due, then the goal in work, then a new one.

    Who has done nothing with the plan yet begins with the mapping; ``chosen`` outcomes go before other new ones. Whom
    somebody has asked to confirm the name does that first: it takes a minute, and somebody waits for it.
    """
    if name_asked:
        return NextStep(Step.CONFIRM_NAME)
    if not (mapped or plan.revision or due_words):
        return NextStep(Step.MAP)
    open_goals = [goal for goal in plan.goals if not goal.confirmed]
    open_goals.sort(key=lambda goal: goal.outcome.id not in chosen)
    if due_words and open_goals:
        return NextStep(Step.PRACTISE, words=due_words)
    for step, progress in (
        (Step.CONTINUE, Progress.BEGUN),
        (Step.BEGIN, Progress.NOT_BEGUN),
        (Step.WAIT, Progress.DONE),
    ):
        for goal in open_goals:
            if goal.progress is progress:
                return NextStep(step, goal=goal)
    return NextStep(Step.CERTIFICATE)
