"""Conversations (*oppfølgingssamtaler*, R64, R65): planned, held, and when the next is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bransjekurs.domain.refusal import Refusal

PEOPLE_LIMIT, NOTES_LIMIT, ABOUT_LIMIT = 200, 4000, 500


@dataclass(frozen=True, slots=True)
class Held:
    """What became of a conversation: when it was held, who took part, what was said and agreed."""

    at: datetime
    took_part: str
    said: str
    agreed: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation: planned, and held where ``held`` is there. ``goals`` are ids of what is taken up."""

    at: datetime
    with_whom: str
    about: str = ""
    goals: tuple[str, ...] = ()
    held: Held | None = None
    noted_by: int | None = None
    id: int = 0


def checked_held(held: Held, now: datetime) -> Held:
    """Return the notes with their texts tidied.

    Raises:
        Refusal: ``held_in_future``, ``with_whom_missing``, ``said_missing``, ``comment_too_long``.
    """
    texts = {"took_part": held.took_part.strip(), "said": held.said.strip(), "agreed": held.agreed.strip()}
    if held.at > now:
        raise Refusal("held_in_future", "held_date")
    if not texts["took_part"]:
        raise Refusal("with_whom_missing", "took_part")
    if not texts["said"]:
        raise Refusal("said_missing", "said")
    for field, limit in (("took_part", PEOPLE_LIMIT), ("said", NOTES_LIMIT), ("agreed", NOTES_LIMIT)):
        if len(texts[field]) > limit:
            raise Refusal("comment_too_long", field, limit=limit)
    return Held(held.at, **texts)


def next_due(last: datetime | None, weeks: int, now: datetime) -> datetime:
    """Return when the next conversation should be: ``weeks`` after the last, the same weekday and hour, still to come.

    Without a last one it is counted from now.
    """
    due = (last or now) + timedelta(weeks=weeks)
    while due <= now:
        due += timedelta(weeks=1)
    return due
