"""Certificates and holders' names. Nothing here asks who may; the use cases do."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

import msgspec
from opaque_keys.edx.keys import CourseKey

from bransjekurs.certificates.models import Certificate, HolderName
from bransjekurs.domain.certificate_content import CertificateContent

# No 0/O, 1/I/L: the number is also read from paper. 31 signs, 12 of them: 59 bits.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Status(StrEnum):
    """Where a certificate stands today."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate as stored. ``content`` is None once its holder was erased."""

    number: str
    user_id: int | None
    course_key: CourseKey
    version: int
    content: CertificateContent | None
    issuer: str
    issued_at: datetime
    status: Status
    revoked_at: datetime | None
    revoked_reason: str


def new_number() -> str:
    """Return a number that cannot be guessed, as printed: K7QF-29MD-8TXW."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def store(user_id: int, course_key: CourseKey, content: CertificateContent, issued_by: int) -> Issued:
    """Store a certificate, or return the valid one that says just the same already."""
    latest = Certificate.objects.filter(user_id=user_id, course_key=course_key).order_by("-version").first()
    statement = _statement_hash(content)
    if latest and not latest.revoked_at and latest.statement_hash == statement:
        return _issued(latest, latest.version)
    document = msgspec.json.encode(content, order="deterministic")
    row = Certificate.objects.create(
        number=content.number,
        user_id=user_id,
        course_key=course_key,
        version=latest.version + 1 if latest else 1,
        content=document.decode(),
        content_hash=sha256(document).hexdigest(),
        statement_hash=statement,
        issuer=content.issuer.name,
        issued_at=content.issued_at,
        issued_by_id=issued_by,
    )
    return _issued(row, row.version)


def find(number: str) -> Issued | None:
    """Return the certificate with a number, however its groups are written."""
    signs = "".join(sign for sign in number.upper() if sign.isalnum())
    row = Certificate.objects.filter(number=f"{signs[:4]}-{signs[4:8]}-{signs[8:]}").first()
    if row is None:
        return None
    return _issued(row, row.version + 1 if _has_later(row) else row.version)


def latest_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Issued]:
    """Return each user's latest certificate, revoked ones included. One query."""
    rows = Certificate.objects.filter(course_key=course_key, user_id__in=list(user_ids)).order_by("version")
    return {row.user_id: _issued(row, row.version) for row in rows if row.user_id}


def revoke(number: str, by: int, reason: str, now: datetime) -> bool:
    """Mark a certificate revoked; False if it was so already."""
    rows = Certificate.objects.filter(number=number, revoked_at=None)
    return bool(rows.update(revoked_at=now, revoked_by_id=by, revoked_reason=reason))


def confirm_name(user_id: int, course_key: CourseKey, name: str, now: datetime) -> None:
    """Store the name that the holder confirms."""
    HolderName.objects.update_or_create(
        user_id=user_id, course_key=course_key, defaults={"name": name, "confirmed_at": now}
    )


def confirmed_names(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, str]:
    """Return the confirmed names by user id. One query."""
    rows = HolderName.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    return dict(rows.values_list("user_id", "name"))


def _has_later(row: Certificate) -> bool:
    """Say whether the holder has a later version; an erased holder's versions cannot be told apart any more."""
    if row.user_id is None:
        return False
    later = Certificate.objects.filter(user_id=row.user_id, course_key=row.course_key, version__gt=row.version)
    return later.exists()


def _statement_hash(content: CertificateContent) -> str:
    """Hash what a certificate states, without what differs each time one is made."""
    epoch = datetime.fromtimestamp(0, content.issued_at.tzinfo)
    bare = replace(content, number="", issued_at=epoch, verify_url="")
    return sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()


def _issued(row: Certificate, latest_version: int) -> Issued:
    status = Status.VALID if row.version == latest_version else Status.SUPERSEDED
    return Issued(
        number=row.number,
        user_id=row.user_id,
        course_key=row.course_key,
        version=row.version,
        content=msgspec.json.decode(row.content, type=CertificateContent) if row.content else None,
        issuer=row.issuer,
        issued_at=row.issued_at,
        status=Status.REVOKED if row.revoked_at else status,
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
    )
