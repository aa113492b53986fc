"""Answers to situations, and texts that were sent. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.situation_tasks import TaskAnswer
from bransjekurs.practice.models import SentText, SituationAnswer


@dataclass(frozen=True, slots=True)
class GivenTo:
    """An answer with the situation that it was given in; ``id`` is made on the device."""

    id: str
    situation_id: str
    answer: TaskAnswer


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was sent, and when."""

    text: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch: the answers that were not stored before, and all that are now, by situation id."""

    fresh: tuple[GivenTo, ...]
    answers: dict[str, list[TaskAnswer]]


def add_answers(user_id: int, course_key: CourseKey, situation_ids: Iterable[str], given: Sequence[GivenTo]) -> Added:
    """Store answers in some situations; one that is known stays as it was.

    Two batches of one participant take turns, as in ``practice.api.add_answers``. Two queries.
    """
    known, answers = _stored(user_id, course_key, situation_ids, [one.id for one in given])
    fresh = list({one.id: one for one in reversed(given) if one.id not in known}.values())[::-1]
    _insert(user_id, course_key, fresh)
    for one in fresh:
        answers[one.situation_id].append(one.answer)
    by_time = {situation_id: sorted(told, key=lambda answer: answer.at) for situation_id, told in answers.items()}
    return Added(tuple(fresh), by_time)


def _stored(
    user_id: int, course_key: CourseKey, situation_ids: Iterable[str], answer_ids: Iterable[str]
) -> tuple[set[str], dict[str, list[TaskAnswer]]]:
    """Return the ids of answers that are known, and those in the situations; as others have committed them."""
    touched = Q(situation_id__in=list(situation_ids)) | Q(answer_id__in=list(answer_ids))
    rows = SituationAnswer.objects.select_for_update().filter(touched, user_id=user_id, course_key=course_key)
    known, answers = set(), defaultdict(list)
    for row in rows.order_by("at", "id"):
        known.add(row.answer_id)
        answers[row.situation_id].append(_answer(row))
    return known, answers


def _insert(user_id: int, course_key: CourseKey, given: Iterable[GivenTo]) -> None:
    SituationAnswer.objects.bulk_create(
        SituationAnswer(
            user_id=user_id,
            course_key=course_key,
            situation_id=one.situation_id,
            task_id=one.answer.task_id,
            answer_id=one.id,
            verdict=one.answer.verdict.value,
            at=one.answer.at,
        )
        for one in given
    )


def answers_in(
    course_key: CourseKey, user_ids: Iterable[int], situation_ids: Iterable[str]
) -> dict[int, dict[str, list[TaskAnswer]]]:
    """Return the answers by user id and situation id. One query."""
    rows = SituationAnswer.objects.filter(
        course_key=course_key, user_id__in=list(user_ids), situation_id__in=list(situation_ids)
    ).order_by("at", "id")
    found: dict[int, dict[str, list[TaskAnswer]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.user_id][row.situation_id].append(_answer(row))
    return {user_id: dict(answers) for user_id, answers in found.items()}


def _answer(row: SituationAnswer) -> TaskAnswer:
    return TaskAnswer(row.task_id, row.at, AnswerVerdict(row.verdict))


def keep_text(user_id: int, course_key: CourseKey, situation_id: str, text: Text) -> None:
    """Store a text in place of the one that was sent before, unless that one is newer."""
    stored, is_new = SentText.objects.select_for_update().get_or_create(
        user_id=user_id,
        course_key=course_key,
        situation_id=situation_id,
        defaults={"text": text.text, "sent_at": text.sent_at},
    )
    if not is_new and stored.sent_at < text.sent_at:
        stored.text, stored.sent_at = text.text, text.sent_at
        stored.save(update_fields=["text", "sent_at"])


def take_back(user_id: int, course_key: CourseKey, situation_id: str) -> str:
    """Delete the text that was sent, and return it; nothing where none was."""
    rows = SentText.objects.filter(user_id=user_id, course_key=course_key, situation_id=situation_id)
    text = next((row.text for row in rows.select_for_update()), "")
    rows.delete()
    return text


def texts_in(
    course_key: CourseKey, user_ids: Iterable[int], situation_ids: Iterable[str]
) -> dict[int, dict[str, Text]]:
    """Return the texts that were sent, by user id and situation id. One query."""
    rows = SentText.objects.filter(
        course_key=course_key, user_id__in=list(user_ids), situation_id__in=list(situation_ids)
    )
    found: dict[int, dict[str, Text]] = defaultdict(dict)
    for row in rows:
        found[row.user_id][row.situation_id] = Text(row.text, row.sent_at)
    return dict(found)


def forget(user_id: int, course_key: CourseKey, situation_ids: Iterable[str]) -> None:
    """Delete the answers to some situations, and the texts that were sent from them."""
    ids = list(situation_ids)
    for rows in (SituationAnswer, SentText):
        rows.objects.filter(user_id=user_id, course_key=course_key, situation_id__in=ids).delete()
