"""What those who follow a group see: who needs them, the participants page by page, sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from bransjekurs.api.access import Actor, course_roles, edition_of, visible, visible_participants
from bransjekurs.api.group_list import EVERYBODY, PAGE_SIZE, Listed, Narrowing, hidden, listed, narrowed
from bransjekurs.api.reading import goal_states
from bransjekurs.courses.api import Edition
from bransjekurs.domain.needs import Need, NeedKind
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Attended, Session
from bransjekurs.evidence import attendance
from bransjekurs.plans import api as plans
from bransjekurs.plans import needs
from bransjekurs.plans.api import Follows, ReviewNote
from bransjekurs.platform import Person, platform
from bransjekurs.practice import api as practice
from bransjekurs.roles import Action, Role, require

MOST_NEEDING = 8


@dataclass(frozen=True, slots=True)
class Member:
    """One participant as the group sees them.

    ``states`` are the goals' by outcome id; ``attended`` are sessions and hours, absence included.
    """

    person: Person
    states: Mapping[str, str]
    need: Need | None
    practised_at: datetime | None
    attended: tuple[Attended, ...]
    review: ReviewNote | None


@dataclass(frozen=True, slots=True)
class Members:
    """One page of the participants that the actor may see, and nothing beside it."""

    listed: Listed
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Needing:
    """Those who need somebody most, how many do in all and by reason, and how many the actor may see."""

    edition: Edition
    first: tuple[tuple[Person, Need], ...]
    total: int
    by_kind: dict[NeedKind, int]
    everyone: int


@dataclass(frozen=True, slots=True)
class Group:
    """One page of the participants that the actor may see, and what stands beside.

    ``responsible`` are those who follow anybody among them, ``links`` who follows the ones on the page.
    """

    edition: Edition
    needing: Needing
    listed: Listed
    members: tuple[Member, ...]
    sessions: tuple[Session, ...]
    present: dict[int, tuple[int, int]]
    all_sessions: int
    hours: dict[Arena, float]
    responsible: tuple[Person, ...]
    links: tuple[tuple[Follows, Person], ...]
    cohorts: tuple[tuple[str, str], ...]
    roles: frozenset[Role]


def see_group(actor: Actor, now: datetime, narrowing: Narrowing = EVERYBODY, sessions: int | None = None) -> Group:
    """Return one page of the group, in a number of queries that does not grow with it; the latest ``sessions``."""
    held = course_roles(actor)
    require(held, Action.SEE_GROUP)
    edition = edition_of(actor)
    everyone = visible(actor, held)
    page = listed(narrowed(actor, held, narrowing, now), narrowing.page)
    count = everyone.order_by().count() if narrowing.narrows else page.total
    shown = attendance.sessions_of(actor.course_key, sessions)
    responsible = platform().people(plans.followers_in(actor.course_key, None if Role.STAFF in held else everyone))
    links = plans.following(actor.course_key, participant_ids=page.ids)
    return Group(
        edition=edition,
        needing=_needing(actor, edition, everyone, count, now, hidden(held)),
        listed=page,
        members=_members(actor, edition, page.ids, now, hidden(held)),
        sessions=shown,
        present=attendance.present_counts(actor.course_key, [s.id for s in shown], everyone),
        all_sessions=attendance.count_sessions(actor.course_key),
        hours=attendance.hours_held(actor.course_key),
        responsible=tuple(sorted(responsible.values(), key=lambda person: person.name)),
        links=tuple((link, responsible[link.follower_id]) for link in links if link.follower_id in responsible),
        cohorts=platform().cohorts(actor.course_key),
        roles=held,
    )


def see_members(actor: Actor, now: datetime, narrowing: Narrowing = EVERYBODY, size: int = PAGE_SIZE) -> Members:
    """Return one page of the participants alone, ``size`` of them."""
    held = course_roles(actor)
    require(held, Action.SEE_GROUP)
    edition = edition_of(actor)
    page = listed(narrowed(actor, held, narrowing, now), narrowing.page, size)
    return Members(page, _members(actor, edition, page.ids, now, hidden(held)))


def see_needs(actor: Actor, now: datetime) -> Needing:
    """Return who needs the actor most."""
    held = course_roles(actor)
    require(held, Action.SEE_GROUP)
    everyone = visible(actor, held)
    return _needing(actor, edition_of(actor), everyone, everyone.order_by().count(), now, hidden(held))


def followers(actor: Actor) -> tuple[tuple[Follows, Person], ...]:
    """Return who follows the participants that the actor may see."""
    seen = {person.id for person in visible_participants(actor)}
    links = [link for link in plans.following(actor.course_key) if link.participant_id in seen]
    people = platform().people({link.follower_id for link in links})
    return tuple((link, people[link.follower_id]) for link in links if link.follower_id in people)


def _needing(
    actor: Actor,
    edition: Edition,
    everyone: QuerySet[Any],
    count: int,
    now: datetime,
    unseen: frozenset[NeedKind],
) -> Needing:
    first = needs.most_pressing(actor.course_key, everyone, now, MOST_NEEDING, unseen)
    left = MOST_NEEDING - len(first)
    if left:
        known = [user_id for user_id, _need in first]
        without = needs.without_plan(actor.course_key, everyone).exclude(pk__in=known).values_list("pk", flat=True)
        first += [(user_id, Need(NeedKind.NO_PLAN, now, now)) for user_id in without[:left]]
    people = platform().people([user_id for user_id, _need in first])
    tally = needs.tally(actor.course_key, everyone, count, now, unseen)
    return Needing(
        edition=edition,
        first=tuple((people[user_id], need) for user_id, need in first if user_id in people),
        total=tally.people,
        by_kind=tally.by_kind,
        everyone=count,
    )


def _members(
    actor: Actor, edition: Edition, ids: tuple[int, ...], now: datetime, unseen: frozenset[NeedKind]
) -> tuple[Member, ...]:
    people = platform().people(ids)
    states = goal_states(actor, edition, ids)
    pressing = needs.pressing_of(actor.course_key, ids, now, unseen)
    practised = practice.practised_at(actor.course_key, ids)
    attended = attendance.attended_by(actor.course_key, ids)
    reviews = plans.reviews_of(actor.course_key, ids)
    return tuple(
        Member(
            person=people[i],
            states=states.goals[i],
            need=pressing.get(i) or (Need(NeedKind.NO_PLAN, now, now) if i in states.without_plan else None),
            practised_at=practised.get(i),
            attended=attended.get(i, ()),
            review=reviews.get(i),
        )
        for i in ids
        if i in people
    )
