"""Who needs a person, and why: each reason with the moment from which it applies.

No reason is told with "now" in mind. So what is found can be kept as rows, and a database can sort and page ten
thousand participants by ``from_at <= now``; see ``api.standing``. A new reason is a kind here, a place in the order,
a function below, and its words in ``pages.needs_view``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bransjekurs.domain.agreement import AgreementState
from bransjekurs.domain.disagreement import disagreements
from bransjekurs.domain.evidence import Evidence
from bransjekurs.domain.mapping import Expiry
from bransjekurs.domain.plan import Goal, Plan
from bransjekurs.domain.time_budget import hours_needed, too_late_from
from bransjekurs.domain.timetable import Timetable

PRACTICE_GAP = timedelta(days=14)
START_GAP = timedelta(days=7)
# How long a plan may be without an agreement, and a party without an answer.
AGREEMENT_GAP = timedelta(days=14)
ANSWER_GAP = timedelta(days=7)
# How long before a certificate expires somebody must see to it that it is renewed: time for a course, and for a card.
CERTIFICATE_NOTICE = timedelta(days=60)
# What ``Need.title`` says of a plan that was agreed to and is another by now; else it names the parties that lack.
CHANGED = "changed"


class NeedKind(StrEnum):
    """Why a participant needs a person, the most pressing first."""

    DISAGREEMENT = "disagreement"
    WAITING = "waiting"
    CERTIFICATE_EXPIRES = "certificate_expires"
    REVIEW_OVERDUE = "review_overdue"
    BEHIND = "behind"
    NOT_PRACTISED = "not_practised"
    NOT_AGREED = "not_agreed"
    NOT_STARTED = "not_started"
    # The only one without a moment: it is the lack of a row, and the database is asked for that itself.
    NO_PLAN = "no_plan"


# Stored with each row, so the numbers stay when a kind is put in between.
RANKS = {
    NeedKind.DISAGREEMENT: 10,
    NeedKind.WAITING: 20,
    NeedKind.CERTIFICATE_EXPIRES: 30,
    NeedKind.REVIEW_OVERDUE: 40,
    NeedKind.BEHIND: 50,
    NeedKind.NOT_PRACTISED: 60,
    NeedKind.NOT_AGREED: 70,
    NeedKind.NOT_STARTED: 80,
    NeedKind.NO_PLAN: 90,
}


@dataclass(frozen=True, slots=True)
class Need:
    """One reason: it applies from ``from_at``; ``since`` is the moment to tell, ``goal_id`` and ``count`` what about.

    ``title`` is the goal's title, or whatever else the reason is about: a certificate's name, the parties that have not
    agreed (codes with a space between) or ``CHANGED``.
    """

    kind: NeedKind
    from_at: datetime
    since: datetime
    goal_id: str = ""
    title: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one participant when asking who needs a person; ``plan`` is the stored one, if there is one.

    ``review_at`` is the planned conversation, ``held_at`` the last one held; the course asks for one every
    ``review_weeks``. ``planned_hours`` are the course's, up to ``course_end``. Days begin in ``zone``.
    """

    plan: Plan | None
    evidence: Mapping[str, tuple[Evidence, ...]]
    practised_at: datetime | None
    review_at: datetime | None
    held_at: datetime | None = None
    review_weeks: int = 0
    agreement: AgreementState | None = None
    table: Timetable | None = None
    planned_hours: float = 0.0
    course_end: date | None = None
    expiries: tuple[Expiry, ...] = ()
    zone: tzinfo = UTC


def needs_of(situation: Situation) -> tuple[Need, ...]:
    """Return every reason, now or to come, the most pressing kind first; at most one of each kind."""
    found = (reason(situation) for reason in _REASONS)
    return tuple(sorted((need for need in found if need), key=lambda need: RANKS[need.kind]))


def pressing(needs: tuple[Need, ...], now: datetime) -> Need | None:
    """Return the most pressing reason that applies now."""
    return next((need for need in needs if need.from_at <= now), None)


def _disagreement(situation: Situation) -> Need | None:
    """Goals that are seen differently, by the rule of the conversations; the one that has been so the longest."""
    plan = situation.plan
    found = disagreements(plan, situation.evidence) if plan else ()
    if not found:
        return None
    since, goal = min(((one.since, one.goal) for one in found), key=lambda pair: pair[0])
    return Need(NeedKind.DISAGREEMENT, since, since, goal.outcome.id, goal.outcome.title, len(found))


def _waiting(situation: Situation) -> Need | None:
    waiting = [(goal.progress_at, goal) for goal in _waiting_goals(situation) if goal.progress_at]
    if not waiting:
        return None
    oldest, goal = min(waiting, key=lambda pair: pair[0])
    return Need(NeedKind.WAITING, oldest, oldest, goal.outcome.id, goal.outcome.title, len(waiting))


def _certificate_expires(situation: Situation) -> Need | None:
    """The certificate of the job that expires first, some time before it does."""
    if not situation.expiries:
        return None
    first = min(situation.expiries, key=lambda expiry: expiry.day)
    at = _midnight(first.day, situation.zone)
    return Need(NeedKind.CERTIFICATE_EXPIRES, at - CERTIFICATE_NOTICE, at, title=first.name)


def _review_overdue(situation: Situation) -> Need | None:
    """The planned conversation has not been held; or none is planned, and the course's rhythm asks for one (R64)."""
    at = situation.review_at or _rhythm(situation)
    return Need(NeedKind.REVIEW_OVERDUE, at, at) if at else None


def _rhythm(situation: Situation) -> datetime | None:
    plan, weeks = situation.plan, situation.review_weeks
    last = situation.held_at or (plan.started_at if plan else None)
    return last + timedelta(weeks=weeks) if last and weeks and not _finished(plan) else None


def _behind(situation: Situation) -> Need | None:
    """The hours that fit into the weeks up to the course's end are fewer than the goals still need (R61)."""
    plan, table, end = situation.plan, situation.table, situation.course_end
    if plan is None or table is None or end is None:
        return None
    late = too_late_from(table, sum(hours_needed(plan.goals, situation.planned_hours).values()), end)
    midnight = _midnight(end, situation.zone)
    return Need(NeedKind.BEHIND, _midnight(late, situation.zone), midnight) if late else None


def _not_practised(situation: Situation) -> Need | None:
    """Told in days, as people speak of practice: the first answer of a day says what the others would."""
    at = situation.practised_at
    if at is None or _finished(situation.plan):
        return None
    day = _midnight(at.astimezone(situation.zone).date(), situation.zone)
    return Need(NeedKind.NOT_PRACTISED, day + PRACTICE_GAP, day)


def _not_agreed(situation: Situation) -> Need | None:
    """No version that every party has agreed to, or the plan is another since (R74, R75)."""
    plan, state = situation.plan, situation.agreement
    if plan is None or plan.started_at is None or _finished(plan):
        return None
    if state is None:
        return Need(NeedKind.NOT_AGREED, plan.started_at + AGREEMENT_GAP, plan.started_at)
    if state.changed:
        return Need(NeedKind.NOT_AGREED, state.made_at, state.made_at, title=CHANGED)
    if not state.missing:
        return None
    parties = " ".join(state.missing)
    return Need(NeedKind.NOT_AGREED, state.made_at + ANSWER_GAP, state.made_at, title=parties, count=len(state.missing))


def _not_started(situation: Situation) -> Need | None:
    """A plan that somebody else started, and that the participant has not touched."""
    plan = situation.plan
    if plan is None or plan.started_at is None or plan.revision or situation.practised_at:
        return None
    return Need(NeedKind.NOT_STARTED, plan.started_at + START_GAP, plan.started_at)


_REASONS: tuple[Callable[[Situation], Need | None], ...] = (
    _disagreement,
    _waiting,
    _certificate_expires,
    _review_overdue,
    _behind,
    _not_practised,
    _not_agreed,
    _not_started,
)


def _waiting_goals(situation: Situation) -> Iterator[Goal]:
    return (goal for goal in (situation.plan.goals if situation.plan else ()) if goal.waiting)


def _finished(plan: Plan | None) -> bool:
    return plan is not None and len(plan.confirmed) == len(plan.goals)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
