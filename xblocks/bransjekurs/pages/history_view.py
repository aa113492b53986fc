"""A plan's history in words: fields, values and people."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bransjekurs.api.plan_history import HistoryPicture
from bransjekurs.domain.measures import Measure
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import Aftercare, Plan
from bransjekurs.plans.history import Change
from bransjekurs.templatetags.look import STATE_WORDS, day, day_month, day_time
from bransjekurs.wording import LEARNING_ARENAS, MEASURES, RESPONSIBLE, ROLES

# The last part of a path, in words; a path of another page that is not named here is shown as it is.
_FIELDS = {
    "progress": gettext_lazy("Progress"),
    "comment": gettext_lazy("Comment"),
    "judgement": gettext_lazy("Judgement"),
    "measure": gettext_lazy("Measure"),
    "wording": gettext_lazy("Wording of the goal"),
    "goal": gettext_lazy("The goal in the plan"),
    "way_on": gettext_lazy("The way on"),
    "aftercare": gettext_lazy("Follow-up after the course"),
    "edition": gettext_lazy("Edition of the course"),
    "following": gettext_lazy("Follows the participant"),
    "conversation": gettext_lazy("Conversation"),
    "at": gettext_lazy("Planned time"),
    "with_whom": gettext_lazy("With whom"),
    "about": gettext_lazy("What it is about"),
    "held_at": gettext_lazy("Held"),
    "took_part": gettext_lazy("Took part"),
    "said": gettext_lazy("What was said"),
    "agreed": gettext_lazy("What was agreed"),
    "mapping": gettext_lazy("Mapping"),
    "time": gettext_lazy("Time"),
    "agreement": gettext_lazy("Agreement"),
}


def field_text(path: str, plan: Plan) -> str:
    """Return what was changed: "Velge verneutstyr: Framgang"."""
    parts = path.split(".")
    if parts[0] == "goal" and len(parts) > 1:
        titles = {goal.outcome.id: goal.outcome.title for goal in (*plan.goals, *plan.taken_out)}
        about = _FIELDS.get(parts[2] if len(parts) > 2 else "goal", parts[-1])
        return f"{titles.get(parts[1], parts[1])}: {str(about).lower()}"
    known = [str(_FIELDS[part]) for part in parts if part in _FIELDS]
    rest = [part for part in parts[1:] if part not in _FIELDS and parts[0] != "conversation"]
    return ": ".join([*known[:1], *(text.lower() for text in known[1:]), *rest]) or path


def shown_value(path: str, value: str) -> str:
    """Return a value in words; what is no value of ours is shown as it was written."""
    if not value:
        return ""
    try:
        return _decoded(path.split("."), value)
    except (ValueError, KeyError, msgspec.MsgspecError):
        return value


def _decoded(parts: list[str], value: str) -> str:
    kind = parts[2] if parts[0] == "goal" and len(parts) > 2 else parts[0] if len(parts) == 1 else parts[-1]
    if kind == "progress":
        return str(STATE_WORDS[value])
    if kind == "judgement":
        verdict, reason = msgspec.json.decode(value, type=tuple[str, str])
        return f"{STATE_WORDS[verdict]}: «{reason}»"
    if kind == "measure":
        return measure_text(msgspec.json.decode(value, type=Measure))
    if kind == "aftercare":
        return aftercare_text(msgspec.json.decode(value, type=Aftercare))
    if kind == "wording":
        outcome = msgspec.json.decode(value, type=Outcome)
        return f"{outcome.title} – {outcome.plain}"
    if kind in ("at", "held_at"):
        return day_time(datetime.fromisoformat(value))
    return value


def measure_text(measure: Measure) -> str:
    """Return a measure as one line: what, where, who, by when."""
    who = _("%(name)s (%(role)s)") % {"name": measure.responsible, "role": RESPONSIBLE[measure.role]}
    parts = [measure.wording or str(MEASURES[measure.kind]), str(LEARNING_ARENAS[measure.arena]), who]
    if measure.by:
        parts.append(_("by %(day)s") % {"day": day_month(measure.by)})
    if measure.carried_out:
        parts.append(_("carried out %(day)s") % {"day": day_month(measure.carried_out)})
    return " · ".join(parts)


def aftercare_text(aftercare: Aftercare) -> str:
    """Return the aftercare as one line."""
    days: list[date] = list(aftercare.days)
    parts = [aftercare.responsible, *(str(day(one)) for one in days), aftercare.about]
    return " · ".join(part for part in parts if part)


def history_rows(picture: HistoryPicture) -> list[dict[str, Any]]:
    """Return the changes as the page lists them."""
    return [_row(change, picture.plan, picture.people) for change in picture.changes]


def _row(change: Change, plan: Plan, people: Mapping[int, str]) -> dict[str, Any]:
    by = change.by_name or people.get(change.by_id or 0, "") or _("Somebody who is no longer here")
    return {
        "field": field_text(change.field, plan),
        "before": shown_value(change.field, change.before),
        "after": shown_value(change.field, change.after),
        "why": change.why,
        "by": by,
        "role": ROLES.get(change.role) or RESPONSIBLE.get(change.role) or change.role,  # type: ignore[call-overload]
        "at": change.at,
    }


def field_choices(picture: HistoryPicture, chosen: str) -> list[dict[str, Any]]:
    """Return what one can narrow the list to: each goal as a whole, each other field by its first part."""
    paths: dict[str, str] = {}
    for field in picture.fields:
        parts = field.split(".")
        path = ".".join(parts[:2]) if parts[0] == "goal" else parts[0]
        paths[path] = field_text(path, picture.plan)
    named = {path: text.rpartition(": ")[0] if path.startswith("goal.") else text for path, text in paths.items()}
    return [{"path": path, "text": text, "selected": path == chosen} for path, text in named.items()]
