"""The words of each text, counted: what the course needs to tell a participant how much of a text they can read.

Counting needs the dictionary and wordfreq (extra ``ordbok``) and is done by ``bransjekurs words``, which writes
``readings.json`` into the course folder. Everything else reads that file: so a course builds to the same archive where
neither is installed. A text that was changed since it was counted is left out, and told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _

from bransjekurs.course_builder.fill_words import credit
from bransjekurs.course_builder.find import advice, units
from bransjekurs.course_builder.lexicon import Lexicon
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.prose import paragraphs, prose, sentences, words
from bransjekurs.course_builder.spec import READINGS_FILE, Spec, TextSpec
from bransjekurs.course_builder.spec_pages import Language, UnitSpec
from bransjekurs.domain.reading import ENOUGH, CourseWord, OtherWord, Reading, coverage_at, is_common, rare_words
from bransjekurs.domain.trade import Level

# Changes when counting does, so that what was counted before counts as old.
_COUNTING = "1"
_CREDIT = "- **Hvor vanlige ordene er:** wordfreq 3.1.1, Robyn Speer, CC BY-SA 4.0 (`readings.json`).\n"
_LEVELS = list(Level)
_VOWEL = re.compile("[aeiouyæøåéèêòôó]")


@dataclass(frozen=True, slots=True)
class Counted:
    """The words of one text as stored; ``of`` is a mark of what was counted: the text and the course's words."""

    of: str
    reading: Reading


def count_readings(spec: Spec, lexicon: Lexicon) -> dict[str, Counted]:
    """Return the words of every text in bokmål, by the text's file."""
    return {
        unit.text: Counted(_mark(spec, spec.texts[unit.text]), _count(spec, unit, lexicon)) for unit in _reading(spec)
    }


def write_readings(folder: Path, spec: Spec, lexicon: Lexicon) -> dict[str, Counted]:
    """Count, and store what was counted in the course folder."""
    counted = count_readings(spec, lexicon)
    stored = msgspec.json.format(msgspec.json.encode(counted, order="deterministic"), indent=1)
    (folder / READINGS_FILE).write_bytes(stored + b"\n")
    credit(folder, "wordfreq", _CREDIT)
    return counted


def stored_readings(spec: Spec) -> dict[str, Reading]:
    """Return what was counted, by the text's file; without texts that were changed since."""
    counted = _stored(spec)
    current = ((name, _mark(spec, text)) for name, text in spec.texts.items())
    return {name: counted[name].reading for name, mark in current if name in counted and counted[name].of == mark}


def course_level(spec: Spec) -> Level:
    """Return the Norwegian of those in the course's target groups who have least of it."""
    return min((group.norwegian for group in spec.plan.target_groups), key=_LEVELS.index, default=Level.A2)


def uncounted(spec: Spec) -> tuple[str, ...]:
    """Return the files of the texts that have no count, or one of another day."""
    stored = stored_readings(spec)
    return tuple(unit.text for unit in _reading(spec) if unit.text not in stored)


def reading_advice(spec: Spec) -> Iterator[Problem]:
    """Tell which texts hold too many words that are neither common nor the course's."""
    for name, reading in stored_readings(spec).items():
        found = coverage_at(reading, reading.level).of_hundred
        if found < ENOUGH:
            text = _(
                "At {level} one knows {known} of 100 words here with the course’s words, and needs {enough}. "
                "Add to words.csv, or say it simpler: {words}."
            )
            rare = ", ".join(one.lemma for one in rare_words(reading, reading.level))
            text = text.format(level=reading.level, known=found, enough=ENOUGH, words=rare)
            yield advice(name, spec.texts[name].place.line, text)


def _reading(spec: Spec) -> Iterator[UnitSpec]:
    """Yield the units with a text that can be counted: what we know of how common words are is of bokmål."""
    found = (unit for unit in units(spec) if unit.text in spec.texts)
    return (unit for unit in found if spec.texts[unit.text].language is Language.BOKMAL)


def _stored(spec: Spec) -> dict[str, Counted]:
    """Return what the folder holds; a file that is not as we write it is as good as none."""
    try:
        return msgspec.json.decode(spec.sources.get(READINGS_FILE, b"{}"), type=dict[str, Counted])
    except msgspec.MsgspecError:
        return {}


def _mark(spec: Spec, text: TextSpec) -> str:
    terms = sorted((word.term.id, *sorted(word.term.spellings())) for word in spec.words)
    parts = [_COUNTING, course_level(spec), text.title, text.markdown, *(" ".join(term) for term in terms)]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _count(spec: Spec, unit: UnitSpec, lexicon: Lexicon) -> Reading:
    terms = {spelled: word.term.id for word in reversed(spec.words) for spelled in word.term.spellings()}
    text = spec.texts[unit.text]
    of_course: Counter[str] = Counter()
    others: Counter[tuple[str, int]] = Counter()
    for word in _running(text, lexicon, terms, _names(spec)):
        if word in terms:
            of_course[terms[word]] += 1
        else:
            others[lexicon.ranked(word)] += 1
    return Reading(
        text=f"{unit.id}-text",
        title=text.title,
        level=course_level(spec),
        common=sum(count for (_lemma, rank), count in others.items() if is_common(rank, Level.A1)),
        course_words=tuple(CourseWord(term_id, count) for term_id, count in of_course.items()),
        other_words=tuple(
            OtherWord(lemma, count, rank) for (lemma, rank), count in others.items() if not is_common(rank, Level.A1)
        ),
    )


def _running(text: TextSpec, lexicon: Lexicon, terms: Mapping[str, str], names: Set[str]) -> Iterator[str]:
    """Yield the running words in lower case, without names and without what is no word, such as *ml*."""
    for piece in paragraphs(text):
        for word in words(piece.text):
            small = word.casefold()
            known = word[0].islower() or lexicon.knows(small)
            if small in terms or (known and small not in names and _VOWEL.search(small)):
                yield small


def _names(spec: Spec) -> Set[str]:
    """Return what the course writes with a capital inside a sentence, and nowhere without one."""
    found = [word for piece in prose(spec) for sentence in sentences(piece) for word in words(sentence.text)[1:]]
    small = {word for word in found if word[0].islower()}
    return {word.casefold() for word in found if word[0].isupper()} - small
