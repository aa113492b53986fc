"""What holds of a credential: each point by itself, so that a person can be told in one line each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bransjekurs.certificates.credential import beside, proof, status_list
from bransjekurs.certificates.credential.keys import BadKeyError, public_key
from bransjekurs.certificates.credential.proof import BadProofError

# How the addresses of goals and of certificates of others go on (see ``document.py``).
_GOAL, _DOCUMENT = f"#{beside.GOAL}-", f"#{beside.DOCUMENT}-"


class Point(StrEnum):
    """What is looked at."""

    SIGNATURE = "signature"
    ISSUER = "issuer"
    EXPIRY = "expiry"
    STATUS = "status"


class Held(StrEnum):
    """What was found: it holds, it doesn't, or it couldn't be seen."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Says:
    """What a credential says, for a person to compare with the paper. Only to be shown if the signature holds.

    ``goals`` are those confirmed, ``beside`` are Norwegian, goals told as not reached, and certificates of others.
    """

    holder: str
    kind: str
    course: str
    issuer: str
    did: str
    page: str
    issued: str
    valid_until: str
    goals: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...] = ()


def issuer_of(document: dict[str, Any]) -> str:
    """Return the DID of the issuer that a credential names; empty if it names none."""
    issuer = document.get("issuer")
    found = issuer.get("id") if isinstance(issuer, dict) else issuer
    return found if isinstance(found, str) else ""


def check(document: dict[str, Any], did: str, keys: Mapping[str, str], now: datetime) -> dict[Point, Held]:
    """Check signature, issuer and expiry with the Multikeys (by whole id) that ``did`` publishes."""
    return {
        Point.SIGNATURE: _held(_signed(document, keys)),
        Point.ISSUER: _held(issuer_of(document) == did and _method(document).startswith(f"{did}#")),
        Point.EXPIRY: _held(_in_time(document, now)),
    }


def check_status(document: dict[str, Any], listed: dict[str, Any], did: str, keys: Mapping[str, str]) -> Held:
    """Say whether a credential stands by a status list, which must be signed by the same issuer."""
    entry = document.get("credentialStatus")
    if not isinstance(entry, dict) or issuer_of(listed) != did or not _signed(listed, keys):
        return Held.UNKNOWN
    try:
        return _held(not status_list.is_set(listed, entry))
    except (KeyError, TypeError, ValueError):
        return Held.UNKNOWN


def says(document: dict[str, Any]) -> Says:
    """Return what a credential of ours says.

    Raises:
        ValueError: if it isn't made as ours are.
    """
    try:
        subject, achievement = document["credentialSubject"], document["credentialSubject"]["achievement"]
        titles = {one["id"]: one["name"] for one in achievement.get("resultDescription", [])}
        told = [(str(one["resultDescription"]), str(one["value"])) for one in subject.get("result", [])]
        shown = [one for one in document.get("evidence", []) if _DOCUMENT in str(one["id"])]
        return Says(
            holder=str(subject["identifier"][0]["identityHash"]),
            kind=str(document["name"]),
            course=str(achievement["name"]),
            issuer=str(document["issuer"]["name"]),
            did=issuer_of(document),
            page=str(document["id"]),
            issued=str(document["validFrom"]),
            valid_until=str(document.get("validUntil", "")),
            goals=tuple((str(titles[about]), value) for about, value in told if _GOAL in about),
            beside=(
                *((str(titles[about]), value) for about, value in told if _GOAL not in about),
                *((str(one["name"]), str(one["narrative"])) for one in shown),
            ),
        )
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise ValueError("This is another kind of credential.") from error


def _held(value: bool) -> Held:
    return Held.YES if value else Held.NO


def _method(document: dict[str, Any]) -> str:
    try:
        return proof.verification_method(document)
    except BadProofError:
        return ""


def _signed(document: dict[str, Any], keys: Mapping[str, str]) -> bool:
    try:
        proof.check(document, public_key(keys[proof.verification_method(document)]))
    except (BadProofError, BadKeyError, KeyError):
        return False
    return True


def _in_time(document: dict[str, Any], now: datetime) -> bool:
    """Say whether now is between the credential's times; a time that can't be read is never in time."""
    try:
        start = datetime.fromisoformat(document["validFrom"])
        end = datetime.fromisoformat(document["validUntil"]) if "validUntil" in document else None
        return start <= now and (end is None or now < end)
    except (KeyError, TypeError, ValueError):
        return False
