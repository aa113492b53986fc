"""The signature: a Data Integrity proof with the cryptosuite ``eddsa-rdfc-2022`` (W3C, vc-di-eddsa)."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bransjekurs.certificates.credential.keys import SigningKey
from bransjekurs.certificates.credential.multibase import base58, from_base58
from bransjekurs.certificates.credential.quads import canonical
from bransjekurs.certificates.credential.terms import NotSignableError

_FIXED = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofPurpose": "assertionMethod"}


class BadProofError(ValueError):
    """The proof is missing, of another kind, or does not fit what the document says."""


def sign(document: dict[str, Any], key: SigningKey, did: str, now: datetime) -> dict[str, Any]:
    """Return the document with a proof; the same document, key and time give the same proof.

    Raises:
        NotSignableError: if something in the document would not be covered.
    """
    options = {**_FIXED, "created": timestamp(now), "verificationMethod": f"{did}#{key.name}"}
    signature = key.private.sign(_hashes(document, options))
    return {**document, "proof": {**options, "proofValue": base58(signature)}}


def verification_method(document: dict[str, Any]) -> str:
    """Return the whole id of the key that a document says it was signed with.

    Raises:
        BadProofError: if there isn't exactly one proof of our kind.
    """
    proof = document.get("proof")
    if not isinstance(proof, dict) or any(proof.get(name) != value for name, value in _FIXED.items()):
        raise BadProofError("There is no proof of this kind.")
    if set(proof) != {*_FIXED, "created", "verificationMethod", "proofValue"}:
        raise BadProofError("The proof says more than a proof does.")
    return str(proof["verificationMethod"])


def check(document: dict[str, Any], key: Ed25519PublicKey) -> None:
    """Let a document pass that says what the owner of the key signed, and nothing else.

    Raises:
        BadProofError: if it doesn't.
    """
    verification_method(document)
    options = {name: value for name, value in document["proof"].items() if name != "proofValue"}
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    try:
        key.verify(from_base58(str(document["proof"]["proofValue"])), _hashes(unsigned, options))
    except (InvalidSignature, NotSignableError, ValueError) as error:
        raise BadProofError("The proof does not fit.") from error


def timestamp(moment: datetime) -> str:
    """Return a moment as credentials write it: UTC, whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _hashes(document: dict[str, Any], options: dict[str, Any]) -> bytes:
    """Return what is signed: the hash of the proof's own statements, then that of the document's."""
    config = {"@context": document.get("@context"), **options}
    return sha256(canonical(config)).digest() + sha256(canonical(document)).digest()
