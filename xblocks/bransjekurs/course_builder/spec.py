"""What an author writes, as typed values: the fields of ``kursplan.yaml``, ``words.csv`` and ``texts/*.md``.

Field names are the keys in the files, and each says what it is for. Each value knows its ``place``, so that a rule can
name file and line. Rules that need more than a type (an id that exists, a right answer) are in ``check.py``.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from bransjekurs.course_builder.place import Place, says
from bransjekurs.course_builder.spec_pages import HoursSpec, Language, ModuleSpec, SituationSpec
from bransjekurs.course_builder.spec_trade import (
    AccreditationSpec,
    ActorSpec,
    ConditionsSpec,
    FinalAssessmentSpec,
    JobCertificateSpec,
    ResponsibilitySpec,
    ShareSpec,
    TargetGroupSpec,
    TradeProfileSpec,
)
from bransjekurs.domain.course import MasteryRule, Signatory
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import LearningArena, MeasureKind
from bransjekurs.domain.outcome import OutcomeKind
from bransjekurs.domain.trade import BasicSkill, Level
from bransjekurs.domain.vocabulary import Gender, Term, WordClass

WORDS_FILE = "words.csv"
READINGS_FILE = "readings.json"
_USUAL_MASTERY = MasteryRule()


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


class CertificateLanguage(StrEnum):
    """Languages of the certificate's own words; what the author has written stays in the author's."""

    BOKMAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class CourseSpec:
    """The course as the platform lists it."""

    place: Place
    organisation: Annotated[
        str, says("The provider's short name: a part of the course's address, and the key to who issues certificates.")
    ]
    number: Annotated[str, says("The course's short name in its address, the same from run to run.")]
    run: Annotated[str, says("This run of the course, such as the year. In quotes.")]
    title: Annotated[str, says("What the course is called.")]
    summary: Annotated[str, says("What it is, in two or three plain sentences.", "R4")]
    start: Annotated[datetime.date, says("The first day.")]
    end: Annotated[datetime.date, says("The last day.")]
    image: Annotated[str, says("The picture on the course's card: a PNG or JPEG file.")]
    language: Annotated[Language, says("The language that the course is written in: nb or nn.")] = Language.BOKMAL


@dataclass(frozen=True, slots=True)
class PurposeSpec:
    """One purpose of the course."""

    place: Place
    kind: Annotated[Purpose, says("One of the five kinds of purpose.", "R1")]
    text: Annotated[str, says("What it means in this course.", "R1")]


@dataclass(frozen=True, slots=True)
class ResultSpec:
    """A result in the course that shows an outcome: it becomes evidence, and a person judges (R93)."""

    place: Place
    of: Annotated[str, says("A unit or a question, by its id.", "R93")]
    points: Annotated[
        int | None,
        says(
            "Per cent of its points that must be reached, 1 to 100. Leave it out where having done the unit is enough."
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class OutcomeSpec:
    """A learning outcome: what a participant is to know or be able to do (R5-R11)."""

    place: Place
    id: Annotated[str, says("A short name in a-z, 0-9 and hyphens; the same in the course's next run.")]
    area: Annotated[str, says("The heading under which it stands in the plan.")]
    kind: Annotated[
        OutcomeKind, says("Knowledge or skill, of trade, working life, Norwegian or basic skills.", "R5-R11")
    ]
    title: Annotated[str, says("An infinitive phrase: “Velge og bruke verneutstyr”.", "R5, R6")]
    plain: Annotated[str, says("The same, said to the participant in plain sentences.", "R57")]
    look_for: Annotated[tuple[str, ...], says("What a mentor may have seen, verb first.", "R67")]
    curriculum: Annotated[
        tuple[str, ...],
        says("KM codes from the curriculum. The wording may follow the code; it is then compared word for word.", "R7"),
    ] = ()
    required: Annotated[bool, says("False if the certificate can be given without it.", "R93")] = True
    judged_by: Annotated[tuple[Judge, ...], says("Whose judgement counts.", "R14")] = (Judge.TEACHER,)
    support_suffices: Annotated[bool, says("Whether “with support” is enough.", "R58")] = True
    icon: Annotated[str, says("The name of a picture of ours that stands beside it.")] = ""
    uses: Annotated[
        tuple[BasicSkill, ...],
        says("Basic skills that it takes. Where somebody lacks them, the mapping proposes it as a goal.", "R32, R49"),
    ] = ()
    arenas_required: Annotated[
        int, says("In how many arenas it must have been shown before it is judged attained: 1 to 3.", "R66, R96")
    ] = 1
    hours: Annotated[
        int, says("Hours that it takes to learn. Leave it out to share what the course has planned.", "R61")
    ] = 0

    results: Annotated[
        tuple[ResultSpec, ...], says("Results in the course that become evidence of it.", "R66, R93")
    ] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The KM codes alone."""
        return tuple(item.partition(" ")[0] for item in self.curriculum)


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """A measure (tiltak) that this course offers, beside the catalogue that every plan has (R33, R34)."""

    place: Place
    id: Annotated[str, says("A short name in a-z, 0-9 and hyphens; the same in the course's next run.")]
    kind: Annotated[MeasureKind, says("The kind of measure in the catalogue that it belongs to.", "R33")]
    arena: Annotated[LearningArena, says("Where it is carried out.", "R34, R71")]
    title: Annotated[str, says("What one does: “To dager med en erfaren renholder”.", "R62")]


@dataclass(frozen=True, slots=True)
class CertificateSpec:
    """The rules for the course's own certificate (R92-R94)."""

    place: Place
    minimum_hours: Annotated[int, says("Hours that one must have attended.", "R93")]
    purpose: Annotated[str, says("The sentence on what the course prepares for.", "R94")]
    signatories: Annotated[tuple[Signatory, ...], says("Who signs: name and title.", "R92")]
    languages: Annotated[
        tuple[CertificateLanguage, ...],
        says("Languages that it can be had in; the first one, unless somebody chooses another.", "R92"),
    ] = (CertificateLanguage.BOKMAL,)


@dataclass(frozen=True, slots=True)
class PlanSpec:
    """The whole of ``kursplan.yaml``."""

    place: Place
    course: Annotated[CourseSpec, says("The course as the platform lists it.", "R4")]
    purposes: Annotated[tuple[PurposeSpec, ...], says("What the course is for; several can be combined.", "R1")]
    target_groups: Annotated[tuple[TargetGroupSpec, ...], says("For whom, and where they start.", "R2, R3")]
    legal_basis: Annotated[tuple[str, ...], says("The law that the course can meet a demand of.", "R19")]
    trade_profile: Annotated[TradeProfileSpec, says("What the trade asks of those who work in it.", "R27, R28")]
    hours: Annotated[HoursSpec, says("Planned hours per arena.", "R12, R22, R96")]
    review_weeks: Annotated[int, says("Weeks between reviews of each participant's plan.", "R64")]
    outcomes: Annotated[tuple[OutcomeSpec, ...], says("What one learns.", "R5-R11")]
    modules: Annotated[tuple[ModuleSpec, ...], says("The parts of the course, in order.", "R4, R15")]
    certificate: Annotated[CertificateSpec, says("The rules for the course's own certificate.", "R92-R94")]
    responsibilities: Annotated[
        tuple[ResponsibilitySpec, ...], says("Each of the ten “who” questions, with an owner.", "R73")
    ]
    agreements: Annotated[tuple[str, ...], says("The agreements to be made: a check-list.", "R74, R75")]
    insurance: Annotated[tuple[ShareSpec, ...], says("Who insures the participants in each part.", "R76")]
    payment: Annotated[tuple[ShareSpec, ...], says("Who pays for each part.", "R77, R85")] = ()
    actors: Annotated[tuple[ActorSpec, ...], says("The partners in the course.", "R78")] = ()
    conditions: Annotated[ConditionsSpec | None, says("On what terms one takes part.", "R23, R24, R86-R91")] = None
    certificates: Annotated[
        tuple[JobCertificateSpec, ...], says("Certificates that the job asks for and others issue.", "R17")
    ] = ()
    mapping: Annotated[
        tuple[MappingArea, ...], says("The question areas of the mapping. Leave it out to ask about all.", "R37-R48")
    ] = tuple(MappingArea)
    own_cohort_only: Annotated[bool, says("Whether teachers see only the participants in their own cohort.", "")] = (
        False
    )
    combined_with: Annotated[tuple[str, ...], says("Courses that this one is combined with.", "R16")] = ()
    final_assessment: Annotated[
        FinalAssessmentSpec | None, says("A test or an assessment of prior learning at the end.", "R18")
    ] = None
    accreditation: Annotated[AccreditationSpec | None, says("For a module that gives credits.", "R21")] = None
    measures: Annotated[tuple[MeasureSpec, ...], says("Measures that plans can take in.", "R33, R34, R62")] = ()
    mastery: Annotated[MasteryRule, says("When a word counts as known. Leave it out for the usual.", "R93")] = (
        _USUAL_MASTERY
    )


@dataclass(frozen=True, slots=True)
class WordRow:
    """One row of ``words.csv``, cell by cell; the column ``forms`` is explained in ``read_words.py``."""

    place: Place
    id: Annotated[str, says("A short name in a-z, 0-9 and hyphens; the same in the course's next run.")]
    lemma: Annotated[str, says("The word as it stands in the dictionary.", "R8")]
    word_class: Annotated[WordClass, says("noun, verb, adjective or other.")]
    definition: Annotated[str, says("What it means, in a plain sentence.", "R8")]
    example: Annotated[str, says("A sentence from the job, with the word in brackets: Ta på [hansken].", "R13")]
    outcomes: Annotated[tuple[str, ...], says("The outcomes that it belongs to, with spaces between.", "R5, R6")]
    modules: Annotated[tuple[str, ...], says("The modules in which it is practised, with spaces between.")]
    genders: Annotated[tuple[Gender, ...], says("For nouns: m, f, n; several with spaces between.")] = ()
    forms: Annotated[str, says("The inflected forms, with | between; variants with /.")] = ""
    parts: Annotated[tuple[str, ...], says("For a compound: its parts, with + between.")] = ()
    level: Annotated[Level, says("The level of the word: A1 to B2.", "R8")] = Level.A2
    source: Annotated[str, says("Where gender and forms come from: Bokmålsordboka, or another.")] = ""
    also: Annotated[tuple[str, ...], says("Other words that count as right (nynorsk, at work), | between.")] = ()
    safety: Annotated[str, says("Why the word matters for safety, in a plain sentence; else empty.")] = ""
    picture: Annotated[str, says("A picture in media/ that shows what it is.")] = ""
    audio: Annotated[str, says("A sound file in media/ where somebody says the word.")] = ""


@dataclass(frozen=True, slots=True)
class WordSpec:
    """A term, and the modules in which it is practised; ``readable`` says whether every field of the row was right.

    ``media`` are the files that the row names, as they lie in the course folder.
    """

    place: Place
    term: Term
    modules: tuple[str, ...]
    readable: bool
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextHead:
    """The head of a file in ``texts/``, between two lines of hyphens."""

    place: Place
    title: Annotated[str, says("The heading.")]
    language: Annotated[Language | None, says("Its language, if it isn't the course's: nb or nn.")] = None
    level: Annotated[
        Level | None, says("The level that it is written at, if it isn't the trade's reading level.", "R8")
    ] = None


@dataclass(frozen=True, slots=True)
class TextSpec:
    """A text in Markdown; ``language`` and ``level`` are those of the text, which may differ from the course's."""

    place: Place
    title: str
    markdown: str
    language: Language
    level: Level


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything in the course folder: texts and situations by the path that units name, files by theirs.

    ``alternatives`` are the pictures' text alternatives by file name; ``media`` holds the pictures that are shown;
    ``spellings`` the words that the author has said are right; ``sources`` every file of the course, as it was read.
    """

    plan: PlanSpec
    words: tuple[WordSpec, ...]
    texts: Mapping[str, TextSpec]
    situations: Mapping[str, SituationSpec]
    media: Mapping[str, bytes]
    alternatives: Mapping[str, str]
    spellings: frozenset[str]
    sources: Mapping[str, bytes]
