"""Everything in a course that people read, with its place, language and level."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from bransjekurs.course_builder.find import situations
from bransjekurs.course_builder.read import ALTERNATIVES_FILE
from bransjekurs.course_builder.spec import CourseSpec, OutcomeSpec, Spec, TextSpec
from bransjekurs.course_builder.spec_pages import ChoiceSpec, Language, QuestionSpec, SituationSpec, UnitSpec
from bransjekurs.course_builder.spec_trade import ActorSpec
from bransjekurs.domain.trade import Level

# A word, with hyphens and apostrophes inside it.
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?<=\])\([^)]*\)|https?://\S+|`[^`]*`")
_BRACKETS = str.maketrans("", "", "[]")
_MARKS = str.maketrans("", "", "*_[]")
_NEW_BLOCK = re.compile(r"\s*(?:#+|[-*+]|\d+[.)])\s+")
# Up to a sign that ends a sentence and has a space after it: "kl. 14.30" has a sign inside that ends nothing.
_SENTENCE = re.compile(r".+?(?:[.!?:]+[»”\")]*(?=\s)|\Z)", re.DOTALL)
_NOT_PROSE = frozenset(
    {
        "id",
        "outcomes",
        "curriculum",
        "image",
        "icon",
        "organisation",
        "number",
        "run",
        "terms",
        "picture",
        "approved_by",
    }
)
_NAMES = {UnitSpec: {"text", "task", "situation"}, ActorSpec: {"name"}}
# What a participant reads to learn from, and not what partners read.
_FOR_PARTICIPANTS = (CourseSpec, OutcomeSpec, QuestionSpec, ChoiceSpec)


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of text; ``level`` is ``None`` where it isn't written for participants."""

    file: str
    line: int
    text: str
    language: Language
    level: Level | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the line that it begins on."""

    line: int
    text: str


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return WORD.findall(text)


def prose(spec: Spec) -> Iterator[Prose]:
    """Yield every piece of text in the course."""
    language, level = spec.plan.course.language, spec.plan.trade_profile.norwegian.reading
    for text in spec.texts.values():
        yield Prose(text.place.file, 2, text.title, text.language, text.level)
        yield from paragraphs(text)
    for situation in situations(spec):
        yield from _fields(situation, situation.language or language, level, learning=True)
    yield from _fields(spec.plan, language, level, learning=False)
    for word in spec.words:
        example = word.term.example.translate(_BRACKETS)
        for piece in filter(None, (word.term.definition, example, word.term.safety)):
            yield Prose(word.place.file, word.place.line, piece, language, level)
    for alternative in spec.alternatives.values():
        yield Prose(ALTERNATIVES_FILE, 1, alternative, language, None)


def paragraphs(text: TextSpec) -> Iterator[Prose]:
    """Yield the headings, paragraphs and list items of a text, without addresses and marks."""
    first, block = text.place.line, list[str]()
    for number, line in enumerate([*text.markdown.splitlines(), ""], start=first):
        starts_new = _NEW_BLOCK.match(line)
        if block and (starts_new or not line.strip()):
            yield Prose(text.place.file, first, "\n".join(block), text.language, text.level)
            block = []
        if line.strip():
            first = number if not block else first
            block.append(_plain(line))


def _plain(line: str) -> str:
    return _NEW_BLOCK.sub("", _ADDRESS.sub("", line), count=1).replace("![", "").translate(_MARKS)


def situation_prose(situation: SituationSpec, spec: Spec) -> list[Prose]:
    """Return the pieces of one situation."""
    language = situation.language or spec.plan.course.language
    return list(_fields(situation, language, spec.plan.trade_profile.norwegian.reading, learning=True))


def _fields(record: Any, language: Language, level: Level, learning: bool) -> Iterator[Prose]:
    """Walk a record of the plan or a situation, field by field, in depth."""
    learning = learning or isinstance(record, _FOR_PARTICIPANTS)
    hidden = _NOT_PROSE | _NAMES.get(type(record), set())
    for name in (one.name for one in fields(record) if one.name not in hidden):
        value = getattr(record, name)
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for index, item in items:
            if hasattr(item, "place"):
                yield from _fields(item, language, level, learning)
            elif isinstance(item, str) and not isinstance(item, StrEnum) and item:
                line = record.place.of(name, index)
                yield Prose(record.place.file, line, item, language, level if learning else None)


def sentences(piece: Prose) -> Iterator[Sentence]:
    """Yield the sentences of a piece, each with its line."""
    for found in _SENTENCE.finditer(piece.text):
        if WORD.search(found[0]):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield Sentence(piece.line + piece.text.count("\n", 0, start), found[0].strip())


def line_of(spec: Spec, piece: Prose, word: str) -> int:
    """Return the line on which a word of a piece stands: a piece may run over several lines in its file."""
    lines = spec.sources.get(piece.file, b"").decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines[piece.line - 1 :], start=piece.line):
        if word in words(line):
            return number
    return piece.line
