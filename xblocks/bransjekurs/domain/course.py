"""A course edition: everything that blocks and pages know about a course at run time, as one value."""

from dataclasses import dataclass, field

from bransjekurs.domain.conditions import NOTHING_SAID, Conditions
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import OfferedMeasure
from bransjekurs.domain.outcome import Arena, Outcome
from bransjekurs.domain.reading import Reading
from bransjekurs.domain.situations import Situation
from bransjekurs.domain.trade import TradeProfile
from bransjekurs.domain.vocabulary import Term


@dataclass(frozen=True, slots=True)
class MasteryRule:
    """When a word counts as known (the author's thresholds; see ``mastery.py``).

    ``recall_today`` and ``recall_in_30_days`` are probabilities, ``share`` is how large a part
    of an outcome's words must be known.
    """

    recall_today: float = 0.9
    recall_in_30_days: float = 0.8
    answers: int = 3
    days: int = 2
    kinds: int = 2
    share: float = 0.9


@dataclass(frozen=True, slots=True)
class WordList:
    """The terms of one trade language block; ``usage_key`` is where its grade goes.

    ``reading`` is the text above the block, if there is one. A block that only goes with a text has no terms.
    """

    usage_key: str
    title: str
    terms: tuple[Term, ...]
    mastery: MasteryRule = MasteryRule()
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class SituationList:
    """The situations of one trade language block. ``days`` is on how many days a task must be right at first."""

    usage_key: str
    title: str
    situations: tuple[Situation, ...]
    days: int = MasteryRule().days


@dataclass(frozen=True, slots=True)
class CoursePart:
    """A part of the course, down to a single question, whose results can show an outcome.

    ``name`` is as in ``ResultRule.part``, ``title`` as participants read it (a block's after its page's). ``points``
    says whether the platform gives points to it, ``leaves`` are the usage keys of what must be done for it to be done.
    """

    name: str
    title: str
    points: bool = False
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArenaHours:
    """Planned hours in one arena."""

    arena: Arena
    hours: int


@dataclass(frozen=True, slots=True)
class Signatory:
    """A name and a title printed at the foot of a certificate."""

    name: str
    title: str


# The id under which a passed final test is asked for and shown, beside the ids of the trade's certificates.
FINAL_TEST = "final_test"


@dataclass(frozen=True, slots=True)
class Accreditation:
    """What makes a course a module of a fagskole: credits and level, word for word as approved (R21)."""

    approved_by: str
    credits: int
    level: str


@dataclass(frozen=True, slots=True)
class CertificateRules:
    """The author's rules for the certificate.

    ``minimum_hours`` must be attended. ``languages`` are those in which it can be had, the first one unless somebody
    chooses another. ``documents_required`` are ids of the trade's certificates that the full
    certificate asks for (R17), and ``FINAL_TEST`` where it asks for a passed final test (R18).
    """

    usage_key: str = ""
    purpose: str = ""
    minimum_hours: int = 0
    signatories: tuple[Signatory, ...] = ()
    languages: tuple[str, ...] = ("nb",)
    documents_required: tuple[str, ...] = ()
    accreditation: Accreditation | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The content of one course edition; ``mapping_areas`` are the question areas that the author wants asked.

    ``parts`` are those that outcomes are shown by; a rule whose part is not there can come true no more.
    """

    title: str
    outcomes: tuple[Outcome, ...] = ()
    hours: tuple[ArenaHours, ...] = ()
    review_weeks: int = 3
    own_cohort_only: bool = False
    plan_usage_key: str = ""
    word_lists: tuple[WordList, ...] = ()
    situation_lists: tuple[SituationList, ...] = ()
    certificate: CertificateRules = field(default_factory=CertificateRules)
    trade: TradeProfile = field(default_factory=TradeProfile)
    mapping_areas: tuple[MappingArea, ...] = tuple(MappingArea)
    measures: tuple[OfferedMeasure, ...] = ()
    conditions: Conditions = NOTHING_SAID
    parts: tuple[CoursePart, ...] = ()
