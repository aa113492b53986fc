"""The certificate as a PDF: tagged (PDF/UA-1), for keeping (PDF/A-3a), equal bytes for equal content.

``printed.py`` chooses the words, ``typst/certificate.typ`` lays them out, and this file compiles. What people typed
reaches typst as JSON data and never as markup, so nothing in a name can act.

Never compile at import or in a process that later forks: typst's threads are not in the children, which then hang.
"""

import json
import threading
import unicodedata
from bisect import bisect_right
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from bransjekurs.certificates import logos
from bransjekurs.certificates.printed import printed
from bransjekurs.domain.certificate_content import CertificateContent

HERE = Path(__file__).parent
# By the number that each certificate carries: a new look is a new file, and what is issued keeps its own.
LAYOUTS = HERE / "typst"
TEMPLATES = {1: LAYOUTS / "certificate.typ"}
ATTACHMENT = "credential.json"
FONTS = HERE / "fonts"
_OF_THREAD = threading.local()


class CannotPrint(ValueError):
    """The content can't be printed; ``characters`` are those that the fonts lack, if that is why."""

    def __init__(self, characters: tuple[str, ...], reason: str) -> None:
        super().__init__(reason)
        self.characters = characters


def render(content: CertificateContent, attachment: bytes | None = None) -> bytes:
    """Return the PDF of a certificate, in the language that the content names.

    ``attachment`` is the signed credential (UTF-8), carried in the file as ``credential.json``, byte for byte.

    Raises:
        CannotPrint: if typst refuses the content, above all for a character that the fonts lack.
            Check what people type with ``unprintable`` first.
        ValueError: for a role or a kind of evidence that has no word.
    """
    words = printed(content, has_credential=attachment is not None)
    data = unicodedata.normalize("NFC", json.dumps(words, ensure_ascii=False))
    files = {"certificate.json": data.encode()}
    if attachment is not None:
        files[ATTACHMENT] = attachment
    if content.issuer.logo:
        files["logo.svg"] = logos.kept(content.issuer.logo).encode()
    try:
        return typeset(TEMPLATES[content.template], files, content.issued_at)
    except typst.TypstError as error:
        raise CannotPrint(unprintable(data), error.message) from error


def typeset(template: Path, files: dict[str, bytes], at: datetime) -> bytes:
    """Return a tagged PDF for keeping: equal bytes for equal files and time.

    ``files`` are those that the template reads, by name, in UTF-8. They are no inputs of typst's own: with another
    input it forgets all that it has laid out.

    Raises:
        typst.TypstError: above all for a character that the fonts lack.
    """
    pdf: bytes = _compiler().compile(
        {"main.typ": f'#include "{template.name}"'.encode(), **files},
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        timestamp=at.astimezone(UTC).replace(microsecond=0),  # typst takes whole seconds
    )
    return pdf


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters that the certificate's fonts lack, each once, in the order they stand in ``text``.

    The text is composed first (NFC), as it is before printing: *e* and a combining acute count as *é*.
    """
    composed = unicodedata.normalize("NFC", text)
    return tuple(dict.fromkeys(character for character in composed if not _covered(ord(character))))


def _covered(code_point: int) -> bool:
    table = _coverage()
    place = bisect_right(table, (code_point, 0x110000)) - 1
    return place >= 0 and code_point <= table[place][1]


@cache
def _coverage() -> tuple[tuple[int, int], ...]:
    """Return the ranges of code points that both fonts have (``scripts/font_coverage.py`` writes them)."""
    rows = json.loads((FONTS / "coverage.json").read_text(encoding="ascii"))
    return tuple((first, last) for first, last in rows)


def _compiler() -> Any:
    """Return the thread's own compiler: it keeps the templates as it has read them, and two threads can't share one.

    Its type is left open: typst's stub doesn't know that it takes a dict of files.
    """
    if not hasattr(_OF_THREAD, "compiler"):
        _OF_THREAD.compiler = typst.Compiler(root=LAYOUTS, font_paths=_fonts(), ignore_system_fonts=True)
    return _OF_THREAD.compiler


@cache
def _fonts() -> typst.Fonts:
    """Load the fonts once a process, when first needed; separate compilations may share them across threads."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
