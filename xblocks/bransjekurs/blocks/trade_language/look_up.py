"""Take gender and inflection of a word from Bokmålsordboka (extra ``ordbok``), as the author asks for it."""

from dataclasses import replace

from bransjekurs.course_builder.dictionary import SOURCE, Entry, open_dictionary
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import Term, WordClass


def look_up(term: Term, field: str) -> tuple[Term, ...]:
    """Return the word as the dictionary has it: once, or in each way in which homonyms are inflected.

    Raises:
        Refusal: ``no_dictionary`` where it is not installed, ``not_in_dictionary``.
    """
    dictionary = open_dictionary()
    if dictionary is None:
        raise Refusal("no_dictionary", field)
    entries = dictionary.look_up(term.lemma, term.word_class) if term.lemma else []
    found = dict.fromkeys(_filled(term, entry) for entry in entries)
    if not found or term.word_class is WordClass.OTHER:
        raise Refusal("not_in_dictionary", field)
    return tuple(found)


def _filled(term: Term, entry: Entry) -> Term:
    return replace(term, genders=entry.genders, forms=entry.forms, source=SOURCE)
