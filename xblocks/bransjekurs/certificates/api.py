"""Certificates and holders' names. Nothing here asks who may; the use cases do."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

import msgspec
from django.db import transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.certificates.credential import store as credentials
from bransjekurs.certificates.models import Certificate, HolderName
from bransjekurs.domain.certificate_content import CertificateContent

# No 0/O, 1/I/L: the number is also read from paper. 31 signs, 12 of them: 59 bits.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class Status(StrEnum):
    """Where a certificate stands today."""

    VALID = "valid"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


class ReasonMissingError(Exception):
    """A certificate that stands would be replaced, and nobody has said why."""


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
    by_holder: bool = False
    superseded_at: datetime | None = None
    superseded_reason: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a holder has chosen: whether goals not reached are listed, and whether the public page shows goals."""

    lists_not_reached: bool = False
    shows_goals: bool = False


def new_number() -> str:
    """Return a number that cannot be guessed, as printed: K7QF-29MD-8TXW."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(12))
    return f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"


def store(
    user_id: int,
    course_key: CourseKey,
    content: CertificateContent,
    issued_by: int,
    signer: credentials.Signer,
    reason: str = "",
) -> Issued:
    """Store a certificate with its signed credential, or return the valid one that says just the same already.

    Both are frozen in one go, so the caller's transaction holds either both or none. ``reason`` is told of the one
    that it replaces, if it replaces one.

    Raises:
        ReasonMissingError: if it would replace one that says something else, and there is no reason.
    """
    latest = _latest(user_id, course_key)
    statement = _statement_hash(content)
    if latest and not latest.revoked_at and latest.statement_hash == statement:
        return issued_of(latest, latest.version)
    if latest and not latest.revoked_at:
        if not reason:
            raise ReasonMissingError
        Certificate.objects.filter(id=latest.id).update(superseded_at=content.issued_at, superseded_reason=reason)
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
    # Before the new one: it asks for its list as a whole, which two that share the list cannot do any more.
    if latest:
        credentials.withdraw([latest.pk], content.issued_at)
    credentials.freeze(row.pk, content, signer)
    return issued_of(row, row.version)


def credential_of(number: str) -> bytes | None:
    """Return the signed credential, byte for byte as issued; None once its holder was erased."""
    return credentials.credential_of(number)


def find(number: str) -> Issued | None:
    """Return the certificate with a number, however its groups are written."""
    signs = "".join(sign for sign in number.upper() if sign.isalnum())
    row = Certificate.objects.filter(number=f"{signs[:4]}-{signs[4:8]}-{signs[8:]}").first()
    if row is None:
        return None
    return issued_of(row, row.version + 1 if _has_later(row) else row.version)


def latest_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Issued]:
    """Return each user's latest certificate, revoked ones included. One query."""
    rows = Certificate.objects.filter(course_key=course_key, user_id__in=list(user_ids)).order_by("version")
    return {row.user_id: issued_of(row, row.version) for row in rows if row.user_id}


def revoke(number: str, by: int, reason: str, now: datetime, *, by_holder: bool = False) -> bool:
    """Mark a certificate revoked, or withdrawn by its holder, here and in its status list; False if it was so."""
    rows = Certificate.objects.filter(number=number, revoked_at=None)
    ids = list(rows.values_list("pk", flat=True))
    with transaction.atomic():
        revoked = rows.update(revoked_at=now, revoked_by_id=by, revoked_reason=reason, by_holder=by_holder)
        credentials.withdraw(ids, now)
    return bool(revoked)


def confirm_name(user_id: int, course_key: CourseKey, name: str, now: datetime) -> None:
    """Store the name that the holder confirms."""
    HolderName.objects.update_or_create(
        user_id=user_id, course_key=course_key, defaults={"name": name, "confirmed_at": now}
    )


def holder_of(course_key: CourseKey, user_id: int) -> tuple[str, Choices]:
    """Return the name that a holder has confirmed, empty if none is, and what they have chosen. One query."""
    row = HolderName.objects.filter(course_key=course_key, user_id=user_id).first()
    return (row.name, Choices(row.lists_not_reached, row.shows_goals)) if row else ("", Choices())


def confirmed_names(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, str]:
    """Return the confirmed names by user id. One query."""
    rows = HolderName.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    return dict(rows.values_list("user_id", "name"))


def choices_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Choices]:
    """Return what each holder has chosen; whoever has not confirmed a name has not chosen anything. One query."""
    rows = HolderName.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    return {row.user_id: Choices(row.lists_not_reached, row.shows_goals) for row in rows}


def choose(course_key: CourseKey, user_id: int, choices: Choices) -> bool:
    """Store what a holder chooses; False where no name is confirmed yet."""
    rows = HolderName.objects.filter(course_key=course_key, user_id=user_id)
    return bool(rows.update(lists_not_reached=choices.lists_not_reached, shows_goals=choices.shows_goals))


def _latest(user_id: int, course_key: CourseKey) -> Certificate | None:
    return Certificate.objects.filter(user_id=user_id, course_key=course_key).order_by("-version").first()


def _has_later(row: Certificate) -> bool:
    """Say whether the holder has a later version; an erased holder's versions cannot be told apart any more."""
    if row.user_id is None:
        return False
    later = Certificate.objects.filter(user_id=row.user_id, course_key=row.course_key, version__gt=row.version)
    return later.exists()


def _statement_hash(content: CertificateContent) -> str:
    """Hash what a certificate states, without what differs each time one is made."""
    epoch = datetime.fromtimestamp(0, content.issued_at.tzinfo)
    bare = replace(content, number="", issued_at=epoch, verify_url="", template=0)
    return sha256(msgspec.json.encode(bare, order="deterministic")).hexdigest()


def issued_of(row: Certificate, latest_version: int) -> Issued:
    """Return a row as a value; ``latest_version`` is the holder's latest in the course."""
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
        by_holder=row.by_holder,
        superseded_at=row.superseded_at,
        superseded_reason=row.superseded_reason,
    )


def forget_holder(user_id: int, course_key: CourseKey | None) -> None:
    """Empty what a holder's certificates say and whose they are; number, hash, issuer, date and status remain."""
    rows = Certificate.objects.filter(user_id=user_id)
    if course_key is not None:
        rows = rows.filter(course_key=course_key)
    credentials.forget(list(rows.values_list("pk", flat=True)))
    rows.update(user=None, content="", revoked_reason="", superseded_reason="")
