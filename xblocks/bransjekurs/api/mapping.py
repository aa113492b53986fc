"""Mapping: the participant and those who follow fill it in, in the same room or apart (R37-R48).

Every change goes into the plan's history. What the person needs is kept apart: the history says that it was noted, by
whom and when, and never what.
"""

from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.api.reading import local_zone
from bransjekurs.domain.course import Course
from bransjekurs.domain.gap import ProposalKind
from bransjekurs.domain.mapping import Mapping, MappingArea, Noted, asked, checked, questions
from bransjekurs.domain.refusal import Refusal
from bransjekurs.mappings import api as mappings
from bransjekurs.plans import history
from bransjekurs.plans.history import Change
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role, acting_role, may

NOTED = "noted"
# Answers are saved while one types: what one person writes within this time is one change.
TYPING = timedelta(minutes=10)


class Conflict(Exception):
    """Somebody noted something else in the same area meanwhile; ``theirs`` is what stands, ``who`` their name."""

    def __init__(self, theirs: Noted, who: str) -> None:
        super().__init__(theirs.revision)
        self.theirs = theirs
        self.who = who


@dataclass(frozen=True, slots=True)
class MappingPicture:
    """A mapping as the actor may see it.

    ``areas`` are asked in this order; ``done`` are those with an answer. The needs are among them for those who may
    see that, but not their content: see ``see_needs``. ``people`` are names by user id.
    """

    course: Course
    person: Person
    roles: frozenset[Role]
    mapping: Mapping
    areas: tuple[MappingArea, ...]
    done: frozenset[MappingArea]
    people: dict[int, str]


@dataclass(frozen=True, slots=True)
class NeedsPicture:
    """What a person needs, every version of it (the latest first), and who has read it on which day."""

    versions: tuple[Noted, ...]
    readings: tuple[tuple[str, date], ...]

    @property
    def now(self) -> Noted | None:
        """What stands."""
        return self.versions[0] if self.versions else None


def see_mapping(actor: Actor, participant_id: int) -> MappingPicture:
    """Return a participant's mapping."""
    held = require_towards(actor, participant_id, Action.SEE_MAPPING)
    course = edition_of(actor).course
    mapping = mapping_of(actor.course_key, participant_id)
    areas = asked_of(course, held)
    done = {area for area in areas if mapping.done(area)}
    if MappingArea.NEEDS in areas and _needs_done(actor.course_key, participant_id):
        done.add(MappingArea.NEEDS)
    authors = {noted.by_id for noted in mapping.areas.values() if noted.by_id}
    people = platform().people({participant_id, *authors})
    names = {person.id: person.name for person in people.values()}
    return MappingPicture(course, people[participant_id], held, mapping, areas, frozenset(done), names)


def see_needs(actor: Actor, participant_id: int, now: datetime) -> NeedsPicture:
    """Return what a participant needs; that somebody else reads it is noted, and told to the participant."""
    require_towards(actor, participant_id, Action.SEE_NEEDS)
    if actor.user_id != participant_id:
        today = now.astimezone(local_zone()).date()
        mappings.note_reading(participant_id, actor.course_key, actor.user_id, today)
    readings = mappings.readings_of(participant_id, actor.course_key)
    people = platform().people({by for by, _day in readings})
    return NeedsPicture(
        mappings.needs_history(participant_id, actor.course_key),
        tuple((people[by].name, day) for by, day in readings if by in people),
    )


def save_area(
    actor: Actor, participant_id: int, area: MappingArea, given: Map[str, str], revision: int, now: datetime
) -> Noted:
    """Store the answers in one area, and return them as they stand.

    ``revision`` is the one that the answers were written on. Told twice, stored once: the same answers again are
    nobody's conflict, so that an answer that was lost on the way can be sent anew.

    Raises:
        Conflict: with what somebody else noted meanwhile.
        Refusal: ``unknown_area``, ``unknown_value``, ``not_a_day``, ``comment_too_long``.
    """
    action = Action.FILL_NEEDS if area is MappingArea.NEEDS else Action.FILL_MAPPING
    held = require_towards(actor, participant_id, action)
    course = edition_of(actor).course
    if area not in asked_of(course, held):
        raise Refusal("unknown_area")
    values = checked(questions(area, course.trade, course.outcomes), given)
    new = Noted(values, revision + 1, actor.user_id, acting_role(held, action), now)
    with transaction.atomic():
        if area is MappingArea.NEEDS:
            return _save_needs(actor, participant_id, new)
        return _save(actor, participant_id, area, new)


def mapping_of(course_key: CourseKey, participant_id: int) -> Mapping:
    """Return what is noted of one participant; who may see it was asked before."""
    return mappings.mappings_of(course_key, [participant_id]).get(participant_id, Mapping())


def asked_of(course: Course, held: frozenset[Role]) -> tuple[MappingArea, ...]:
    """Return the areas that the author asks about, without the needs for those who may not see them."""
    areas = asked(course.mapping_areas, course.trade, course.outcomes)
    return tuple(area for area in areas if area is not MappingArea.NEEDS or may(held, Action.SEE_NEEDS))


def is_mapped(course: Course, mapping: Mapping) -> bool:
    """Say whether every area that is asked has an answer; the needs are each person's own to tell or not."""
    areas = asked(course.mapping_areas, course.trade, course.outcomes)
    return all(mapping.done(area) for area in areas if area is not MappingArea.NEEDS)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from proposals: outcomes chosen as goals, and what would show those to be recognised, by id."""

    goals: frozenset[str]
    recognise: dict[str, str]


def taken_of(course_key: CourseKey, participant_id: int) -> Taken:
    """Return what was taken from proposals; who may see it was asked before. One query."""
    answers = [one for one in mappings.answers_of(participant_id, course_key).values() if one.taken]
    by_kind: dict[str, dict[str, str]] = {kind.value: {} for kind in ProposalKind}
    for one in answers:
        kind, _dot, outcome_id = one.key.partition(".")
        by_kind[kind][outcome_id] = one.documentation
    return Taken(frozenset(by_kind[ProposalKind.GOAL]), by_kind[ProposalKind.RECOGNISE])


def _save(actor: Actor, participant_id: int, area: MappingArea, new: Noted) -> Noted:
    stands = mappings.lock_area(participant_id, actor.course_key, area, new.at)
    if dict(stands.values) == new.values:
        return stands
    if stands.revision != new.revision - 1:
        raise _conflict(stands)
    mappings.save_area(participant_id, actor.course_key, area, new)
    history.note_typed(participant_id, actor.course_key, _changes(actor, area, stands, new), new.at - TYPING)
    if area is MappingArea.CERTIFICATES:
        standing.refresh(actor.course_key, [participant_id])
    return new


def _changes(actor: Actor, area: MappingArea, before: Noted, after: Noted) -> list[Change]:
    names = dict.fromkeys((*before.values, *after.values))
    return [
        Change(
            field=f"mapping.{area}.{name}",
            before=before.values.get(name, ""),
            after=after.values.get(name, ""),
            role=after.role,
            at=after.at,
            by_id=actor.user_id,
        )
        for name in names
    ]


def _save_needs(actor: Actor, participant_id: int, new: Noted) -> Noted:
    stands = mappings.needs_of(participant_id, actor.course_key)
    if (dict(stands.values) if stands else {}) == new.values:
        return stands or Noted({}, 0, None, "", new.at)
    if (stands.revision if stands else 0) != new.revision - 1:
        raise _conflict(stands or Noted({}, 0, None, "", new.at))
    typing = stands is not None and stands.by_id == new.by_id and new.at - stands.at < TYPING
    if typing:
        mappings.retype_needs(participant_id, actor.course_key, new)
    elif not mappings.add_needs(participant_id, actor.course_key, new):
        raise _conflict(mappings.needs_of(participant_id, actor.course_key) or new)
    told = Change("mapping.needs", "", NOTED, new.role, new.at, by_id=actor.user_id)
    history.note_typed(participant_id, actor.course_key, [told], new.at - TYPING if typing else new.at)
    return new


def _conflict(stands: Noted) -> Conflict:
    people = platform().people([stands.by_id]) if stands.by_id else {}
    return Conflict(stands, next((person.name for person in people.values()), ""))


def _needs_done(course_key: CourseKey, participant_id: int) -> bool:
    noted = mappings.needs_of(participant_id, course_key)
    return bool(noted and noted.values)
