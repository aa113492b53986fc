"""Every path that a use case notes in a plan's history has words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bransjekurs.pages.history_words import FIELDS

from tests.house.files import PACKAGE


def test_what_the_use_cases_note_has_words() -> None:
    noted = {path for file in sorted((PACKAGE / "api").glob("*.py")) for path in _paths(file)}
    assert len(noted) > 20, "the use cases note elsewhere: look there too"
    lacking = {path for path in noted if not any(_may_be(path, known) for known in FIELDS)}
    assert not lacking, f"add to FIELDS in pages/history_words.py: {lacking}"


def _paths(file: Path) -> Iterator[str]:
    """The first argument of ``Change``, ``field=`` in ``replace``, and the first in what ``note`` is given."""
    text = file.read_text(encoding="utf-8")
    if "Change" not in text and "api.noting import" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Change", "replace"):
            found = [word.value for word in node.keywords if word.arg == "field"]
            found += node.args[:1] if node.func.id == "Change" else []
        elif (
            isinstance(node, ast.Tuple)
            and node.elts
            and (len(node.elts) == 3 or isinstance(node.elts[-1], ast.Starred))
        ):
            found = [one for one in node.elts[:1] if isinstance(one, ast.JoinedStr)]
        yield from filter(None, map(_pattern, found))


def _pattern(node: ast.expr) -> str:
    """The path as the code says it, with a star for what is filled in; empty for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


def _may_be(path: str, known: str) -> bool:
    """A star in the table stands for one part; one in the code for whatever is filled in."""
    said, told = re.escape(path).replace(r"\*", ".+"), re.escape(known).replace(r"\*", "[^.]+")
    return bool(re.fullmatch(said, known) or re.fullmatch(told, path))
