"""What those who follow a group see of all its goals at once: participants × goals, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bransjekurs.api.access import Actor, course_roles, edition_of
from bransjekurs.api.group_list import EVERYBODY, Listed, Narrowing, listed, narrowed
from bransjekurs.api.reading import goal_states
from bransjekurs.domain.outcome import Outcome
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, require

GRID_SIZE = 30


@dataclass(frozen=True, slots=True)
class Grid:
    """The course's outcomes as columns, one page of participants as rows, with their goals' states by outcome id."""

    course_title: str
    outcomes: tuple[Outcome, ...]
    rows: tuple[tuple[Person, Mapping[str, str]], ...]
    listed: Listed


def see_grid(actor: Actor, now: datetime, narrowing: Narrowing = EVERYBODY) -> Grid:
    """Return one page of the grid, in a number of queries that does not grow with the group."""
    held = course_roles(actor)
    require(held, Action.SEE_GROUP)
    edition = edition_of(actor)
    page = listed(narrowed(actor, held, narrowing, now), narrowing.page, GRID_SIZE)
    people = platform().people(page.ids)
    states = goal_states(actor, edition, page.ids).goals
    rows = tuple((people[i], states[i]) for i in page.ids if i in people)
    return Grid(edition.course.title, edition.course.outcomes, rows, page)
