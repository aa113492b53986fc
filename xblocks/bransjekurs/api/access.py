"""Which roles a user holds: asked by every use case before anything else."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from opaque_keys.edx.keys import CourseKey

from bransjekurs import roles
from bransjekurs.courses import api as courses
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans import api as plans
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, NotAllowed, Role

_SEARCH_LENGTH, _SEARCH_WORDS = 120, 6


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts: a signed-in user in a course.

    ``viewing``: staff who look at the course as a participant, be it this user or any. Such an actor has a
    participant's rights and no others, and changes nothing: see decisions/0020.
    """

    user_id: int
    course_key: CourseKey
    viewing: bool = False


def own_roles(actor: Actor) -> frozenset[Role]:
    """Return the actor's roles towards their own plan: participant if enrolled."""
    enrolled = actor.viewing or platform().is_enrolled(actor.user_id, actor.course_key)
    return frozenset({Role.PARTICIPANT}) if enrolled else frozenset()


def course_roles(actor: Actor) -> frozenset[Role]:
    """Return the roles in which the actor follows anybody in the course, the platform's own included."""
    if actor.viewing:
        return frozenset()
    held = {Role(role) for role in plans.roles_of_follower(actor.course_key, actor.user_id)} | _staff(actor)
    # All the others may do what a data researcher may, and need not be asked about it.
    return frozenset(held or _researcher(actor))


def roles_towards(actor: Actor, participant_id: int) -> frozenset[Role]:
    """Return the roles that the actor holds towards one participant; towards oneself: participant."""
    own = own_roles(actor) if participant_id == actor.user_id else frozenset()
    if actor.viewing:
        return own
    links = plans.following(actor.course_key, participant_ids=[participant_id], follower_id=actor.user_id)
    staff = _staff(actor)
    if links and not staff and not _shows(actor, participant_id):
        return own
    return frozenset({Role(f.role) for f in links} | staff | own)


def require_own(actor: Actor, action: Action) -> None:
    """Raise ``NotAllowed`` unless the actor may do this with their own plan; a ``Refusal`` if they only look."""
    roles.require(own_roles(actor), action)
    _require_no_change(actor, action)


def require_towards(actor: Actor, participant_id: int, action: Action) -> frozenset[Role]:
    """Return the roles towards the participant, or raise ``NotAllowed``; strangers to the course have no plan."""
    held = roles_towards(actor, participant_id)
    roles.require(held, action)
    _require_no_change(actor, action)
    if not platform().is_enrolled(participant_id, actor.course_key):
        raise NotAllowed(action)
    return held


def visible_participants(actor: Actor, action: Action = Action.SEE_GROUP) -> tuple[Person, ...]:
    """Return the participants that the actor may see: all for staff, else those the actor follows."""
    held = course_roles(actor)
    roles.require(held, action)
    ids = visible(actor, held).values_list("pk", flat=True)
    people = platform().people(ids)
    return tuple(people[i] for i in ids if i in people)


def visible(actor: Actor, held: frozenset[Role], search: str = "", cohort: str = "") -> QuerySet[Any]:
    """Return whom somebody with these roles may see, as a query by name that can be narrowed; see ``Platform``.

    Of a search the first words are enough: each one is a condition more for the database.
    """
    words = " ".join(search[:_SEARCH_LENGTH].split()[:_SEARCH_WORDS])
    users = platform().enrolled(actor.course_key, words, cohort)
    if Role.STAFF in held:
        return users
    return within_own_cohort(actor, users.filter(pk__in=plans.followed_by(actor.course_key, actor.user_id)))


def within_own_cohort(actor: Actor, users: QuerySet[Any]) -> QuerySet[Any]:
    """Return those of the users whom the course shows to a follower: all, or those in the follower's own cohort.

    Raises:
        Refusal: ``no_cohort``: the course shows each follower their own cohort, and this one is in none.
    """
    own = _own_cohort(actor)
    return users if own is None else users.filter(pk__in=_in_cohort(actor, own).values("pk"))


def edition_of(actor: Actor) -> courses.Edition:
    """Return the course's current edition.

    Raises:
        Refusal: ``course_not_published``.
    """
    edition = courses.current(actor.course_key)
    if edition is None:
        raise Refusal("course_not_published")
    return edition


def _shows(actor: Actor, participant_id: int) -> bool:
    """Say whether the course shows the participant to an actor who follows them."""
    own = _own_cohort(actor)
    return own is None or _in_cohort(actor, own).filter(pk=participant_id).exists()


def _own_cohort(actor: Actor) -> str | None:
    """Return the cohort that is all the course shows to the actor; None where it shows everybody one follows."""
    edition = courses.current(actor.course_key)
    if edition is None or not edition.course.own_cohort_only:
        return None
    own = platform().cohort_of(actor.user_id, actor.course_key)
    if not own:
        raise Refusal("no_cohort")
    return own


def _in_cohort(actor: Actor, cohort: str) -> QuerySet[Any]:
    return platform().enrolled(actor.course_key, cohort=cohort).order_by()


def _require_no_change(actor: Actor, action: Action) -> None:
    if actor.viewing and action not in roles.LOOKS:
        raise Refusal("viewing_as_participant")


def _staff(actor: Actor) -> set[Role]:
    return {Role.STAFF} if platform().is_course_staff(actor.user_id, actor.course_key) else set()


def _researcher(actor: Actor) -> set[Role]:
    researches = platform().is_data_researcher(actor.user_id, actor.course_key)
    return {Role.DATA_RESEARCHER} if researches else set()
