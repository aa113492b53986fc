"""Evidence: what a participant did or was seen to do, attached to an outcome (R93-R96).

Evidence hangs on participant and outcome, not on a goal, so what was practised before the plan existed counts too.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bransjekurs.domain.outcome import Arena


class Source(StrEnum):
    """Where a piece of evidence comes from."""

    WORDS = "words"
    SITUATION = "situation"
    COURSE = "course"
    MENTOR = "mentor"
    TEACHER = "teacher"
    PRIOR = "prior"


class Observed(StrEnum):
    """What somebody saw. "I have not seen this" is no observation and has no value here."""

    ALONE = "alone"
    WITH_SUPPORT = "with_support"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class WordsMastered:
    """How many of an outcome's words were known, and on how many days they were practised."""

    known: int
    total: int
    days: int


@dataclass(frozen=True, slots=True)
class SituationKnown:
    """A situation whose tasks were all right at the day's first try, on how many days, and how many tasks it has."""

    title: str
    tasks: int
    days: int


@dataclass(frozen=True, slots=True)
class CourseResult:
    """What was reached in a part of the course: points, or that all of it is done (``possible`` is then 0)."""

    part: str
    title: str
    earned: float = 0.0
    possible: float = 0.0


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen, with a line of comment; ``observed`` is None for documents of prior learning."""

    observed: Observed | None
    comment: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence.

    ``source_id`` makes it unique for its source: told twice, stored once. ``role`` is the role in which ``by_name``
    acted. ``id`` is 0 until stored.
    """

    outcome_id: str
    arena: Arena
    source: Source
    source_id: str
    role: str
    at: datetime
    what: WordsMastered | SituationKnown | CourseResult | Observation
    by_id: int | None = None
    by_name: str = ""
    id: int = 0

    @property
    def observed(self) -> Observed | None:
        """What was seen, or None where nobody observed."""
        return self.what.observed if isinstance(self.what, Observation) else None


def latest_by_observers(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the latest observation of each mentor and teacher, newest first; mentors are known by their names."""
    latest: dict[tuple[Source, int | str], Evidence] = {}
    for item in sorted(evidence, key=lambda e: e.at):
        if item.observed:
            latest[item.source, item.by_id or item.by_name] = item
    return tuple(sorted(latest.values(), key=lambda e: e.at, reverse=True))


def latest_by_mentors(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return each mentor's latest observation, newest first."""
    return tuple(item for item in latest_by_observers(evidence) if item.source is Source.MENTOR)
