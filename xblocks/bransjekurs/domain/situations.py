"""Situations from the workplace: what happens, what people say and do, and the words of the trade in it (R13)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bransjekurs.domain.vocabulary import Term

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class SituationKind(StrEnum):
    """The kinds of situation from the workplace; each has its own list of pieces."""

    TEXT = "text"
    DIALOGUE = "dialogue"
    PROCEDURE = "procedure"
    SIGN = "sign"
    MESSAGE = "message"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Reply:
    """Something that one could say instead and that does not fit, and why it does not."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """What one person says. With ``instead`` the participant chooses between it and those."""

    who: str
    text: str
    instead: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign or a label: the name of the course's file, what it shows, and what it means."""

    picture: str
    picture_alt: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A numbered place in a picture: what it is called, and what one sees there."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens at work. Only the list that belongs to its kind is filled.

    ``any_order`` names runs of steps that may change places among themselves, as (first, last), counted from 1.
    ``terms`` and ``outcomes`` are ids; ``picture`` is the name of one of the course's files.
    """

    id: str
    title: str
    kind: SituationKind
    outcomes: tuple[str, ...]
    intro: str
    paragraphs: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    steps: tuple[str, ...] = ()
    any_order: tuple[tuple[int, int], ...] = ()
    signs: tuple[Sign, ...] = ()
    checklist: tuple[str, ...] = ()
    places: tuple[Spot, ...] = ()
    picture: str = ""
    picture_alt: str = ""
    terms: tuple[str, ...] = ()
    language: str = "nb"

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that is read, in the order in which it stands."""
        return (
            self.intro,
            *self.paragraphs,
            *(line.text for line in self.lines),
            *self.steps,
            *(sign.meaning for sign in self.signs),
            *self.checklist,
            *(spot.name for spot in self.places),
        )


def words_in(situation: Situation, terms: Iterable[Term]) -> tuple[str, ...]:
    """Return the ids of the words that stand in a situation, as they come."""
    known = tuple(terms)
    return tuple(dict.fromkeys(one for text in situation.texts for _piece, one in with_words(text, known) if one))


def span(text: str) -> tuple[int, int] | None:
    """Return a run of steps written as "2-4"; None for what is no such run."""
    first, dash, last = text.replace("\N{EN DASH}", "-").partition("-")
    if not dash or not (first.strip().isdecimal() and last.strip().isdecimal()):
        return None
    return int(first), int(last)


def wrong_spans(spans: Iterable[tuple[int, int]], steps: int) -> tuple[tuple[int, int], ...]:
    """Return the runs that name no two steps, or steps that an earlier run has."""
    taken: set[int] = set()
    wrong = []
    for first, last in spans:
        run = range(first, last + 1)
        if not 1 <= first < last <= steps or taken.intersection(run):
            wrong.append((first, last))
        else:
            taken.update(run)
    return tuple(wrong)


def with_words(text: str, terms: Iterable[Term]) -> tuple[tuple[str, str], ...]:
    """Split a text at the words that can be tapped: (the text, the id of its word or nothing)."""
    known: dict[str, str] = {}
    for term in terms:
        for spelling in sorted(term.spellings()):
            known.setdefault(spelling, term.id)
    found, end = list[tuple[str, str]](), 0
    for match in _WORD.finditer(text):
        if term_id := known.get(match[0].casefold()):
            found += [(text[end : match.start()], ""), (match[0], term_id)]
            end = match.end()
    return tuple(piece for piece in (*found, (text[end:], "")) if piece[0])
