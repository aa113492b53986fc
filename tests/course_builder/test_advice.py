"""Advice: told, but the course is built all the same."""

import json

import pytest
from bransjekurs.course_builder.build import build_course, find_problems
from bransjekurs.course_builder.check_reading import lix
from bransjekurs.course_builder.problem import Kind

from .conftest import CourseFolder
from .test_command import bransjekurs

TEXT = "texts/trygt-arbeid.md"
LONG = (
    "Amina tar flaska og leser etiketten, og der er det et faresymbol, og et faresymbol er et merke med rød ramme, "
    "og inni ramma er det en svart tegning."
)


def test_a_sentence_that_is_too_long_for_the_level_is_told_at_its_line(course: CourseFolder) -> None:
    course.change(TEXT, "Derfor bruker hun vernebriller.", LONG)

    (problem,) = find_problems(course.path)

    assert (problem.file, problem.line) == (TEXT, course.line_of(TEXT, "Amina tar flaska og leser etiketten, og"))
    assert "29 words; for A2 it should have 20 or less" in problem.text
    assert problem.kind is Kind.ADVICE


def test_a_text_written_for_a_higher_level_may_have_longer_sentences(course: CourseFolder) -> None:
    course.change(TEXT, "Derfor bruker hun vernebriller.", LONG)
    course.change(TEXT, "language: nb", "language: nb\nlevel: B2")

    assert find_problems(course.path) == ()


def test_a_text_of_long_words_is_told(course: CourseFolder) -> None:
    heavy = "Arbeidsgiveren organiserer opplæringen. Arbeidstakerne gjennomfører opplæringen."
    path = course.path / TEXT
    path.write_text(f"---\ntitle: Jobb trygt\nlanguage: nb\n---\n\n{heavy}\n", "utf-8")

    (problem,) = find_problems(course.path)

    assert "LIX" in problem.text
    assert problem.kind is Kind.ADVICE
    assert (problem.file, problem.line) == (TEXT, 6)


def test_a_long_word_that_nothing_explains_is_told_once(course: CourseFolder) -> None:
    course.change(TEXT, "Amina tar av hanskene.", "Dette er risikovurderinger. Risikovurderinger er viktige.")

    (problem,) = find_problems(course.path)

    assert "“risikovurderinger” is a long word for A2" in problem.text
    assert problem.line == course.line_of(TEXT, "risikovurderinger")


def test_advice_does_not_stop_the_build(course: CourseFolder) -> None:
    course.change(TEXT, "Derfor bruker hun vernebriller.", LONG)

    assert build_course(course.path).archive is not None


def test_check_says_that_it_is_advice_and_is_content(course: CourseFolder) -> None:
    course.change(TEXT, "Derfor bruker hun vernebriller.", LONG)

    text, listed = bransjekurs("check", str(course.path)), bransjekurs("check", "--json", str(course.path))

    assert (text.returncode, listed.returncode) == (0, 0)
    assert ": Råd: " in text.stdout or ": Advice: " in text.stdout
    assert [problem["kind"] for problem in json.loads(listed.stdout)] == ["advice"]


@pytest.mark.parametrize(
    ("sentences", "index"),
    [([], 0), (["Vi vasker gulvet."], 3), (["Vi vasker rommene.", "Det er varmt der."], 3.5 + 100 / 7)],
)
def test_lix_is_words_per_sentence_and_long_words_in_a_hundred(sentences: list[str], index: float) -> None:
    assert lix(sentences) == pytest.approx(index)
