"""Goal by goal: the group's participants × the course's goals, as shapes with words."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from opaque_keys.edx.keys import CourseKey

from bransjekurs import clock
from bransjekurs.api import teacher_grid
from bransjekurs.api.access import Actor
from bransjekurs.api.teacher_grid import Grid
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import CONFIRMED_STATES
from bransjekurs.pages.door import course_page, page
from bransjekurs.pages.group import narrowing_of, query_of
from bransjekurs.pages.group_view import pages, participant_url
from bransjekurs.platform import Person

# In the order in which a goal moves.
_LEGEND = ("not_begun", "begun", "done", "attained", "supported", "recognised", "not_yet")


@course_page
def show(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show one page of the grid."""
    query = query_of(request)
    grid = teacher_grid.see_grid(actor, clock.now(), narrowing_of(query))
    return page(request, "pages/grid.html", grid_context(grid, actor.course_key, query))


def grid_context(grid: Grid, course_key: CourseKey, query: dict[str, str]) -> dict[str, Any]:
    """Return the context: a row for each participant, a cell for each of the course's goals."""
    firsts = _firsts(grid)
    rows = [_row(person, states, firsts, course_key) for person, states in grid.rows]
    columns = zip(*(row["cells"] for row in rows), strict=True)
    return {
        "course_title": grid.course_title,
        "group_url": reverse("bransjekurs:group", args=[course_key]),
        "search": query.get("search", ""),
        "legend": _LEGEND,
        "areas": [
            {"name": area, "count": len(list(found))} for area, found in groupby(grid.outcomes, key=lambda o: o.area)
        ],
        "outcomes": [{"title": o.title, "first": first} for o, first in firsts],
        "rows": rows,
        "confirmed": [sum(cell["state"] in CONFIRMED_STATES for cell in column) for column in columns],
        "shown": len(rows),
        "total": grid.listed.total,
        "page": pages(grid.listed, query, "grid"),
    }


def _row(
    person: Person, states: Mapping[str, str], firsts: list[tuple[Outcome, bool]], course_key: CourseKey
) -> dict[str, Any]:
    url = participant_url(course_key, person.id, {})
    cells = [
        {"state": states.get(o.id, ""), "url": f"{url}?goal={o.id}" if o.id in states else "", "first": first}
        for o, first in firsts
    ]
    confirmed = sum(state in CONFIRMED_STATES for state in states.values())
    return {"name": person.name, "url": url, "cells": cells, "confirmed": confirmed, "total": len(states)}


def _firsts(grid: Grid) -> list[tuple[Outcome, bool]]:
    """Return each outcome, and whether it is the first of its area."""
    areas = [outcome.area for outcome in grid.outcomes]
    return [(o, n == 0 or areas[n - 1] != o.area) for n, o in enumerate(grid.outcomes)]
