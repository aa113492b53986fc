"""Two people save the same week: put together field by field, with the other's part told beside it.

The form carries what it showed (``seen``). A field that only the other has changed becomes theirs, one that only I have
changed stays mine; where both have, mine stands in the form and theirs in words. Study time is one field: its rows
have no names by which they could be told apart.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from bransjekurs.api.access import Actor
from bransjekurs.api.plan_history import last_change
from bransjekurs.domain.timetable import MOST_WEEKS, Timetable
from bransjekurs.pages.time_form import form_of
from bransjekurs.pages.timetable_words import TIME_PARTS, part_text

_STUDY, _SHIFT, _OFF = "study-", "shift-", "weeks_off"
Values = dict[str, str]


class Seen(msgspec.Struct, frozen=True):
    """What a form showed: the revision, and its fields as they stood; weeks off are joined by spaces."""

    revision: int = 0
    values: Values = {}


def seen_of(table: Timetable | None, revision: int, today: date) -> str:
    """Return what the form carries of what it shows."""
    return msgspec.json.encode(Seen(revision, _values(table, today))).decode()


def read_seen(text: str) -> Seen:
    """Return what a form carried; as from before there was anything where it cannot be read."""
    try:
        return msgspec.json.decode(text, type=Seen)
    except msgspec.MsgspecError:
        return Seen()


def together(seen: Seen, mine: Timetable, theirs: Timetable, today: date) -> tuple[Values, set[str]]:
    """Return the form's fields with both people's changes, and the weeks off that are ticked."""
    my, their = _values(mine, today), _values(theirs, today)
    touched = _changed(seen.values, my)
    both = {name: text for name, text in my.items() if _field(name) in touched}
    both |= {name: text for name, text in their.items() if _field(name) not in touched}
    both["weeks"] = str(max([_count(both.get("weeks", "")), *_weeks_with_shifts(both)]))
    return both, _ticked(seen.values, my, their)


def told(actor: Actor, participant_id: int, seen: Seen, theirs: Timetable, today: date) -> dict[str, Any]:
    """Return what the other has saved since, for ``parts/conflict.html``."""
    parts = {_part(name) for name in _changed(seen.values, _values(theirs, today))}
    lines = [f"{label}: {part_text(name, theirs) or '–'}" for name, label in TIME_PARTS.items() if name in parts]
    found = last_change(actor, participant_id, "time")
    return {"by": found[1] if found else "", "at": found[0].at if found else None, "text": "\n".join(lines)}


def _values(table: Timetable | None, today: date) -> Values:
    off = (monday.isoformat() for monday in table.weeks_off) if table else ()
    return form_of(table, today) | {_OFF: " ".join(off)}


def _field(name: str) -> str:
    return _STUDY if name.startswith(_STUDY) else name


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    return {_field(name) for name in {*before, *after} if before.get(name, "") != after.get(name, "")}


def _part(field: str) -> str:
    return {_STUDY: "study"}.get(field, "shifts" if field.startswith(_SHIFT) else field)


def _ticked(seen: Values, my: Values, their: Values) -> set[str]:
    was, mine, theirs = (set(values.get(_OFF, "").split()) for values in (seen, my, their))
    return (theirs | (mine - was)) - (was - mine)


def _weeks_with_shifts(values: Values) -> list[int]:
    return [_count(name.split("-")[1]) for name, text in values.items() if name.startswith(_SHIFT) and text]


def _count(text: str) -> int:
    return min(MOST_WEEKS, int(text)) if text.isdecimal() and len(text) < 3 else 1
