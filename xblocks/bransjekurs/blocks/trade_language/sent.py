"""What goes between the block and a device as data: answers that come, and words for apps."""

from datetime import timedelta
from typing import Any

from bransjekurs.api.participant_answers import AnswerGiven
from bransjekurs.api.participant_situations import TaskGiven
from bransjekurs.blocks.base import choice, value_of
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situations import Situation
from bransjekurs.domain.vocabulary import TaskKind, Term

_MOST_ANSWERS = 100
# Longer than any age that counts, and far below what a timedelta can hold.
_MOST_SECONDS = 10.0**9


def given_answers(data: dict[str, Any]) -> tuple[list[AnswerGiven], list[TaskGiven], list[str]]:
    """Return the answers to words and those in situations, and the ids of those that nobody can read.

    What nobody can read is not worth sending again.

    Raises:
        Refusal: ``bad_request`` for what is no batch, ``too_much_sent``.
    """
    answers = data.get("answers")
    if not isinstance(answers, list):
        raise Refusal("bad_request", "answers")
    if len(answers) > _MOST_ANSWERS:
        raise Refusal("too_much_sent")
    words, tasks, unreadable = list[AnswerGiven](), list[TaskGiven](), list[str]()
    for one in answers:
        if not isinstance(one, dict):
            raise Refusal("bad_request", "answers")
        try:
            if "situation" in one:
                tasks.append(_given_in_situation(one))
            else:
                words.append(_given(one))
        except Refusal:
            unreadable.append(value_of(one, "id"))
    return words, tasks, unreadable


def word_data(term: Term) -> dict[str, Any]:
    """Return a word as data for an app."""
    return {
        "id": term.id,
        "word": term.with_article,
        "definition": term.definition,
        "example": "".join(term.sentence),
        "level": term.level,
        "safety": term.safety,
        "translations": {one.language: one.text for one in term.translations},
    }


def situation_data(situation: Situation) -> dict[str, Any]:
    """Return a situation as data for an app: what happens, and what there is to read and do."""
    return {
        "id": situation.id,
        "title": situation.title,
        "kind": situation.kind.value,
        "intro": situation.intro,
        "paragraphs": list(situation.paragraphs),
        "lines": [{"who": line.who, "text": line.text} for line in situation.lines],
        "steps": list(situation.steps),
        "signs": [sign.meaning for sign in situation.signs],
        "checklist": list(situation.checklist),
        "places": [spot.name for spot in situation.places],
        "words": list(situation.terms),
    }


def _given(one: dict[str, Any]) -> AnswerGiven:
    kind = choice(TaskKind, value_of(one, "kind"), "kind")
    return AnswerGiven(value_of(one, "id"), value_of(one, "term"), kind, value_of(one, "answer"), _age(one))


def _given_in_situation(one: dict[str, Any]) -> TaskGiven:
    situation, task = value_of(one, "situation"), value_of(one, "task")
    return TaskGiven(value_of(one, "id"), situation, task, value_of(one, "answer"), _age(one))


def _age(one: dict[str, Any]) -> timedelta:
    seconds = one.get("age", 0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds != seconds:
        raise Refusal("bad_request", "age")
    return timedelta(seconds=max(-_MOST_SECONDS, min(seconds, _MOST_SECONDS)))
