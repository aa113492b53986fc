"""Read any Open edX course archive into one frozen tree: course, chapters, sequentials, units, blocks.

The format (OLX) lets every level stand inline or in a file of its own that a pointer names:
``<vertical url_name="a"/>`` means ``vertical/a.xml``. Both are followed, as the platform's import does.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _
from lxml import etree

from bransjekurs.course_builder.unpack import ArchiveError, unpack

__all__ = ["ArchiveError", "Block", "Chapter", "CourseTree", "Sequential", "Unit", "read_archive"]

# Only these have definitions in files of their own: the platform leaves the pointer of any other block
# unread and its fields at their defaults, silently.
_IN_FILES = frozenset({"course", "chapter", "sequential", "vertical", "html", "problem", "video"})
_ID = re.compile(r"[\w\-~.:]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a unit; ``xml`` is its whole definition as UTF-8 OLX, pointers resolved."""

    tag: str
    url_name: str
    title: str
    xml: bytes


@dataclass(frozen=True, slots=True)
class Unit:
    """What a learner meets as one page: a vertical, or a block that stands directly in a sequential."""

    tag: str
    url_name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sequential:
    """A part of a chapter (the platform calls it a subsection)."""

    url_name: str
    title: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the course."""

    url_name: str
    title: str
    sequentials: tuple[Sequential, ...]


@dataclass(frozen=True, slots=True)
class CourseTree:
    """A course as its archive says it; ``static`` holds the course's own files by their path under ``static/``."""

    org: str
    number: str
    run: str
    title: str
    chapters: tuple[Chapter, ...]
    static: Mapping[str, bytes] = field(repr=False)
    end: datetime | None = None

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units in the order in which a learner meets them."""
        return tuple(unit for chapter in self.chapters for part in chapter.sequentials for unit in part.units)


def read_archive(path: Path) -> CourseTree:
    """Return the course in the archive; ``ArchiveError`` says what is wrong with it and what to do."""
    return _Reader(unpack(path)).course()


class _Reader:
    """Walks the files of one archive."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.root = _course_folder(files)
        self.files = {
            str(PurePosixPath(name).relative_to(self.root)): data
            for name, data in files.items()
            if PurePosixPath(name).is_relative_to(self.root)
        }
        self.seen: set[tuple[str, str]] = set()

    def course(self) -> CourseTree:
        pointer = self._parse("course.xml")
        org, number, run = (
            _valid_id(_attribute(pointer, name, "course.xml")) for name in ("org", "course", "url_name")
        )
        node = self._definition(pointer)
        chapters = tuple(self._chapter(child) for child in node.iterchildren("chapter"))
        title = node.get("display_name") or self._policy(run, "display_name") or number
        static = {name.removeprefix("static/"): data for name, data in self.files.items() if name.startswith("static/")}
        return CourseTree(org, number, run, title, chapters, static, self._end(run, node))

    def _end(self, run: str, node: etree._Element) -> datetime | None:
        """Return when the course ends; a date that cannot be read is none, since nothing rests on it here."""
        written = (node.get("end") or self._policy(run, "end")).strip('"')
        try:
            end = datetime.fromisoformat(written)
        except ValueError:
            return None
        return end if end.tzinfo else end.replace(tzinfo=UTC)

    def _chapter(self, pointer: etree._Element) -> Chapter:
        node, name = self._definition(pointer), self._id(pointer)
        return Chapter(name, _title(node, name), tuple(map(self._sequential, node.iterchildren("sequential"))))

    def _sequential(self, pointer: etree._Element) -> Sequential:
        node, name = self._definition(pointer), self._id(pointer)
        return Sequential(name, _title(node, name), tuple(map(self._unit, node.iterchildren(etree.Element))))

    def _unit(self, pointer: etree._Element) -> Unit:
        if pointer.tag != "vertical":
            block = self._block(pointer)
            return Unit(block.tag, block.url_name, block.title, (block,))
        node, name = self._definition(pointer), self._id(pointer)
        return Unit("vertical", name, _title(node, name), tuple(map(self._block, node.iterchildren(etree.Element))))

    def _block(self, pointer: etree._Element) -> Block:
        node, name = self._definition(pointer), self._id(pointer)
        if node.tag == "html" and node.get("filename"):
            node = self._with_text(node, name)
        return Block(str(node.tag), name, _title(node, name), etree.tostring(node, encoding="utf-8", with_tail=False))

    def _definition(self, pointer: etree._Element) -> etree._Element:
        """Return the element itself, or the root of the file that it points to."""
        is_pointer = set(pointer.attrib) <= {"url_name", "org", "course"} and not len(pointer)
        if pointer.tag not in _IN_FILES or not is_pointer or (pointer.text or "").strip():
            return pointer
        return self._parse(f"{pointer.tag}/{_attribute(pointer, 'url_name', 'course.xml').replace(':', '/')}.xml")

    def _with_text(self, node: etree._Element, name: str) -> etree._Element:
        """Put the text that ``filename`` names inside the element, so that the definition is whole."""
        folder = PurePosixPath("html", name.replace(":", "/")).parent
        text = self._read(f"{folder / str(node.attrib.pop('filename'))}.html")
        try:
            node.text = text.decode("utf-8")
        except (UnicodeDecodeError, ValueError) as error:
            problem = _("html/%(name)s is not plain UTF-8 text. Save it as UTF-8.") % {"name": name}
            raise ArchiveError(problem) from error
        return node

    def _id(self, node: etree._Element) -> str:
        """Return the element's id; the platform makes one up for an element without, and so do we."""
        name = node.get("url_name") or hashlib.sha256(etree.tostring(node)).hexdigest()[:12]
        if (key := (str(node.tag), _valid_id(name))) in self.seen:
            text = _('Two %(tag)s elements have the id "%(id)s". Give each its own url_name.')
            raise ArchiveError(text % {"tag": node.tag, "id": name})
        self.seen.add(key)
        return name

    def _policy(self, run: str, name: str) -> str:
        """Return one of the course's settings from the policy file, where Studio's export puts them."""
        data = self.files.get(f"policies/{run}/policy.json", b"{}")
        try:
            return str(json.loads(data).get(f"course/{run}", {}).get(name) or "")
        except (ValueError, AttributeError) as error:
            text = _("%(file)s is not JSON as Studio writes it. Export the course again.")
            raise ArchiveError(text % {"file": f"policies/{run}/policy.json"}) from error

    def _read(self, name: str) -> bytes:
        try:
            return self.files[name]
        except KeyError as error:
            text = _("%(file)s is missing in the archive, but the course points to it. Export the course again.")
            raise ArchiveError(text % {"file": name}) from error

    def _parse(self, name: str) -> etree._Element:
        """Parse one file; a document type is refused, since it can name files and swell (XXE, entity bombs)."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(self._read(name), parser)
        except etree.XMLSyntaxError as error:
            text = _("%(file)s:%(line)s: this is not well-formed XML: %(reason)s")
            raise ArchiveError(text % {"file": name, "line": error.lineno, "reason": error.msg}) from error
        if root.getroottree().docinfo.internalDTD is not None:
            text = _("%(file)s has a DOCTYPE. Remove it, and any entities that it declares.")
            raise ArchiveError(text % {"file": name})
        return root


def _course_folder(files: Mapping[str, bytes]) -> PurePosixPath:
    """Return the folder of ``course.xml``: the archive's root, or (in Studio's exports) a folder in it."""
    found = [PurePosixPath(name) for name in files if PurePosixPath(name).name == "course.xml"]
    if not found:
        raise ArchiveError(_("The archive holds no course.xml. Use a course exported from Studio, or build one."))
    return min(found, key=lambda path: len(path.parts)).parent


def _attribute(node: etree._Element, name: str, file: str) -> str:
    value = node.get(name)
    if not value:
        text = _("%(file)s: a %(tag)s element lacks the attribute %(name)s. Add it.")
        raise ArchiveError(text % {"file": file, "tag": node.tag, "name": name})
    return value


def _valid_id(value: str) -> str:
    if not _ID.fullmatch(value):
        text = _('The id "%(id)s" has signs that an id can\'t have. Use letters, digits, - and _.')
        raise ArchiveError(text % {"id": value})
    return value


def _title(node: etree._Element, name: str) -> str:
    return node.get("display_name") or name
