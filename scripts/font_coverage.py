"""Write which characters a certificate can print: those that Libertinus Serif and Inter both have.

Libertinus Serif is read out of the installed typst, which carries it inside; Inter is read from the package.
Run this whenever typst or a font is renewed, and commit the result:

    python scripts/font_coverage.py

Needs fonttools (in the ``test`` extra). Writes ``certificates/fonts/coverage.json``: a list of ranges
``[first, last]`` of code points, both included.
"""

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

FONTS = Path(__file__).parents[1] / "xblocks/bransjekurs/certificates/fonts"
EMBEDDED = "Libertinus Serif"
SFNT_START = re.compile(rb"OTTO\x00")


def embedded_faces() -> Iterator[TTFont]:
    """Yield the upright regular faces named ``EMBEDDED`` inside typst's binary module (one for each copy)."""
    binary = next(Path(typst.__file__).parent.glob("_typst*")).read_bytes()
    for match in SFNT_START.finditer(binary):
        try:
            face = TTFont(io.BytesIO(binary[match.start() :]), lazy=True)
            names = (face["name"].getDebugName(1), face["name"].getDebugName(2))
        except (TTLibError, KeyError, AssertionError):
            continue  # the four bytes stood there by chance
        if names == (EMBEDDED, "Regular"):
            yield face


def is_text(code_point: int) -> bool:
    """Say whether it is a character that a reader sees: no control, no direction mark, no private use."""
    return unicodedata.category(chr(code_point)) not in {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def characters_of(face: TTFont) -> set[int]:
    """Return the code points that the face prints: its own glyphs, and what typst builds of letter and accent."""
    glyphs = set(face.getBestCmap())
    return {
        code_point
        for code_point in range(0x110000)
        if is_text(code_point) and (code_point in glyphs or built_of(code_point) <= glyphs)
    }


def built_of(code_point: int) -> set[int]:
    """Return the code points of the character's canonical decomposition (itself where it has none)."""
    return {ord(part) for part in unicodedata.normalize("NFD", chr(code_point))}


def ranges(code_points: set[int]) -> list[list[int]]:
    """Put the code points into ranges, both ends included."""
    found: list[list[int]] = []
    for code_point in sorted(code_points):
        if found and found[-1][1] == code_point - 1:
            found[-1][1] = code_point
        else:
            found.append([code_point, code_point])
    return found


def main() -> None:
    """Read the fonts and write the table."""
    faces = [*embedded_faces(), *(TTFont(path) for path in sorted(FONTS.glob("*.otf")))]
    table = ranges(set.intersection(*(characters_of(face) for face in faces)))
    rows = ",\n".join(json.dumps(row) for row in table)
    (FONTS / "coverage.json").write_text(f"[\n{rows}\n]\n", encoding="ascii")
    print(f"{sum(last - first + 1 for first, last in table)} characters in {len(table)} ranges from {len(faces)} fonts")


if __name__ == "__main__":
    main()
