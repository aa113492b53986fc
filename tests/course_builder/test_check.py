"""Every rule finds its fault, at its line, and says nothing else."""

from pathlib import Path

import pytest

from .conftest import CourseFolder
from .faults import FAULTS, LINES, PLAN, SITUATION, TASK, WORDS

# These break something else too, which is told as well.
WITH_CONSEQUENCES = {
    "an outcome with another's id",
    "no plan in the course",
    "a field is misspelt",
    "a value where fields belong",
    "a word that the dictionary lacks",
    "an empty unit",
    "an empty text alternative",
    "a name that no file can have",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line_and_nothing_else_is(course: CourseFolder, fault: str) -> None:
    file, old, new, line, named = FAULTS[fault]
    course.change(file, old, new)

    problems = course.problems()

    told = f"{file}:{course.line_of(file, line)}: "
    assert any(problem.startswith(told) and named in problem for problem in problems), problems
    assert len(problems) == 1 or fault in WITH_CONSEQUENCES, problems


def test_the_course_without_a_fault_is_silent(course: CourseFolder) -> None:
    assert course.problems() == []


# Thirty faults, of which none stands in the way of reading another.
TOGETHER = (
    "a kind that we don't have",
    "a judge that we don't have",
    "an id with a special letter",
    "an organisation with a space",
    "a word for an unknown outcome",
    "a question on an unknown outcome",
    "a goal that is not in the curriculum",
    "a wording that differs",
    "no week between reviews",
    "more hours asked than planned",
    "hours that don't add up",
    "an end before the start",
    "a picture that is none",
    "a text in an unknown language",
    "an example with another word",
    "parts that make another word",
    "the wrong gender",
    "the wrong form",
    "one of two genders",
    "a question without an owner",
    "a question that nobody asks",
    "groups too far apart",
    "a level in the trade that we don't have",
    "insurance by nobody",
    "a situation with an unknown word",
    "a situation without a person",
    "a picture without text alternative",
    "a misspelt word in a text",
    "a misspelt word in the plan",
    "a misspelt explanation",
    "a misspelt text alternative",
)


def test_thirty_faults_at_once_are_all_told(course: CourseFolder) -> None:
    faults = [FAULTS[name] for name in TOGETHER if name in FAULTS]
    assert len(faults) >= 30
    for file, old, new, _line, _named in faults:
        course.change(file, old, new)

    problems = course.problems()

    for file, _old, _new, line, named in faults:
        told = f"{file}:{course.line_of(file, line)}: "
        assert any(problem.startswith(told) and named in problem for problem in problems), (told, named, problems)


def test_a_field_that_cannot_be_read_hides_no_gap_in_the_course(course: CourseFolder) -> None:
    course.change(PLAN, "kind: norwegian", "kind: norsk")
    course.change(PLAN, "[avvik, timer, fagord]", "[avvik, fagord]")

    assert [problem for problem in course.problems() if "No text teaches “timer”" in problem]


def test_a_text_is_spelled_in_its_own_language_form(course: CourseFolder) -> None:
    course.change(TASK, "language: nb", "language: nn")

    problems = course.problems()

    assert f"{TASK}:{course.line_of(TASK, 'ikke er slik')}: “ikke” is not in the nynorsk dictionary." in " ".join(
        problems
    )
    assert {problem.partition(":")[0] for problem in problems} == {TASK}


def test_a_word_that_the_author_says_is_right_is_not_told(course: CourseFolder) -> None:
    course.change(TASK, "Gå en runde", "Gå en blorpete runde")
    assert any("“blorpete”" in problem for problem in course.problems())

    course.change("spelling.txt", "Amina", "Amina\nblorpete  # et nytt ord")

    assert course.problems() == []


def test_two_units_cannot_show_the_same_situation(course: CourseFolder) -> None:
    course.change(
        PLAN, "        task: texts/oppgave", "        situation: situations/vatt-gulv.yaml\n        task: texts/oppgave"
    )

    (problem,) = course.problems()

    line = course.line_of(PLAN, "id: oppgave-avvik") + 3
    assert problem.startswith(f"{PLAN}:{line}: “situations/vatt-gulv.yaml” is shown by another unit already.")


def test_two_pictures_of_one_name_are_told(course: CourseFolder) -> None:
    (course.path / "media" / "gang").mkdir()
    (course.path / "media" / "gang" / "skilt.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    course.change(TASK, "Gjør oppgaven", "![Et skilt](media/gang/skilt.svg) Gjør oppgaven")

    (problem,) = course.problems()

    assert "“media/skilt.svg” and “media/gang/skilt.svg” have the same name" in problem


def test_two_wrong_fields_of_one_outcome_are_both_told(course: CourseFolder) -> None:
    course.change(PLAN, "title: Si fra om avvik", "title: 5")
    course.change(PLAN, "kind: working_life", "kind: arbeid")

    assert len(course.problems()) == 2


def test_an_outcome_that_no_text_teaches_is_told(course: CourseFolder) -> None:
    course.change(PLAN, "[avvik, timer, fagord]", "[avvik, fagord]")

    assert course.problems() == [
        f"{PLAN}:{course.line_of(PLAN, '- id: timer')}: {course.problems()[0].split(': ', 1)[1]}"
    ]
    assert "No text teaches “timer”" in course.problems()[0]


def test_an_outcome_that_nothing_practises_is_told(course: CourseFolder) -> None:
    course.change(WORDS, "A2,timer,", "A2,avvik,")
    course.change(WORDS, "A2,timer,", "A2,avvik,")

    (problem,) = course.problems()

    assert problem.startswith(f"{PLAN}:{course.line_of(PLAN, '- id: timer')}: Nothing practises “timer”")


def test_an_outcome_that_nothing_assesses_is_told(course: CourseFolder) -> None:
    course.change(PLAN, "outcomes: [timer]", "outcomes: [avvik]")

    (problem,) = course.problems()

    assert problem.startswith(f"{PLAN}:{course.line_of(PLAN, '- id: timer')}: Nothing assesses “timer”")


def test_an_outcome_that_nobody_can_see_is_told(course: CourseFolder) -> None:
    points = "".join(
        f"      - {point}\n"
        for point in (
            "fører timene samme dag",
            "sjekker timene før de blir sendt",
            "sier fra når noe i timelista er feil",
        )
    )
    course.change(PLAN, f"    look_for:\n{points}", "    look_for: []\n")

    (problem,) = course.problems()

    assert problem.startswith(f"{PLAN}:{course.line_of(PLAN, '- id: timer')}: Nobody can observe “timer”")


def test_words_without_a_place_to_practise_are_told(course: CourseFolder) -> None:
    course.change(PLAN, "        block: words", "        text: texts/trygt-arbeid.md")

    (problem,) = course.problems()

    assert problem.startswith(f"{PLAN}:{course.line_of(PLAN, '- id: trygt-arbeid')}: ")
    assert "block: words" in problem


def test_a_place_to_practise_without_words_is_told(course: CourseFolder) -> None:
    course.change(
        PLAN, "        block: certificate", "        block: certificate\n\n      - {id: o, title: O, block: words}"
    )

    (problem,) = course.problems()

    assert problem.startswith(f"{PLAN}:{course.line_of(PLAN, '{id: o')}: ")
    assert "“bevis”" in problem


def test_a_word_from_another_source_is_not_compared_with_the_dictionary(course: CourseFolder) -> None:
    course.change(WORDS, "avvik-og-beskjeder,Bokmålsordboka\nhanske", "avvik-og-beskjeder,Arbeidstilsynet\nhanske")
    course.change(WORDS, "verneutstyr,noun,n,", "verneutstyr,noun,m,")

    assert course.problems() == []


@pytest.mark.parametrize("file", [PLAN, WORDS])
def test_a_missing_file_is_told(course: CourseFolder, file: str) -> None:
    (course.path / file).unlink()

    assert any(problem.startswith(f"{file}:1: The file is missing.") for problem in course.problems())


def test_broken_yaml_is_told_with_its_line_and_the_words_are_still_read(course: CourseFolder) -> None:
    course.change(PLAN, "review_weeks: 3", "review_weeks: [3")
    course.change(WORDS, "id,lemma", "nr,lemma")

    told = course.problems()

    assert any(problem.startswith(f"{PLAN}:") and "YAML" in problem for problem in told)
    assert any(problem.startswith(f"{WORDS}:1:") for problem in told)


def test_a_key_written_twice_is_told(course: CourseFolder) -> None:
    course.change(PLAN, "review_weeks: 3", "review_weeks: 3\nreview_weeks: 4")

    assert course.problems() == [
        f"{PLAN}:{course.line_of(PLAN, 'review_weeks: 4')}: This is not valid YAML: “review_weeks” is written twice."
    ]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "- bare en liste\n",
        "tekst\n",
        "course: &a [*a]\n",
        "? [a]\n: b\n",
        "\x00",
        "course: !!python/object:os.system x\n",
    ],
)
def test_a_plan_that_is_no_plan_is_told(course: CourseFolder, content: str) -> None:
    (course.path / PLAN).write_text(content, "utf-8")

    assert any(problem.startswith(f"{PLAN}:") for problem in course.problems())


def test_a_file_that_is_not_utf_8_is_told(course: CourseFolder) -> None:
    (course.path / WORDS).write_bytes((course.path / WORDS).read_text("utf-8").encode("latin-1"))

    assert any(problem.startswith(f"{WORDS}:1: The file is not UTF-8") for problem in course.problems())


def test_a_link_out_of_the_folder_is_refused(course: CourseFolder, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: Hemmelig\n---\nx", "utf-8")
    (course.path / "texts" / "lenke.md").symlink_to(tmp_path / "secret.md")
    course.change(PLAN, "texts/oppgave-avvik.md", "texts/lenke.md")

    (problem,) = course.problems()

    assert "outside the course folder" in problem


def test_a_row_over_several_lines_does_not_move_the_lines_after_it(course: CourseFolder) -> None:
    course.change(WORDS, "Det du har på hendene.", '"Det du har\npå hendene."')
    course.change(WORDS, "[glatt]", "[tørt]")

    (problem,) = course.problems()

    assert problem.startswith(f"{WORDS}:{course.line_of(WORDS, '[tørt]')}: ")


@pytest.mark.parametrize(
    ("pieces", "line", "told"),
    [
        ("steps: [Si fra]", "steps:", "needs at least two"),
        ("steps: [Si fra, Tørk opp, Si fra]", "steps:", "“Si fra” stands here twice"),
        ("steps: [Si fra, Tørk opp]\nany_order: [2-9]", "any_order:", "“2-9” is no run of steps"),
        ("steps: [Si fra, Tørk opp]\nany_order: [to]", "any_order:", "“to” is no run of steps"),
    ],
)
def test_steps_can_be_put_in_order(course: CourseFolder, pieces: str, line: str, told: str) -> None:
    course.change(SITUATION, "kind: dialogue", "kind: procedure")
    course.change(SITUATION, LINES, f"{pieces}\n")
    (problem,) = course.problems()
    assert problem.startswith(f"{SITUATION}:{course.line_of(SITUATION, line)}: ")
    assert told in problem
