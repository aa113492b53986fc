"""Answers and word cards. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime, tzinfo

from django.db.models import Count, Max, Q
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.memory import Answer, AnswerVerdict, Memory, fold
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.practice.models import PracticeAnswer, WordCard


def add_answer(
    user_id: int, course_key: CourseKey, term_id: str, answer: Answer, typed: str, zone: tzinfo
) -> tuple[Memory, bool]:
    """Store an answer and fold the word's card again; say whether the answer was new."""
    row, is_new = PracticeAnswer.objects.get_or_create(
        user_id=user_id,
        course_key=course_key,
        answer_id=answer.id,
        defaults={
            "term_id": term_id,
            "kind": answer.kind.value,
            "verdict": answer.verdict.value,
            "typed": typed,
            "at": answer.at,
        },
    )
    # A known id keeps the word that it was first told for, whatever comes with it the second time.
    memory = fold(_answers(user_id, course_key, row.term_id), zone)
    if memory is None:
        raise LookupError("The answer that was just stored is gone.")
    values = {field.name: getattr(memory, field.name) for field in fields(memory)}
    WordCard.objects.update_or_create(user_id=user_id, course_key=course_key, term_id=row.term_id, defaults=values)
    return memory, is_new


def memories_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, dict[str, Memory]]:
    """Return what each user remembers, by user id and term id. One query."""
    names = [field.name for field in fields(Memory)]
    found: dict[int, dict[str, Memory]] = defaultdict(dict)
    rows = WordCard.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    for user_id, term_id, *values in rows.values_list("user_id", "term_id", *names):
        found[user_id][term_id] = Memory(*values)
    return dict(found)


def practised_at(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, datetime]:
    """Return when each user last answered a task; users who never did are left out. One query."""
    rows = WordCard.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    return dict(rows.values("user_id").annotate(at=Max("last_answer_at")).values_list("user_id", "at"))


def answers_since(user_id: int, course_key: CourseKey, since: datetime) -> tuple[tuple[str, AnswerVerdict], ...]:
    """Return (term id, verdict) of the user's answers since a time, in order."""
    rows = PracticeAnswer.objects.filter(user_id=user_id, course_key=course_key, at__gte=since).order_by("at", "id")
    return tuple((row.term_id, AnswerVerdict(row.verdict)) for row in rows)


def missed_answers(course_key: CourseKey, user_ids: Iterable[int]) -> dict[str, tuple[int, int]]:
    """Return (answers that were not right, all answers) by term id: which words are hard. One query."""
    rows = PracticeAnswer.objects.filter(course_key=course_key, user_id__in=list(user_ids)).values("term_id")
    missed = Count("id", filter=~Q(verdict=AnswerVerdict.RIGHT.value))
    return {
        term_id: (wrong, total)
        for term_id, wrong, total in rows.annotate(wrong=missed, total=Count("id")).values_list(
            "term_id", "wrong", "total"
        )
    }


def _answers(user_id: int, course_key: CourseKey, term_id: str) -> list[Answer]:
    rows = PracticeAnswer.objects.filter(user_id=user_id, course_key=course_key, term_id=term_id)
    return [Answer(row.answer_id, row.at, TaskKind(row.kind), AnswerVerdict(row.verdict)) for row in rows]
