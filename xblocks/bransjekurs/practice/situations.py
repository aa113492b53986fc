"""Answers to situations, and texts that were sent. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

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


def add_answers(user_id: int, course_key: CourseKey, given: Sequence[GivenTo]) -> None:
    """Store answers; one that is known stays as it was. One query."""
    SituationAnswer.objects.bulk_create(
        (
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
        ),
        ignore_conflicts=True,
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
        found[row.user_id][row.situation_id].append(TaskAnswer(row.task_id, row.at, AnswerVerdict(row.verdict)))
    return {user_id: dict(answers) for user_id, answers in found.items()}


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
