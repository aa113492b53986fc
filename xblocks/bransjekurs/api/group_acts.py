"""What is done to several participants at once: start their plans, agree on a conversation, assign who follows them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, course_roles, edition_of
from bransjekurs.api.group_list import checked
from bransjekurs.domain.plan import new_plan
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans import api as plans
from bransjekurs.plans import bulk, history
from bransjekurs.plans.api import Follows, ReviewNote
from bransjekurs.plans.history import Change
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role, acting_role, require

# Roles that staff can give; the others come with enrolment or with the platform.
ASSIGNABLE = (Role.TEACHER, Role.NORWEGIAN_TEACHER, Role.ADVISER)


def start_plans(actor: Actor, participant_ids: Iterable[int], now: datetime) -> int:
    """Store a plan for each who has none, and return how many that were (R56, R81).

    Raises:
        Refusal: ``nobody_chosen``, ``unknown_participant``, ``too_many_chosen``.
    """
    held = course_roles(actor)
    require(held, Action.START_PLAN)
    edition = edition_of(actor)
    fresh = new_plan(edition.number, edition.course.outcomes)
    change = Change(
        "plan.started", "", str(edition.number), acting_role(held, Action.START_PLAN), now, by_id=actor.user_id
    )
    with transaction.atomic():
        started = bulk.start_plans(actor.course_key, checked(actor, held, participant_ids), fresh, now)
        history.note_each(actor.course_key, dict.fromkeys(started, change))
        standing.refresh(actor.course_key, started)
    return len(started)


def plan_reviews(actor: Actor, participant_ids: Iterable[int], review: ReviewNote, now: datetime) -> int:
    """Note the same next conversation for several, and return how many (R64, R65).

    Raises:
        Refusal: ``review_in_past``, ``with_whom_missing``, and as ``start_plans``.
    """
    held = course_roles(actor)
    require(held, Action.PLAN_REVIEW)
    check_review(review, now)
    with transaction.atomic():
        ids = checked(actor, held, participant_ids)
        before = {i: note.at.isoformat() for i, note in plans.reviews_of(actor.course_key, ids).items()}
        bulk.add_reviews(actor.course_key, ids, review, actor.user_id, now)
        after = review.at.isoformat()
        role = acting_role(held, Action.PLAN_REVIEW)
        changes = {i: Change("review.at", before.get(i, ""), after, role, now, by_id=actor.user_id) for i in ids}
        history.note_each(actor.course_key, changes)
        standing.refresh(actor.course_key, ids)
    return len(ids)


def check_review(review: ReviewNote, now: datetime) -> None:
    """Check a conversation before it is noted.

    Raises:
        Refusal: ``review_in_past``, ``with_whom_missing``.
    """
    if not review.with_whom.strip():
        raise Refusal("with_whom_missing", "with_whom")
    if review.at <= now:
        raise Refusal("review_in_past", "date")


def assign(actor: Actor, participant_ids: Iterable[int], username: str, role: str, now: datetime) -> Person:
    """Let somebody follow participants in a role, and return that person.

    Raises:
        Refusal: ``nobody_chosen``, ``unknown_user``, ``unknown_role``, ``unknown_participant``, ``follows_self``,
            ``too_many_chosen``.
    """
    follower, links = _links(actor, participant_ids, username, role)
    with transaction.atomic():
        there = _followed(actor, links)
        plans.follow(actor.course_key, links)
        _note_following(actor, set(links) - there, role, ("", follower.name), now)
    return follower


def unassign(actor: Actor, participant_ids: Iterable[int], username: str, role: str, now: datetime) -> Person:
    """End what ``assign`` began, with the same refusals."""
    follower, links = _links(actor, participant_ids, username, role)
    with transaction.atomic():
        there = _followed(actor, links)
        plans.unfollow(actor.course_key, links)
        _note_following(actor, there, role, (follower.name, ""), now)
    return follower


def _followed(actor: Actor, links: Iterable[Follows]) -> set[Follows]:
    """Return those of the links that are stored already."""
    stored = plans.following(actor.course_key, participant_ids=[link.participant_id for link in links])
    return set(stored) & set(links)


def _note_following(actor: Actor, links: Iterable[Follows], role: str, told: tuple[str, str], now: datetime) -> None:
    by = str(acting_role(course_roles(actor), Action.ASSIGN))
    change = Change(f"following.{role}", *told, by, now, by_id=actor.user_id)
    history.note_each(actor.course_key, dict.fromkeys((link.participant_id for link in links), change))


def _links(
    actor: Actor, participant_ids: Iterable[int], username: str, role: str
) -> tuple[Person, tuple[Follows, ...]]:
    held = course_roles(actor)
    require(held, Action.ASSIGN)
    chosen = set(participant_ids)
    if chosen and role not in {str(r) for r in ASSIGNABLE}:
        raise Refusal("unknown_role", "role")
    ids = checked(actor, held, chosen)
    follower = platform().find_person(username.strip()) if username.strip() else None
    if follower is None:
        raise Refusal("unknown_user", "username")
    if follower.id in chosen:
        # Nobody judges their own goals.
        raise Refusal("follows_self", "username")
    return follower, tuple(Follows(i, follower.id, role) for i in ids)
