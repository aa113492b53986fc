"""The trade language block's contexts: from what the use cases return to what the templates show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.api.participant_practice import PracticeStatus, Summary
from bransjekurs.api.teacher_words import WordsPicture
from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.tasks import Checked, Hint, Task, aligned
from bransjekurs.domain.vocabulary import Term
from bransjekurs.platform import platform
from bransjekurs.wording import HINTS, practice_minutes

# Above this many letters the cells of a word do not fit beside each other on a phone.
_MOST_CELLS = 18
_CELL_HINTS = (Hint.LETTERS, Hint.SPELLING, Hint.SPLIT, Hint.OTHER_FORM)


def start_context(status: PracticeStatus) -> dict[str, Any]:
    """Return the context of the start screen."""
    return {
        "title": status.words.title,
        "due": status.due,
        "new": status.new,
        "minutes": practice_minutes(min(10, status.due + status.new)),
        "outcomes": _outcomes(status.counts),
        "nothing_due_until": status.next_due if not status.due and not status.new else None,
        "plan_url": _plan_url(status.plan_usage_key),
    }


def round_context(tasks: tuple[Task, ...], html_id: str) -> dict[str, Any]:
    """Return the context of a round: every task, one to be shown at a time; ``html_id`` begins the elements' ids."""
    shown = [
        {
            "term": task.term_id,
            "kind": task.kind.value,
            "number": number,
            "definition": task.definition,
            "before": task.before,
            "after": task.after,
            "choices": task.choices,
            "articles": task.articles,
            "lemma": task.lemma,
        }
        for number, task in enumerate(tasks, 1)
    ]
    return {"tasks": shown, "total": len(tasks), "html_id": html_id}


def feedback_context(term: Term, checked: Checked) -> dict[str, Any]:
    """Return the context of the feedback to one answer."""
    before, word, after = term.sentence
    return {
        "verdict": checked.verdict.value,
        "typed": checked.typed,
        "expected": checked.expected,
        "cells": _cells(checked),
        "message": str(HINTS[checked.hint]),
        "parts": term.parts,
        "example": {"before": before, "word": word, "after": after},
        "again": checked.verdict is AnswerVerdict.WRONG,
        "lemma_with_article": term.with_article,
    }


def done_context(summary: Summary) -> dict[str, Any]:
    """Return the context of *ferdig for i dag*."""
    return {
        "practised": summary.practised,
        "right_first": summary.right_first,
        "outcomes": _outcomes(summary.counts),
        "learned": [{"word": term.with_article, "definition": term.definition} for term in summary.terms],
        "tomorrow": summary.tomorrow,
        "more": summary.more,
        "plan_url": _plan_url(summary.plan_usage_key),
    }


def teacher_context(picture: WordsPicture, course_key: CourseKey) -> dict[str, Any]:
    """Return the context of the teacher's view: which words are known and which are hard."""
    terms = [
        {
            "word": item.term.with_article,
            "known_by": item.known_by,
            "practised_by": item.practised_by,
            "wrong_share_text": _share(item.missed, item.answers),
        }
        for item in picture.words
    ]
    return {
        "title": picture.title,
        "terms": terms,
        "participants_total": picture.participants,
        "group_url": reverse("bransjekurs:group", args=[course_key]),
    }


def _cells(checked: Checked) -> list[dict[str, Any]]:
    """Pair the letters, where that shows what differs and fits the screen."""
    pairs = aligned(checked.typed, checked.expected.casefold())
    if checked.hint not in _CELL_HINTS or len(pairs) > _MOST_CELLS:
        return []
    return [{"typed": left, "right": right, "same": left == right} for left, right in pairs]


def _share(missed: int, answers: int) -> str:
    return _("%(missed)d of %(answers)d") % {"missed": missed, "answers": answers} if answers else "–"


def _outcomes(counts: Any) -> list[dict[str, Any]]:
    return [{"title": title, "known": count.known, "total": count.total} for title, count in counts]


def _plan_url(usage_key: str) -> str | None:
    return platform().block_url(UsageKey.from_string(usage_key)) if usage_key else None
