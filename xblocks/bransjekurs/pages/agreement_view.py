"""What the agreement's page and the employer's link show alike: a version in words, and what has changed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bransjekurs.domain.agreement import AgreedGoal, Difference, Party, Responsibilities, Version
from bransjekurs.domain.measures import Measure
from bransjekurs.domain.timetable import Shift, Study
from bransjekurs.pages.time_form import clock_text
from bransjekurs.templatetags.look import full_day, weekday
from bransjekurs.wording import ARENAS, hours_text

PARTIES = {
    Party.PARTICIPANT: gettext_lazy("The participant"),
    Party.PROVIDER: gettext_lazy("The provider"),
    Party.EMPLOYER: gettext_lazy("The employer"),
    Party.UNION: gettext_lazy("The union representative"),
}
RESPONSIBLE = {
    "employer": gettext_lazy("Employer"),
    "employer_contact": gettext_lazy("Contact at the employer"),
    "workplace_follow_up": gettext_lazy("Who follows up at the workplace"),
    "union": gettext_lazy("Union representative, if there is one"),
    "insurance": gettext_lazy("Who insures the participant"),
    "payment": gettext_lazy("Who pays for the course"),
}
_TIME = {
    "starts": gettext_lazy("First day of week 1"),
    "weeks": gettext_lazy("Weeks before the shifts repeat"),
    "shifts": gettext_lazy("Shifts"),
    "study": gettext_lazy("Study time"),
    "paid_hours": gettext_lazy("Hours a week paid by the employer"),
    "own_hours": gettext_lazy("Hours a week of own time"),
    "weeks_off": gettext_lazy("Weeks off"),
}


def version_context(version: Version) -> dict[str, Any]:
    """Return a version as lines of words."""
    named = version.responsibilities
    return {
        "goals": [_goal(goal) for goal in version.goals],
        "time": [{"label": _TIME[name], "text": _text(getattr(version.time, name))} for name in _TIME]
        if version.time
        else [],
        "responsible": [
            {"label": label, "text": text} for name, label in RESPONSIBLE.items() if (text := getattr(named, name))
        ],
    }


def difference_text(one: Difference, titles: dict[str, str]) -> dict[str, str]:
    """Return what a difference is about, and how it was and is, in words."""
    kind, _dot, name = one.field.partition(".")
    if kind == "goal":
        label = _("Goal")
    elif kind == "measures":
        label = _("Measures for: %(goal)s") % {"goal": titles.get(name, name)}
    else:
        label = str(_TIME[name] if kind == "time" else RESPONSIBLE[name])
    return {"label": label, "before": _text(one.before) or _("nothing"), "after": _text(one.after) or _("nothing")}


def titles_of(*versions: Version) -> dict[str, str]:
    """Return the goals' titles by id."""
    return {goal.id: goal.title for version in versions for goal in version.goals}


def responsible_fields(named: Responsibilities, typed: dict[str, str]) -> list[dict[str, Any]]:
    """Return the form's fields, as typed or as stored."""
    return [{"name": n, "label": label, "value": typed.get(n, getattr(named, n))} for n, label in RESPONSIBLE.items()]


def _goal(goal: AgreedGoal) -> dict[str, Any]:
    return {"title": goal.title, "measures": [_measure(measure) for measure in goal.measures]}


def _measure(measure: Measure) -> str:
    parts = [measure.wording, measure.responsible, full_day(measure.by)]
    return " · ".join(part for part in parts if part)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(_text(one) for one in value)
    if isinstance(value, float):
        return hours_text(value)
    if isinstance(value, date):
        return full_day(value)
    return _structured(value)


def _structured(value: object) -> str:
    if isinstance(value, Measure):
        return _measure(value)
    if isinstance(value, Shift | Study):
        parts = [weekday(value.day), f"{clock_text(value.start)}–{clock_text(value.end)}"]
        if isinstance(value, Study):
            parts += [str(ARENAS[value.arena]), _("Paid") if value.paid else _("Own time")]
        return " ".join(parts)
    return str(value)
