"""Reading the pages' forms."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from django.http import QueryDict

from bransjekurs.api.reading import local_zone
from bransjekurs.domain.refusal import Refusal

T = TypeVar("T")


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


def ids(form: QueryDict, field: str) -> list[int]:
    """Return the ids that were ticked; what is no id is left out."""
    return [int(value) for value in form.getlist(field) if value.isascii() and value.isdigit() and len(value) < 19]


def moment(form: QueryDict, day_field: str = "date", time_field: str = "time") -> datetime:
    """Return a local date and time as an aware time.

    Raises:
        Refusal: ``not_a_date``.
    """
    try:
        day = date.fromisoformat(form.get(day_field, ""))
        clock_time = time.fromisoformat(form.get(time_field, ""))
    except ValueError:
        raise Refusal("not_a_date", day_field) from None
    return datetime.combine(day, clock_time.replace(tzinfo=None), local_zone())
