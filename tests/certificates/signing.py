"""An issuer with a key, and credentials that it signed: what the tests of credentials begin with."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bransjekurs.certificates.credential import document, proof, status_list
from bransjekurs.certificates.credential.did import did_document, did_web
from bransjekurs.certificates.credential.keys import SigningKey, new_pem, private_key
from bransjekurs.domain.certificate_content import CertificateContent

from tests.certificates.examples import COMPETENCE

# Others' verifiers look at the machine's clock: the example must not be of a day that is still to come.
ISSUED = replace(COMPETENCE, issued_at=datetime(2024, 12, 18, 13, 5, 7, tzinfo=UTC))

ADDRESS = "https://bevis.fjordbyen.example/bransjekurs/issuers/fjordbyen"
DID = did_web(ADDRESS)
KEY = SigningKey("2026-1", private_key(new_pem()))
PUBLIC = KEY.private.public_key()
DID_DOCUMENT = did_document(DID, {KEY.name: KEY.multikey})
LIST_URL = f"{ADDRESS}/status/1"
PLACE = 94_567


def unsigned(content: CertificateContent = ISSUED) -> dict[str, Any]:
    """The credential of a certificate before it is signed."""
    return document.credential(content, DID, status_list.entry(LIST_URL, PLACE))


def signed(content: CertificateContent = ISSUED, **more: Any) -> dict[str, Any]:
    """The credential of a certificate, with what ``more`` says at its top, signed."""
    return proof.sign(unsigned(content) | more, KEY, DID, content.issued_at)


def signed_list(*places: int, at: datetime = ISSUED.issued_at) -> dict[str, Any]:
    """The issuer's status list, with the bits of those places set."""
    return proof.sign(status_list.list_credential(LIST_URL, DID, places, at), KEY, DID, at)
