"""What goes between the block and a device as data: answers that come, and words for apps."""

from datetime import timedelta
from typing import Any

from bransjekurs.api.participant_answers import AnswerGiven
from bransjekurs.blocks.base import choice, value_of
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import TaskKind, Term

_MOST_ANSWERS = 100
# Longer than any age that counts, and far below what a timedelta can hold.
_MOST_SECONDS = 10.0**9


def given_answers(data: dict[str, Any]) -> tuple[list[AnswerGiven], list[str]]:
    """Return the answers of a batch, and the ids of those that nobody can read: they are not worth sending again.

    Raises:
        Refusal: ``bad_request`` for what is no batch, ``too_much_sent``.
    """
    answers = data.get("answers")
    if not isinstance(answers, list):
        raise Refusal("bad_request", "answers")
    if len(answers) > _MOST_ANSWERS:
        raise Refusal("too_much_sent")
    given, unreadable = [], []
    for one in answers:
        if not isinstance(one, dict):
            raise Refusal("bad_request", "answers")
        try:
            given.append(_given(one))
        except Refusal:
            unreadable.append(value_of(one, "id"))
    return given, unreadable


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


def _given(one: dict[str, Any]) -> AnswerGiven:
    kind = choice(TaskKind, value_of(one, "kind"), "kind")
    return AnswerGiven(value_of(one, "id"), value_of(one, "term"), kind, value_of(one, "answer"), _age(one))


def _age(one: dict[str, Any]) -> timedelta:
    seconds = one.get("age", 0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds != seconds:
        raise Refusal("bad_request", "age")
    return timedelta(seconds=max(-_MOST_SECONDS, min(seconds, _MOST_SECONDS)))
