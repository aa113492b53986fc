"""Answers and word cards. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, tzinfo
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.memory import Answer, AnswerVerdict, Memory, fold
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.locks import hold
from bransjekurs.practice.models import PracticeAnswer, PracticeTurn, SituationAnswer, WordCard

# A word's memory before some answers and after them.
Change = tuple[Memory | None, Memory]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with the word that it was given to, and what was typed."""

    term_id: str
    answer: Answer
    typed: str = ""


def take_turn(user_id: int, course_key: CourseKey, today: date) -> bool:
    """Hold a participant's answers till the transaction ends; say whether these are the first of a local day."""
    turn = hold(PracticeTurn, {"user_id": user_id, "course_key": course_key}, {})
    if turn.practised_on == today:
        return False
    turn.practised_on = today
    turn.save(update_fields=["practised_on"])
    return True


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch: the answers that were not stored before, and each word's memory before and after."""

    fresh: tuple[Given, ...]
    changes: dict[str, Change]


def add_answers(user_id: int, course_key: CourseKey, given: Sequence[Given], zone: tzinfo) -> Added:
    """Store answers and fold the cards that they touch again.

    A known id keeps the word, the time and the verdict that it was first told for. Two batches of one participant
    take turns, so that each fold sees every answer that is stored: the lock of ``take_turn``, which comes first in the
    same transaction, and reads that see what others have committed. Three queries.
    """
    stored = _answers(user_id, course_key, given)
    known = {answer.id for answers in stored.values() for answer in answers}
    new = {one.answer.id: one for one in reversed(given) if one.answer.id not in known}
    fresh = _insert(user_id, course_key, list(new.values())[::-1])
    changes = {}
    for term_id in dict.fromkeys(one.term_id for one in fresh):
        before = stored[term_id]
        after = [*before, *(one.answer for one in fresh if one.term_id == term_id)]
        changes[term_id] = (fold(before, zone), _some(fold(after, zone)))
    _save_cards(user_id, course_key, {term_id: after for term_id, (_before, after) in changes.items()})
    return Added(tuple(fresh), changes)


def _answers(user_id: int, course_key: CourseKey, given: Sequence[Given]) -> dict[str, list[Answer]]:
    """Return the stored answers to the words, and those that have the ids, by word; as others have committed them."""
    touched = Q(term_id__in={one.term_id for one in given}) | Q(answer_id__in=[one.answer.id for one in given])
    found: dict[str, list[Answer]] = defaultdict(list)
    rows = _answer_columns().filter(touched, user_id=user_id, course_key=course_key)
    for term_id, answer_id, at, kind, verdict in rows:
        found[term_id].append(Answer(answer_id, at, TaskKind(kind), AnswerVerdict(verdict)))
    return found


@cache
def _answer_columns() -> QuerySet[PracticeAnswer, tuple[Any, ...]]:
    """Return a query for what answers are judged by, kept as that for memories is: see ``_card_columns``."""
    return PracticeAnswer.objects.select_for_update().values_list("term_id", "answer_id", "at", "kind", "verdict")


def _insert(user_id: int, course_key: CourseKey, given: list[Given]) -> list[Given]:
    PracticeAnswer.objects.bulk_create(
        PracticeAnswer(
            user_id=user_id,
            course_key=course_key,
            term_id=one.term_id,
            answer_id=one.answer.id,
            kind=one.answer.kind.value,
            verdict=one.answer.verdict.value,
            typed=one.typed,
            at=one.answer.at,
        )
        for one in given
    )
    return given


def _save_cards(user_id: int, course_key: CourseKey, memories: Mapping[str, Memory]) -> None:
    names = [field.name for field in fields(Memory)]
    cards = [
        WordCard(
            user_id=user_id,
            course_key=course_key,
            term_id=term_id,
            **{name: getattr(memory, name) for name in names},
        )
        for term_id, memory in memories.items()
    ]
    # MySQL finds the row by any unique key and may not be told which.
    by_key = connection.features.supports_update_conflicts_with_target
    unique = ["user", "course_key", "term_id"] if by_key else None
    WordCard.objects.bulk_create(cards, update_conflicts=True, update_fields=names, unique_fields=unique)


def _some(memory: Memory | None) -> Memory:
    if memory is None:
        raise LookupError("There is no answer to fold.")
    return memory


@cache
def _card_columns() -> QuerySet[WordCard, tuple[Any, ...]]:
    """Return a query for what memories are made of: to work its columns out costs a third of asking, so it is kept."""
    return WordCard.objects.values_list("user_id", "term_id", *(field.name for field in fields(Memory)))


def memories_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, dict[str, Memory]]:
    """Return what each user remembers, by user id and term id. One query."""
    found: dict[int, dict[str, Memory]] = defaultdict(dict)
    for user_id, term_id, *values in _card_columns().filter(course_key=course_key, user_id__in=list(user_ids)):
        found[user_id][term_id] = Memory(*values)
    return dict(found)


def memories(user_id: int, course_key: CourseKey) -> dict[str, Memory]:
    """Return what one user remembers, by term id. One query."""
    rows = _card_columns().filter(user_id=user_id, course_key=course_key)
    return {term_id: Memory(*values) for _user_id, term_id, *values in rows}


def practised_at(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, datetime]:
    """Return when each user last practised, words or situations; users who never did are left out. One query."""
    of_these = {"course_key": course_key, "user_id__in": list(user_ids)}
    words = WordCard.objects.filter(**of_these).values("user_id").annotate(last=Max("last_answer_at"))
    situations = SituationAnswer.objects.filter(**of_these).values("user_id").annotate(last=Max("at"))
    found: dict[int, datetime] = {}
    for user_id, last in words.values_list("user_id", "last").union(situations.values_list("user_id", "last")):
        found[user_id] = max(last, found.get(user_id, last))
    return found


def answers_since(user_id: int, course_key: CourseKey, since: datetime) -> tuple[tuple[str, AnswerVerdict], ...]:
    """Return (term id, verdict) of the user's answers since a time, in order."""
    rows = PracticeAnswer.objects.filter(user_id=user_id, course_key=course_key, at__gte=since).order_by("at", "id")
    return tuple((row.term_id, AnswerVerdict(row.verdict)) for row in rows)


@dataclass(frozen=True, slots=True)
class Missed:
    """Answers to one word in one kind of task: how many in all, and how many were not right."""

    kind: TaskKind
    missed: int
    answers: int


def missed_answers(course_key: CourseKey, user_ids: Iterable[int]) -> dict[str, list[Missed]]:
    """Return by term id how the answers went in each kind of task: which words are hard, and how. One query."""
    rows = PracticeAnswer.objects.filter(course_key=course_key, user_id__in=list(user_ids)).values("term_id", "kind")
    wrong = Count("id", filter=~Q(verdict=AnswerVerdict.RIGHT.value))
    counted = rows.annotate(wrong=wrong, total=Count("id")).order_by("kind")
    found: dict[str, list[Missed]] = defaultdict(list)
    for term_id, kind, missed, total in counted.values_list("term_id", "kind", "wrong", "total"):
        found[term_id].append(Missed(TaskKind(kind), missed, total))
    return found


def forget(user_id: int, course_key: CourseKey, term_ids: Iterable[str]) -> None:
    """Delete the answers to some words, and what was folded from them."""
    ids = list(term_ids)
    for rows in (PracticeAnswer, WordCard):
        rows.objects.filter(user_id=user_id, course_key=course_key, term_id__in=ids).delete()
