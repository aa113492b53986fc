"""What those who follow one participant do: see, observe, judge, ask the mentor, plan the next conversation."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from bransjekurs.api.access import Actor, course_roles, require_towards, visible_participants
from bransjekurs.api.participant_plan import PlanPicture, lock, picture
from bransjekurs.domain.evidence import Evidence, Observation, Source
from bransjekurs.domain.names import clean_name
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import REASON_LIMIT, Judgement, Plan, Verdict, with_judgement
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import api as evidence
from bransjekurs.evidence.api import Request, RequestStatus
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import ReviewNote
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role

LINK_DAYS = (1, 60)


@dataclass(frozen=True, slots=True)
class ParticipantPicture:
    """One participant as a follower sees them, with the group beside."""

    person: Person
    plan_picture: PlanPicture
    requests: tuple[Request, ...]
    roles: frozenset[Role]
    group: tuple[Person, ...]
    group_plans: dict[int, Plan]


def see_participant(actor: Actor, participant_id: int, now: datetime) -> ParticipantPicture:
    """Return one participant's plan, evidence and open questions."""
    held = require_towards(actor, participant_id, Action.SEE_PARTICIPANT)
    group = visible_participants(actor)
    return ParticipantPicture(
        person=platform().people([participant_id])[participant_id],
        plan_picture=picture(actor, participant_id, now),
        requests=evidence.requests_of(participant_id, actor.course_key),
        roles=held,
        group=group,
        group_plans=plans.plans_of(actor.course_key, [person.id for person in group]),
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


def judge(
    actor: Actor,
    participant_id: int,
    outcome_id: str,
    verdict: Verdict,
    reason: str,
    evidence_ids: Iterable[int],
    now: datetime,
) -> None:
    """Judge a goal on its evidence.

    Recognised prior learning is itself put down as evidence, with the reason as what was shown.

    Raises:
        Refusal: ``unknown_goal``, ``role_may_not_judge``, ``reason_missing``, ``reason_too_long``,
            ``evidence_missing``, ``unknown_evidence`` (somebody else's or another goal's).
    """
    held = require_towards(actor, participant_id, Action.JUDGE)
    if len(reason) > REASON_LIMIT:
        raise Refusal("reason_too_long", "reason", limit=REASON_LIMIT)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        goal = plan.goal(outcome_id)
        role = _judging_role(held, goal.outcome.judged_by)
        basis = _checked_basis(actor, participant_id, outcome_id, evidence_ids)
        if verdict is Verdict.RECOGNISED and reason.strip():
            shown = Observation(None, reason.strip())
            basis = (
                *basis,
                _add_own(actor, held, participant_id, outcome_id, Source.PRIOR, shown, Arena.EARLIER, now),
            )
        judgement = Judgement(verdict, reason.strip(), actor.user_id, role, now, basis)
        plans.add_judgement(plan_id, with_judgement(goal, judgement), judgement)


def ask_mentor(
    actor: Actor, participant_id: int, outcome_id: str, mentor: str, days: int, now: datetime
) -> tuple[str, Request]:
    """Make a link for a mentor without an account; return the token, which is told once, and the question.

    Raises:
        Refusal: ``unknown_goal``, ``mentor_missing``, ``name_too_long``, ``days_out_of_range``.
    """
    require_towards(actor, participant_id, Action.ASK_MENTOR)
    if not any(sign.isalpha() for sign in mentor):
        raise Refusal("mentor_missing", "mentor")
    if not LINK_DAYS[0] <= days <= LINK_DAYS[1]:
        raise Refusal("days_out_of_range", "days", low=LINK_DAYS[0], high=LINK_DAYS[1])
    request = Request(
        id=0,
        user_id=participant_id,
        course_key=actor.course_key,
        outcome_id=outcome_id,
        mentor=clean_name(mentor, "mentor"),
        asked_by=actor.user_id,
        channel="copied",
        created_at=now,
        expires_at=now + timedelta(days=days),
        status=RequestStatus.OPEN,
    )
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        _, plan = lock(actor, participant_id, now)
        plan.goal(outcome_id)
        evidence.open_request(request, token)
    return token, request


def withdraw_link(actor: Actor, participant_id: int, request_id: int, now: datetime) -> None:
    """Close a link that was not answered.

    Raises:
        Refusal: ``link_closed`` if there is no such open link.
    """
    require_towards(actor, participant_id, Action.ASK_MENTOR)
    asked = {request.id for request in evidence.requests_of(participant_id, actor.course_key)}
    if request_id not in asked or not evidence.close_request(request_id, RequestStatus.WITHDRAWN, now):
        raise Refusal("link_closed")


def plan_review(actor: Actor, participant_id: int, review: ReviewNote, now: datetime) -> None:
    """Note the next conversation (R64, R65).

    Raises:
        Refusal: ``review_in_past``, ``with_whom_missing``.
    """
    require_towards(actor, participant_id, Action.PLAN_REVIEW)
    if not review.with_whom.strip():
        raise Refusal("with_whom_missing", "with_whom")
    if review.at <= now:
        raise Refusal("review_in_past", "date")
    plans.add_review(participant_id, actor.course_key, review, actor.user_id, now)


def may_follow(actor: Actor) -> bool:
    """Say whether the actor follows anybody in the course, or runs it."""
    return bool(course_roles(actor))


def _judging_role(held: frozenset[Role], judged_by: tuple[str, ...]) -> str:
    """Return the role in which the actor judges: one that the author named, if the actor holds it."""
    named = [role for role in judged_by if role in held]
    return named[0] if named else str(min(held))


def _checked_basis(actor: Actor, participant_id: int, outcome_id: str, evidence_ids: Iterable[int]) -> tuple[int, ...]:
    stored = evidence.evidence_of(actor.course_key, [participant_id]).get(participant_id, {})
    known = {item.id for item in stored.get(outcome_id, ())}
    basis = tuple(dict.fromkeys(evidence_ids))
    if not set(basis) <= known:
        raise Refusal("unknown_evidence", "evidence")
    return basis


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
    return evidence.add(participant_id, actor.course_key, item)
