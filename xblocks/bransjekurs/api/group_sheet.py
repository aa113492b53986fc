"""The group as rows, for a spreadsheet: what the group page shows, for everybody who fits."""

from dataclasses import dataclass
from datetime import datetime

from bransjekurs.api.access import Actor, course_roles, edition_of
from bransjekurs.api.group_list import Narrowing, hidden, narrowed
from bransjekurs.api.reading import plans_for
from bransjekurs.domain.needs import Need
from bransjekurs.domain.outcome import Arena, Outcome
from bransjekurs.domain.participation import hours_by_arena
from bransjekurs.domain.plan import Plan
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import attendance
from bransjekurs.plans import api as plans
from bransjekurs.plans import needs
from bransjekurs.plans.api import ReviewNote
from bransjekurs.platform import Person, platform
from bransjekurs.practice import api as practice
from bransjekurs.roles import Action, require

SHEET_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One participant."""

    person: Person
    plan: Plan
    need: Need | None
    practised_at: datetime | None
    hours: dict[Arena, float]
    review: ReviewNote | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The course's goals as columns, the participants as rows."""

    course_title: str
    outcomes: tuple[Outcome, ...]
    rows: tuple[SheetRow, ...]


def see_sheet(actor: Actor, narrowing: Narrowing, now: datetime) -> Sheet:
    """Return the rows of everybody whom the actor may see and who fits.

    Raises:
        Refusal: ``too_many_chosen`` above ``SHEET_LIMIT``.
    """
    held = course_roles(actor)
    require(held, Action.SEE_GROUP)
    edition = edition_of(actor)
    ids = list(narrowed(actor, held, narrowing, now).values_list("pk", flat=True)[: SHEET_LIMIT + 1])
    if len(ids) > SHEET_LIMIT:
        raise Refusal("too_many_chosen", limit=SHEET_LIMIT)
    people = platform().people(ids)
    plan_of = plans_for(actor, edition, ids)
    pressing = needs.pressing_of(actor.course_key, ids, now, hidden(held))
    practised = practice.practised_at(actor.course_key, ids)
    attended = attendance.attended_by(actor.course_key, ids)
    reviews = plans.reviews_of(actor.course_key, ids)
    rows = (
        SheetRow(
            person=people[i],
            plan=plan_of[i],
            need=pressing.get(i),
            practised_at=practised.get(i),
            hours=hours_by_arena(attended.get(i, ())),
            review=reviews.get(i),
        )
        for i in ids
        if i in people
    )
    return Sheet(edition.course.title, edition.course.outcomes, tuple(rows))
