"""A plan's history as the page lists it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from bransjekurs.api.plan_history import HistoryPicture
from bransjekurs.pages.history_words import Known, field_text, group_text, role_text, shown_value
from bransjekurs.plans.history import Change


def history_rows(picture: HistoryPicture) -> list[dict[str, Any]]:
    """Return the changes as the page lists them."""
    known = Known(picture.course, picture.plan)
    return [_row(change, known, picture.people) for change in picture.changes]


def _row(change: Change, known: Known, people: Mapping[int, str]) -> dict[str, Any]:
    by = change.by_name or people.get(change.by_id or 0, "") or _("Somebody who is no longer here")
    told = {
        "field": field_text(change.field, known),
        "before": shown_value(change.field, change.before, known),
        "after": shown_value(change.field, change.after, known),
        "why": change.why,
        "by": by,
        "role": role_text(change.role),
        "at": change.at,
    }
    if change.field.startswith("link.") and change.why:
        # The note on a link is whom it is for.
        told |= {"field": _("%(link)s, for %(name)s") % {"link": told["field"], "name": change.why}, "why": ""}
    return told


def field_choices(picture: HistoryPicture, chosen: str) -> list[dict[str, Any]]:
    """Return what one can narrow the list to: each goal as a whole, each other field by its first part."""
    known = Known(picture.course, picture.plan)
    named: dict[str, str] = {}
    for field in picture.fields:
        parts = field.split(".")
        path = ".".join(parts[:2]) if parts[0] == "goal" else parts[0]
        named.setdefault(path, group_text(field, known))
    return [{"path": path, "text": text, "selected": path == chosen} for path, text in named.items()]
