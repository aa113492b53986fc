"""Keys for signing: Ed25519, written as PEM (private) and Multikey (public)."""

from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bransjekurs.certificates.credential.multibase import base58, from_base58

# The two bytes that say "Ed25519 public key" in a Multikey.
_MULTICODEC = b"\xed\x01"
# Points of small order, and what a slip of the hand makes: with these anybody can sign.
_FEWEST_DIFFERENT_BYTES = 8


class BadKeyError(ValueError):
    """A key that can't be used; the text says why, and never holds anything of the key."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and its name, which stands after ``#`` in a proof."""

    name: str
    private: Ed25519PrivateKey

    @property
    def multikey(self) -> str:
        """The public half, as it stands in the issuer's DID document."""
        return multikey(self.private.public_key())


def new_pem() -> bytes:
    """Return a new private key as PEM (PKCS #8, without a password: the file's rights protect it)."""
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@lru_cache(maxsize=64)
def private_key(pem: bytes) -> Ed25519PrivateKey:
    """Return the private key in a PEM.

    Raises:
        BadKeyError: if it is none, has a password, is of another kind, or is one that anybody could guess.
    """
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except TypeError as error:
        raise BadKeyError("The key has a password. Write it without one; the file's rights protect it.") from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadKeyError("This is not a private key in PEM. Make one: bransjekurs keys new") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKeyError("The key is not an Ed25519 key. Make one: bransjekurs keys new")
    if len(set(key.private_bytes_raw())) < _FEWEST_DIFFERENT_BYTES:
        raise BadKeyError("The key is weak: anybody could guess it. Make one: bransjekurs keys new")
    return key


def multikey(key: Ed25519PublicKey) -> str:
    """Return a public key as Multikey: ``z6Mk…``."""
    return base58(_MULTICODEC + key.public_bytes_raw())


@lru_cache(maxsize=256)
def public_key(text: str) -> Ed25519PublicKey:
    """Return the public key of a Multikey.

    Raises:
        BadKeyError: if it isn't an Ed25519 one.
    """
    try:
        data = from_base58(text)
    except ValueError as error:
        raise BadKeyError("This is not a public key.") from error
    if len(data) != 34 or not data.startswith(_MULTICODEC) or len(set(data[2:])) < _FEWEST_DIFFERENT_BYTES:
        raise BadKeyError("This is not an Ed25519 public key.")
    return Ed25519PublicKey.from_public_bytes(data[2:])
