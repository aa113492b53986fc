"""Spreadsheets (XLSX): plain cells, none of which a spreadsheet program takes for a formula."""

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from openpyxl import Workbook

from bransjekurs import clock
from bransjekurs.api import group_sheet
from bransjekurs.api.access import Actor
from bransjekurs.api.group_sheet import Sheet, SheetRow
from bransjekurs.api.reading import local_zone
from bransjekurs.domain.outcome import COURSE_ARENAS
from bransjekurs.pages.door import course_page
from bransjekurs.pages.fields import readable
from bransjekurs.pages.group import narrowing_of, query_of
from bransjekurs.pages.needs_view import NEEDS
from bransjekurs.templatetags.look import state_word
from bransjekurs.wording import ARENAS

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ACTS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@course_page
def group(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Give the group, narrowed as on its page."""
    sheet = group_sheet.see_sheet(actor, narrowing_of(query_of(request)), clock.now())
    return workbook("gruppa.xlsx", _("The group"), [_head(sheet), *(_row(row, sheet) for row in sheet.rows)])


def workbook(name: str, title: str, rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """Return a workbook of one sheet as a download."""
    book = Workbook(write_only=True)
    page = book.create_sheet(title[:31])
    page.freeze_panes = "B2"
    for row in rows:
        page.append([cell(value) for value in row])
    file = BytesIO()
    book.save(file)
    response = HttpResponse(file.getvalue(), content_type=_CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def cell(value: Any) -> Any:
    """Return a value as a cell: a local day for a moment, and a text that stays text however it begins."""
    if isinstance(value, datetime):
        return value.astimezone(local_zone()).date()
    if value is None or isinstance(value, int | float | date):
        return value
    text = readable(str(value))
    return f"'{text}" if text.startswith(_ACTS_AS_FORMULA) else text


def _head(sheet: Sheet) -> list[Any]:
    arenas = [f"{ARENAS[arena]} (t)" for arena in COURSE_ARENAS]
    facts = [_("Participant"), _("Needs"), _("Goals confirmed"), _("Goals"), _("Last practised")]
    return [*facts, _("Next conversation"), *arenas, *(outcome.title for outcome in sheet.outcomes)]


def _row(row: SheetRow, sheet: Sheet) -> list[Any]:
    states = {goal.outcome.id: state_word(goal.state) for goal in row.plan.goals}
    return [
        row.person.name,
        NEEDS[row.need.kind] if row.need else "",
        len(row.plan.confirmed),
        len(row.plan.goals),
        row.practised_at,
        row.review.at if row.review else None,
        *(row.hours.get(arena, 0.0) for arena in COURSE_ARENAS),
        *(states.get(outcome.id, "") for outcome in sheet.outcomes),
    ]
