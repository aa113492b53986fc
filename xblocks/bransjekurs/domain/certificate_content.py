"""What a certificate says: the frozen values that the PDF and the public page are made from (R92-R95).

Nothing here is looked up again when it is printed: the plan, the course and the names may change afterwards.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bransjekurs.domain.course import Accreditation, Signatory
from bransjekurs.domain.outcome import Arena, CurriculumGoal
from bransjekurs.domain.trade import LanguageSkill, Level

# Which form of the record and its template this is; a certificate keeps the one that it was issued with.
TEMPLATE = 1
LANGUAGES = ("nb", "nn", "en")


class CertificateKind(StrEnum):
    """What a participant leaves with: required goals attained, some goals attained, or participation alone (R92)."""

    COMPETENCE = "competence"
    PARTIAL = "partial"
    PARTICIPATION = "participation"


class GoalResult(StrEnum):
    """How a goal was confirmed; support and recognition are always said on the certificate."""

    ATTAINED = "attained"
    SUPPORTED = "supported"
    RECOGNISED = "recognised"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The provider that answers for the certificate.

    ``organisation_number`` has nine digits without spaces; ``contact`` is an address or number to ask at.
    ``logo`` names the kept picture (see ``certificates.logos``), empty for none; ``logo_alt`` says what it shows.
    """

    name: str
    organisation_number: str
    contact: str
    logo: str = ""
    logo_alt: str = ""


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Hours attended and hours planned in one arena; ``session_ids`` are the sessions that they were noted in."""

    arena: Arena
    attended: float
    planned: float
    session_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One confirmed goal.

    ``title`` is the plan's wording, ``sources`` the kinds of evidence that the judgement rests on
    (``words``, ``situation``, ``course``, ``mentor``, ``teacher``, ``task``, ``prior``), ``judged_by_role`` the role of
    the one who judged. ``evidence_ids`` is what the line rests on, ``own`` says that the goal is the participant's own.
    """

    outcome_id: str
    title: str
    result: GoalResult
    sources: tuple[str, ...]
    arenas: tuple[Arena, ...]
    judged_by_role: str
    curriculum: tuple[CurriculumGoal, ...]
    evidence_ids: tuple[int, ...] = ()
    judged_on: date | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """The level in one skill of Norwegian, as a person judged it."""

    skill: LanguageSkill
    level: Level


@dataclass(frozen=True, slots=True)
class NorwegianLine:
    """Norwegian per skill, what the judgement was made from, and the role of who made it; ``record_id`` is its row."""

    levels: tuple[SkillLevel, ...]
    basis: str
    judged_by_role: str
    judged_on: date
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A certificate of others, or a final test: shown to somebody in a role; ``valid_until`` None: no end.

    ``document_id`` is that of the trade's certificate, ``FINAL_TEST``, or empty for another.
    """

    document_id: str
    name: str
    shown_on: date
    seen_by_role: str
    valid_until: date | None = None
    record_id: int = 0


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """Everything that one certificate says.

    ``language`` is the document's own (``nb``, ``nn`` or ``en``), ``course_language`` that of what the author wrote.
    ``holder`` is the name as its holder confirmed it, ``name_checked_by_role`` the role of the one who checked it.
    ``purpose`` is the author's sentence and may be empty.
    ``languages`` are those in which the document can be had, ``language`` among them. ``not_reached`` are the titles
    of goals that are not reached, only where the holder wishes it. ``accreditation`` is None for all other courses
    than accredited modules. ``issued_at`` is aware.
    ``verify_url`` is the whole address of the page where the certificate is verified.
    """

    kind: CertificateKind
    number: str
    language: str
    issuer: Issuer
    holder: str
    course_title: str
    purpose: str
    period_from: date
    period_to: date
    issued_at: datetime
    hours: tuple[HoursLine, ...]
    goals: tuple[GoalLine, ...]
    signatories: tuple[Signatory, ...]
    verify_url: str
    is_preview: bool
    name_checked_by_role: str
    course_language: str = "nb"
    languages: tuple[str, ...] = ()
    norwegian: NorwegianLine | None = None
    documents: tuple[DocumentLine, ...] = ()
    accreditation: Accreditation | None = None
    not_reached: tuple[str, ...] = ()
    template: int = TEMPLATE
