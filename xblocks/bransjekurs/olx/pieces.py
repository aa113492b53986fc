"""What reads and writes pieces of our OLX: the vocabulary, the parser, and how a fault says where it stands."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext as _
from lxml import etree

Element = etree._Element
Choice = TypeVar("Choice", bound=StrEnum)
Number = TypeVar("Number", int, float)

# What may stand inside each element of ours. Anything else is a spelling mistake, and silence would lose content.
VOCABULARY: dict[str, frozenset[str]] = {
    "training_plan": frozenset({"hours", "outcome", "trade-profile", "mapping", "measure", "conditions"}),
    "conditions": frozenset({"condition", "duty", "agreement", "insurance", "payment"}),
    "trade-profile": frozenset({"norwegian", "basic-skill", "employers-look-for", "job-certificate"}),
    "job-certificate": frozenset({"name", "needed-for", "note"}),
    "outcome": frozenset({"title", "plain", "look-for", "curriculum", "shown-by"}),
    "trade_language": frozenset({"mastery", "reading", "term", "situation"}),
    "situation": frozenset({"title", "intro", "picture", "paragraph", "line", "step", "sign", "check", "place"}),
    "line": frozenset({"says", "instead"}),
    "reading": frozenset({"course-word", "other-word"}),
    "term": frozenset(
        {"lemma", "definition", "example", "form", "part", "also", "safety", "picture", "translation", "use"}
    ),
    "competence_certificate": frozenset({"purpose", "signatory", "requires", "accreditation"}),
}


class OlxError(ValueError):
    """OLX that is not ours to read, with a message that says what to do."""


def safe_parser() -> etree.XMLParser:
    """Return a parser that fetches nothing and expands no entity."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False)


def parse(document: bytes) -> Element:
    """Return the root of an XML document; raise ``OlxError`` if it is broken or carries a DOCTYPE."""
    try:
        root = etree.fromstring(document, safe_parser())
    except etree.XMLSyntaxError as error:
        raise OlxError(_("This is not well-formed XML: {reason}").format(reason=error.msg)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise OlxError(_("The XML has a DOCTYPE. Remove it: course files must not declare entities."))
    return root


# --- Writing, piece by piece -------------------------------------------------------------------------------------


def add(node: Element, tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """Append an element with a text and attributes, and return it."""
    child = etree.SubElement(node, tag, {name: legal(value) for name, value in attributes.items()})
    child.text = None if text is None else legal(text)
    return child


def set_some(node: Element, **attributes: str) -> None:
    """Set the attributes that are not empty; readers take an absent one as empty."""
    for name, value in attributes.items():
        if value:
            node.set(name, legal(value))


def legal(text: str) -> str:
    """Return the text; raise ``OlxError`` for characters that XML cannot hold."""
    try:
        etree.Element("check").text = text
    except ValueError as error:
        message = _("The text “{text}” holds a character that cannot be stored. Remove control characters.")
        raise OlxError(message.format(text=text.encode("unicode_escape").decode("ascii"))) from error
    return text


def names(ids: Sequence[str]) -> str:
    """Join ids with spaces; raise ``OlxError`` for one that would come back as none or as two."""
    for name in ids:
        if name.split() != [name]:
            raise OlxError(_("“{name}” cannot be an id. Use letters, digits and hyphens.").format(name=name))
    return legal(" ".join(ids))


def truth(value: bool) -> str:
    """Return a truth as OLX writes it."""
    return "true" if value else "false"


# --- Reading, piece by piece -------------------------------------------------------------------------------------


def children(node: Element, tag: str) -> Iterator[Element]:
    """Yield the children with that tag; raise ``OlxError`` for a child that the vocabulary does not know.

    Comments pass, and so do the platform's asides, which carry ``xblock-family``.
    """
    for child in node:
        if not isinstance(child.tag, str) or child.get("xblock-family"):
            continue
        if child.tag not in VOCABULARY.get(str(node.tag), {tag}):
            known = ", ".join(sorted(VOCABULARY[str(node.tag)]))
            message = _("<{tag}> is not known here. Use one of: {known}.")
            raise fault(child, message.format(tag=child.tag, known=known))
        if child.tag == tag:
            yield child


def texts(node: Element, tag: str) -> tuple[str, ...]:
    """Return the texts of the children with that tag."""
    return tuple(child.text or "" for child in children(node, tag))


def the_text(node: Element, tag: str) -> str:
    """Return the text of the one child with that tag."""
    found = texts(node, tag)
    if len(found) != 1:
        raise fault(node, _("<{tag}> must stand here exactly once.").format(tag=tag))
    return found[0]


def attribute(node: Element, name: str) -> str:
    """Return an attribute that must be there."""
    if not (value := node.get(name, "")):
        raise fault(node, _("The attribute “{name}” is missing. Add it.").format(name=name))
    return value


def choice(node: Element, name: str, kind: type[Choice]) -> Choice:
    """Return an attribute as a member of an enumeration."""
    return member(node, name, kind, attribute(node, name))


def member(node: Element, name: str, kind: type[Choice], value: str) -> Choice:
    """Return a value of an attribute as a member of an enumeration."""
    try:
        return kind(value)
    except ValueError as error:
        message = _("{name}=“{value}” is not known. Use one of: {known}.")
        raise fault(node, message.format(name=name, value=value, known=", ".join(kind))) from error


def flag(node: Element, name: str) -> bool:
    """Return a flag that is true unless the attribute says otherwise (both of an outcome's flags default to true)."""
    value = node.get(name, "true")
    if value not in ("true", "false"):
        raise fault(node, _("{name}=“{value}” must be true or false.").format(name=name, value=value))
    return value == "true"


def number(node: Element) -> int:
    """Return the element's text as a whole number."""
    try:
        return int(node.text or "")
    except ValueError as error:
        raise fault(node, _("“{value}” must be a whole number.").format(value=node.text or "")) from error


def convert(node: Element, name: str, kind: Callable[[str], Number]) -> Number:
    """Return an attribute that is there as a number."""
    try:
        return kind(str(node.attrib[name]))
    except ValueError as error:
        message = _("{name}=“{value}” must be a number.")
        raise fault(node, message.format(name=name, value=node.attrib[name])) from error


def unfit(node: Element, name: str, value: str) -> OlxError:
    """Return the error for an attribute whose value cannot be read."""
    message = _("{name}=“{value}” cannot be read. Mend it, or take it away.")
    return fault(node, message.format(name=name, value=value))


def fault(node: Element, text: str) -> OlxError:
    """Put the place before the text: the element, its id where it has one, and its line where it is known."""
    identity = f' id="{node.get("id")}"' if node.get("id") else ""
    line = _(", line {line}").format(line=node.sourceline) if node.sourceline else ""
    return OlxError(f"<{node.tag}{identity}>{line}: {text}")
