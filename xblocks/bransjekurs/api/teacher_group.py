"""What those who follow a group do: see who needs them, note attendance, assign who follows whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bransjekurs.api.access import Actor, course_roles, edition_of, visible_participants
from bransjekurs.api.reading import plans_for
from bransjekurs.courses.api import Edition
from bransjekurs.domain.next_step import Need, NeedKind, Situation, need
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Attended, Session, check_session
from bransjekurs.domain.plan import Plan
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import api as evidence
from bransjekurs.evidence import attendance
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows, ReviewNote
from bransjekurs.platform import Person, platform
from bransjekurs.practice import api as practice
from bransjekurs.roles import Action, Role, require

# Roles that staff can give; the others come with enrolment or with the platform.
ASSIGNABLE = (Role.TEACHER, Role.NORWEGIAN_TEACHER, Role.ADVISER)
_PRESSING = list(NeedKind)


@dataclass(frozen=True, slots=True)
class Member:
    """One participant as the group sees them; ``attended`` are sessions and hours, absence included."""

    person: Person
    plan: Plan
    need: Need | None
    practised_at: datetime | None
    attended: tuple[Attended, ...]
    review: ReviewNote | None


@dataclass(frozen=True, slots=True)
class Group:
    """The participants that the actor follows, the sessions, and the actor's roles."""

    edition: Edition
    members: tuple[Member, ...]
    sessions: tuple[Session, ...]
    roles: frozenset[Role]


def see_group(actor: Actor, now: datetime) -> Group:
    """Return the group in a constant number of queries, those who need somebody first."""
    people = visible_participants(actor)
    edition = edition_of(actor)
    members = _members(actor, edition, people, now)
    return Group(
        edition=edition,
        members=tuple(sorted(members, key=_urgency)),
        sessions=attendance.sessions_of(actor.course_key),
        roles=course_roles(actor),
    )


def note_session(actor: Actor, session: Session, hours: Mapping[int, float]) -> None:
    """Store a session and who was there; hours are by participant id, 0 for absent.

    Raises:
        Refusal: ``title_missing``, ``hours_out_of_range``, ``unknown_participant``, ``unknown_session``.
    """
    may_see = {person.id for person in visible_participants(actor, Action.NOTE_ATTENDANCE)}
    if not set(hours) <= may_see:
        raise Refusal("unknown_participant")
    if session.id and session.id not in {known.id for known in attendance.sessions_of(actor.course_key)}:
        raise Refusal("unknown_session")
    with transaction.atomic():
        # A session can't become shorter than what others have noted for those whom they follow.
        check_session(session, {**attendance.noted_hours(actor.course_key, session.id), **hours}.values())
        attendance.save_session(actor.course_key, session, hours, actor.user_id)


def assign(actor: Actor, participant_ids: Iterable[int], username: str, role: str) -> Person:
    """Let somebody follow participants in a role, and return that person.

    Raises:
        Refusal: ``nobody_chosen``, ``unknown_user``, ``unknown_role``, ``unknown_participant``.
    """
    follower, links = _links(actor, participant_ids, username, role)
    plans.follow(actor.course_key, links)
    return follower


def unassign(actor: Actor, participant_ids: Iterable[int], username: str, role: str) -> Person:
    """End what ``assign`` began, with the same refusals."""
    follower, links = _links(actor, participant_ids, username, role)
    plans.unfollow(actor.course_key, links)
    return follower


def followers(actor: Actor) -> tuple[tuple[Follows, Person], ...]:
    """Return who follows the participants that the actor may see."""
    visible = {person.id for person in visible_participants(actor)}
    links = [link for link in plans.following(actor.course_key) if link.participant_id in visible]
    people = platform().people({link.follower_id for link in links})
    return tuple((link, people[link.follower_id]) for link in links if link.follower_id in people)


def session_hours(actor: Actor, session_id: int) -> dict[int, float]:
    """Return the hours noted for each visible participant in one session."""
    visible = {person.id for person in visible_participants(actor, Action.NOTE_ATTENDANCE)}
    return {i: hours for i, hours in attendance.noted_hours(actor.course_key, session_id).items() if i in visible}


def hours_held(sessions: Iterable[Session]) -> dict[Arena, float]:
    """Sum the hours held in each arena."""
    held: dict[Arena, float] = {}
    for session in sessions:
        held[session.arena] = held.get(session.arena, 0.0) + session.hours
    return held


def _links(
    actor: Actor, participant_ids: Iterable[int], username: str, role: str
) -> tuple[Person, tuple[Follows, ...]]:
    require(course_roles(actor), Action.ASSIGN)
    chosen = set(participant_ids)
    if not chosen:
        raise Refusal("nobody_chosen", "participants")
    if role not in {str(r) for r in ASSIGNABLE}:
        raise Refusal("unknown_role", "role")
    if not chosen <= {person.id for person in platform().participants(actor.course_key)}:
        raise Refusal("unknown_participant", "participants")
    follower = platform().find_person(username.strip()) if username.strip() else None
    if follower is None:
        raise Refusal("unknown_user", "username")
    if follower.id in chosen:
        # Nobody judges their own goals.
        raise Refusal("follows_self", "username")
    return follower, tuple(Follows(i, follower.id, role) for i in sorted(chosen))


def _members(actor: Actor, edition: Edition, people: tuple[Person, ...], now: datetime) -> list[Member]:
    ids = [person.id for person in people]
    plan_of = plans_for(actor, edition, ids)
    seen = evidence.evidence_of(actor.course_key, ids)
    practised = practice.practised_at(actor.course_key, ids)
    attended = attendance.attended_by(actor.course_key, ids)
    reviews = plans.reviews_of(actor.course_key, ids)
    members = []
    for person in people:
        i = person.id
        review = reviews.get(i)
        situation = Situation(plan_of[i], seen.get(i, {}), practised.get(i), review.at if review else None)
        pressing = need(situation, now)
        members.append(Member(person, plan_of[i], pressing, practised.get(i), attended.get(i, ()), review))
    return members


def _urgency(member: Member) -> tuple[int, float, str]:
    if member.need is None:
        return len(_PRESSING), 0.0, member.person.name
    return _PRESSING.index(member.need.kind), member.need.since.timestamp(), member.person.name
