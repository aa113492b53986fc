"""Practice tasks: which kind a word gets, what the participant sees, and how an answer is checked."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256

from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import TaskKind, Term, WordClass

ANSWER_LIMIT = 200
_CHOICES = 4
_ALL_ARTICLES = ("en", "ei", "et")
_SUBSTITUTES = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_BARE_LETTERS = str.maketrans({"æ": "a", "ø": "o", "å": "a"})


class Hint(StrEnum):
    """What the feedback explains; the words stand in ``wording.py``."""

    RIGHT = "right"
    SUBSTITUTE = "substitute"
    LETTERS = "letters"
    OTHER_FORM = "other_form"
    SPLIT = "split"
    SPELLING = "spelling"
    ARTICLE = "article"
    WRONG = "wrong"
    GAVE_UP = "gave_up"


@dataclass(frozen=True, slots=True)
class Task:
    """One task as shown. ``before`` and ``after`` are the sentence around the gap, empty where there is none."""

    term_id: str
    kind: TaskKind
    definition: str
    before: str = ""
    after: str = ""
    choices: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer judged: the verdict, what to explain, what was compared and what was expected."""

    verdict: AnswerVerdict
    hint: Hint
    typed: str
    expected: str


def next_kind(term: Term, answers: int) -> TaskKind:
    """Return the kind of task for a word after ``answers`` answers: easiest first, then in turn."""
    return term.task_kinds[answers % len(term.task_kinds)]


def make_task(term: Term, kind: TaskKind, others: Sequence[Term]) -> Task:
    """Return the task; the wrong choices come from ``others``, the same ones each time for the same words."""
    before, word, after = term.sentence
    if kind is TaskKind.RECOGNISE:
        return Task(term.id, kind, term.definition, choices=_choices(term, others))
    if kind is TaskKind.TYPE:
        # The gap shows the word as it stands there: only the lemma itself may be asked for through it.
        sentence = (before, after) if word.casefold() == term.lemma.casefold() else ("", "")
        return Task(term.id, kind, term.definition, *sentence)
    articles = _ALL_ARTICLES if term.word_class is WordClass.NOUN else ()
    return Task(term.id, kind, term.definition, before, after, articles=articles, lemma=term.lemma)


def check(term: Term, kind: TaskKind, answer: str, article: str = "") -> Checked:
    """Judge an answer.

    Æ, ø and å may be typed *ae*, *oe*, *aa*; another form, a split compound, a missing letter count as almost.

    Raises:
        Refusal: ``answer_too_long`` above 200 characters.
    """
    typed = normalise(answer)
    # Small letters can be longer than large ones (ß becomes ss).
    if max(len(answer), len(typed)) > ANSWER_LIMIT:
        raise Refusal("answer_too_long", "answer")
    expected = term.sentence[1] if kind is TaskKind.FORM else term.lemma
    if not typed:
        return Checked(AnswerVerdict.WRONG, Hint.GAVE_UP, "", expected)
    before, bare = ("", typed) if kind is TaskKind.FORM else _split_article(typed)
    checked = _compare(term, bare, expected, exact=kind is TaskKind.RECOGNISE)
    asked = kind is TaskKind.FORM or before in _ALL_ARTICLES
    if checked.verdict is AnswerVerdict.RIGHT and asked and not _article_fits(term, before or article):
        return Checked(AnswerVerdict.ALMOST, Hint.ARTICLE, bare, expected)
    return checked


def normalise(text: str) -> str:
    """Return text as it is compared: composed letters, lower case, single spaces, no punctuation at the ends."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"\s+", " ", composed).strip(" .,!?«»\"'")


def aligned(typed: str, right: str) -> tuple[tuple[str, str], ...]:
    """Pair the letters of two words; an empty string stands where one of them lacks the letter."""
    pairs: list[tuple[str, str]] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(None, typed, right, autojunk=False).get_opcodes():
        left, other = typed[i1:i2], right[j1:j2]
        for n in range(max(len(left), len(other))):
            pairs.append((left[n : n + 1], other[n : n + 1]))
    return tuple(pairs)


def _choices(term: Term, others: Sequence[Term]) -> tuple[str, ...]:
    """Pick wrong choices of the same word class first, in an order that depends on the words alone."""
    rest = [other for other in others if other.id != term.id and other.lemma != term.lemma]
    rest.sort(key=lambda other: (other.word_class is not term.word_class, _shuffle_key(term.id, other.id)))
    words = {term.lemma, *(other.lemma for other in rest[: _CHOICES - 1])}
    return tuple(sorted(words, key=lambda word: _shuffle_key(term.id, word)))


def _shuffle_key(seed: str, item: str) -> bytes:
    return sha256(f"{seed}\0{item}".encode()).digest()


def _compare(term: Term, typed: str, expected: str, *, exact: bool) -> Checked:
    accepted = term.spellings_like(expected)
    if typed in accepted:
        return Checked(AnswerVerdict.RIGHT, Hint.RIGHT, typed, expected)
    if exact:
        return Checked(AnswerVerdict.WRONG, Hint.WRONG, typed, expected)
    if _spelled_out(typed) in map(_spelled_out, accepted):
        return Checked(AnswerVerdict.RIGHT, Hint.SUBSTITUTE, typed, expected)
    hint = _near_miss(term, typed, accepted)
    return Checked(AnswerVerdict.ALMOST if hint else AnswerVerdict.WRONG, hint or Hint.WRONG, typed, expected)


def _near_miss(term: Term, typed: str, accepted: frozenset[str]) -> Hint | None:
    """Say in which way an answer is close, the most telling way first."""
    spelled_out = {_spelled_out(word) for word in term.spellings()}
    if _spelled_out(typed) in spelled_out:
        return Hint.OTHER_FORM
    if typed.translate(_BARE_LETTERS) in {word.translate(_BARE_LETTERS) for word in accepted}:
        return Hint.LETTERS
    if re.sub(r"[ -]", "", _spelled_out(typed)) in spelled_out:
        return Hint.SPLIT
    if any(_differences(typed, word) <= max(1, len(word) // 6) < len(word) - 2 for word in accepted):
        return Hint.SPELLING
    return None


def _differences(typed: str, right: str) -> int:
    return sum(left != other for left, other in aligned(typed, right))


def _spelled_out(word: str) -> str:
    return word.translate(_SUBSTITUTES)


def _split_article(typed: str) -> tuple[str, str]:
    """Return what a dictionary would set before the word (an article, or *å* before a verb), and the word."""
    before, space, word = typed.partition(" ")
    return (before, word) if space and before in {*_ALL_ARTICLES, "å", "aa"} else ("", typed)


def _article_fits(term: Term, article: str) -> bool:
    return term.word_class is not WordClass.NOUN or normalise(article) in term.articles
