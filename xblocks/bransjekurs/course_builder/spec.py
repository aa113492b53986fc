"""What an author writes, as typed values: the fields of ``kursplan.yaml``, ``words.csv`` and ``texts/*.md``.

Field names are the keys in the files. Each value knows its ``place``, so that a rule can name file and line.
Rules that need more than a type (an id that exists, a right answer) are in ``check.py``.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bransjekurs.domain.course import MasteryRule, Signatory
from bransjekurs.domain.outcome import OutcomeKind
from bransjekurs.domain.vocabulary import Gender, Term, WordClass

PLAN_FILE = "kursplan.yaml"
WORDS_FILE = "words.csv"
_USUAL_MASTERY = MasteryRule()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was written: ``lines`` has the line of each key and, as ``key[0]``, of each item in a list."""

    file: str = PLAN_FILE
    line: int = 1
    lines: Mapping[str, int] = field(default_factory=dict)

    def of(self, key: str, index: int | None = None) -> int:
        """Return the line of a field, or of one item in it; the value's first line if it isn't written out."""
        item = self.lines.get(f"{key}[{index}]")
        return item or self.lines.get(key, self.line)


class Purpose(StrEnum):
    """What a short course can be for; several can be combined (R1)."""

    TASTER = "taster"
    JOB_TRAINING = "job_training"
    PREPARE_VOCATIONAL = "prepare_vocational"
    PART_QUALIFICATION = "part_qualification"
    LANGUAGE_AND_WORKING_LIFE = "language_and_working_life"


class Judge(StrEnum):
    """Who can be named to judge an outcome; the values are those of ``roles.Role``."""

    TEACHER = "teacher"
    NORWEGIAN_TEACHER = "norwegian_teacher"


class Language(StrEnum):
    """The two written forms of Norwegian, as language codes."""

    BOKMAL = "nb"
    NYNORSK = "nn"


class Level(StrEnum):
    """Levels of Norwegian (R8)."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"


class Block(StrEnum):
    """The blocks of ours that a unit can show."""

    PLAN = "plan"
    WORDS = "words"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class CourseSpec:
    """The course as the platform lists it; ``organisation`` also chooses the issuer of its certificates.

    ``image`` names a PNG or JPEG file, the picture on the course's card.
    """

    place: Place
    organisation: str
    number: str
    run: str
    title: str
    summary: str
    start: datetime.date
    end: datetime.date
    image: str
    language: Language = Language.BOKMAL


@dataclass(frozen=True, slots=True)
class PurposeSpec:
    """One purpose of the course, and what it means here (R1)."""

    place: Place
    kind: Purpose
    text: str


@dataclass(frozen=True, slots=True)
class HoursSpec:
    """Planned hours per arena (R96); an arena that the course doesn't use is left out."""

    place: Place
    online: int | None = None
    classroom: int | None = None
    workplace: int | None = None


@dataclass(frozen=True, slots=True)
class OutcomeSpec:
    """A learning outcome; ``curriculum`` holds KM codes, the wording comes from the bundled curricula (R5-R11)."""

    place: Place
    id: str
    area: str
    kind: OutcomeKind
    title: str
    plain: str
    look_for: tuple[str, ...]
    curriculum: tuple[str, ...] = ()
    required: bool = True
    judged_by: tuple[Judge, ...] = (Judge.TEACHER,)
    support_suffices: bool = True
    icon: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """One answer to choose, and what the participant learns from choosing it."""

    place: Place
    text: str
    feedback: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    """A question with one right answer."""

    place: Place
    id: str
    outcomes: tuple[str, ...]
    text: str
    choices: tuple[ChoiceSpec, ...]


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """One page of the course. ``text`` and ``task`` name files; shown are text, block, questions, task, in that order.

    ``outcomes`` says what the text teaches and what the workplace task lets the participant do.
    """

    place: Place
    id: str
    title: str
    outcomes: tuple[str, ...] = ()
    text: str = ""
    block: Block | None = None
    questions: tuple[QuestionSpec, ...] = ()
    task: str = ""


@dataclass(frozen=True, slots=True)
class ModuleSpec:
    """A part of the course, with the units in the order in which they are met."""

    place: Place
    id: str
    title: str
    units: tuple[UnitSpec, ...]


@dataclass(frozen=True, slots=True)
class CertificateSpec:
    """The rules for the certificate (R92-R94)."""

    place: Place
    minimum_hours: int
    purpose: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class PlanSpec:
    """The whole of ``kursplan.yaml``."""

    place: Place
    course: CourseSpec
    purposes: tuple[PurposeSpec, ...]
    target_groups: tuple[str, ...]
    legal_basis: tuple[str, ...]
    hours: HoursSpec
    review_weeks: int
    outcomes: tuple[OutcomeSpec, ...]
    modules: tuple[ModuleSpec, ...]
    certificate: CertificateSpec
    mastery: MasteryRule = _USUAL_MASTERY


@dataclass(frozen=True, slots=True)
class WordRow:
    """One row of ``words.csv``, cell by cell; the column ``forms`` is explained in ``read.py``."""

    place: Place
    id: str
    lemma: str
    word_class: WordClass
    definition: str
    example: str
    outcomes: tuple[str, ...]
    modules: tuple[str, ...]
    genders: tuple[Gender, ...] = ()
    forms: str = ""
    parts: tuple[str, ...] = ()
    level: Level = Level.A2
    source: str = ""


@dataclass(frozen=True, slots=True)
class WordSpec:
    """A term, and the modules in which it is practised; ``readable`` says whether every field of the row was right."""

    place: Place
    term: Term
    modules: tuple[str, ...]
    readable: bool


@dataclass(frozen=True, slots=True)
class TextSpec:
    """A text in Markdown; ``language`` is that of the text, which may differ from the course's."""

    place: Place
    title: str
    markdown: str
    language: Language


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything in the course folder: ``texts`` by the path that units name, ``image`` as the file's content."""

    plan: PlanSpec
    words: tuple[WordSpec, ...]
    texts: Mapping[str, TextSpec]
    image: bytes
