"""The report without names: as a page and as a spreadsheet, from the same rows."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import report
from bransjekurs.api.access import Actor
from bransjekurs.api.report import CONFIRMED, HAS, IN_WORK, NOT_BEGUN, Report
from bransjekurs.domain.anonymous import FEWEST
from bransjekurs.domain.trade import LanguageSkill
from bransjekurs.pages.door import course_page, page
from bransjekurs.pages.needs_view import NEEDS
from bransjekurs.pages.sheet import workbook

_SKILLS = {
    LanguageSkill.LISTENING: gettext_lazy("Listen"),
    LanguageSkill.SPEAKING: gettext_lazy("Speak"),
    LanguageSkill.READING: gettext_lazy("Read"),
    LanguageSkill.WRITING: gettext_lazy("Write"),
}


@course_page
def show(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show the report."""
    found = report.see_report(actor, clock.now())
    context = {
        "course_title": found.course_title,
        "participants": found.participants,
        "fewest": FEWEST,
        "tables": _tables(found),
        "group_url": found.group and reverse("bransjekurs:group", args=[actor.course_key]),
        "sheet_url": reverse("bransjekurs:report_sheet", args=[actor.course_key]),
    }
    return page(request, "pages/report.html", context)


@course_page
def sheet(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Give the report as a spreadsheet."""
    found = report.see_report(actor, clock.now())
    rows: list[list[Any]] = [[_("Participants"), found.participants], []]
    for table in _tables(found):
        rows += [[table["title"], *table["columns"]], *([row["label"], *row["cells"]] for row in table["rows"]), []]
    return workbook("rapport.xlsx", _("Report"), rows)


def _tables(found: Report) -> list[dict[str, Any]]:
    tables = [
        _table(
            _("Goals"),
            {CONFIRMED: _("Confirmed"), IN_WORK: _("In work"), NOT_BEGUN: _("Not begun")},
            tuple((outcome.title, cells) for outcome, cells in found.outcomes),
        ),
        _table(_("Needs"), {HAS: _("Participants")}, tuple((NEEDS[kind], found.needs[kind]) for kind in found.needs)),
        _table(
            _("Norwegian for the job"),
            {"enough": _("Enough"), "missing": _("More is needed"), "unknown": _("Not known")},
            tuple((_SKILLS[skill], cells) for skill, cells in found.gaps.items()),
        ),
    ]
    return [table for table in tables if table["rows"]]


def _table(title: str, columns: dict[str, str], rows: tuple[tuple[Any, dict[str, int | None]], ...]) -> dict[str, Any]:
    held_back = _("held back")
    return {
        "title": title,
        "columns": list(columns.values()),
        "rows": [
            {"label": label, "cells": [held_back if cells[name] is None else cells[name] for name in columns]}
            for label, cells in rows
        ],
    }
