"""What a day's practice holds: words that are due, the most at risk first, and new words while there is time.

The time is what the plan gives a day. Whoever was away for weeks meets a day's worth, not the whole heap.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from bransjekurs.domain.memory import Memory, recall
from bransjekurs.domain.vocabulary import Term

ROUND_SIZE = 10
TASKS_A_MINUTE = 2


@dataclass(frozen=True, slots=True)
class Day:
    """The words of a day, in the order in which they are asked for.

    ``due`` and ``new`` are for today; ``beyond`` what there is for those who want more: the rest of the due words,
    then the rest of the new ones. ``early`` are words that are not due yet, the most at risk first.
    """

    due: tuple[Term, ...]
    new: tuple[Term, ...]
    beyond: tuple[Term, ...]
    early: tuple[Term, ...]


def plan_day(terms: Iterable[Term], memories: Mapping[str, Memory], minutes: int, now: datetime, zone: tzinfo) -> Day:
    """Return the day for some words; ``memories`` are those of the whole course, whose time they share."""
    words = tuple(terms)
    today = now.astimezone(zone).date()
    at_risk = sorted(
        (term for term in words if term.id in memories), key=lambda term: (recall(memories[term.id], now), term.id)
    )
    due: list[Term] = []
    early: list[Term] = []
    for term in at_risk:
        (due if memories[term.id].due.astimezone(zone).date() <= today else early).append(term)
    new = [term for term in words if term.id not in memories]
    due_left, new_left = _left(memories.values(), minutes * TASKS_A_MINUTE, len(due), today, zone)
    return Day(
        due=tuple(due[:due_left]),
        new=tuple(new[:new_left]),
        beyond=(*due[due_left:], *new[new_left:]),
        early=tuple(early),
    )


def _left(memories: Iterable[Memory], tasks: int, due: int, today: date, zone: tzinfo) -> tuple[int, int]:
    """Return how many due and how many new words the day still has room for; new ones take at most half of it."""
    met = done = 0
    for memory in memories:
        done += memory.last_answer_at.astimezone(zone).date() == today
        met += bool(memory.met_at and memory.met_at.astimezone(zone).date() == today)
    room = max(0, tasks - done)
    return room, max(0, min(room - min(due, room), tasks // 2 - met))
