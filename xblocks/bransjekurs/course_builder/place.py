"""What every written value shares: where it stands, and what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from msgspec import Meta

PLAN_FILE = "kursplan.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was written: ``lines`` has the line of each key and, as ``key[0]``, of each item in a list.

    ``faults`` names the keys that could not be read, so that a rule can tell "not there" from "not understood".
    """

    file: str = PLAN_FILE
    line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)
    faults: frozenset[str] = frozenset()

    def of(self, key: str, index: int | None = None) -> int:
        """Return the line of a field, or of one item in it; the value's first line if it isn't written out."""
        item = self.lines.get(f"{key}[{index}]")
        return item or self.lines.get(key, self.line)


class Placed(Protocol):
    """Any value that knows where it was written."""

    @property
    def place(self) -> Place:
        """Where it was written."""
        ...


def says(purpose: str, requirements: str = "") -> Meta:
    """Describe a field, for editors (JSON schema) and the guide; ``requirements`` are ids such as "R1, R2"."""
    return Meta(description=f"{purpose} ({requirements})" if requirements else purpose)
