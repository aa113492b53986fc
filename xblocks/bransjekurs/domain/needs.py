"""Who needs a person, and why: each reason with the moment from which it applies.

No reason is told with "now" in mind. So what is found can be kept as rows, and a database can sort and page ten
thousand participants by ``from_at <= now``; see ``api.standing``. A new reason is a kind here, a place in the order,
a function below, and its words in ``pages.needs_view``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bransjekurs.domain.evidence import Evidence, Observed, latest_by_mentors
from bransjekurs.domain.plan import Goal, Plan

PRACTICE_GAP = timedelta(days=14)
START_GAP = timedelta(days=7)


class NeedKind(StrEnum):
    """Why a participant needs a person, the most pressing first."""

    DISAGREEMENT = "disagreement"
    WAITING = "waiting"
    REVIEW_OVERDUE = "review_overdue"
    NOT_PRACTISED = "not_practised"
    NOT_STARTED = "not_started"
    # The only one without a moment: it is the lack of a row, and the database is asked for that itself.
    NO_PLAN = "no_plan"


# Stored with each row, so the numbers stay when a kind is put in between.
RANKS = {
    NeedKind.DISAGREEMENT: 10,
    NeedKind.WAITING: 20,
    NeedKind.REVIEW_OVERDUE: 40,
    NeedKind.NOT_PRACTISED: 60,
    NeedKind.NOT_STARTED: 80,
    NeedKind.NO_PLAN: 90,
}


@dataclass(frozen=True, slots=True)
class Need:
    """One reason: it applies from ``from_at``; ``since`` is the moment to tell, ``goal_id`` and ``count`` what about.

    ``title`` is the goal's title, or whatever else the reason is about (a certificate's name).
    """

    kind: NeedKind
    from_at: datetime
    since: datetime
    goal_id: str = ""
    title: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one participant when asking who needs a person; ``plan`` is the stored one, if there is one."""

    plan: Plan | None
    evidence: Mapping[str, tuple[Evidence, ...]]
    practised_at: datetime | None
    review_at: datetime | None


def needs_of(situation: Situation) -> tuple[Need, ...]:
    """Return every reason, now or to come, the most pressing kind first; at most one of each kind."""
    found = (reason(situation) for reason in _REASONS)
    return tuple(sorted((need for need in found if need), key=lambda need: RANKS[need.kind]))


def pressing(needs: tuple[Need, ...], now: datetime) -> Need | None:
    """Return the most pressing reason that applies now."""
    return next((need for need in needs if need.from_at <= now), None)


def _disagreement(situation: Situation) -> Need | None:
    """A participant who says *ferdig* where a mentor has since seen less than that."""
    for goal in _waiting_goals(situation):
        for item in latest_by_mentors(situation.evidence.get(goal.outcome.id, ())):
            since = goal.progress_at is None or item.at >= goal.progress_at
            if since and item.observed in (Observed.NOT_YET, Observed.WITH_SUPPORT):
                return Need(NeedKind.DISAGREEMENT, item.at, item.at, goal.outcome.id, goal.outcome.title)
    return None


def _waiting(situation: Situation) -> Need | None:
    waiting = [(goal.progress_at, goal) for goal in _waiting_goals(situation) if goal.progress_at]
    if not waiting:
        return None
    oldest, goal = min(waiting, key=lambda pair: pair[0])
    return Need(NeedKind.WAITING, oldest, oldest, goal.outcome.id, goal.outcome.title, len(waiting))


def _review_overdue(situation: Situation) -> Need | None:
    at = situation.review_at
    return Need(NeedKind.REVIEW_OVERDUE, at, at) if at else None


def _not_practised(situation: Situation) -> Need | None:
    at = situation.practised_at
    return Need(NeedKind.NOT_PRACTISED, at + PRACTICE_GAP, at) if at and not _finished(situation.plan) else None


def _not_started(situation: Situation) -> Need | None:
    """A plan that somebody else started, and that the participant has not touched."""
    plan = situation.plan
    if plan is None or plan.started_at is None or plan.revision or situation.practised_at:
        return None
    return Need(NeedKind.NOT_STARTED, plan.started_at + START_GAP, plan.started_at)


_REASONS: tuple[Callable[[Situation], Need | None], ...] = (
    _disagreement,
    _waiting,
    _review_overdue,
    _not_practised,
    _not_started,
)


def _waiting_goals(situation: Situation) -> Iterator[Goal]:
    return (goal for goal in (situation.plan.goals if situation.plan else ()) if goal.waiting)


def _finished(plan: Plan | None) -> bool:
    return plan is not None and len(plan.confirmed) == len(plan.goals)
