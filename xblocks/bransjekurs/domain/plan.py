"""The individual plan: goals, the participant's progress, and judgements on evidence (R56-R60).

Two dimensions, never mixed: the participant owns ``progress``, a person with the right owns the ``judgement``.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bransjekurs.domain.measures import NAME_LIMIT, Measure, Responsible
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena, Outcome
from bransjekurs.domain.own_goal import is_own
from bransjekurs.domain.refusal import Refusal

REASON_LIMIT = 1000
# Every state that a goal can show, in the order of a bar: what is confirmed first.
CONFIRMED_STATES = frozenset({"attained", "supported", "recognised"})
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


def state_of(progress: Progress, verdict: Verdict | None) -> str:
    """Return the one word that a view shows of a goal: the latest verdict where there is one, else the progress."""
    if verdict is not None and verdict is not Verdict.NOT_YET:
        return verdict.value
    return Verdict.NOT_YET.value if verdict and progress is Progress.BEGUN else progress.value


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in a plan: a copy of the outcome as it was worded when the plan took it in."""

    outcome: Outcome
    progress: Progress = Progress.NOT_BEGUN
    progress_at: datetime | None = None
    comment: str = ""
    judgement: Judgement | None = None
    measures: tuple[Measure, ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is a goal of the participant's own."""
        return is_own(self.outcome.id)

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
        """The one word that a view shows: see ``state_of``."""
        return state_of(self.progress, self.judgement.verdict if self.judgement else None)


@dataclass(frozen=True, slots=True)
class Aftercare:
    """*Etteroppfølging* (R70): who follows the participant up after the course, in which role, and on which days."""

    responsible: str = ""
    role: Responsible = Responsible.TEACHER
    days: tuple[date, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A participant's plan; ``edition`` is the course edition that its wording comes from.

    ``revision`` counts the changes; 0 means that nobody has acted yet and nothing is stored. ``way_on`` is where the
    participant is heading (R63). ``taken_out`` are goals that somebody took out of the plan; they can come back.
    """

    edition: int
    goals: tuple[Goal, ...]
    revision: int = 0
    started_at: datetime | None = None
    way_on: str = ""
    aftercare: Aftercare = Aftercare()
    taken_out: tuple[Goal, ...] = ()

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


def with_judgement(goal: Goal, judgement: Judgement, shown_in: Set[Arena] = frozenset()) -> Goal:
    """Return the judged goal; *ikke ennå* sets a finished goal's progress back to begun.

    ``shown_in`` are the arenas of the evidence that the judgement rests on.

    Raises:
        Refusal: ``reason_missing``, ``role_may_not_judge`` (the author names who may), ``evidence_missing``:
            nothing is confirmed without evidence, so that each line of a certificate can be traced (R93), or
            ``arenas_missing`` or ``each_arena_missing`` where the author asks for evidence from more arenas (R66).
    """
    if judgement.role not in goal.outcome.judged_by:
        raise Refusal("role_may_not_judge")
    if not judgement.reason.strip():
        raise Refusal("reason_missing", "reason")
    if judgement.verdict is not Verdict.NOT_YET and not judgement.evidence_ids:
        raise Refusal("evidence_missing", "evidence")
    _check_arenas(goal.outcome, judgement.verdict, shown_in)
    progress = Progress.BEGUN if judgement.verdict is Verdict.NOT_YET else goal.progress
    return replace(goal, judgement=judgement, progress=progress)


def arenas_lacking(outcome: Outcome, shown_in: Set[Arena]) -> tuple[int, tuple[Arena, ...]]:
    """Return how many more arenas an outcome must be shown in, and which there are to choose from.

    One arena is what any evidence has, so a course that asks for one asks for nothing more.
    """
    missing = outcome.arenas_required - len(shown_in & set(COURSE_ARENAS)) if outcome.arenas_required > 1 else 0
    return max(0, missing), tuple(arena for arena in COURSE_ARENAS if arena not in shown_in) if missing > 0 else ()


def with_aftercare(plan: Plan, aftercare: Aftercare) -> Plan:
    """Return the plan with who follows up afterwards.

    Raises:
        Refusal: ``responsible_missing`` where there are days and no name; ``comment_too_long``.
    """
    name, about = " ".join(aftercare.responsible.split()), aftercare.about.strip()
    if (aftercare.days or about) and not name:
        raise Refusal("responsible_missing", "responsible")
    for field, text, limit in (("responsible", name, NAME_LIMIT), ("about", about, REASON_LIMIT)):
        if len(text) > limit:
            raise Refusal("comment_too_long", field, limit=limit)
    days = tuple(sorted(set(aftercare.days)))
    return replace(plan, aftercare=Aftercare(name, aftercare.role, days, about))


def with_way_on(plan: Plan, text: str) -> Plan:
    """Return the plan with where the participant is heading after the course: work, fagbrev, more courses (R63).

    Raises:
        Refusal: ``comment_too_long``.
    """
    if len(text.strip()) > REASON_LIMIT:
        raise Refusal("comment_too_long", "way_on", limit=REASON_LIMIT)
    return replace(plan, way_on=text.strip())


def _check_arenas(outcome: Outcome, verdict: Verdict, shown_in: Set[Arena]) -> None:
    """Prior learning was shown before the course, so the course's arenas are not asked for there."""
    if verdict not in (Verdict.ATTAINED, Verdict.SUPPORTED):
        return
    missing, open_arenas = arenas_lacking(outcome, shown_in)
    if missing:
        every = missing == len(open_arenas)
        raise Refusal("each_arena_missing" if every else "arenas_missing", "evidence", arenas=open_arenas)
