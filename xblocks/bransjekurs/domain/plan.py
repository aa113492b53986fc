"""The individual plan: goals, the participant's progress, and judgements on evidence (R56-R60).

Two dimensions, never mixed: the participant owns ``progress``, a person with the right owns the ``judgement``.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.refusal import Refusal

REASON_LIMIT = 1000
# Every state that a goal can show, in the order of a bar: what is confirmed first.
GOAL_STATES = ("attained", "supported", "recognised", "done", "begun", "not_yet", "not_begun")


class Progress(StrEnum):
    """The participant's own state of a goal."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    DONE = "done"


class Verdict(StrEnum):
    """A judgement's outcome; the first three confirm the goal (*kvittert*)."""

    ATTAINED = "attained"
    SUPPORTED = "supported"
    RECOGNISED = "recognised"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement with its reason and the evidence that it rests on (ids)."""

    verdict: Verdict
    reason: str
    by_id: int | None
    role: str
    at: datetime
    evidence_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in a plan: a copy of the outcome as it was worded when the plan took it in."""

    outcome: Outcome
    progress: Progress = Progress.NOT_BEGUN
    progress_at: datetime | None = None
    comment: str = ""
    judgement: Judgement | None = None

    @property
    def confirmed(self) -> bool:
        """Whether the goal is judged attained, attained with support or recognised."""
        return self.judgement is not None and self.judgement.verdict is not Verdict.NOT_YET

    @property
    def satisfied(self) -> bool:
        """Whether a required outcome is met: support is enough unless the author says otherwise."""
        if not self.confirmed or self.judgement is None:
            return False
        return self.judgement.verdict is not Verdict.SUPPORTED or self.outcome.support_suffices

    @property
    def waiting(self) -> bool:
        """Whether the participant is done and no later judgement has answered."""
        return self.progress is Progress.DONE and not self.confirmed

    @property
    def state(self) -> str:
        """The one word that a view shows: the judgement where there is one, else the progress."""
        if self.confirmed and self.judgement is not None:
            return self.judgement.verdict.value
        if self.judgement is not None and self.progress is Progress.BEGUN:
            return Verdict.NOT_YET.value
        return self.progress.value


@dataclass(frozen=True, slots=True)
class Plan:
    """A participant's plan; ``edition`` is the course edition that its wording comes from.

    ``revision`` counts the changes; 0 means that nobody has acted yet and nothing is stored.
    """

    edition: int
    goals: tuple[Goal, ...]
    revision: int = 0
    started_at: datetime | None = None

    def goal(self, outcome_id: str) -> Goal:
        """Return the goal for an outcome.

        Raises:
            Refusal: ``unknown_goal`` if the plan has no such goal.
        """
        for goal in self.goals:
            if goal.outcome.id == outcome_id:
                return goal
        raise Refusal("unknown_goal")

    @property
    def confirmed(self) -> tuple[Goal, ...]:
        """The confirmed goals, in the plan's order."""
        return tuple(goal for goal in self.goals if goal.confirmed)


def new_plan(edition: int, outcomes: tuple[Outcome, ...]) -> Plan:
    """Return the plan that a participant starts from: every outcome of the course, none begun."""
    return Plan(edition, tuple(Goal(outcome) for outcome in outcomes))


def with_progress(goal: Goal, progress: Progress, now: datetime, comment: str = "") -> Goal:
    """Return the goal with the participant's new progress.

    Raises:
        Refusal: ``goal_confirmed`` once somebody has confirmed it: the judgement then stands; ``comment_too_long``.
    """
    if goal.confirmed:
        raise Refusal("goal_confirmed")
    if len(comment) > REASON_LIMIT:
        raise Refusal("comment_too_long", "comment", limit=REASON_LIMIT)
    return replace(goal, progress=progress, progress_at=now, comment=comment.strip())


def with_judgement(goal: Goal, judgement: Judgement) -> Goal:
    """Return the judged goal; *ikke ennå* sets a finished goal's progress back to begun.

    Raises:
        Refusal: ``reason_missing``, ``role_may_not_judge`` (the author names who may), or ``evidence_missing``:
            nothing is confirmed without evidence, so that each line of a certificate can be traced (R93).
    """
    if judgement.role not in goal.outcome.judged_by:
        raise Refusal("role_may_not_judge")
    if not judgement.reason.strip():
        raise Refusal("reason_missing", "reason")
    if judgement.verdict is not Verdict.NOT_YET and not judgement.evidence_ids:
        raise Refusal("evidence_missing", "evidence")
    progress = Progress.BEGUN if judgement.verdict is Verdict.NOT_YET else goal.progress
    return replace(goal, judgement=judgement, progress=progress)
