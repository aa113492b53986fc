"""How much of a text somebody can read: which share of its running words they know.

*Running words* are the words of a text, each time they stand there, without names and numbers. A running word counts
as known in one of two ways:

- It is **common**: its lemma is among the first ``COMMON_BELOW[level]`` of Norwegian, for the level of Norwegian that
  the course's participants have when they begin. How many words people know at each level is from James Milton and
  Thomaï Alexiou (2009), "Vocabulary size and the Common European Framework of Reference for Languages", in B. Richards
  and others (eds), *Vocabulary Studies in First and Second Language Acquisition*, Palgrave Macmillan, pp. 194-211,
  doi 10.1057/9780230242258. Learners of English, French and Greek were measured; the smallest figures, those for French
  (A1 1160, A2 1650, B1 2422, B2 2630), are used. Norwegian has not been measured.
- It is a **word of the course**, and the participant's own answers predict that it is remembered tomorrow with a
  probability of 0.8 or more. A word of the course that has not been answered is never known, however common.

Limits: nobody knows exactly the first words of a list; a form that several lemmas share counts as the commonest of
them; a compound is as rare as it is itself, also where its parts are common; a name that is spelled as a word is
counted as one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bransjekurs.domain.memory import Memory, recall
from bransjekurs.domain.trade import Level

COMMON_BELOW: dict[Level, int] = {Level.A1: 1160, Level.A2: 1650, Level.B1: 2422, Level.B2: 2630}
# The share of running words (in per cent) that a reader must know to understand a text reasonably well. Batia Laufer
# (1989), "What percentage of text-lexis is essential for comprehension?", in C. Laurén and M. Nordman (eds), *Special
# Language: From Humans Thinking to Thinking Machines*, Multilingual Matters, pp. 316-323. Marcella Hu and Paul Nation
# (2000), "Unknown vocabulary density and reading comprehension", *Reading in a Foreign Language* 13, pp. 403-430, ask
# for 98.
ENOUGH = 95
_TOMORROW = timedelta(days=1)
_REMEMBERED = 0.8


@dataclass(frozen=True, slots=True)
class CourseWord:
    """A word of the course in a text, and how many times it stands there, in whatever form."""

    term_id: str
    count: int


@dataclass(frozen=True, slots=True)
class OtherWord:
    """Another word of a text that is not common for beginners; ``rank`` 0 is a word that no list has."""

    lemma: str
    count: int
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The running words of a text, counted when the course was built.

    ``text`` is the id of the block that shows the text, ``level`` what the course's participants have when they begin.
    ``common`` counts running words that are common at the lowest level already; the rest are listed.
    """

    text: str
    title: str
    level: Level
    common: int
    course_words: tuple[CourseWord, ...] = ()
    other_words: tuple[OtherWord, ...] = ()

    @property
    def running(self) -> int:
        """How many running words the text has."""
        return self.common + sum(one.count for one in self.course_words) + sum(one.count for one in self.other_words)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a text's running words are known, and the ids of the course's words that are not, as they come."""

    known: int
    running: int
    missing: tuple[str, ...]

    @property
    def of_hundred(self) -> int:
        """How many of a hundred words are known: rounded down, so that a hundred means all of them."""
        return 100 * self.known // self.running if self.running else 100


def coverage(reading: Reading, memories: Mapping[str, Memory], now: datetime) -> Coverage:
    """Return how much of a text is known to somebody who remembers this."""
    known = {one.term_id for one in reading.course_words if is_remembered(memories.get(one.term_id), now)}
    of_course = sum(one.count for one in reading.course_words if one.term_id in known)
    missing = tuple(one.term_id for one in reading.course_words if one.term_id not in known)
    return Coverage(_common(reading, reading.level) + of_course, reading.running, missing)


def coverage_at(reading: Reading, level: Level) -> Coverage:
    """Return how much of a text is known at a level to somebody who has learned the course's words."""
    of_course = sum(one.count for one in reading.course_words)
    return Coverage(_common(reading, level) + of_course, reading.running, ())


def rare_words(reading: Reading, level: Level) -> tuple[OtherWord, ...]:
    """Return the words that are neither common at a level nor words of the course: those to explain or to replace."""
    return tuple(one for one in reading.other_words if not is_common(one.rank, level))


def is_common(rank: int, level: Level) -> bool:
    """Say whether a word is one that people know at a level; rank 0 is a word that no list has."""
    return 0 < rank <= COMMON_BELOW[level]


def is_remembered(memory: Memory | None, now: datetime) -> bool:
    """Say whether a word is predicted to be remembered tomorrow: what was just read off the screen is not enough."""
    return memory is not None and recall(memory, now + _TOMORROW) >= _REMEMBERED


def _common(reading: Reading, level: Level) -> int:
    return reading.common + sum(one.count for one in reading.other_words if is_common(one.rank, level))
