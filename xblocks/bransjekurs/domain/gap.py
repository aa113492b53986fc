"""The trade's profile beside a participant's mapping: what is enough, what is left, and what follows from it.

Skill by skill, in words. Nothing here adds up to a score: R47 asks for a judgement of the whole, which a person makes.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bransjekurs.domain.course import Course
from bransjekurs.domain.mapping import HABITS, LEVELS, NO, PARTLY, UNKNOWN, YES, Mapping, MappingArea
from bransjekurs.domain.outcome import Outcome, OutcomeKind
from bransjekurs.domain.trade import BasicSkill, JobCertificate, LanguageSkill, TradeProfile


class Standing(StrEnum):
    """How what a person has stands to what the job asks."""

    ENOUGH = "enough"
    MISSING = "missing"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class SkillGap:
    """One skill: ``have`` and ``needed`` are steps of ``scale``, whose first step is none at all.

    ``have`` is "unknown" where the person does not know, and empty where nobody has answered.
    """

    skill: LanguageSkill | BasicSkill
    scale: tuple[str, ...]
    have: str
    needed: str

    @property
    def standing(self) -> Standing:
        """Say whether it is enough, or why that cannot be said."""
        if self.have in self.scale:
            return Standing.MISSING if self.steps else Standing.ENOUGH
        return Standing.UNKNOWN if self.have == UNKNOWN else Standing.UNANSWERED

    @property
    def steps(self) -> int:
        """The number of steps that are left; 0 where it is enough or not known."""
        if self.have not in self.scale:
            return 0
        return max(0, self.scale.index(self.needed) - self.scale.index(self.have))


class CertificateStanding(StrEnum):
    """Whether somebody has a certificate that the job asks for."""

    VALID = "valid"
    EXPIRED = "expired"
    LACKING = "lacking"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class CertificateGap:
    """One certificate; ``expires`` is the last day that it is valid, where that is noted."""

    certificate: JobCertificate
    standing: CertificateStanding
    expires: date | None


class ProposalKind(StrEnum):
    """What is proposed: to work on a goal, or to have it recognised."""

    GOAL = "goal"
    RECOGNISE = "recognise"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal with its reasons: the gaps that it would close, and what the person says about it ("yes", …).

    ``documentation`` is what the person says would show it.
    """

    kind: ProposalKind
    outcome: Outcome
    gaps: tuple[SkillGap, ...] = ()
    claim: str = ""
    documentation: str = ""

    @property
    def key(self) -> str:
        """What an answer to the proposal is kept by."""
        return f"{self.kind}.{self.outcome.id}"


def language_gaps(trade: TradeProfile, mapping: Mapping) -> tuple[SkillGap, ...]:
    """Return the four language skills, as far as the trade asks for them (R27, R41)."""
    needed = {one.skill: one.level.value for one in trade.norwegian}
    return tuple(
        SkillGap(skill, LEVELS, mapping.value(MappingArea(skill.value), "level"), needed[skill])
        for skill in LanguageSkill
        if skill in needed
    )


def basic_gaps(trade: TradeProfile, mapping: Mapping) -> tuple[SkillGap, ...]:
    """Return the basic skills that the trade asks for, on its own scale (R11, R43, R44)."""
    return tuple(
        SkillGap(one.skill, HABITS, mapping.value(MappingArea.BASIC_SKILLS, f"often-{one.skill}"), one.frequency.value)
        for one in trade.basic_skills
    )


def certificate_gaps(trade: TradeProfile, mapping: Mapping, today: date) -> tuple[CertificateGap, ...]:
    """Return the certificates that the trade asks for (R17, R40)."""
    return tuple(_certificate(one, mapping, today) for one in trade.certificates)


def _certificate(certificate: JobCertificate, mapping: Mapping, today: date) -> CertificateGap:
    has = mapping.value(MappingArea.CERTIFICATES, f"has-{certificate.id}")
    written = mapping.value(MappingArea.CERTIFICATES, f"expires-{certificate.id}")
    expires = date.fromisoformat(written) if written else None
    standing = {
        YES: CertificateStanding.EXPIRED if expires and expires < today else CertificateStanding.VALID,
        NO: CertificateStanding.LACKING,
        UNKNOWN: CertificateStanding.UNKNOWN,
    }.get(has, CertificateStanding.UNANSWERED)
    return CertificateGap(certificate, standing, expires if has == YES else None)


def proposals(course: Course, mapping: Mapping, settled: Set[str] = frozenset()) -> tuple[Proposal, ...]:
    """Return what follows from the mapping, the outcomes' wording being the guide (R32, R49, R53).

    An outcome that somebody can from before is proposed for recognition; one whose skills are a gap, or that is new to
    the person in part, as a goal to work on, those with most gaps first. ``settled`` outcomes are confirmed already.
    """
    gaps = [gap for gap in (*language_gaps(course.trade, mapping), *basic_gaps(course.trade, mapping)) if gap.steps]
    found = [_proposal(outcome, gaps, mapping) for outcome in course.outcomes if outcome.id not in settled]
    kept = [one for one in found if one is not None]
    return tuple(sorted(kept, key=lambda one: (one.kind is ProposalKind.GOAL, -len(one.gaps))))


def _proposal(outcome: Outcome, gaps: Iterable[SkillGap], mapping: Mapping) -> Proposal | None:
    claim = mapping.value(MappingArea.ABLE, f"can-{outcome.id}")
    if claim == YES:
        shown = mapping.value(MappingArea.ABLE, f"shown-{outcome.id}")
        return Proposal(ProposalKind.RECOGNISE, outcome, (), claim, shown)
    closed = tuple(gap for gap in gaps if _serves(outcome, gap))
    if closed or claim == PARTLY:
        return Proposal(ProposalKind.GOAL, outcome, closed, claim if claim in (PARTLY, NO) else "")
    return None


def _serves(outcome: Outcome, gap: SkillGap) -> bool:
    """Say whether working on an outcome trains the skill; listening and speaking are the oral skill."""
    oral = gap.skill in (LanguageSkill.LISTENING, LanguageSkill.SPEAKING)
    skill = BasicSkill.ORAL if oral else BasicSkill(gap.skill.value)
    return skill in skills_of(outcome)


def skills_of(outcome: Outcome) -> tuple[BasicSkill, ...]:
    """Return the basic skills that an outcome takes: the author's, or else what its kind says."""
    return outcome.uses or _OF_KIND.get(outcome.kind, ())


_OF_KIND = {
    OutcomeKind.NORWEGIAN: (BasicSkill.READING, BasicSkill.WRITING, BasicSkill.ORAL),
    OutcomeKind.DIGITAL_SKILL: (BasicSkill.DIGITAL,),
    OutcomeKind.BASIC_SKILL: (BasicSkill.NUMERACY,),
}
