"""From one course to the next: the mapping that somebody has filled in before is offered, and never copied unasked.

Only the participant sees the offer: another course can be another provider's, who has no business here and here none
there. What a person needs, judgements and proposals stay where they were: they were made for that course.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.access import Actor, edition_of, require_own
from bransjekurs.api.mapping import Conflict, asked_of, mapping_of, save_area
from bransjekurs.courses import api as courses
from bransjekurs.domain.course import Course
from bransjekurs.domain.mapping import Mapping, MappingArea, Noted, fitting, questions
from bransjekurs.domain.refusal import Refusal
from bransjekurs.mappings import api as mappings
from bransjekurs.roles import Action


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was noted in an earlier course and fits this one: by area, with answers to questions that are asked here.

    ``course_title`` is empty where the platform no longer has that course.
    """

    course_key: CourseKey
    course_title: str
    areas: dict[MappingArea, Noted]


def see_earlier(actor: Actor) -> Earlier | None:
    """Return the participant's latest mapping in another course, where it answers what has no answer here."""
    require_own(actor, Action.FILL_MAPPING)
    found = mappings.latest_elsewhere(actor.user_id, actor.course_key)
    if found is None:
        return None
    course_key, earlier = found
    areas = _offered(edition_of(actor).course, mapping_of(actor.course_key, actor.user_id), earlier)
    if not areas:
        return None
    before = courses.current(course_key)
    return Earlier(course_key, before.course.title if before else "", areas)


def take_over(actor: Actor, areas: Iterable[str], now: datetime) -> int:
    """Take the earlier answers in the chosen areas into this course, as the participant's own of today.

    An area that somebody has answered here meanwhile stays as it is. Returns how many areas were taken.

    Raises:
        Refusal: ``nothing_chosen``.
    """
    earlier = see_earlier(actor)
    chosen = [area for area in earlier.areas if area in set(areas)] if earlier else []
    if earlier is None or not chosen:
        raise Refusal("nothing_chosen", "areas")
    here = mapping_of(actor.course_key, actor.user_id)
    with transaction.atomic():
        return sum(_taken(actor, area, earlier.areas[area], here.areas.get(area), now) for area in chosen)


def _taken(actor: Actor, area: MappingArea, earlier: Noted, here: Noted | None, now: datetime) -> bool:
    try:
        save_area(actor, actor.user_id, area, earlier.values, here.revision if here else 0, now)
    except Conflict:
        return False
    return True


def _offered(course: Course, here: Mapping, earlier: Mapping) -> dict[MappingArea, Noted]:
    """Return the areas without an answer here in which the earlier answers fit a question of this course."""
    asked = [area for area in asked_of(course, frozenset()) if not here.done(area)]
    found = {area: earlier.areas[area] for area in asked if area in earlier.areas}
    fits = {
        area: replace(noted, values=fitting(questions(area, course.trade, course.outcomes), noted.values))
        for area, noted in found.items()
    }
    return {area: noted for area, noted in fits.items() if noted.values}
