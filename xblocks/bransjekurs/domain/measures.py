"""Measures (*tiltak*): what is done to reach a goal, where, by when, and who answers for it (R33, R34, R62, R68)."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bransjekurs.domain.refusal import Refusal

WORDING_LIMIT = 300
NAME_LIMIT = 120
MOST_MEASURES = 12


class LearningArena(StrEnum):
    """Where a measure is carried out. ``JOB_VISIT`` is *hospitering*; ``DAILY_WORK`` is learning while one works (R34).

    Evidence has arenas of its own (``outcome.Arena``): what was shown while visiting or at work was shown at work.
    """

    ONLINE = "online"
    CLASSROOM = "classroom"
    WORKPLACE = "workplace"
    JOB_VISIT = "job_visit"
    DAILY_WORK = "daily_work"


class MeasureKind(StrEnum):
    """The catalogue of measures (R33), with learning in daily work where time is set aside to think it over (R34)."""

    INTERNAL_COURSE = "internal_course"
    SUPPLIER_COURSE = "supplier_course"
    MENTOR = "mentor"
    TRAINEE = "trainee"
    JOB_VISIT = "job_visit"
    SHARING = "sharing"
    PROJECT = "project"
    TRADE_CERTIFICATE = "trade_certificate"
    FURTHER_EDUCATION = "further_education"
    BASIC_SKILLS_AT_WORK = "basic_skills_at_work"
    DAILY_WORK = "daily_work"


class Responsible(StrEnum):
    """In which role somebody answers for a measure or for the aftercare; people without an account among them (R68)."""

    PARTICIPANT = "participant"
    TEACHER = "teacher"
    NORWEGIAN_TEACHER = "norwegian_teacher"
    ADVISER = "adviser"
    MENTOR = "mentor"
    EMPLOYER = "employer"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class OfferedMeasure:
    """A measure that the author offers beside the catalogue; ``id`` is an ASCII slug, unique in the course."""

    id: str
    kind: MeasureKind
    arena: LearningArena
    title: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure for one goal: in what words, where, who answers for it in which role, and by which day.

    ``id`` is unique in the plan and empty until stored. ``offered`` is the id of the author's measure that it came
    from, else empty. ``carried_out`` is the day on which somebody said that it was.
    """

    kind: MeasureKind
    arena: LearningArena
    wording: str = ""
    responsible: str = ""
    role: Responsible = Responsible.PARTICIPANT
    by: date | None = None
    carried_out: date | None = None
    offered: str = ""
    id: str = ""


def checked_measure(measure: Measure) -> Measure:
    """Return the measure with its texts tidied.

    Raises:
        Refusal: ``responsible_missing``, ``comment_too_long`` (wording or responsible).
    """
    wording, responsible = _tidy(measure.wording), _tidy(measure.responsible)
    if not responsible:
        raise Refusal("responsible_missing", "responsible")
    for field, text, limit in (("wording", wording, WORDING_LIMIT), ("responsible", responsible, NAME_LIMIT)):
        if len(text) > limit:
            raise Refusal("comment_too_long", field, limit=limit)
    return replace(measure, wording=wording, responsible=responsible)


def with_measure(measures: tuple[Measure, ...], measure: Measure) -> tuple[Measure, ...]:
    """Return the measures with this one put in the place of the one with its id, or added last.

    Raises:
        Refusal: see ``checked_measure``; ``too_many_measures``.
    """
    checked = checked_measure(measure)
    if any(one.id == measure.id for one in measures):
        return tuple(checked if one.id == measure.id else one for one in measures)
    if len(measures) >= MOST_MEASURES:
        raise Refusal("too_many_measures", most=MOST_MEASURES)
    return (*measures, checked)


def without_measure(measures: tuple[Measure, ...], measure_id: str) -> tuple[Measure, ...]:
    """Return the measures without one.

    Raises:
        Refusal: ``unknown_measure``.
    """
    measure_of(measures, measure_id)
    return tuple(one for one in measures if one.id != measure_id)


def measure_of(measures: tuple[Measure, ...], measure_id: str) -> Measure:
    """Return the measure with an id.

    Raises:
        Refusal: ``unknown_measure``.
    """
    for one in measures:
        if one.id == measure_id:
            return one
    raise Refusal("unknown_measure")


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
