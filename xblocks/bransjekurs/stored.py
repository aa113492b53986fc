"""Domain values as plain data, for XBlock fields and JSON."""

from hashlib import sha256
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_stored(value: Any) -> Any:
    """Return a domain value as lists, dicts and scalars, as JSON has them."""
    return msgspec.json.decode(msgspec.json.encode(value))


def from_stored(data: Any, kind: type[T]) -> T:
    """Return stored data as a domain value.

    Raises:
        msgspec.ValidationError: with the path of what does not fit.
    """
    return msgspec.convert(data, kind)


def mark(value: Any) -> str:
    """Return a short mark of a value: a form carries it, and another mark later says that somebody changed it."""
    return sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:16]
