"""Two people save the same: the other's words beside mine, and nothing that either wrote is lost."""

from typing import Any

from bransjekurs.api.access import Actor
from bransjekurs.api.plan_history import last_change
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.history_words import shown_value


def conflict(refusal: Refusal, actor: Actor, participant_id: int, path: str) -> dict[str, Any]:
    """Return what the other saved, for ``parts/conflict.html``, if that is why the page says no."""
    if refusal.code != "changed_meanwhile":
        return {}
    found = last_change(actor, participant_id, path)
    if found is None:
        return {"theirs": {"by": "", "at": None, "text": ""}}
    change, by = found
    return {"theirs": {"by": by, "at": change.at, "text": shown_value(change.field, change.after)}}
