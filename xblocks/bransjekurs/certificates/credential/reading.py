"""A file from somebody else: taken apart with care, and refused rather than guessed at.

A PDF's attachment is found by looking for its stream, which every PDF has in the open: no PDF has to be understood
for that, so none can be made that takes long or much memory.
"""

import json
import re
import zlib
from typing import Any

FILE_LIMIT = 5_000_000
CREDENTIAL_LIMIT = 256 * 1024
_STREAMS = 20
_DEPTH = 16
_EMBEDDED = re.compile(rb"/Type\s*/EmbeddedFile\b[^\x00]{0,600}?>>\s*stream\r?\n")


class UnreadableError(ValueError):
    """A file that holds no credential; ``code`` says why: ``file_too_large``, ``file_without_credential``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(data: bytes) -> bytes:
    """Return the credential in a file, byte for byte: the file itself, or what is attached to a PDF.

    Raises:
        UnreadableError: if it is too large, or holds none.
    """
    if len(data) > FILE_LIMIT:
        raise UnreadableError("file_too_large")
    if b"%PDF-" not in data[:1024]:
        return _small(data)
    for place in list(_EMBEDDED.finditer(data))[:_STREAMS]:
        attached = _unpacked(data, place)
        if attached.lstrip()[:1] == b"{" and b"VerifiableCredential" in attached:
            return _small(attached)
    raise UnreadableError("file_without_credential")


def parse(data: bytes) -> dict[str, Any]:
    """Return the credential that the bytes say, each thing once.

    Raises:
        UnreadableError: if it is no JSON object, says a thing twice, or is nested too deeply.
    """
    try:
        document = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("file_without_credential") from error
    if not isinstance(document, dict) or not _shallow(document, _DEPTH):
        raise UnreadableError("file_without_credential")
    return document


def _small(data: bytes) -> bytes:
    if len(data) > CREDENTIAL_LIMIT:
        raise UnreadableError("file_too_large")
    return data


def _unpacked(data: bytes, place: re.Match[bytes]) -> bytes:
    """Return what a stream holds, at most a little more than a credential may be."""
    raw = data[place.end() :]
    if b"/FlateDecode" not in _dictionary(data, place):
        return raw[: raw.find(b"endstream")].rstrip(b"\r\n")
    try:
        return zlib.decompressobj().decompress(raw, CREDENTIAL_LIMIT + 1)
    except zlib.error:
        return b""


def _dictionary(data: bytes, place: re.Match[bytes]) -> bytes:
    """Return the dictionary before a stream, from the beginning of its object."""
    start = data.rfind(b"obj", max(0, place.start() - 600), place.start())
    return data[max(start, 0) : place.end()]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _value in pairs}) < len(pairs):
        raise ValueError("The same thing is said twice.")
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _shallow(value: object, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    inside = value.values() if isinstance(value, dict) else value
    return depth > 0 and all(_shallow(one, depth - 1) for one in inside)
