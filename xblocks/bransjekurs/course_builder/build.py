"""The four stages in a row: what the command and the preview call."""

from dataclasses import dataclass
from pathlib import Path

from bransjekurs.course_builder.check import check_course
from bransjekurs.course_builder.dictionary import open_dictionary
from bransjekurs.course_builder.pack import pack
from bransjekurs.course_builder.problem import Kind, Problem
from bransjekurs.course_builder.read import read_course
from bransjekurs.course_builder.spelling import open_speller
from bransjekurs.course_builder.write import write_course


@dataclass(frozen=True, slots=True)
class Build:
    """An archive (``.tar.gz``) or, where there are faults, none."""

    archive: bytes | None
    problems: tuple[Problem, ...]


def find_problems(folder: Path) -> tuple[Problem, ...]:
    """Read and check a course folder; faults and advice."""
    return tuple(check_course(read_course(folder), open_dictionary(), open_speller()))


def build_course(folder: Path) -> Build:
    """Read, check, write and pack a course folder; nothing is written to disk."""
    reading = read_course(folder)
    problems = tuple(check_course(reading, open_dictionary(), open_speller()))
    if reading.spec is None or any(problem.kind is Kind.FAULT for problem in problems):
        return Build(None, problems)
    return Build(pack(write_course(reading.spec)), problems)
