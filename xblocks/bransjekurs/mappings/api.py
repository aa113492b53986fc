"""Mappings: typed functions in, frozen values out. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.mapping import Mapping, MappingArea, Noted
from bransjekurs.locks import hold
from bransjekurs.mappings.models import MappingJudgement, MappingRecord, NeedsReading, NeedsRecord, ProposalAnswer


class About(StrEnum):
    """What a judgement on a mapping is about: the whole (R47), or the progression in Norwegian (R42)."""

    WHOLE = "whole"
    PROGRESSION = "progression"


class Progression(StrEnum):
    """Whether the Norwegian that the course asks for is within reach in its time (R42)."""

    REALISTIC = "realistic"
    WITH_SUPPORT = "with_support"
    NOT_REALISTIC = "not_realistic"


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement in words; ``verdict`` is empty for the whole, which is never put in a word of ours."""

    about: About
    reason: str
    by_id: int | None
    role: str
    at: datetime
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a proposal is taken, by whom; ``documentation`` is what would show prior learning."""

    key: str
    taken: bool
    by_id: int | None
    role: str
    at: datetime
    documentation: str = ""


def mappings_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Mapping]:
    """Return what is noted, by user id; nothing of what people need. One query."""
    found: dict[int, dict[MappingArea, Noted]] = defaultdict(dict)
    for row in MappingRecord.objects.filter(course_key=course_key, user_id__in=list(user_ids)):
        found[row.user_id][MappingArea(row.area)] = _noted(row)
    return {user_id: Mapping(areas) for user_id, areas in found.items()}


def latest_elsewhere(user_id: int, course_key: CourseKey) -> tuple[CourseKey, Mapping] | None:
    """Return the course, other than this one, in which a person noted something last, and all they noted there."""
    rows = MappingRecord.objects.filter(user_id=user_id, revision__gt=0).exclude(course_key=course_key)
    latest = rows.order_by("-at", "-id").first()
    return (latest.course_key, mappings_of(latest.course_key, [user_id])[user_id]) if latest else None


def area_of(course_key: CourseKey, user_ids: Iterable[int], area: MappingArea) -> dict[int, Map[str, str]]:
    """Return what is noted in one area, by user id. One query."""
    rows = MappingRecord.objects.filter(course_key=course_key, user_id__in=list(user_ids), area=area.value)
    return dict(rows.values_list("user_id", "values"))


def lock_area(user_id: int, course_key: CourseKey, area: MappingArea, now: datetime) -> Noted:
    """Return an area as it stands, held till the transaction ends; revision 0 if nothing was ever noted."""
    key = {"user_id": user_id, "course_key": course_key, "area": area.value}
    return _noted(hold(MappingRecord, key, {"at": now}))


def save_area(user_id: int, course_key: CourseKey, area: MappingArea, noted: Noted) -> None:
    """Store an area that is locked."""
    rows = MappingRecord.objects.filter(user_id=user_id, course_key=course_key, area=area.value)
    rows.update(values=dict(noted.values), revision=noted.revision, by=noted.by_id, role=noted.role, at=noted.at)


def needs_of(user_id: int, course_key: CourseKey) -> Noted | None:
    """Return what a participant needs, None if nothing was ever noted."""
    row = NeedsRecord.objects.filter(user_id=user_id, course_key=course_key).order_by("-revision").first()
    return _noted(row) if row else None


def needs_history(user_id: int, course_key: CourseKey) -> tuple[Noted, ...]:
    """Return every version of what a participant needs, the latest first."""
    rows = NeedsRecord.objects.filter(user_id=user_id, course_key=course_key).order_by("-revision")
    return tuple(_noted(row) for row in rows)


def add_needs(user_id: int, course_key: CourseKey, noted: Noted) -> bool:
    """Add a version of the needs; False if somebody added that revision first."""
    _row, created = NeedsRecord.objects.get_or_create(
        user_id=user_id,
        course_key=course_key,
        revision=noted.revision,
        defaults={"values": dict(noted.values), "by_id": noted.by_id, "role": noted.role, "at": noted.at},
    )
    return created


def retype_needs(user_id: int, course_key: CourseKey, noted: Noted) -> None:
    """Let a version take the place of the one before it, which the same person was still typing."""
    rows = NeedsRecord.objects.filter(user_id=user_id, course_key=course_key, revision=noted.revision - 1)
    rows.update(values=dict(noted.values), revision=noted.revision, at=noted.at)


def note_reading(user_id: int, course_key: CourseKey, by_id: int, day: date) -> None:
    """Note that somebody has read the needs on a day."""
    NeedsReading.objects.get_or_create(user_id=user_id, course_key=course_key, by_id=by_id, day=day)


def readings_of(user_id: int, course_key: CourseKey) -> tuple[tuple[int, date], ...]:
    """Return who has read the needs on which day, the latest first."""
    rows = NeedsReading.objects.filter(user_id=user_id, course_key=course_key).order_by("-day", "-id")
    return tuple(rows.values_list("by_id", "day"))


def add_judgement(user_id: int, course_key: CourseKey, judged: Judged) -> None:
    """Add a judgement; earlier ones stay."""
    MappingJudgement.objects.create(
        user_id=user_id,
        course_key=course_key,
        about=judged.about.value,
        verdict=judged.verdict,
        reason=judged.reason,
        by_id=judged.by_id,
        role=judged.role,
        at=judged.at,
    )


def judgements_of(user_id: int, course_key: CourseKey) -> tuple[Judged, ...]:
    """Return the judgements on a mapping, the latest first."""
    rows = MappingJudgement.objects.filter(user_id=user_id, course_key=course_key).order_by("-at", "-id")
    return tuple(Judged(About(row.about), row.reason, row.by_id, row.role, row.at, row.verdict) for row in rows)


def answer_proposal(user_id: int, course_key: CourseKey, answer: Answer) -> None:
    """Store an answer to a proposal; it takes the place of an earlier one."""
    ProposalAnswer.objects.update_or_create(
        user_id=user_id,
        course_key=course_key,
        key=answer.key,
        defaults={
            "taken": answer.taken,
            "documentation": answer.documentation,
            "by_id": answer.by_id,
            "role": answer.role,
            "at": answer.at,
        },
    )


def answers_of(user_id: int, course_key: CourseKey) -> dict[str, Answer]:
    """Return the answers to proposals by key."""
    rows = ProposalAnswer.objects.filter(user_id=user_id, course_key=course_key)
    return {row.key: Answer(row.key, row.taken, row.by_id, row.role, row.at, row.documentation) for row in rows}


def _noted(row: MappingRecord | NeedsRecord) -> Noted:
    values: Map[str, str] = row.values
    return Noted(values, row.revision, row.by_id, row.role, row.at)
