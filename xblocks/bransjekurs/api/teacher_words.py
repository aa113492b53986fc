"""What a teacher sees of a word list: which words are known, and which are hard."""

from dataclasses import dataclass
from datetime import datetime

from opaque_keys.edx.keys import UsageKey

from bransjekurs.api.access import Actor, edition_of, visible_participants
from bransjekurs.api.participant_practice import word_list
from bransjekurs.domain.mastery import is_known
from bransjekurs.domain.vocabulary import Term
from bransjekurs.practice import api as practice


@dataclass(frozen=True, slots=True)
class WordPicture:
    """One word: by how many it is known and practised, and how many answers were not right."""

    term: Term
    known_by: int
    practised_by: int
    missed: int
    answers: int


@dataclass(frozen=True, slots=True)
class WordsPicture:
    """A word list, the hardest words first, among the participants that the actor follows."""

    title: str
    participants: int
    words: tuple[WordPicture, ...]


def see_words(actor: Actor, usage_key: UsageKey, now: datetime) -> WordsPicture:
    """Return how a word list goes, in a constant number of queries. No participant is named or compared."""
    ids = [person.id for person in visible_participants(actor)]
    words = word_list(edition_of(actor).course, usage_key)
    memories = practice.memories_of(actor.course_key, ids)
    missed = practice.missed_answers(actor.course_key, ids)
    pictures = []
    for term in words.terms:
        met = [memory[term.id] for memory in memories.values() if term.id in memory]
        known = sum(is_known(term, memory, words.mastery, now) for memory in met)
        pictures.append(WordPicture(term, known, len(met), *missed.get(term.id, (0, 0))))
    pictures.sort(key=lambda word: (-word.missed / max(1, word.answers), word.term.lemma))
    return WordsPicture(words.title, len(ids), tuple(pictures))
