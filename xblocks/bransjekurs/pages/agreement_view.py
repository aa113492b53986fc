"""What the agreement's page and the employer's link show alike: a version in words, and what has changed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bransjekurs.domain.agreement import AgreedGoal, Difference, Party, Responsibilities, Version
from bransjekurs.domain.conditions import Share
from bransjekurs.domain.measures import Measure
from bransjekurs.pages.condition_words import condition_lines, label_of, share_text
from bransjekurs.pages.timetable_words import TIME_PARTS, told_parts, value_text
from bransjekurs.templatetags.look import full_day

PARTIES = {
    Party.PARTICIPANT: gettext_lazy("The participant"),
    Party.PROVIDER: gettext_lazy("The provider"),
    Party.EMPLOYER: gettext_lazy("The employer"),
    Party.UNION: gettext_lazy("The union representative"),
}
# As in "an answer from …".
AGREES = {
    Party.PARTICIPANT: gettext_lazy("the participant"),
    Party.PROVIDER: gettext_lazy("the provider"),
    Party.EMPLOYER: gettext_lazy("the employer"),
    Party.UNION: gettext_lazy("the union representative"),
}
RESPONSIBLE = {
    "employer": gettext_lazy("Employer"),
    "employer_contact": gettext_lazy("Contact at the employer"),
    "workplace_follow_up": gettext_lazy("Who follows up at the workplace"),
    "union": gettext_lazy("Union representative, if there is one"),
    "insurance": gettext_lazy("Who insures the participant"),
    "payment": gettext_lazy("Who pays for the course"),
}
WORKPLACE_GOALS = gettext_lazy("What the workplace wants to reach")
RESPONSIBILITIES = {**RESPONSIBLE, "workplace_goals": WORKPLACE_GOALS}


def version_context(version: Version) -> dict[str, Any]:
    """Return a version as lines of words."""
    named = version.responsibilities
    return {
        "goals": [_goal(goal) for goal in version.goals],
        "time": told_parts(version.time) if version.time else [],
        "responsible": [
            {"label": label, "text": text} for name, label in RESPONSIBLE.items() if (text := getattr(named, name))
        ],
        "workplace_goals": named.workplace_goals,
        "conditions": condition_lines(version.conditions),
    }


def difference_text(one: Difference, titles: dict[str, str]) -> dict[str, str]:
    """Return what a difference is about, and how it was and is, in words."""
    kind, _dot, name = one.field.partition(".")
    if kind == "time":
        then, now = (value_text(name, value) for value in (one.before, one.after))
        return {"label": str(TIME_PARTS[name]), "before": then or _("nothing"), "after": now or _("nothing")}
    if kind == "goal":
        label = _("Goal")
    elif kind == "measures":
        label = _("Measures for: %(goal)s") % {"goal": titles.get(name, name)}
    elif kind == "responsibility":
        label = str(RESPONSIBILITIES[name])
    else:
        label = label_of(kind, name)
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
    if isinstance(value, tuple):
        return "; ".join(_text(one) for one in value)
    if isinstance(value, Share):
        return share_text(value)
    return _measure(value) if isinstance(value, Measure) else str(value or "")
