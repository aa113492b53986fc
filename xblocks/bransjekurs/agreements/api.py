"""Agreements: typed functions in, frozen values out. Nothing here asks who may; the use cases do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db.models import Exists, OuterRef
from opaque_keys.edx.keys import CourseKey

from bransjekurs.agreements.models import AgreementVersion, ConsentRecord, ResponsibilityRecord
from bransjekurs.domain.agreement import Consent, Party, Responsibilities, Version, document, fingerprint


@dataclass(frozen=True, slots=True)
class Stored:
    """A version with its number, when it was made, and who has agreed."""

    number: int
    version: Version
    fingerprint: str
    made_at: datetime
    consents: tuple[Consent, ...]
    id: int


def responsibilities_of(user_id: int, course_key: CourseKey) -> Responsibilities:
    """Return who answers for what around a participant."""
    row = ResponsibilityRecord.objects.filter(user_id=user_id, course_key=course_key).first()
    return msgspec.json.decode(row.document, type=Responsibilities) if row else Responsibilities()


def responsibilities_in(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Responsibilities]:
    """Return who answers for what, by user id, where anybody is named. One query."""
    rows = ResponsibilityRecord.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    return {row.user_id: msgspec.json.decode(row.document, type=Responsibilities) for row in rows}


def save_responsibilities(user_id: int, course_key: CourseKey, named: Responsibilities) -> None:
    """Store who answers for what."""
    text = msgspec.json.encode(named).decode()
    ResponsibilityRecord.objects.update_or_create(user_id=user_id, course_key=course_key, defaults={"document": text})


def versions_of(user_id: int, course_key: CourseKey) -> tuple[Stored, ...]:
    """Return the versions of a plan, the latest first. Two queries."""
    rows = AgreementVersion.objects.filter(user_id=user_id, course_key=course_key).order_by("-number")
    return tuple(_stored(row) for row in rows.prefetch_related("consents"))


def latest_in(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Stored]:
    """Return each user's latest version, by user id. Two queries; one where nobody has any."""
    every = AgreementVersion.objects.filter(course_key=course_key)
    later = every.filter(user_id=OuterRef("user_id"), number__gt=OuterRef("number"))
    rows = every.filter(~Exists(later), user_id__in=list(user_ids))
    return {row.user_id: _stored(row) for row in rows.prefetch_related("consents")}


def add_version(user_id: int, course_key: CourseKey, version: Version, made_by: int, now: datetime) -> int:
    """Store a new version and return its number."""
    latest = AgreementVersion.objects.filter(user_id=user_id, course_key=course_key).order_by("-number").first()
    row = AgreementVersion.objects.create(
        user_id=user_id,
        course_key=course_key,
        number=latest.number + 1 if latest else 1,
        document=document(version),
        fingerprint=fingerprint(version),
        made_by_id=made_by,
        made_at=now,
    )
    return row.number


def consent(version_id: int, given: Consent) -> bool:
    """Store a party's agreement; False if the party has agreed already."""
    values = {"name": given.name, "role": given.role, "at": given.at}
    _, created = ConsentRecord.objects.get_or_create(version_id=version_id, party=given.party.value, defaults=values)
    return created


def _stored(row: AgreementVersion) -> Stored:
    consents = sorted(row.consents.all(), key=lambda one: one.at)
    return Stored(
        number=row.number,
        version=msgspec.json.decode(row.document, type=Version),
        fingerprint=row.fingerprint,
        made_at=row.made_at,
        consents=tuple(Consent(Party(c.party), c.name, c.role, c.at) for c in consents),
        id=row.id,
    )
