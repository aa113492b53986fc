"""Raw fields to typed values: every wrong field is reported with its line, and none hides another.

A field that is missing or wrong becomes a problem and is filled with a blank, so that the rules in ``check.py`` can
still look at the rest of the course; a record's ``place`` names the fields that this happened to.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from django.utils.translation import gettext as _

from bransjekurs.course_builder.located import Located
from bransjekurs.course_builder.place import Place
from bransjekurs.course_builder.problem import Problem

Record = TypeVar("Record")

# What XML cannot hold.
_UNFIT = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


class Converter:
    """Converts the fields of one file and gathers what is wrong with them."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self._faults: set[str] = set()

    def record(self, kind: type[Record], raw: Located) -> Record:
        """Return a dataclass filled from the mapping, with its ``place`` where it has one."""
        outer, self._faults = self._faults, set()
        known = _fields(kind)  # type: ignore[arg-type]  # classes are hashable
        self._refuse_unknown(raw, known)
        values = {name: self._field(raw, one, hint) for name, (one, hint) in known.items()}
        if "place" in get_type_hints(kind):
            values["place"] = Place(self.file, raw.line, raw.lines, frozenset(self._faults))
        self._faults = outer
        return kind(**values)

    def _refuse_unknown(self, raw: Located, known: Iterable[str]) -> None:
        for key in raw.keys() - set(known):
            text = _("The field “{field}” is not known. Use one of: {known}.")
            self._problem(key, raw.lines[key], text.format(field=key, known=", ".join(known)))

    def _field(self, raw: Located, field: Field[Any], hint: Any) -> Any:
        if raw.get(field.name) is None:
            return self._absent(raw, field, hint)
        line = raw.lines[field.name]
        return self._value(hint, raw[field.name], field.name, line, raw)

    def _absent(self, raw: Located, field: Field[Any], hint: Any) -> Any:
        if field.default is not MISSING:
            return field.default
        line = raw.lines.get(field.name, raw.line)
        self._problem(
            field.name, line, _("The field “{field}” is missing or empty. Fill it in.").format(field=field.name)
        )
        return self._blank(hint)

    def _value(self, hint: Any, value: Any, name: str, line: int, raw: Located) -> Any:
        if get_origin(hint) is tuple:
            return self._items(get_args(hint)[0], value, name, line, raw)
        if is_dataclass(kind := _plain(hint)):
            return self._nested(kind, value, name, line)
        return self._leaf(hint, value, name, line)

    def _items(self, hint: Any, value: Any, name: str, line: int, raw: Located) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self._problem(name, line, _("“{field}” must be a list, with a hyphen before each item.").format(field=name))
            return ()
        lines = [raw.lines.get(f"{name}[{index}]", line) for index in range(len(value))]
        return tuple(self._value(hint, item, name, at, raw) for item, at in zip(value, lines, strict=True))

    def _nested(self, hint: Any, value: Any, name: str, line: int) -> Any:
        if isinstance(value, Located):
            return self.record(hint, value)
        self._problem(name, line, _("“{field}” must hold fields, one “name: value” a line.").format(field=name))
        return self._blank(hint)

    def _leaf(self, hint: Any, value: Any, name: str, line: int) -> Any:
        try:
            converted = msgspec.convert(value, hint)
        except msgspec.ValidationError:
            self._problem(name, line, _("“{field}” must be {expected}.").format(field=name, expected=_expected(hint)))
            return self._blank(hint)
        if isinstance(converted, str) and not converted.strip():
            self._problem(name, line, _("The field “{field}” is missing or empty. Fill it in.").format(field=name))
        if isinstance(converted, str) and _UNFIT.search(converted):
            self._problem(name, line, _("“{field}” holds a control character. Remove it.").format(field=name))
        return converted

    def _problem(self, field: str, line: int, text: str) -> None:
        self._faults.add(field)
        self.problems.append(Problem(self.file, line, text))

    def _blank(self, hint: Any) -> Any:
        """Return a value of the right type that no rule stumbles over."""
        if is_dataclass(hint):
            kind: Any = hint
            return Converter(self.file, []).record(kind, Located())
        kind = _plain(hint)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return next(iter(kind))
        return {int: 1, bool: False, float: 1.0, datetime.date: datetime.date.min, str: ""}.get(kind, ())


@lru_cache
def _fields(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    """Return the fields that an author can fill in, with their types."""
    hints = get_type_hints(kind)
    return {one.name: (one, hints[one.name]) for one in fields(kind) if one.name != "place"}


def _plain(hint: Any) -> Any:
    """Return the type without ``| None``."""
    return next((kind for kind in get_args(hint) if kind is not type(None)), hint) if get_args(hint) else hint


def _expected(hint: Any) -> str:
    """Say in words what a field can hold."""
    kind = _plain(hint)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _("one of: {known}").format(known=", ".join(kind))
    return {
        str: _('text; put it in quotes, as in "2026"'),
        int: _("a whole number"),
        float: _("a number"),
        bool: _("true or false"),
        datetime.date: _("a date such as 2026-10-05"),
    }[kind]
