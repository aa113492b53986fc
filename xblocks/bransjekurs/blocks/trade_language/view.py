"""The trade language block's contexts: from what the use cases return to what the templates show."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.api.participant_practice import PracticeStatus, Round, Summary
from bransjekurs.api.teacher_words import WordsPicture
from bransjekurs.blocks.trade_language.words import use_texts
from bransjekurs.domain.answers import Hint, answer_table, expected_answer, verdict_of
from bransjekurs.domain.rounds import ROUND_SIZE
from bransjekurs.domain.tasks import Task
from bransjekurs.domain.vocabulary import TaskKind, Term
from bransjekurs.platform import platform
from bransjekurs.stored import to_stored
from bransjekurs.wording import HINTS, TASK_KINDS, language_name, practice_minutes

# Where a file of the course is, by its name.
Address = Callable[[str], str]
# Where a word is used is told on its card: so many places fit there.
_MOST_USES = 3
# Where the feedback shows the letters of both words beside each other.
_CELL_HINTS = (Hint.LETTERS, Hint.SPELLING, Hint.SPLIT, Hint.OTHER_FORM)


@dataclass(frozen=True, slots=True)
class KeptAs:
    """Under which names a device keeps answers that wait in one block, and what one person has begun to write."""

    outbox: str
    person: str


NOT_KEPT = KeptAs("", "")


def start_context(status: PracticeStatus, kept: KeptAs) -> dict[str, Any]:
    """Return the context of the start screen: ``due`` and ``new`` count what the next round holds, not what waits."""
    due = min(status.due, ROUND_SIZE)
    new = min(status.new, ROUND_SIZE - due)
    return {
        "kept": kept,
        "more": status.more,
        "early": status.early,
        "title": status.words.title,
        "due": due,
        "new": new,
        "minutes": practice_minutes(due + new),
        "outcomes": _outcomes(status.counts),
        "nothing_due_until": status.next_due if not status.due and not status.new else None,
        "plan_url": plan_url(status.plan_usage_key),
        "reading": _reading(status),
        "own": bool(status.words.terms),
    }


def _reading(status: PracticeStatus) -> dict[str, Any] | None:
    """Return how much of the text above the block one can read, and the course's words in it that are missing."""
    if status.coverage is None:
        return None
    return {
        "known": status.coverage.of_hundred,
        "tenths": status.coverage.of_hundred // 10,
        "missing": [{"word": term.with_article, "definition": term.definition} for term in status.missing],
        "round": min(ROUND_SIZE, len(status.missing)),
    }


def round_context(opened: Round, html_id: str, address: Address) -> dict[str, Any]:
    """Return the context of a round: every task with all that it teaches, one to be shown at a time.

    ``html_id`` begins the elements' ids; ``address`` says where one of the course's files is.
    """
    terms = {term.id: term for term in opened.terms}

    def shown(tasks: Sequence[Task], prefix: str) -> list[dict[str, Any]]:
        made = ((terms[task.term_id], _task(task, terms[task.term_id])) for task in tasks)
        return [
            {**one, **word_files(term, address), "number": number, "prefix": f"{html_id}-{prefix}-{number}"}
            for number, (term, one) in enumerate(made, 1)
        ]

    return {
        "tasks": shown(opened.tasks, "task"),
        "reserve": shown(opened.reserve, "more"),
        "total": len(opened.tasks),
        "hints": [_hint(hint) for hint in Hint],
    }


def word_files(term: Term, address: Address) -> dict[str, str]:
    """Return where a word's picture and sound are."""
    return {
        "picture": address(term.picture) if term.picture else "",
        "picture_alt": term.picture_alt,
        "audio": address(term.audio) if term.audio else "",
    }


def word_translations(term: Term) -> list[dict[str, Any]]:
    """Return a word in other languages, with what each language calls itself."""
    return [{**to_stored(one), "name": language_name(one.language)} for one in term.translations]


def _task(task: Task, term: Term) -> dict[str, Any]:
    return {
        "term": task.term_id,
        "kind": task.kind.value,
        "definition": task.definition,
        "before": task.before,
        "after": task.after,
        "choices": task.choices,
        "lemma": task.lemma,
        "listen": task.kind in (TaskKind.HEAR, TaskKind.DICTATE),
        "said": task.said,
        "start": task.start,
        "table": json.dumps(to_stored(answer_table(term, task.kind)), ensure_ascii=False, separators=(",", ":")),
        "expected": expected_answer(term, task.kind),
        "parts": term.parts,
        "example": term.sentence,
        "headed": term.with_article,
        "safety": term.safety,
        "translations": word_translations(term),
        "uses": use_texts(term)[:_MOST_USES],
    }


def _hint(hint: Hint) -> dict[str, Any]:
    return {
        "name": hint.value,
        "verdict": verdict_of(hint).value,
        "message": str(HINTS[hint]),
        "cells": hint in _CELL_HINTS,
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
        "plan_url": plan_url(summary.plan_usage_key),
    }


def teacher_context(picture: WordsPicture, course_key: CourseKey, usage_key: UsageKey) -> dict[str, Any]:
    """Return the context of the teacher's view: which words are known and which are hard."""
    terms = [
        {
            "word": item.term.with_article,
            "known_by": item.known_by,
            "practised_by": item.practised_by,
            "wrong_share_text": _share(item.missed, item.answers),
            "hard_for": ", ".join(item.hard_for),
            "hardest": TASK_KINDS[item.hardest] if item.hardest else "",
        }
        for item in picture.words
    ]
    return {
        "title": picture.title,
        "terms": terms,
        "participants_total": picture.participants,
        "people": picture.people,
        "reading": picture.has_reading,
        "sheet_url": reverse("bransjekurs:word_sheet", args=[course_key, usage_key]),
        "group_url": reverse("bransjekurs:group", args=[course_key]),
    }


def _share(missed: int, answers: int) -> str:
    return _("%(missed)d of %(answers)d") % {"missed": missed, "answers": answers} if answers else "–"


def _outcomes(counts: Any) -> list[dict[str, Any]]:
    text = _("You know %(known)s of %(total)s words.")  # once for all rows: a tag in each cost a fifth of the page
    return [
        {
            "title": title,
            "known": one.known,
            "total": one.total,
            "count_text": text % {"known": one.known, "total": one.total},
        }
        for title, one in counts
    ]


def plan_url(usage_key: str) -> str | None:
    """Return where the plan is, if the course has one."""
    return platform().block_url(UsageKey.from_string(usage_key)) if usage_key else None
