"""A timetable in words, part by part: for the agreement, the history and what two have saved at once."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bransjekurs.domain.timetable import EVERY_WEEK, Shift, Study, Timetable
from bransjekurs.pages.time_form import clock_text
from bransjekurs.templatetags.look import full_day, weekday
from bransjekurs.wording import ARENAS, hours_text

TIME_PARTS: dict[str, Promise] = {
    "starts": gettext_lazy("First day of week 1"),
    "weeks": gettext_lazy("Weeks before the shifts repeat"),
    "shifts": gettext_lazy("Shifts"),
    "study": gettext_lazy("Study time"),
    "paid_hours": gettext_lazy("Hours a week paid by the employer"),
    "own_hours": gettext_lazy("Hours a week of own time"),
    "weeks_off": gettext_lazy("Weeks off"),
}
_ANY_DAY = "2000-01-03"


def part_text(name: str, table: Timetable) -> str:
    """Return one part of a timetable as a line; empty where it holds nothing."""
    if name == "shifts":
        return shifts_text(table.shifts, table.weeks)
    if name == "study":
        return "; ".join(study_text(study) for study in table.study)
    if name == "weeks_off":
        return ", ".join(full_day(monday) for monday in table.weeks_off)
    if name == "starts":
        return full_day(table.starts)
    return str(table.weeks) if name == "weeks" else hours_text(getattr(table, name))


def told_parts(table: Timetable) -> list[dict[str, str]]:
    """Return what there is to tell of a timetable: what it holds nothing of is left out."""
    nothing = {name for name in ("paid_hours", "own_hours") if not getattr(table, name)}
    nothing |= {"starts", "weeks"} if table.weeks == 1 else set()
    told = ((label, part_text(name, table)) for name, label in TIME_PARTS.items() if name not in nothing)
    return [{"label": str(label), "text": text} for label, text in told if text]


def value_text(name: str, value: object) -> str:
    """Return one part of a timetable by itself, None where there was no timetable."""
    if value is None:
        return ""
    table = msgspec.convert({"starts": _ANY_DAY, name: msgspec.to_builtins(value)}, Timetable, strict=False)
    weeks = max((shift.week for shift in table.shifts), default=table.weeks)
    return part_text(name, replace(table, weeks=weeks))


def shifts_text(shifts: Iterable[Shift], weeks: int) -> str:
    """Return shifts as people say them: "Mandag–fredag 07.00–15.00"; the week is named where there are several."""
    spans: dict[tuple[int, str], list[int]] = {}
    for one in sorted(shifts, key=lambda shift: (shift.week, shift.day, shift.start)):
        spans.setdefault((one.week, f"{clock_text(one.start)}–{clock_text(one.end)}"), []).append(one.day)
    lines = []
    for (week, span), days in spans.items():
        line = f"{_days_text(days)} {span}"
        lines.append(_("Week %(number)s: %(shifts)s") % {"number": week, "shifts": line} if weeks > 1 else line)
    return "; ".join(lines)


def study_text(study: Study) -> str:
    """Return one piece of study time: "Tirsdag 16.00–19.00, klasserom, betalt"."""
    at = f"{weekday(study.day)} {clock_text(study.start)}–{clock_text(study.end)}"
    parts = [at, str(ARENAS[study.arena]).lower(), (_("Paid") if study.paid else _("Own time")).lower()]
    line = ", ".join(parts)
    in_week = _("Week %(number)s: %(shifts)s") % {"number": study.week, "shifts": line}
    return line if study.week == EVERY_WEEK else in_week


def _days_text(days: list[int]) -> str:
    """Return days as ranges: [0, 1, 2, 5] is "Mandag–onsdag, lørdag"."""
    runs = [[day for _place, day in run] for _gap, run in groupby(enumerate(days), key=lambda one: one[1] - one[0])]
    texts = [weekday(run[0]) + (f"–{weekday(run[-1]).lower()}" if len(run) > 1 else "") for run in runs]
    return ", ".join([*texts[:1], *(text.lower() for text in texts[1:])])
