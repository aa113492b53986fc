"""Conversations with a participant: what to take up, planning the next, noting what was said and agreed (R64-R66)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.api.noting import note, require_unchanged
from bransjekurs.api.reading import plans_for
from bransjekurs.api.tracking import track
from bransjekurs.domain.conversation import ABOUT_LIMIT, PEOPLE_LIMIT, Conversation, Held, checked_held, next_due
from bransjekurs.domain.course import Course
from bransjekurs.domain.disagreement import Disagreement, disagreements
from bransjekurs.domain.events import ReviewHeld
from bransjekurs.domain.plan import Goal, Plan
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import api as evidence
from bransjekurs.plans import api as plans
from bransjekurs.plans import conversations
from bransjekurs.plans.api import ReviewNote
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role, acting_role


@dataclass(frozen=True, slots=True)
class ConversationsPicture:
    """A participant's conversations, and what the next should take up: what is seen differently, what waits.

    ``due`` is when the course's rhythm puts the next; ``people`` are names by user id.
    """

    person: Person
    course: Course
    plan: Plan
    planned: Conversation | None
    held: tuple[Conversation, ...]
    due: datetime
    differences: tuple[Disagreement, ...]
    waiting: tuple[Goal, ...]
    people: dict[int, str]
    roles: frozenset[Role]


def see_conversations(actor: Actor, participant_id: int, now: datetime) -> ConversationsPicture:
    """Return the conversations, to the participant and to those who follow."""
    held_roles = require_towards(actor, participant_id, Action.SEE_CONVERSATIONS)
    edition = edition_of(actor)
    plan = plans_for(actor, edition, [participant_id])[participant_id]
    items = evidence.evidence_of(actor.course_key, [participant_id]).get(participant_id, {})
    all_of_them = conversations.conversations_of(participant_id, actor.course_key)
    held = tuple(sorted((one for one in all_of_them if one.held), key=_held_at, reverse=True))
    people = platform().people({participant_id, actor.user_id, *(one.noted_by for one in all_of_them if one.noted_by)})
    differences = disagreements(plan, items)
    differing = {one.goal.outcome.id for one in differences}
    return ConversationsPicture(
        person=people[participant_id],
        course=edition.course,
        plan=plan,
        planned=conversations.standing(participant_id, actor.course_key),
        held=held,
        due=next_due(_held_at(held[0]) if held else plan.started_at, edition.course.review_weeks, now),
        differences=differences,
        waiting=tuple(goal for goal in plan.goals if goal.waiting and goal.outcome.id not in differing),
        people={person.id: person.name for person in people.values()},
        roles=held_roles,
    )


def plan_conversation(
    actor: Actor, participant_id: int, review: ReviewNote, now: datetime, seen: str | None = None
) -> None:
    """Note the next conversation, or move the one that is noted.

    Raises:
        Refusal: ``review_in_past``, ``with_whom_missing``, ``comment_too_long``, ``changed_meanwhile``.
    """
    held_roles = require_towards(actor, participant_id, Action.PLAN_REVIEW)
    _check(review, now)
    with transaction.atomic():
        plans.lock_participant(participant_id)
        before = conversations.standing(participant_id, actor.course_key)
        require_unchanged(before, seen, "date")
        _store_next(actor, participant_id, acting_role(held_roles, Action.PLAN_REVIEW), before, review, now)
        standing.refresh(actor.course_key, [participant_id])


def hold_conversation(
    actor: Actor,
    participant_id: int,
    conversation_id: int,
    notes: Held,
    goals: Iterable[str],
    following: ReviewNote | None,
    seen: str | None,
    now: datetime,
) -> None:
    """Note a conversation that was held (0: one that nobody had planned), or mend its notes; and plan the next.

    Raises:
        Refusal: see ``checked_held`` and ``plan_conversation``; ``unknown_conversation``, ``unknown_goal``.
    """
    held_roles = require_towards(actor, participant_id, Action.PLAN_REVIEW)
    role = acting_role(held_roles, Action.PLAN_REVIEW)
    checked = checked_held(notes, now)
    if following:
        _check(following, now)
    with transaction.atomic():
        plans.lock_participant(participant_id)
        before = _known(actor, participant_id, conversation_id)
        require_unchanged(before, seen, "said")
        start = before or Conversation(checked.at, checked.took_part)
        after = replace(start, held=checked, goals=_known_goals(actor, participant_id, goals))
        stored = conversations.save(participant_id, actor.course_key, after, actor.user_id, now)
        note(actor, participant_id, role, now, _changes(stored, before, after))
        if start.held is None:
            track(actor.user_id, participant_id, actor.course_key, ReviewHeld(stored, len(after.goals)))
        if following:
            planned = conversations.standing(participant_id, actor.course_key)
            _store_next(actor, participant_id, role, planned, following, now)
        standing.refresh(actor.course_key, [participant_id])


def _store_next(
    actor: Actor, participant_id: int, role: str, before: Conversation | None, review: ReviewNote, now: datetime
) -> None:
    after = Conversation(
        review.at, review.with_whom.strip(), review.about.strip(), review.goals, id=before.id if before else 0
    )
    stored = conversations.save(participant_id, actor.course_key, after, actor.user_id, now)
    note(actor, participant_id, role, now, _changes(stored, before, after))


def _changes(conversation_id: int, before: Conversation | None, after: Conversation) -> list[tuple[str, str, str]]:
    old, new = _parts(before), _parts(after)
    return [(f"conversation.{conversation_id}.{name}", old.get(name, ""), text) for name, text in new.items()]


def _parts(conversation: Conversation | None) -> dict[str, str]:
    if conversation is None:
        return {}
    held = conversation.held
    return {
        "at": conversation.at.isoformat(),
        "with_whom": conversation.with_whom,
        "about": conversation.about,
        "held_at": held.at.isoformat() if held else "",
        "took_part": held.took_part if held else "",
        "said": held.said if held else "",
        "agreed": held.agreed if held else "",
    }


def _check(review: ReviewNote, now: datetime) -> None:
    if not review.with_whom.strip():
        raise Refusal("with_whom_missing", "with_whom")
    if review.at <= now:
        raise Refusal("review_in_past", "date")
    for field, text, limit in (("with_whom", review.with_whom, PEOPLE_LIMIT), ("about", review.about, ABOUT_LIMIT)):
        if len(text.strip()) > limit:
            raise Refusal("comment_too_long", field, limit=limit)


def _known(actor: Actor, participant_id: int, conversation_id: int) -> Conversation | None:
    if not conversation_id:
        return None
    found = conversations.conversations_of(participant_id, actor.course_key)
    for one in found:
        if one.id == conversation_id:
            return one
    raise Refusal("unknown_conversation")


def _known_goals(actor: Actor, participant_id: int, goals: Iterable[str]) -> tuple[str, ...]:
    plan = plans_for(actor, edition_of(actor), [participant_id])[participant_id]
    return tuple(dict.fromkeys(plan.goal(outcome_id).outcome.id for outcome_id in goals))


def _held_at(conversation: Conversation) -> datetime:
    return conversation.held.at if conversation.held else conversation.at
