"""The guide to tracking events: ``docs/events.md`` is written by hand but for the tables between its two marks."""

import re
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from bransjekurs.domain.events import EVENTS
from msgspec import Meta

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "events.md"
_TABLES = re.compile(r"(?<=<!-- events: begin -->\n).*?(?=<!-- events: end -->)", re.DOTALL)
_KINDS = {str: "code", int: "number", bool: "true/false", type(None): "null"}


def pages() -> Iterator[tuple[Path, str]]:
    """Yield the guide as it should be."""
    tables = "\n".join(_table(event) for event in EVENTS)
    yield GUIDE, _TABLES.sub(lambda _found: f"\n{tables}\n", GUIDE.read_text("utf-8"))


def _table(event: Any) -> str:
    verb = f"{event.verb.word} (`{event.verb.iri}`)" if event.verb.iri else f"“{event.verb.word}”, of no vocabulary"
    hints = get_type_hints(event, include_extras=True)
    rows = [f"| `{one.name}` | {_kind(hints[one.name])} | {_said(hints[one.name])} |" for one in fields(event)]
    told = " ".join((event.__doc__ or "").split())
    head = [f"### `{event.name}`", "", told, "", f"xAPI: {verb}; object: {event.about}.", ""]
    return "\n".join([*head, "| field | what it is | what it says |", "|---|---|---|", *rows]) + "\n"


def _kind(hint: Any) -> str:
    """Say what a field holds; the values of a list in its order."""
    inner = hint.__origin__ if hasattr(hint, "__metadata__") else hint
    if isinstance(inner, UnionType):
        return " or ".join(map(_kind, get_args(inner)))
    if issubclass(inner, StrEnum):
        return f"one of {', '.join(f'`{value}`' for value in inner)}"
    return _KINDS[inner]


def _said(hint: Any) -> str:
    return "".join(note.description or "" for note in hint.__metadata__ if isinstance(note, Meta))
