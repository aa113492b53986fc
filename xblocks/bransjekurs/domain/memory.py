"""What a participant remembers of a word: FSRS behind one function.

A memory is the fold of a card's answers by time and id, so late and doubled answers end in the same memory.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from fsrs import Card, Rating, Scheduler, State

from bransjekurs.domain.vocabulary import TaskKind

# Fuzzing draws from the global random: the same answers must give the same due date everywhere.
_SCHEDULER = Scheduler(learning_steps=[timedelta(minutes=10)], enable_fuzzing=False)


class AnswerVerdict(StrEnum):
    """How good an answer was; *almost* is told apart from *wrong*, since it teaches something else."""

    RIGHT = "right"
    ALMOST = "almost"
    WRONG = "wrong"


_RATINGS = {AnswerVerdict.RIGHT: Rating.Good, AnswerVerdict.ALMOST: Rating.Hard, AnswerVerdict.WRONG: Rating.Again}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one task; ``id`` is made where it was given, so that it counts once however often it is sent."""

    id: str
    at: datetime
    kind: TaskKind
    verdict: AnswerVerdict


@dataclass(frozen=True, slots=True)
class Memory:
    """What the answers to one word add up to.

    ``stability`` is in days; ``right``, ``days`` and ``kinds`` count right answers, the local days they were given on,
    and the kinds of task they answered. ``met_at`` is the first answer, ``reviewed_at`` the last one that changed the
    schedule (None stands for the last answer).
    """

    due: datetime
    last_answer_at: datetime
    stability: float
    difficulty: float
    answers: int
    right: int
    days: int
    kinds: int
    met_at: datetime | None = None
    reviewed_at: datetime | None = None


def fold(answers: Iterable[Answer], zone: tzinfo) -> Memory | None:
    """Return the memory after ``answers``, or None if there are none; ``zone`` decides what a day is."""
    ordered = sorted({answer.id: answer for answer in answers}.values(), key=lambda a: (a.at, a.id))
    if not ordered:
        return None
    counting: list[Answer] = []
    card = Card(card_id=1, due=ordered[0].at.astimezone(UTC))
    for answer in ordered:
        if not counting or not _ahead_of_time(card, answer, zone):
            card = scheduled(card, [(_RATINGS[answer.verdict], answer.at)])
            counting.append(answer)
    right = [answer for answer in ordered if answer.verdict is AnswerVerdict.RIGHT]
    return Memory(
        due=card.due,
        last_answer_at=ordered[-1].at,
        stability=card.stability or 0.0,
        difficulty=card.difficulty or 0.0,
        answers=len(ordered),
        right=len(right),
        days=len({answer.at.astimezone(zone).date() for answer in right}),
        kinds=len({answer.kind for answer in right}),
        met_at=ordered[0].at,
        reviewed_at=counting[-1].at,
    )


def scheduled(card: Card, reviews: Iterable[tuple[Rating, datetime]], scheduler: Scheduler = _SCHEDULER) -> Card:
    """Return the card after reviews in order: the library's own steps and nothing else."""
    for rating, at in reviews:
        card, _ = scheduler.review_card(card, rating, at.astimezone(UTC))
    return card


def _ahead_of_time(card: Card, answer: Answer, zone: tzinfo) -> bool:
    """Say whether an answer leaves the schedule alone: the word was not due on that day, and it was remembered.

    So practising before a shift disturbs nothing; a word that turns out to be forgotten comes back all the same.
    """
    early = answer.at.astimezone(zone).date() < card.due.astimezone(zone).date()
    return early and answer.verdict is not AnswerVerdict.WRONG


def recall(memory: Memory, at: datetime) -> float:
    """Return the predicted probability (0-1) that the word is remembered at a time."""
    card = Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=(memory.reviewed_at or memory.last_answer_at).astimezone(UTC),
    )
    return float(_SCHEDULER.get_card_retrievability(card, at.astimezone(UTC)))
