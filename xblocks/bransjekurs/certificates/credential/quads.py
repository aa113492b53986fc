"""A document as statements, in the one order that everybody arrives at (RDFC-1.0).

Only what a certificate needs is taken: a tree of objects with text, truth values, small whole numbers and addresses.
Whatever else JSON-LD could say is refused. So each document means one thing, and no file can be made that takes long
to put in order.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from bransjekurs.certificates.credential.terms import CONTEXTS, NotSignableError, named_value, term, type_iri

# Subject, property, object; an object without an address of its own is a number until it gets a name.
Node = str | int
Quad = tuple[Node, str, Node]

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
# As Open Badges writes it.
_FLOAT = "https://www.w3.org/2001/XMLSchema#float"
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
# The first as W3C writes it, the second as Open Badges does.
_BOOLEANS = (_BOOLEAN, "https://www.w3.org/2001/XMLSchema#boolean")
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
# Implementations write other control characters in different ways, and no certificate needs them; nor half characters.
_NOT_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
_DEPTH = 8
# Credits are whole numbers; how fractions and large numbers are written differs between implementations.
_LARGE = 10_000


def canonical(document: dict[str, Any]) -> bytes:
    """Return a document's statements as N-Quads in canonical order.

    Raises:
        NotSignableError: if it isn't made with the two pinned contexts, says something that they don't define,
            or says the same of two objects that nothing tells apart.
    """
    if document.get("@context") != list(CONTEXTS):
        raise NotSignableError("The credential does not use the contexts that come with this package.")
    quads: list[Quad] = []
    _Walk(quads).node({name: value for name, value in document.items() if name != "@context"}, 0)
    names = _blank_names(quads)
    lines = {" ".join(_written(part, names) for part in quad) + " .\n" for quad in quads}
    return "".join(sorted(lines)).encode()


class _Walk:
    """Goes through a tree once and notes its statements."""

    def __init__(self, quads: list[Quad]) -> None:
        self.quads = quads
        self.seen: set[str] = set()
        self.blank = 0

    def node(self, item: dict[str, Any], depth: int) -> Node:
        """Note what is said of an object; return its address, or a number where it has none."""
        if depth > _DEPTH:
            raise NotSignableError("The credential is too deep.")
        subject = self._subject(item)
        types = _types(item)
        self.quads += [(subject, _TYPE, f"<{type_iri(name)}>") for name in types]
        for name, value in item.items():
            if name not in ("id", "type"):
                self._property(subject, name, types, value, depth)
        return subject

    def _subject(self, item: dict[str, Any]) -> Node:
        if "id" not in item:
            self.blank += 1
            return self.blank
        address = _address(item["id"])
        if address in self.seen:
            raise NotSignableError("Two objects have the same id.")
        self.seen.add(address)
        return address

    def _property(self, subject: Node, name: str, types: tuple[str, ...], value: object, depth: int) -> None:
        known = term(name, types)
        values = value if isinstance(value, list) else [value]
        if not values:
            raise NotSignableError(f"“{name}” is empty.")
        for one in values:
            if isinstance(one, dict):
                written: Node = self.node(one, depth + 1)
            else:
                written = _literal(one, known.datatype, name, types)
            self.quads.append((subject, f"<{known.iri}>", written))


def _types(item: dict[str, Any]) -> tuple[str, ...]:
    found = item.get("type", [])
    types = [found] if isinstance(found, str) else found
    if not isinstance(types, list) or not all(isinstance(name, str) for name in types) or len(set(types)) < len(types):
        raise NotSignableError("A type is not a text.")
    return tuple(types)


def _address(value: object) -> str:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        raise NotSignableError("An id is not an address.")
    return f"<{value}>"


def _literal(value: object, datatype: str, name: str, types: tuple[str, ...]) -> str:
    if isinstance(value, bool) and datatype != _FLOAT:
        return f'"{str(value).lower()}"^^<{datatype or _BOOLEAN}>'
    if type(value) is int and datatype == _FLOAT and 0 <= value < _LARGE:
        return f'"{value}"^^<{_FLOAT}>'
    if not isinstance(value, str) or _NOT_TEXT.search(value) or datatype in (*_BOOLEANS, _FLOAT):
        raise NotSignableError(f"“{name}” is not what it should be.")
    if datatype == "@id":
        return _address(value if _IRI.fullmatch(value) else named_value(name, types, value))
    text = f'"{value.translate(_ESCAPES)}"'
    return f"{text}^^<{datatype}>" if datatype else text


def _blank_names(quads: list[Quad]) -> dict[int, str]:
    """Name the objects without an address, by what is said of each (RDFC-1.0, 4.6 and 4.4.3 step 4)."""
    about: dict[int, list[Quad]] = {}
    for quad in quads:
        for part in {part for part in quad if isinstance(part, int)}:
            about.setdefault(part, []).append(quad)
    by_hash = {_first_degree(node, about[node]): node for node in about}
    if len(by_hash) < len(about):
        raise NotSignableError("Two objects say just the same.")
    return {by_hash[value]: f"_:c14n{place}" for place, value in enumerate(sorted(by_hash))}


def _first_degree(node: int, quads: list[Quad]) -> str:
    lines = sorted(" ".join(_marked(quad, node)) + " .\n" for quad in quads)
    return sha256("".join(lines).encode()).hexdigest()


def _marked(quad: Quad, node: int) -> Iterator[str]:
    for part in quad:
        yield part if isinstance(part, str) else "_:a" if part == node else "_:z"


def _written(part: Node, names: dict[int, str]) -> str:
    return part if isinstance(part, str) else names[part]
