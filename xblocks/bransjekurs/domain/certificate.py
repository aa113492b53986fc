"""What a certificate may say: which kind a plan gives, what is missing, and the frozen projection of it (R92-R94)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bransjekurs.domain.certificate_content import (
    CertificateContent,
    CertificateKind,
    DocumentLine,
    GoalLine,
    GoalResult,
    HoursLine,
    Issuer,
    NorwegianLine,
)
from bransjekurs.domain.course import Course
from bransjekurs.domain.evidence import Evidence, Source
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Attended, hours_by_arena
from bransjekurs.domain.plan import Goal, Plan, Verdict
from bransjekurs.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a participant stands: the kind of certificate today, and what the full one still lacks.

    ``kind`` is None where neither a goal nor an hour can be documented. Hours are in hours.
    ``missing_documents`` are ids (see ``CertificateRules.documents_required``).
    """

    kind: CertificateKind | None
    missing_goals: tuple[Goal, ...]
    hours: float
    minimum_hours: float
    missing_documents: tuple[str, ...] = ()

    @property
    def hours_missing(self) -> bool:
        """Whether more attendance is needed for the full certificate."""
        return self.hours < self.minimum_hours


@dataclass(frozen=True, slots=True)
class Shown:
    """What people have judged or been shown beside the plan's goals."""

    norwegian: NorwegianLine | None = None
    documents: tuple[DocumentLine, ...] = ()


NOTHING_SHOWN = Shown()


@dataclass(frozen=True, slots=True)
class Issuing:
    """The facts of the act of issuing, which no plan holds; ``zone`` decides which day it is.

    ``lists_not_reached`` is the holder's wish.
    """

    number: str
    holder: str
    issuer: Issuer
    issued_at: datetime
    language: str
    verify_url: str
    is_preview: bool
    name_checked_by_role: str
    zone: tzinfo
    lists_not_reached: bool = False


def standing(course: Course, plan: Plan, attended: tuple[Attended, ...], shown: Shown = NOTHING_SHOWN) -> Standing:
    """Work out which kind of certificate the plan gives today; nobody who took part gets nothing (R92)."""
    missing = tuple(goal for goal in plan.goals if goal.outcome.required and not goal.satisfied)
    hours = round(sum(hours_by_arena(attended).values()), 2)
    minimum = float(course.certificate.minimum_hours)
    kind: CertificateKind | None = None
    seen = {document.document_id for document in shown.documents}
    lacking = tuple(one for one in course.certificate.documents_required if one not in seen)
    if plan.confirmed and not missing and not lacking and hours >= minimum:
        kind = CertificateKind.COMPETENCE
    elif plan.confirmed:
        kind = CertificateKind.PARTIAL
    elif hours > 0:
        kind = CertificateKind.PARTICIPATION
    return Standing(kind, missing, hours, minimum, lacking)


def project(
    course: Course,
    plan: Plan,
    evidence: Mapping[int, Evidence],
    attended: tuple[Attended, ...],
    issuing: Issuing,
    shown: Shown = NOTHING_SHOWN,
) -> CertificateContent:
    """Freeze what the certificate says, from the plan's confirmed goals alone; ``evidence`` is by id.

    Raises:
        Refusal: ``nothing_to_document`` where there is neither a confirmed goal nor an hour attended.
    """
    kind = standing(course, plan, attended, shown).kind
    if kind is None:
        raise Refusal("nothing_to_document")
    # Without attendance the period is that of the judgements, so that the same plan says the same another day.
    judged = [goal.judgement.at for goal in plan.confirmed if goal.judgement]
    times = [item.at for item in attended if item.hours] or judged
    dates = [time.astimezone(issuing.zone).date() for time in times]
    return CertificateContent(
        kind=kind,
        number=issuing.number,
        language=issuing.language,
        issuer=issuing.issuer,
        holder=issuing.holder,
        course_title=course.title,
        purpose=course.certificate.purpose,
        period_from=min(dates),
        period_to=max(dates),
        issued_at=issuing.issued_at,
        hours=_hours(course, attended),
        goals=tuple(_goal_line(goal, evidence, issuing.zone) for goal in plan.confirmed),
        signatories=course.certificate.signatories,
        verify_url=issuing.verify_url,
        is_preview=issuing.is_preview,
        name_checked_by_role=issuing.name_checked_by_role,
        languages=_languages(course, issuing.language),
        norwegian=shown.norwegian,
        documents=shown.documents,
        # Credits are for the one who has attained the module, not for a part of it.
        accreditation=course.certificate.accreditation if kind is CertificateKind.COMPETENCE else None,
        not_reached=_not_reached(plan) if issuing.lists_not_reached else (),
    )


def _languages(course: Course, chosen: str) -> tuple[str, ...]:
    """The language of the document first, then the others that the author offers."""
    return tuple(dict.fromkeys((chosen, *course.certificate.languages)))


def _not_reached(plan: Plan) -> tuple[str, ...]:
    return tuple(goal.outcome.title for goal in plan.goals if not goal.confirmed)


def _hours(course: Course, attended: tuple[Attended, ...]) -> tuple[HoursLine, ...]:
    planned = {item.arena: float(item.hours) for item in course.hours}
    held = hours_by_arena(attended)
    return tuple(
        HoursLine(arena, held.get(arena, 0.0), planned.get(arena, 0.0), _sessions(arena, attended))
        for arena in Arena
        if arena in planned or arena in held
    )


def _sessions(arena: Arena, attended: tuple[Attended, ...]) -> tuple[int, ...]:
    return tuple(item.session_id for item in attended if item.arena is arena and item.hours)


def _goal_line(goal: Goal, evidence: Mapping[int, Evidence], zone: tzinfo) -> GoalLine:
    """One line, from the evidence that the judgement itself rests on."""
    judgement = goal.judgement
    if judgement is None or judgement.verdict is Verdict.NOT_YET:
        raise ValueError("Only confirmed goals are printed.")
    basis = [evidence[i] for i in judgement.evidence_ids if i in evidence]
    return GoalLine(
        outcome_id=goal.outcome.id,
        title=goal.outcome.title,
        result=GoalResult(judgement.verdict.value),
        sources=tuple(source.value for source in Source if source in {item.source for item in basis}),
        arenas=tuple(arena for arena in Arena if arena in {item.arena for item in basis}),
        judged_by_role=judgement.role,
        curriculum=goal.outcome.curriculum,
        evidence_ids=tuple(item.id for item in basis),
        judged_on=judgement.at.astimezone(zone).date(),
        own=goal.outcome.id.startswith("own_"),
    )
