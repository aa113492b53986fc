"""What is kept of credentials: the bytes as signed, and each certificate's place in a status list."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import msgspec
from django.core.cache import cache
from django.db.models import F

from bransjekurs.certificates.credential import document, proof, status_list
from bransjekurs.certificates.credential.keys import SigningKey
from bransjekurs.certificates.credential.models import SignedCredential, StatusList
from bransjekurs.domain.certificate_content import CertificateContent

# A list in which so many places in a row are taken is well filled (at half full once in 256); the next one begins.
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Signer:
    """An issuer who signs: the organisation in course keys, its DID, its key, and where its status lists are."""

    organisation: str
    did: str
    key: SigningKey
    lists_url: str

    def list_url(self, number: int) -> str:
        """Return the whole address of a status list."""
        return f"{self.lists_url.rstrip('/')}/{number}"


def freeze(certificate_id: int, content: CertificateContent, signer: Signer) -> None:
    """Sign a certificate's credential and keep it, in the transaction that stores the certificate."""
    entry_list, place = _new_place(signer.organisation, content.issued_at)
    entry = status_list.entry(signer.list_url(entry_list.number), place)
    unsigned = document.credential(content, signer.did, entry)
    signed = msgspec.json.encode(proof.sign(unsigned, signer.key, signer.did, content.issued_at))
    SignedCredential.objects.create(
        certificate_id=certificate_id,
        document=signed.decode(),
        document_hash=sha256(signed).hexdigest(),
        status_list=entry_list,
        place=place,
    )


def credential_of(number: str) -> bytes | None:
    """Return the credential of the certificate with exactly that number, as signed; None once its holder was erased."""
    found = SignedCredential.objects.filter(certificate__number=number).values_list("document", flat=True).first()
    return found.encode() if found else None


def hash_of(number: str) -> str:
    """Return the SHA-256 of the credential as signed, which outlives its holder's erasure; empty if there is none."""
    found = SignedCredential.objects.filter(certificate__number=number).values_list("document_hash", flat=True).first()
    return found or ""


def withdraw(certificate_ids: Iterable[int], now: datetime) -> None:
    """Set the bits of certificates that stand no more, in the transaction that revokes or replaces them."""
    rows = SignedCredential.objects.filter(certificate_id__in=list(certificate_ids), withdrawn=False)
    lists = set(rows.values_list("status_list_id", flat=True))
    if lists and rows.update(withdrawn=True):
        StatusList.objects.filter(pk__in=lists).update(version=F("version") + 1, changed_at=now)


def forget(certificate_ids: Iterable[int]) -> None:
    """Erase what credentials say; hash, place and bit remain."""
    SignedCredential.objects.filter(certificate_id__in=list(certificate_ids)).update(document="")


def published_list(signer: Signer, number: int) -> bytes | None:
    """Return a status list, signed; made again when a bit or the key has changed. None if there is no such list."""
    found = StatusList.objects.filter(organisation=signer.organisation, number=number).first()
    if found is None:
        return None
    name = f"bransjekurs:status:{signer.list_url(number)}:{found.version}:{found.changed_at}:{signer.key.multikey}"
    key = sha256(name.encode()).hexdigest()
    if (kept := cache.get(key)) is None:
        places = found.entries.filter(withdrawn=True).values_list("place", flat=True)
        unsigned = status_list.list_credential(signer.list_url(number), signer.did, places, found.changed_at)
        kept = msgspec.json.encode(proof.sign(unsigned, signer.key, signer.did, found.changed_at))
        cache.set(key, kept)
    return bytes(kept)


def _new_place(organisation: str, now: datetime) -> tuple[StatusList, int]:
    """Draw a place by lot in the organisation's last list, or in a new one where the last is well filled."""
    last = StatusList.objects.filter(organisation=organisation).order_by("-number").first()
    entry_list = last or _list(organisation, 1, now)
    drawn = [secrets.randbelow(status_list.LENGTH) for _ in range(_TRIES)]
    taken = set(entry_list.entries.filter(place__in=drawn).values_list("place", flat=True))
    free = [place for place in drawn if place not in taken]
    return (entry_list, free[0]) if free else (_list(organisation, entry_list.number + 1, now), drawn[0])


def _list(organisation: str, number: int, now: datetime) -> StatusList:
    return StatusList.objects.get_or_create(organisation=organisation, number=number, defaults={"changed_at": now})[0]
