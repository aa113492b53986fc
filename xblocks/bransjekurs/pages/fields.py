"""Reading what people typed, in the pages' forms and in the blocks'."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import TypeVar

from django.http import QueryDict
from django.urls.converters import IntConverter

from bransjekurs.api.reading import local_zone
from bransjekurs.domain.refusal import Refusal

T = TypeVar("T")

_FIRST_YEAR, _LAST_YEAR = 2000, 2099


class IdConverter(IntConverter):
    """An id in an address: no longer than the database can hold, else there is no such page."""

    regex = "[0-9]{1,18}"


def readable(text: str) -> str:
    """Return a text without what nobody typed: control characters, which databases and XML refuse, and half ones."""
    return "".join(sign for sign in text if sign in "\n\r\t" or unicodedata.category(sign) not in ("Cc", "Cs"))


def typed(form: QueryDict, field: str, limit: int | None = None) -> str:
    """Return a field's text, without space around it.

    Raises:
        Refusal: ``comment_too_long`` above ``limit`` characters.
    """
    text = readable(form.get(field, "")).strip()
    if limit is not None and len(text) > limit:
        raise Refusal("comment_too_long", field, limit=limit)
    return text


def chosen(form: QueryDict, field: str, kind: Callable[[str], T]) -> T:
    """Return the enum member that was chosen.

    Raises:
        Refusal: ``unknown_value``.
    """
    try:
        return kind(form.get(field, ""))
    except ValueError:
        raise Refusal("unknown_value", field) from None


def number(form: QueryDict, field: str) -> float:
    """Return a number, written with point or comma.

    Raises:
        Refusal: ``not_a_number``.
    """
    return parsed_number(form.get(field, ""), field)


def parsed_number(text: str, field: str) -> float:
    """Return a text as a finite number; see ``number``."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise Refusal("not_a_number", field) from None
    if not abs(value) < 1e6:
        raise Refusal("not_a_number", field)
    return value


def whole_number(text: str, otherwise: int) -> int:
    """Return a whole number that a database can hold."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 18 else otherwise


def ids(form: QueryDict, field: str) -> list[int]:
    """Return the ids that were ticked; what is no id is left out."""
    return parsed_ids(form.getlist(field))


def parsed_ids(values: Iterable[str]) -> list[int]:
    """Return the ids among some texts."""
    return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19]


def optional_day(form: QueryDict, field: str) -> date | None:
    """Return a date, or None for an empty field.

    Raises:
        Refusal: ``not_a_date``.
    """
    if not form.get(field, ""):
        return None
    day = _parsed(form, field, date.fromisoformat)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Refusal("not_a_date", field)
    return day


def moment(form: QueryDict, day_field: str = "date", time_field: str = "time") -> datetime:
    """Return a local date and time as an aware time.

    Raises:
        Refusal: ``not_a_date``.
    """
    day = _parsed(form, day_field, date.fromisoformat)
    clock_time = _parsed(form, time_field, time.fromisoformat)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Refusal("not_a_date", day_field)
    return datetime.combine(day, clock_time.replace(tzinfo=None), local_zone())


def _parsed(form: QueryDict, field: str, parse: Callable[[str], T]) -> T:
    try:
        return parse(form.get(field, ""))
    except ValueError:
        raise Refusal("not_a_date", field) from None
