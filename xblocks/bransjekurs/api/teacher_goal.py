"""What those who follow one participant do: see, observe, judge, ask the mentor, plan the next conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bransjekurs.api import links, standing
from bransjekurs.api.access import Actor, course_roles, require_towards
from bransjekurs.api.conversations import plan_conversation
from bransjekurs.api.group_list import EVERYBODY, Listed, Narrowing, listed, narrowed
from bransjekurs.api.noting import as_text, note, require_unchanged
from bransjekurs.api.participant_plan import PlanPicture, lock, picture
from bransjekurs.api.tracking import add_evidence, track
from bransjekurs.domain.events import GoalJudged
from bransjekurs.domain.evidence import Evidence, Observation, Source
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import REASON_LIMIT, Goal, Judgement, Verdict, with_judgement
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import api as evidence
from bransjekurs.links.api import Link, Purpose
from bransjekurs.plans import api as plans
from bransjekurs.plans import bulk
from bransjekurs.plans.api import ReviewNote
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role, acting_role


@dataclass(frozen=True, slots=True)
class ParticipantPicture:
    """One participant as a follower sees them, with the group beside."""

    person: Person
    plan_picture: PlanPicture
    requests: tuple[Link, ...]
    roles: frozenset[Role]
    beside: Listed
    group: tuple[Person, ...]
    counts: dict[int, tuple[int, int]]


def see_participant(
    actor: Actor, participant_id: int, now: datetime, narrowing: Narrowing = EVERYBODY
) -> ParticipantPicture:
    """Return one participant's plan, evidence and open questions; beside it a page of the list one came from.

    ``counts`` are goals confirmed and goals of those on that page; the participant is among them in any case.
    """
    held = require_towards(actor, participant_id, Action.SEE_PARTICIPANT)
    beside = listed(narrowed(actor, course_roles(actor), narrowing, now), narrowing.page)
    ids = beside.ids if participant_id in beside.ids else (participant_id, *beside.ids)
    people = platform().people(ids)
    return ParticipantPicture(
        person=people[participant_id],
        plan_picture=picture(actor, participant_id, now),
        requests=links.about(actor, participant_id, Purpose.OBSERVE),
        roles=held,
        beside=beside,
        group=tuple(people[i] for i in ids if i in people),
        counts=bulk.confirmed_counts(actor.course_key, ids),
    )


def judgements(actor: Actor, participant_id: int, outcome_id: str) -> tuple[Judgement, ...]:
    """Return every judgement of a goal, the latest first: reasons are kept."""
    require_towards(actor, participant_id, Action.SEE_PARTICIPANT)
    return plans.judgements_of(participant_id, actor.course_key, outcome_id)


def observe(
    actor: Actor, participant_id: int, outcome_id: str, observation: Observation, arena: Arena, now: datetime
) -> None:
    """Store what a teacher saw, as evidence.

    Raises:
        Refusal: ``unknown_goal``.
    """
    held = require_towards(actor, participant_id, Action.OBSERVE)
    with transaction.atomic():
        _, plan = lock(actor, participant_id, now)
        plan.goal(outcome_id)
        _add_own(actor, held, participant_id, outcome_id, Source.TEACHER, observation, arena, now)
        standing.refresh(actor.course_key, [participant_id])


def judge(
    actor: Actor,
    participant_id: int,
    outcome_id: str,
    verdict: Verdict,
    reason: str,
    evidence_ids: Iterable[int],
    now: datetime,
    seen: str | None = None,
) -> None:
    """Judge a goal on its evidence.

    ``seen`` is the mark of the judgement that the form showed: where another has judged since, both are told first.
    Recognised prior learning is itself put down as evidence, with the reason as what was shown.

    Raises:
        Refusal: ``unknown_goal``, ``role_may_not_judge``, ``reason_missing``, ``reason_too_long``,
            ``evidence_missing``, ``arenas_missing``, ``changed_meanwhile``,
            ``unknown_evidence`` (somebody else's or another goal's).
    """
    held = require_towards(actor, participant_id, Action.JUDGE)
    if len(reason) > REASON_LIMIT:
        raise Refusal("reason_too_long", "reason", limit=REASON_LIMIT)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        goal = plan.goal(outcome_id)
        require_unchanged(goal.judgement, seen, "reason")
        role = _judging_role(held, goal.outcome.judged_by)
        basis, shown_in = _checked_basis(actor, participant_id, outcome_id, evidence_ids)
        if verdict is Verdict.RECOGNISED and reason.strip():
            shown = Observation(None, reason.strip())
            basis = (
                *basis,
                _add_own(actor, held, participant_id, outcome_id, Source.PRIOR, shown, Arena.EARLIER, now),
            )
        judgement = Judgement(verdict, reason.strip(), actor.user_id, role, now, basis)
        judged = with_judgement(goal, judgement, shown_in)
        plans.add_judgement(plan_id, judged, judgement)
        told = GoalJudged(outcome_id, verdict, str(role), len(basis))
        track(actor.user_id, participant_id, actor.course_key, told)
        note(actor, participant_id, role, now, _judged(goal, judged))
        standing.refresh(actor.course_key, [participant_id])


def ask_mentor(
    actor: Actor, participant_id: int, outcome_id: str, mentor: str, days: int, now: datetime
) -> tuple[str, Link]:
    """Make a link for a mentor without an account; return the token, which is told once, and the link.

    Raises:
        Refusal: ``unknown_goal``, ``mentor_missing``, ``name_too_long``, ``days_out_of_range``.
    """
    require_towards(actor, participant_id, Action.ASK_MENTOR)
    invitation = links.Invitation(Purpose.OBSERVE, mentor, links.MENTOR, days, outcome_id)
    links.check(invitation)
    with transaction.atomic():
        _, plan = lock(actor, participant_id, now)
        plan.goal(outcome_id)
        standing.refresh(actor.course_key, [participant_id])
        return links.make(actor, participant_id, invitation, now)


def plan_review(actor: Actor, participant_id: int, review: ReviewNote, now: datetime) -> None:
    """Note the next conversation; see ``conversations.plan_conversation`` (R64, R65)."""
    plan_conversation(actor, participant_id, review, now)


def _judged(before: Goal, after: Goal) -> list[tuple[str, str, str]]:
    told = [as_text((j.verdict, j.reason)) if (j := goal.judgement) else "" for goal in (before, after)]
    return [
        (f"goal.{before.outcome.id}.judgement", told[0], told[1]),
        (f"goal.{before.outcome.id}.progress", before.progress.value, after.progress.value),
    ]


def may_follow(actor: Actor) -> bool:
    """Say whether the actor follows anybody in the course, or runs it."""
    return bool(course_roles(actor))


def _judging_role(held: frozenset[Role], judged_by: tuple[str, ...]) -> str:
    """Return the role in which the actor judges: one that the author named, if the actor holds it."""
    named = [role for role in judged_by if role in held]
    return named[0] if named else str(acting_role(held, Action.JUDGE))


def _checked_basis(
    actor: Actor, participant_id: int, outcome_id: str, evidence_ids: Iterable[int]
) -> tuple[tuple[int, ...], frozenset[Arena]]:
    """Return the evidence's ids, each once, and the arenas in which it was shown."""
    arena_of = evidence.arenas_of(actor.course_key, participant_id, outcome_id)
    basis = tuple(dict.fromkeys(evidence_ids))
    if not set(basis) <= set(arena_of):
        raise Refusal("unknown_evidence", "evidence")
    return basis, frozenset(arena_of[i] for i in basis)


def _add_own(
    actor: Actor,
    held: frozenset[Role],
    participant_id: int,
    outcome_id: str,
    source: Source,
    observation: Observation,
    arena: Arena,
    now: datetime,
) -> int:
    """Put down evidence that the actor answers for, in the actor's own name and role."""
    role = Role.TEACHER if Role.TEACHER in held else Role.NORWEGIAN_TEACHER
    name = platform().people([actor.user_id])[actor.user_id].name
    item = Evidence(
        outcome_id=outcome_id,
        arena=arena,
        source=source,
        source_id=f"{actor.user_id}:{now.isoformat()}",
        role=role,
        at=now,
        what=observation,
        by_id=actor.user_id,
        by_name=name,
    )
    return add_evidence(actor.user_id, participant_id, actor.course_key, item)
