"""Bytes as text with a letter in front that says how: base58 for keys and signatures, base64url for status lists."""

import base64
import binascii

_SIGNS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# Keys are 34 bytes, signatures 64: nothing longer is taken, since decoding costs the square of the length.
_LIMIT = 100


def base58(data: bytes) -> str:
    """Return bytes as multibase base58btc: ``z`` and the signs."""
    number, signs = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        signs = _SIGNS[rest] + signs
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + _SIGNS[0] * zeros + signs


def from_base58(text: str) -> bytes:
    """Return the bytes of a multibase base58btc text.

    Raises:
        ValueError: if it isn't one, or is longer than a signature.
    """
    if not text.startswith("z") or len(text) > _LIMIT:
        raise ValueError("This is not base58btc.")
    number = 0
    for sign in text[1:]:
        number = number * 58 + _SIGNS.index(sign)
    zeros = len(text[1:]) - len(text[1:].lstrip(_SIGNS[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(data: bytes) -> str:
    """Return bytes as multibase base64url without padding: ``u`` and the signs."""
    return "u" + base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """Return the bytes of a multibase base64url text.

    Raises:
        ValueError: if it isn't one.
    """
    if not text.startswith("u"):
        raise ValueError("This is not base64url.")
    try:
        return base64.b64decode(text[1:] + "=" * (-len(text[1:]) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("This is not base64url.") from error
