"""What people judge or are shown beside the goals: the level in Norwegian, and certificates of others (R17, R41)."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from opaque_keys.edx.keys import CourseKey

from bransjekurs.certificates.models import NorwegianJudgement, SeenDocument
from bransjekurs.domain.certificate import Shown
from bransjekurs.domain.certificate_content import DocumentLine, NorwegianLine, SkillLevel
from bransjekurs.domain.trade import LanguageSkill, Level


def add_norwegian(
    user_id: int, course_key: CourseKey, levels: tuple[SkillLevel, ...], basis: str, by: int, role: str, now: datetime
) -> None:
    """Store a judgement; the earlier ones are kept and no longer stand."""
    NorwegianJudgement.objects.create(
        user_id=user_id,
        course_key=course_key,
        levels={one.skill.value: one.level.value for one in levels},
        basis=basis,
        by_id=by,
        role=role,
        at=now,
    )


def add_document(
    user_id: int,
    course_key: CourseKey,
    document_id: str,
    name: str,
    valid_until: date | None,
    by: int,
    role: str,
    now: datetime,
) -> None:
    """Store that a certificate was shown; one with the same id or name takes the place of the earlier."""
    same = {"document_id": document_id} if document_id else {"document_id": "", "name": name}
    rows = SeenDocument.objects.filter(user_id=user_id, course_key=course_key, removed_at=None, **same)
    rows.update(removed_at=now)
    SeenDocument.objects.create(
        user_id=user_id,
        course_key=course_key,
        document_id=document_id,
        name=name,
        valid_until=valid_until,
        by_id=by,
        role=role,
        at=now,
    )


def remove_document(user_id: int, course_key: CourseKey, record_id: int, now: datetime) -> str:
    """Take away what was noted by mistake, and return what it is called; empty if there is no such note."""
    rows = SeenDocument.objects.filter(id=record_id, user_id=user_id, course_key=course_key, removed_at=None)
    name = rows.values_list("name", flat=True).first() or ""
    return name if rows.update(removed_at=now) else ""


def shown_of(course_key: CourseKey, user_ids: Iterable[int], zone: tzinfo) -> dict[int, Shown]:
    """Return what stands for each user, days in ``zone``. Two queries."""
    ids = list(user_ids)
    judged = NorwegianJudgement.objects.filter(course_key=course_key, user_id__in=ids).order_by("at", "id")
    norwegian = {row.user_id: _norwegian(row, zone) for row in judged}
    documents: dict[int, list[DocumentLine]] = {}
    seen = SeenDocument.objects.filter(course_key=course_key, user_id__in=ids, removed_at=None).order_by("at", "id")
    for row in seen:
        documents.setdefault(row.user_id, []).append(_document(row, zone))
    return {user: Shown(norwegian.get(user), tuple(documents.get(user, ()))) for user in ids}


def _norwegian(row: NorwegianJudgement, zone: tzinfo) -> NorwegianLine:
    levels = tuple(SkillLevel(skill, Level(row.levels[skill])) for skill in LanguageSkill if skill in row.levels)
    return NorwegianLine(levels, row.basis, row.role, row.at.astimezone(zone).date(), row.id)


def _document(row: SeenDocument, zone: tzinfo) -> DocumentLine:
    day = row.at.astimezone(zone).date()
    return DocumentLine(row.document_id, row.name, day, row.role, row.valid_until, row.id)
