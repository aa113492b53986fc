"""What a certificate says: the frozen values that the PDF and the public page are made from (R92-R95).

Nothing here is looked up again when it is printed: the plan, the course and the names may change afterwards.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bransjekurs.domain.course import Signatory
from bransjekurs.domain.outcome import Arena, CurriculumGoal


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
    """

    name: str
    organisation_number: str
    contact: str


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Hours attended and hours planned in one arena."""

    arena: Arena
    attended: float
    planned: float


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One confirmed goal.

    ``title`` is the plan's wording, ``sources`` the kinds of evidence that the judgement rests on
    (``words``, ``mentor``, ``teacher``, ``task``, ``prior``), ``judged_by_role`` the role of the one who judged.
    """

    outcome_id: str
    title: str
    result: GoalResult
    sources: tuple[str, ...]
    arenas: tuple[Arena, ...]
    judged_by_role: str
    curriculum: tuple[CurriculumGoal, ...]


@dataclass(frozen=True, slots=True)
class CertificateContent:
    """Everything that one certificate says.

    ``language`` is the document's own (``nb``, ``nn`` or ``en``), ``course_language`` that of what the author wrote.
    ``holder`` is the name as its holder confirmed it, ``name_checked_by_role`` the role of the one who checked it.
    ``purpose`` is the author's sentence and may be empty.
    ``issued_at`` is aware. ``verify_url`` is the whole address of the page where the certificate is verified.
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
