"""The terms of a trade: what they mean, how they inflect, where they are used."""

import re
from dataclasses import dataclass
from enum import StrEnum

_ONE_WORD_IN_BRACKETS = re.compile(r"[^][]*\[[^][]*\w[^][]*\][^][]*")


class WordClass(StrEnum):
    """Word classes that the inflection tables know."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    OTHER = "other"


class Gender(StrEnum):
    """Grammatical gender of a noun in Bokmålsordboka; a noun may have two."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


ALL_ARTICLES = ("en", "ei", "et")
_ARTICLES = {Gender.MASCULINE: ("en",), Gender.FEMININE: ("ei", "en"), Gender.NEUTER: ("et",)}


class TaskKind(StrEnum):
    """The kinds of task, in the order in which a word meets them.

    Choose the word for a meaning, type it from its meaning, choose what one hears, type its form in a sentence,
    choose its article, write what one hears, choose what fits into a line.
    """

    RECOGNISE = "recognise"
    TYPE = "type"
    HEAR = "hear"
    FORM = "form"
    ARTICLE = "article"
    DICTATE = "dictate"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Form:
    """One cell of an inflection table; ``spellings`` holds the allowed variants, the usual one first.

    Tags: nouns ``sg_indef sg_def pl_indef pl_def``; verbs ``inf pres past perf imp``;
    adjectives ``pos neuter plural comp sup``.
    """

    tag: str
    spellings: tuple[str, ...]


class UseKind(StrEnum):
    """What a word of the course is used in."""

    TEXT = "text"
    TASK = "task"
    STEP = "step"
    SIGN = "sign"
    LINE = "line"
    SITUATION = "situation"


@dataclass(frozen=True, slots=True)
class Use:
    """Where a word is used: in what, what that is called, and for a step the step's number, else 0."""

    kind: UseKind
    title: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Translation:
    """A word in another language (code as in BCP 47), who says so, and whether it is checked.

    Checked means that another person has read it, or that a second source, independent of the first, says the same.
    """

    language: str
    text: str
    source: str
    checked: bool = False


def one_word_in_brackets(example: str) -> bool:
    """Say whether an example marks exactly one word."""
    return bool(_ONE_WORD_IN_BRACKETS.fullmatch(example))


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade, as practised.

    ``example`` is a sentence from the job with the word, in the form it has there, in brackets:
    "Ta på deg [verneutstyr] før du blander middelet."
    ``parts`` are the members of a compound ("verne", "utstyr"). ``outcomes`` are ids. ``also`` are other words that
    count as right: nynorsk, a word of the workplace. ``safety`` says why the word matters for safety, empty where it
    does not. ``picture`` and ``audio`` are names of the course's files, ``picture_alt`` says what the picture shows.
    ``uses`` are the places in the course where the word stands, found when the course was built.
    """

    id: str
    lemma: str
    word_class: WordClass
    definition: str
    example: str
    outcomes: tuple[str, ...]
    genders: tuple[Gender, ...] = ()
    forms: tuple[Form, ...] = ()
    parts: tuple[str, ...] = ()
    level: str = "A2"
    source: str = ""
    also: tuple[str, ...] = ()
    safety: str = ""
    picture: str = ""
    picture_alt: str = ""
    audio: str = ""
    translations: tuple[Translation, ...] = ()
    uses: tuple[Use, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The indefinite articles that fit: *en*, *ei*, *et*; none for other classes than nouns."""
        return tuple(dict.fromkeys(article for gender in self.genders for article in _ARTICLES[gender]))

    @property
    def with_article(self) -> str:
        """The lemma as a dictionary would head it: "et verneutstyr", "å fortynne", "etsende"."""
        if self.word_class is WordClass.VERB:
            return f"å {self.lemma}"
        return f"{self.articles[0]} {self.lemma}" if self.articles else self.lemma

    @property
    def task_kinds(self) -> tuple[TaskKind, ...]:
        """The kinds of task for the word, easiest first: only nouns have articles, and not every word is inflected."""
        lacking = {TaskKind.FORM} if not self.forms else set()
        if not self.articles:
            lacking.add(TaskKind.ARTICLE)
        return tuple(kind for kind in TaskKind if kind not in lacking)

    @property
    def sentence(self) -> tuple[str, str, str]:
        """The example as (before, the word in its form, after)."""
        before, _, rest = self.example.partition("[")
        word, _, after = rest.partition("]")
        return before, word, after

    def spellings(self) -> frozenset[str]:
        """Every spelling of every form, the lemma included, in lower case."""
        return frozenset({self.lemma.casefold(), *(s.casefold() for form in self.forms for s in form.spellings)})

    def spellings_like(self, word: str) -> frozenset[str]:
        """The spellings that may stand where ``word`` stands: variants of the same form, in lower case.

        Where two forms are spelled alike the first in the table counts: *faresymbol* is singular before it is plural,
        so *faresymboler* cannot stand there.
        """
        spelled = (frozenset(s.casefold() for s in form.spellings) for form in self.forms)
        cell = next((spellings for spellings in spelled if word.casefold() in spellings), frozenset())
        return cell | {word.casefold()}
