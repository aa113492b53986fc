"""What anyone can do with a certificate's file: see whether it is genuine. The file is looked at and not kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from bransjekurs.api import anyone, signing
from bransjekurs.certificates.api import Issued, Status
from bransjekurs.certificates.credential import checking, reading, store
from bransjekurs.certificates.credential.checking import Held, Says
from bransjekurs.certificates.pdf import CannotPrint, render
from bransjekurs.domain.refusal import Refusal

FILE_LIMIT = reading.FILE_LIMIT


class Verdict(StrEnum):
    """What a file is: as issued; not as issued; from an issuer that is not here; or of no certificate that is here."""

    GENUINE = "genuine"
    CHANGED = "changed"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What was found. ``says`` is what the signed part says, only where it is genuine and the certificate stands.

    ``same_bytes`` says whether a PDF is the one that is made from the record today; None for another kind of file.
    """

    verdict: Verdict
    issued: Issued | None = None
    says: Says | None = None
    same_bytes: bool | None = None


def check_file(data: bytes, now: datetime) -> FileAnswer:
    """Say whether a PDF or JSON file is a certificate as it was issued here, and where that certificate stands.

    Raises:
        Refusal: ``file_too_large``, ``file_without_credential``.
    """
    try:
        attached = reading.read(data)
        document = reading.parse(attached)
    except reading.UnreadableError as problem:
        if problem.code == "file_too_large":
            raise Refusal("file_too_large", "file") from problem
        raise Refusal("file_without_credential", "file") from problem
    published = _published(checking.issuer_of(document))
    if published is None:
        return FileAnswer(Verdict.FOREIGN)
    held = checking.check(document, *published, now)
    if Held.NO in held.values() or not _is_ours(document):
        return FileAnswer(Verdict.CHANGED)
    issued = anyone.verify(_number(document))
    if issued is None:
        return FileAnswer(Verdict.UNKNOWN)
    stands = issued.status is Status.VALID
    return FileAnswer(Verdict.GENUINE, issued, checking.says(document) if stands else None, _same(data, issued))


def _published(did: str) -> tuple[str, dict[str, str]] | None:
    """Return the DID and the keys of the issuer here whose DID it is."""
    organisation = unquote(did.rpartition(":")[2])
    try:
        found = signing.did_document(organisation)
    except Refusal:
        return None
    keys = {method["id"]: method["publicKeyMultibase"] for method in found["verificationMethod"]}
    return (did, keys) if found["id"] == did else None


def _is_ours(document: dict[str, Any]) -> bool:
    try:
        checking.says(document)
    except ValueError:
        return False
    return True


def _number(document: dict[str, Any]) -> str:
    return str(document["id"]).rstrip("/").rpartition("/")[2]


def _same(data: bytes, issued: Issued) -> bool | None:
    if not data.startswith(b"%PDF-"):
        return None
    if issued.content is None:
        return False
    try:
        return data == render(issued.content, store.credential_of(issued.number))
    except CannotPrint:
        return False


def credential_of(issued: Issued) -> dict[str, Any] | None:
    """Return a certificate's credential; None once its holder was erased."""
    found = store.credential_of(issued.number)
    return reading.parse(found) if found else None
