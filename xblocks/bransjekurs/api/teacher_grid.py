"""What those who follow a group see of all its goals at once: participants × goals, page by page."""

from dataclasses import dataclass
from datetime import datetime

from bransjekurs.api.access import Actor, course_roles, edition_of
from bransjekurs.api.group_list import EVERYBODY, Listed, Narrowing, listed, narrowed
from bransjekurs.api.reading import plans_for
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import Plan
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, require

GRID_SIZE = 30


@dataclass(frozen=True, slots=True)
class Grid:
    """The course's outcomes as columns, and one page of participants with their plans as rows."""

    course_title: str
    outcomes: tuple[Outcome, ...]
    rows: tuple[tuple[Person, Plan], ...]
    listed: Listed


def see_grid(actor: Actor, now: datetime, narrowing: Narrowing = EVERYBODY) -> Grid:
    """Return one page of the grid, in a number of queries that does not grow with the group."""
    held = course_roles(actor)
    require(held, Action.SEE_GROUP)
    edition = edition_of(actor)
    page = listed(narrowed(actor, held, narrowing, now), narrowing.page, GRID_SIZE)
    people = platform().people(page.ids)
    plans = plans_for(actor, edition, page.ids)
    rows = tuple((people[i], plans[i]) for i in page.ids if i in people)
    return Grid(edition.course.title, edition.course.outcomes, rows, page)
