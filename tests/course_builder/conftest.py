"""A course folder to break: a copy of a small faultless one, so that the real course can grow and no test breaks."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bransjekurs.course_builder.build import find_problems
from django.utils import translation

SMALL = Path(__file__).parent / "small"


@dataclass(frozen=True)
class CourseFolder:
    """A course on disk that a test changes as an author would."""

    path: Path

    def change(self, file: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file; fails if it isn't there, so that no fault is planted in vain."""
        text = (self.path / file).read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (self.path / file).write_text(text.replace(old, new, 1), "utf-8")

    def line_of(self, file: str, text: str) -> int:
        """Return the number of the first line that holds the text."""
        lines = (self.path / file).read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def problems(self) -> list[str]:
        """Return what ``bransjekurs check`` would say."""
        return [str(problem) for problem in find_problems(self.path)]


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    """A copy of the small course, without a fault."""
    folder = tmp_path / "renhold"
    shutil.copytree(SMALL, folder)
    return CourseFolder(folder)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Messages are compared in the language that they are written in."""
    with translation.override("en"):
        yield
