"""What an author meets at the command line."""

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from .conftest import CourseFolder

RUN = (sys.executable, "-c", "from bransjekurs.command import main; main(prog_name='bransjekurs')")


def bransjekurs(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a person does."""
    return subprocess.run([*RUN, *arguments], capture_output=True, text=True, check=False)


def test_check_is_silent_on_a_faultless_course(course: CourseFolder) -> None:
    answer = bransjekurs("check", str(course.path))

    assert (answer.returncode, answer.stdout) == (0, "")
    # Nobody has counted the words of its two texts.
    assert answer.stderr.count("bransjekurs words") == 1


def test_check_prints_one_line_per_problem(course: CourseFolder) -> None:
    course.change("kursplan.yaml", "KM10662", "KM1")
    course.change("words.csv", "[hanskene]", "[vottene]")

    answer = bransjekurs("check", str(course.path))

    plan, words = answer.stdout.splitlines()
    assert answer.returncode == 1
    assert plan.startswith(f"kursplan.yaml:{course.line_of('kursplan.yaml', '[KM1]')}: ")
    assert words.startswith(f"words.csv:{course.line_of('words.csv', '[vottene]')}: ")


@pytest.mark.parametrize(
    ("machine", "answer"),
    [
        ("nb_NO.UTF-8", "Det er ikke noe mål «KM1»"),
        ("C.UTF-8", "Det er ikke noe mål «KM1»"),
        ("en_GB.UTF-8", "There is no goal “KM1”"),
    ],
)
def test_check_speaks_norwegian_unless_the_machine_speaks_english(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch, machine: str, answer: str
) -> None:
    course.change("kursplan.yaml", "KM10662", "KM1")
    monkeypatch.setenv("LC_ALL", machine)

    assert answer in bransjekurs("check", str(course.path)).stdout


def test_check_can_answer_in_json(course: CourseFolder) -> None:
    course.change("kursplan.yaml", "KM10662", "KM1")

    answer = bransjekurs("check", "--json", str(course.path))

    (problem,) = json.loads(answer.stdout)
    assert answer.returncode == 1
    assert problem["file"] == "kursplan.yaml"
    assert problem["line"] == course.line_of("kursplan.yaml", "[KM1]")


def test_build_writes_an_archive(course: CourseFolder, tmp_path: Path) -> None:
    answer = bransjekurs("build", str(course.path), "-o", str(tmp_path / "renhold.tar.gz"))

    assert answer.returncode == 0, answer.stderr
    with tarfile.open(tmp_path / "renhold.tar.gz") as tar:
        assert "course/course.xml" in tar.getnames()


def test_build_writes_nothing_for_a_course_with_problems(course: CourseFolder, tmp_path: Path) -> None:
    course.change("kursplan.yaml", "KM10662", "KM1")

    answer = bransjekurs("build", str(course.path), "-o", str(tmp_path / "renhold.tar.gz"))

    assert answer.returncode == 1
    assert "KM1" in answer.stdout
    assert not (tmp_path / "renhold.tar.gz").exists()


@pytest.mark.parametrize("arguments", [["check", "no-such-folder"], ["check"], ["bygg"], ["build", "."]])
def test_misuse_is_told_without_a_traceback(arguments: list[str]) -> None:
    answer = bransjekurs(*arguments)

    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert answer.stderr


def test_a_place_that_cannot_be_written_is_misuse(course: CourseFolder, tmp_path: Path) -> None:
    answer = bransjekurs("build", str(course.path), "-o", str(tmp_path / "none" / "renhold.tar.gz"))

    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("command", [[], ["check"], ["build"]])
def test_help_has_an_example(command: list[str]) -> None:
    answer = bransjekurs(*command, "--help")

    assert answer.returncode == 0
    assert "Example: bransjekurs" in answer.stdout
