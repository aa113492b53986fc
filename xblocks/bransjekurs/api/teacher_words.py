"""What a teacher sees of a word list: which words are hard, for whom and how, who practises, the words on a sheet."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from opaque_keys.edx.keys import UsageKey

from bransjekurs.api.access import Actor, edition_of, visible_participants
from bransjekurs.api.participant_practice import word_list
from bransjekurs.domain.mastery import is_known
from bransjekurs.domain.memory import Memory
from bransjekurs.domain.tasks import is_hard
from bransjekurs.domain.vocabulary import TaskKind, Term
from bransjekurs.platform import Person
from bransjekurs.practice import api as practice
from bransjekurs.practice.api import Missed


@dataclass(frozen=True, slots=True)
class WordPicture:
    """One word: by how many it is known and practised, and how many answers were not right.

    ``hard_for`` names those who answer it wrong more often than right, by name; ``hardest`` is the kind of task in
    which most answers were not right, None where all were.
    """

    term: Term
    known_by: int
    practised_by: int
    missed: int
    answers: int
    hard_for: tuple[str, ...]
    hardest: TaskKind | None


@dataclass(frozen=True, slots=True)
class Practising:
    """One participant: how many of the list's words they have met, and when they last practised anything."""

    name: str
    met: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class WordsPicture:
    """A word list, the hardest words first, and those whom the actor follows, the longest away first.

    ``has_reading`` says whether it goes with a text.
    """

    title: str
    participants: int
    words: tuple[WordPicture, ...]
    people: tuple[Practising, ...]
    has_reading: bool = False


@dataclass(frozen=True, slots=True)
class WordSheet:
    """The words of a list, to be printed for the wall: all, or those alone that are hard for somebody.

    ``total`` and ``hard`` count both; ``languages`` are those that words are translated into.
    """

    title: str
    course_title: str
    terms: tuple[Term, ...]
    total: int
    hard: int
    languages: tuple[str, ...]


def see_words(actor: Actor, usage_key: UsageKey, now: datetime) -> WordsPicture:
    """Return how a word list goes among those whom the actor follows, in a constant number of queries."""
    people = visible_participants(actor)
    ids = [person.id for person in people]
    words = word_list(edition_of(actor).course, usage_key)
    memories = practice.memories_of(actor.course_key, ids)
    missed = practice.missed_answers(actor.course_key, ids)
    pictures = [
        _picture(term, memories, missed.get(term.id, ()), people, lambda term, m: is_known(term, m, words.mastery, now))
        for term in words.terms
    ]
    pictures.sort(key=lambda word: (-len(word.hard_for), -word.missed / max(1, word.answers), word.term.lemma))
    practising = _practising(words.terms, memories, practice.practised_at(actor.course_key, ids), people)
    return WordsPicture(words.title, len(ids), tuple(pictures), practising, words.reading is not None)


def see_sheet(actor: Actor, usage_key: UsageKey, now: datetime, only_hard: bool = False) -> WordSheet:
    """Return a list of words for the wall, in the order of the alphabet; ``only_hard`` ones for the actor's group."""
    picture = see_words(actor, usage_key, now)
    every = sorted((word.term for word in picture.words), key=lambda term: term.lemma.lower())
    hard = {word.term.id for word in picture.words if word.hard_for}
    return WordSheet(
        title=picture.title,
        course_title=edition_of(actor).course.title,
        terms=tuple(term for term in every if not only_hard or term.id in hard),
        total=len(every),
        hard=len(hard),
        languages=tuple(sorted({one.language for term in every for one in term.translations})),
    )


def _picture(
    term: Term,
    memories: Mapping[int, Mapping[str, Memory]],
    missed: Sequence[Missed],
    people: Sequence[Person],
    known: Callable[[Term, Memory], bool],
) -> WordPicture:
    met = {person.name: memories[person.id][term.id] for person in people if term.id in memories.get(person.id, {})}
    kinds = Counter({one.kind: one.missed for one in missed if one.missed})
    return WordPicture(
        term=term,
        known_by=sum(known(term, memory) for memory in met.values()),
        practised_by=len(met),
        missed=sum(one.missed for one in missed),
        answers=sum(one.answers for one in missed),
        hard_for=tuple(sorted(name for name, memory in met.items() if is_hard(memory))),
        hardest=kinds.most_common(1)[0][0] if kinds else None,
    )


def _practising(
    terms: Sequence[Term],
    memories: Mapping[int, Mapping[str, Memory]],
    last: Mapping[int, datetime],
    people: Sequence[Person],
) -> tuple[Practising, ...]:
    ids = {term.id for term in terms}
    found = [
        Practising(person.name, len(ids & memories.get(person.id, {}).keys()), last.get(person.id)) for person in people
    ]
    return tuple(sorted(found, key=lambda one: (one.last is not None, one.last, one.name)))
