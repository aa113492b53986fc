"""What the terms of a document mean, by the two pinned contexts: PyLD is asked once for each term, and remembered.

A term's meaning depends on the types of the object that it stands in and on nothing else, so a document need not be
expanded anew each time. Nothing is fetched: whatever isn't bundled is refused.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from pyld import jsonld

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = (VC, OPEN_BADGES)

_FILES = {VC: "credentials-v2.json", OPEN_BADGES: "ob-v3p0-context-3.0.3.json"}
_FOLDER = Path(__file__).parent / "contexts"
# An address that no vocabulary uses: what comes back tells how a term treats its values.
_PROBE = "urn:x-probe:value"
# What isn't defined becomes an address below this one.
_BASE = "https://undefined.invalid/"
# PyLD keeps what it has resolved in a table of its own, which threads may not share.
_LOCK = Lock()


class NotSignableError(ValueError):
    """A document that says something a signature would not cover, or would cover in another sense."""


@dataclass(frozen=True, slots=True)
class Term:
    """A property: its address, and the datatype of its values (empty: plain text; ``@id``: an address)."""

    iri: str
    datatype: str


def load_document(url: str, _options: object = None) -> dict[str, Any]:
    """Return a bundled context to PyLD.

    Raises:
        NotSignableError: for any other address.
    """
    if url not in _FILES:
        raise NotSignableError(f"{url} is not one of the contexts that come with this package.")
    return {"contextUrl": None, "documentUrl": url, "document": _context(url), "tag": "static"}


@lru_cache(maxsize=4096)
def term(name: str, types: tuple[str, ...], contexts: tuple[str, ...] = CONTEXTS) -> Term:
    """Return what a term means in an object of certain types.

    Raises:
        NotSignableError: if it means nothing there, or something that plain statements can't hold.
    """
    found = _expanded({"type": list(types), name: _PROBE} if types else {name: _PROBE}, contexts)
    for iri, values in found.items():
        if iri != "@type" and not iri.startswith("@") and isinstance(values, list) and len(values) == 1:
            return Term(iri, _datatype(name, values[0]))
    raise NotSignableError(f"“{name}” means nothing in {' '.join(types) or 'an object without a type'}.")


@lru_cache(maxsize=1024)
def type_iri(name: str, contexts: tuple[str, ...] = CONTEXTS) -> str:
    """Return the address of a type.

    Raises:
        NotSignableError: if there is no such type.
    """
    found = _expanded({"type": [name]}, contexts).get("@type", [""])[0]
    if not _defined(found):
        raise NotSignableError(f"There is no type called “{name}”.")
    return str(found)


@lru_cache(maxsize=1024)
def named_value(name: str, types: tuple[str, ...], value: str, contexts: tuple[str, ...] = CONTEXTS) -> str:
    """Return the address that a term's value is short for, as ``assertionMethod`` is.

    Raises:
        NotSignableError: if it is short for none.
    """
    found = _expanded({"type": list(types), name: value}, contexts)
    iri = found.get(term(name, types, contexts).iri, [{}])[0].get("@id", "")
    if not _defined(iri):
        raise NotSignableError(f"“{value}” is not an address.")
    return str(iri)


def _expanded(node: dict[str, Any], contexts: tuple[str, ...]) -> dict[str, Any]:
    if any(str(name).startswith("@") for name in node):
        raise NotSignableError("Keywords of JSON-LD do not belong in a credential.")
    try:
        with _LOCK:
            found = jsonld.expand(
                {"@context": list(contexts), **node}, {"documentLoader": load_document, "base": _BASE}
            )
    except jsonld.JsonLdError as error:
        raise NotSignableError("The terms do not fit together.") from error
    return found[0] if found else {}


def _defined(iri: str) -> bool:
    return ":" in iri and not iri.startswith(("_:", _BASE))


def _datatype(name: str, value: dict[str, Any]) -> str:
    """Return how a term's values are to be written, from what became of the probe."""
    if value == {"@id": _PROBE}:
        return "@id"
    if value.get("@value") == _PROBE and set(value) <= {"@value", "@type"} and value.get("@type") != "@json":
        return str(value.get("@type", ""))
    raise NotSignableError(f"“{name}” is a kind of term that a certificate does not use.")


@cache
def _context(url: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_FOLDER / _FILES[url]).read_text(encoding="utf-8"))
    return loaded
