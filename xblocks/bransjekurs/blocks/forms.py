"""Reading the author's forms: fields by name, rows by number, all errors at once."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bransjekurs.certificates.pdf import unprintable
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.fields import readable
from bransjekurs.wording import refusal_text

N = TypeVar("N", int, float)


class Form:
    """What was sent, and what is wrong with it: ``errors`` are told all at once, at their fields."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self.errors: list[dict[str, str]] = []

    def text(self, name: str) -> str:
        """Return a field's text without space around it; the first of several values."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """Return every value of a field that may be ticked several times."""
        value = self._data.get(name, ())
        values = value if isinstance(value, list) else [value]
        return tuple(readable(item).strip() for item in values if isinstance(item, str))

    def sent(self, name: str) -> bool:
        """Say whether the form has a field at all: an older one in an open tab may not."""
        return name in self._data

    def lines(self, name: str) -> tuple[str, ...]:
        """Return a field's lines, empty ones left out."""
        return tuple(line.strip() for line in self.text(name).splitlines() if line.strip())

    def required(self, name: str, code: str) -> str:
        """Return a field's text, and note an error if it is empty."""
        text = self.text(name)
        if not text:
            self.wrong(Refusal(code, name))
        return text

    def number(self, name: str, kind: Callable[[str], N], low: N, high: N) -> N:
        """Return a number between two limits, and note an error (and return the lower) if it is none."""
        try:
            value = kind(self.text(name).replace(",", "."))
            if low <= value <= high:
                return value
        except ValueError:
            pass
        self.wrong(Refusal("number_out_of_range", name, low=low, high=high))
        return low

    def hours(self, name: str, shown: str, most: float) -> float:
        """Return hours, 0 where nothing is written; note an error at ``shown`` if they are none or too many."""
        try:
            value = float((self.text(name) or "0").replace(",", "."))
            if 0 <= value <= most:
                return round(value, 2)
        except ValueError:
            pass
        self.wrong(Refusal("number_out_of_range", shown, low=0, high=most))
        return 0.0

    def rows(self, prefix: str, *told_by: str) -> list[str]:
        """Return the prefixes of the rows that were sent ("term-0", "term-1"), in order.

        A row counts if one of the fields ``told_by`` holds anything: the last row is for a new one, and often empty.
        """
        pattern = re.compile(rf"{prefix}-(\d{{1,4}})-")
        numbers = {int(match[1]) for name in self._data if (match := pattern.match(name))}
        rows = [f"{prefix}-{number}" for number in sorted(numbers)]
        return [row for row in rows if any(self.text(f"{row}-{name}") for name in told_by)]

    def check_ids(self, ids: Mapping[str, str]) -> None:
        """Note an error at each field whose text gives no id, or the id of another row; ``ids`` are by field."""
        seen: set[str] = set()
        for name, row_id in ids.items():
            if row_id in seen or not row_id:
                self.wrong(Refusal("not_unique" if row_id else "no_letters", name))
            seen.add(row_id)

    def check_printable(self, name: str, text: str) -> None:
        """Note an error at a field whose text goes on the certificate and has characters that its fonts lack."""
        if lacking := unprintable(text):
            self.wrong(Refusal("unprintable", name, characters=" ".join(lacking)))

    def wrong(self, refusal: Refusal) -> None:
        """Note what is wrong with a field."""
        self.errors.append({"field": refusal.field, "message": refusal_text(refusal)})
