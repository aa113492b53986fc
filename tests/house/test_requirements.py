"""The table of requirements: every one of them is there once, and everything that it names exists."""

import re

from .files import PACKAGE, ROOT

TABLE = ROOT / "docs" / "requirements.md"
_NAMED = re.compile(r"`([^`]+)`")


def rows() -> list[list[str]]:
    """The cells of each requirement's row: id, what, where one sees it, code, test."""
    lines = TABLE.read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| R")]


def test_every_requirement_is_there_once_and_in_order() -> None:
    assert [row[0] for row in rows()] == [f"R{number}" for number in range(1, 97)]


def test_every_row_says_where_it_is_met_or_why_not() -> None:
    assert [row[0] for row in rows() if len(row) != 5 or not all(row)] == []
    said = {row[0] for row in rows() if re.search(r"\*\*(not yet|outside)\*\*", row[2].casefold())}
    assert [row[0] for row in rows() if "–" in (row[3], row[4]) and row[0] not in said] == []


def test_every_file_that_it_names_exists() -> None:
    code = {PACKAGE / name for row in rows() for name in _NAMED.findall(row[3])}
    tests = {ROOT / "tests" / name for row in rows() for name in _NAMED.findall(row[4])}

    assert sorted(str(path) for path in code | tests if not path.is_file()) == []
