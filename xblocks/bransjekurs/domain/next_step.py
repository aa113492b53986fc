"""The one thing to do now: for the participant, and for those who follow the participant up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bransjekurs.domain.evidence import Evidence, Observed, latest_by_mentors
from bransjekurs.domain.plan import Goal, Plan, Progress

PRACTICE_GAP = timedelta(days=14)


class Step(StrEnum):
    """What a participant can do next, the first that applies."""

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


def next_step(plan: Plan, due_words: int) -> NextStep:
    """Return the participant's next step: words that are due, then the goal in work, then a new one."""
    open_goals = [goal for goal in plan.goals if not goal.confirmed]
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


class NeedKind(StrEnum):
    """Why a participant needs a person now, the most pressing first."""

    DISAGREEMENT = "disagreement"
    WAITING = "waiting"
    REVIEW_OVERDUE = "review_overdue"
    NOT_PRACTISED = "not_practised"
    NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class Need:
    """One reason, with what it is about: a goal, a number of goals, since when."""

    kind: NeedKind
    since: datetime
    goal: Goal | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one participant when asking who needs a person."""

    plan: Plan
    evidence: Mapping[str, tuple[Evidence, ...]]
    practised_at: datetime | None
    review_at: datetime | None


def need(situation: Situation, now: datetime) -> Need | None:
    """Return the most pressing reason, or None if nothing is pressing."""
    return (
        _disagreement(situation)
        or _waiting(situation.plan)
        or _review_overdue(situation, now)
        or _not_practised(situation, now)
        or _not_started(situation, now)
    )


def _disagreement(situation: Situation) -> Need | None:
    """A participant who says *ferdig* where a mentor has since seen less than that."""
    for goal in situation.plan.goals:
        if not goal.waiting:
            continue
        for item in latest_by_mentors(situation.evidence.get(goal.outcome.id, ())):
            since = goal.progress_at is None or item.at >= goal.progress_at
            if since and item.observed in (Observed.NOT_YET, Observed.WITH_SUPPORT):
                return Need(NeedKind.DISAGREEMENT, item.at, goal)
    return None


def _waiting(plan: Plan) -> Need | None:
    waiting = [goal for goal in plan.goals if goal.waiting and goal.progress_at]
    if not waiting:
        return None
    oldest = min(goal.progress_at for goal in waiting if goal.progress_at)
    return Need(NeedKind.WAITING, oldest, waiting[0], len(waiting))


def _review_overdue(situation: Situation, now: datetime) -> Need | None:
    at = situation.review_at
    return Need(NeedKind.REVIEW_OVERDUE, at) if at and at < now else None


def _not_practised(situation: Situation, now: datetime) -> Need | None:
    at = situation.practised_at
    finished = len(situation.plan.confirmed) == len(situation.plan.goals)
    if at is None or finished or now - at < PRACTICE_GAP:
        return None
    return Need(NeedKind.NOT_PRACTISED, at)


def _not_started(situation: Situation, now: datetime) -> Need | None:
    untouched = situation.plan.revision == 0 and situation.practised_at is None
    return Need(NeedKind.NOT_STARTED, now) if untouched else None
