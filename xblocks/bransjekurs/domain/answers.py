"""How an answer is judged: one table for each task, and one small look-up in it.

The table goes to the participant's device with the task, so that feedback needs no network; ``judge.js`` does the same
look-up there, and the server does it again when the answer arrives. Both are held to ``tests/domain/answers.csv``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import ALL_ARTICLES, TaskKind, Term, WordClass

ANSWER_LIMIT = 200
_SPELLED_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_BARE = str.maketrans({"æ": "a", "ø": "o", "å": "a"})
_BEFORE_A_WORD = (*ALL_ARTICLES, "å", "aa")
_SHORTEST_NEAR = 4
_LETTERS_FOR_TWO = 12


class Hint(StrEnum):
    """What the feedback explains; the words stand in ``wording.py``."""

    RIGHT = "right"
    SUBSTITUTE = "substitute"
    VARIANT = "variant"
    LETTERS = "letters"
    OTHER_FORM = "other_form"
    SPLIT = "split"
    SPELLING = "spelling"
    ARTICLE = "article"
    OTHER_ARTICLE = "other_article"
    WRONG = "wrong"
    GAVE_UP = "gave_up"


_RIGHT = frozenset({Hint.RIGHT, Hint.SUBSTITUTE, Hint.VARIANT})
_WRONG = frozenset({Hint.OTHER_ARTICLE, Hint.WRONG, Hint.GAVE_UP})


def verdict_of(hint: Hint) -> AnswerVerdict:
    """Return how good an answer was that gets this explanation."""
    if hint in _RIGHT:
        return AnswerVerdict.RIGHT
    return AnswerVerdict.WRONG if hint in _WRONG else AnswerVerdict.ALMOST


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Everything that is needed to judge an answer to one task.

    ``hints``: normalised answer → what to explain. ``near``: right spelling → how many letters may differ.
    ``skip``: what a dictionary would set before the word, and may stand before the answer. ``otherwise``: the rest.
    """

    hints: Mapping[str, Hint]
    near: Mapping[str, int] = field(default_factory=dict)
    skip: tuple[str, ...] = ()
    otherwise: Hint = Hint.WRONG


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer judged: the verdict, what to explain, what was compared and what was expected."""

    verdict: AnswerVerdict
    hint: Hint
    typed: str
    expected: str


def check(term: Term, kind: TaskKind, answer: str) -> Checked:
    """Judge an answer.

    Æ, ø and å may be typed *ae*, *oe*, *aa*; another form, a split compound, a missing letter count as almost.

    Raises:
        Refusal: ``answer_too_long`` above 200 characters.
    """
    typed = normalise(answer)
    # Some letters become two when they are composed or made small.
    if max(len(answer), len(typed)) > ANSWER_LIMIT:
        raise Refusal("answer_too_long", "answer")
    table = answer_table(term, kind)
    hint = look_up(table, typed)
    return Checked(verdict_of(hint), hint, _word_alone(table, typed), expected_answer(term, kind))


def normalise(text: str) -> str:
    """Return text as it is compared: composed letters, lower case, single spaces, no punctuation at the ends."""
    composed = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"\s+", " ", composed).strip(" .,!?«»\"'")


def expected_answer(term: Term, kind: TaskKind) -> str:
    """Return the answer that feedback shows."""
    if kind is TaskKind.ARTICLE:
        return term.with_article
    return term.sentence[1] if kind in (TaskKind.FORM, TaskKind.LINE) else term.lemma


def right_answer(term: Term, kind: TaskKind) -> str:
    """Return an answer that is right, as one who knows the word gives it."""
    return term.articles[0] if kind is TaskKind.ARTICLE else expected_answer(term, kind)


def answer_table(term: Term, kind: TaskKind) -> AnswerTable:
    """Return the table for a task; where one chooses, only the right choice stands in it."""
    if kind is TaskKind.ARTICLE:
        return AnswerTable(dict.fromkeys(term.articles, Hint.RIGHT), otherwise=Hint.OTHER_ARTICLE)
    expected = expected_answer(term, kind)
    if kind in (TaskKind.RECOGNISE, TaskKind.HEAR, TaskKind.LINE):
        return AnswerTable({normalise(expected): Hint.RIGHT})
    accepted = sorted(term.spellings_like(expected))
    hints = _word_hints(term, accepted)
    near = {word: _slack(word) for word in accepted if _slack(word)}
    if kind is TaskKind.FORM:
        return AnswerTable(hints, near)
    return AnswerTable(_with_articles(term, hints) | hints, near, _BEFORE_A_WORD)


def look_up(table: AnswerTable, typed: str) -> Hint:
    """Return what to explain about a normalised answer."""
    if not typed:
        return Hint.GAVE_UP
    if typed in table.hints:
        return table.hints[typed]
    word = _word_alone(table, typed)
    spelled_out = word.translate(_SPELLED_OUT)
    if found := table.hints.get(word) or table.hints.get(spelled_out):
        return Hint.SUBSTITUTE if found is Hint.RIGHT and word not in table.hints else found
    if table.hints.get(word.translate(_BARE)) in (Hint.RIGHT, Hint.SUBSTITUTE, Hint.LETTERS):
        return Hint.LETTERS
    if re.sub("[ -]", "", spelled_out) in table.hints:
        return Hint.SPLIT
    near = any(letters_apart(word, right) <= slack for right, slack in table.near.items())
    return Hint.SPELLING if near else table.otherwise


def aligned(typed: Sequence[str], right: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Pair the letters of two words, or the steps of two orders; an empty string stands where one of them lacks it.

    Those that stand in both in the same order are paired (the longest common subsequence).
    """
    common = _common(typed, right)
    pairs: list[tuple[str, str]] = []
    i = j = start_i = start_j = 0
    while i < len(typed) and j < len(right):
        if typed[i] == right[j]:
            pairs += [*_beside(typed[start_i:i], right[start_j:j]), (typed[i], right[j])]
            i, j = i + 1, j + 1
            start_i, start_j = i, j
        elif common[i + 1][j] >= common[i][j + 1]:
            i += 1
        else:
            j += 1
    return (*pairs, *_beside(typed[start_i:], right[start_j:]))


def letters_apart(typed: str, right: str) -> int:
    """Return how many letters of the longer word the other lacks, or has in another order."""
    if abs(len(typed) - len(right)) > _slack(right):
        return max(len(typed), len(right))
    return max(len(typed), len(right)) - _common(typed, right)[0][0]


def _common(typed: Sequence[str], right: Sequence[str]) -> list[list[int]]:
    """Return, for each pair of places, how many letters the two rests have in common, in order."""
    table = [[0] * (len(right) + 1) for _ in range(len(typed) + 1)]
    for i in reversed(range(len(typed))):
        for j in reversed(range(len(right))):
            table[i][j] = table[i + 1][j + 1] + 1 if typed[i] == right[j] else max(table[i + 1][j], table[i][j + 1])
    return table


def _beside(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip_longest(left, right, fillvalue=""))


def _word_hints(term: Term, accepted: Iterable[str]) -> dict[str, Hint]:
    """Return what to explain about each spelling that stands near the right one; the first that fits counts."""
    accepted = list(accepted)
    others = sorted(term.spellings())
    variants = [normalise(one) for one in term.also]
    hints = dict.fromkeys(accepted, Hint.RIGHT)
    for words, hint in (
        (variants, Hint.VARIANT),
        (_each(accepted, _SPELLED_OUT), Hint.SUBSTITUTE),
        (_each(variants, _SPELLED_OUT), Hint.VARIANT),
        ((*others, *_each(others, _SPELLED_OUT)), Hint.OTHER_FORM),
        (_each(accepted, _BARE), Hint.LETTERS),
    ):
        for word in words:
            hints.setdefault(word, hint)
    return hints


def _each(words: Iterable[str], letters: dict[int, str]) -> list[str]:
    return [word.translate(letters) for word in words]


def _with_articles(term: Term, hints: Mapping[str, Hint]) -> dict[str, Hint]:
    """Return the right spellings of a noun with each article before them."""
    if term.word_class is not WordClass.NOUN:
        return {}
    return {
        f"{article} {word}": hint if article in term.articles else Hint.ARTICLE
        for word, hint in hints.items()
        for article in ALL_ARTICLES
        if hint in _RIGHT
    }


def _slack(word: str) -> int:
    """Return how many letters may differ in a near miss: none in a short word, two in a long one."""
    return 0 if len(word) < _SHORTEST_NEAR else 2 if len(word) >= _LETTERS_FOR_TWO else 1


def _word_alone(table: AnswerTable, typed: str) -> str:
    """Return the answer without an article (or *å* before a verb)."""
    before, space, word = typed.partition(" ")
    return word if space and before in table.skip else typed
