"""Which certificates stand no more, as a list of bits that tells nobody whose certificate was looked up (W3C,
Bitstring Status List 1.0).

One bit for each certificate, at a place drawn by lot, in a list so long that asking for it says nothing.
"""

import gzip
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bransjekurs.certificates.credential.multibase import base64url, from_base64url
from bransjekurs.certificates.credential.proof import timestamp
from bransjekurs.certificates.credential.terms import CONTEXTS

LENGTH = 131_072
_BYTES = LENGTH // 8
_PURPOSE = "revocation"


def entry(list_url: str, place: int) -> dict[str, str]:
    """Return what a credential says about where its bit is."""
    return {
        "id": f"{list_url}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": _PURPOSE,
        "statusListIndex": str(place),
        "statusListCredential": list_url,
    }


def list_credential(list_url: str, did: str, places: Iterable[int], changed_at: datetime) -> dict[str, Any]:
    """Return the list as an unsigned credential; ``places`` are those of the certificates that stand no more."""
    bits = bytearray(_BYTES)
    for place in places:
        # The first bit is the leftmost one of the first byte.
        bits[place // 8] |= 0x80 >> place % 8
    return {
        "@context": list(CONTEXTS),
        "id": list_url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": did,
        "validFrom": timestamp(changed_at),
        "credentialSubject": {
            "id": f"{list_url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": _PURPOSE,
            "encodedList": base64url(gzip.compress(bytes(bits), mtime=0)),
        },
    }


def is_set(credential: dict[str, Any], asked: dict[str, Any]) -> bool:
    """Say whether the bit that ``asked`` (a credential's status entry) names is set in a list whose proof was checked.

    Raises:
        ValueError: if the list is not the one that was asked for, or is not a list at all.
    """
    subject = credential.get("credentialSubject")
    types = credential.get("type")
    if not isinstance(subject, dict) or not isinstance(types, list) or "BitstringStatusListCredential" not in types:
        raise ValueError("This is not a status list.")
    if credential.get("id") != asked["statusListCredential"] or subject.get("statusPurpose") != asked["statusPurpose"]:
        raise ValueError("This is another status list.")
    bits = _bits(str(subject.get("encodedList")))
    place = int(asked["statusListIndex"])
    if not 0 <= place < len(bits) * 8:
        raise ValueError("The list is too short.")
    return bool(bits[place // 8] & 0x80 >> place % 8)


def _bits(encoded: str) -> bytes:
    """Unpack the bits; a list that unpacks to more than ours ever do is refused, not unpacked."""
    try:
        with gzip.open(io.BytesIO(from_base64url(encoded))) as packed:
            bits = packed.read(_BYTES + 1)
    except (OSError, EOFError) as error:
        raise ValueError("The list cannot be unpacked.") from error
    if len(bits) != _BYTES:
        raise ValueError("The list has another length than ours.")
    return bits
