"""Every rule finds its fault, at its line, and says nothing else."""

from pathlib import Path

import pytest

from .conftest import CourseFolder

PLAN, WORDS, TASK = "kursplan.yaml", "words.csv", "texts/oppgave-avvik.md"
SECOND_PLAN = "\n      - {id: a, title: A, block: plan}\n"
GLOVE_ROW = "hanske,hanske,noun"

# what was done wrong: file, text, what it becomes, what stands on the line that is told, what the message names
FAULTS: dict[str, tuple[str, str, str, str, str]] = {
    "a field is misspelt": (PLAN, "summary:", "sumary:", "sumary:", "“sumary”"),
    "a field is missing": (PLAN, "    area: Trygt arbeid\n", "", "- id: verneutstyr", "“area”"),
    "a field is empty": (PLAN, "title: Si fra om avvik", 'title: ""', 'title: ""', "“title”"),
    "text where a number belongs": (PLAN, "review_weeks: 3", "review_weeks: tre", "review_weeks:", "a whole number"),
    "a number where text belongs": (PLAN, 'run: "2026"', "run: 2026", "run: 2026", "quotes"),
    "a control character": (PLAN, "title: Start", 'title: "St\\aart"', "St\\aart", "control character"),
    "a date outside the calendar": (PLAN, "start: 2026-10-05", "start: 2026-13-05", "start: 2026-13-05", "month"),
    "a name that no file can have": (PLAN, "text: texts/trygt-arbeid.md", 'text: "\\0"', '"\\0"', "control character"),
    "a date that is none": (PLAN, "start: 2026-10-05", "start: i høst", "start: i høst", "2026-10-05"),
    "an end that is no date": (PLAN, "end: 2026-12-18", "end: til jul", "end: til jul", "2026-10-05"),
    "a kind that we don't have": (PLAN, "kind: norwegian", "kind: norsk", "kind: norsk", "digital_skill"),
    "one thing where a list belongs": (PLAN, "[KM10689]", "KM10689", "curriculum: KM10689", "“curriculum”"),
    "a list where fields belong": (PLAN, "\n  workplace: 48", "\n  workplace: [48]", "workplace: [48]", "number"),
    "a value where fields belong": (PLAN, "    - name: Tor Bakken\n      title: Lærer", "    - Tor", "- Tor", "fields"),
    "a judge that we don't have": (PLAN, "[norwegian_teacher, teacher]", "[rektor]", "judged_by: [rektor]", "teacher"),
    "an outcome with another's id": (PLAN, "- id: merking", "- id: verneutstyr  # her", "# her", "already used"),
    "a module with another's id": (PLAN, "- id: min-plan", "- id: start  # her", "# her", "already used"),
    "a word with another's id": (WORDS, "glatt,glatt,adj", "melde,glatt,adj", "melde,glatt", "already used"),
    "an id with a special letter": (WORDS, "rengjoringsm", "rengjøringsm", "middel,reng", "“rengjøringsmiddel”"),
    "an organisation with a space": (PLAN, "fjordbyen", "fjord byen", "fjord byen", "address"),
    "a word for an unknown outcome": (WORDS, "A2,timer,avvik", "A2,ferie,avvik", "ferie", "“ferie”"),
    "a word in an unknown module": (WORDS, "A2,timer,avvik-og", "A2,timer,og", "timer,og-beskjeder", "“og-beskjeder”"),
    "a question on an unknown outcome": (PLAN, "outcomes: [avvik]", "outcomes: [skade]", "[skade]", "“skade”"),
    "a unit on an unknown outcome": (PLAN, "[avvik, timer, fagord]", "[avvik, timer, ord]", "timer, ord]", "“ord”"),
    "a goal that is not in the curriculum": (PLAN, "KM10689", "KM99999", "KM99999", "“KM99999”"),
    "no hours in an arena": (PLAN, "online: 30", "online: 0", "online: 0", "“online”"),
    "fewer than no hours": (PLAN, "classroom: 42", "classroom: -1", "classroom: -1", "“classroom”"),
    "no week between reviews": (PLAN, "review_weeks: 3", "review_weeks: 0", "review_weeks: 0", "“review_weeks”"),
    "more hours asked than planned": (PLAN, "minimum_hours: 96", "minimum_hours: 200", "minimum_hours", "200"),
    "no plan in the course": (PLAN, "        block: plan", "        task: texts/oppgave-avvik.md", "modules:", "plan"),
    "two plans in the course": (PLAN, "block: plan\n", f"block: plan\n{SECOND_PLAN}", "{id: a", "plan"),
    "an empty unit": (PLAN, "        text: texts/avvik-og-beskjeder.md\n", "", "- id: les-avvik", "“les-avvik”"),
    "a question without a right answer": (PLAN, "                right: true\n", "", "choices:", "right: true"),
    "an end before the start": (PLAN, "end: 2026-12-18", "end: 2025-12-18", "end: 2025", "before"),
    "an unknown picture": (PLAN, "media/renhold.png", "media/bilde.png", "bilde.png", "“media/bilde.png”"),
    "a picture that is none": (PLAN, "media/renhold.png", "README.md", "image: README", "PNG"),
    "an unknown file": (PLAN, "texts/oppgave-avvik.md", "texts/oppgave.md", "oppgave.md", "“texts/oppgave.md”"),
    "a file outside the folder": (PLAN, "texts/oppgave-avvik.md", "../../passord.md", "passord.md", "outside"),
    "a text without a title": (TASK, "title: Oppgave på jobben\n", "", "language", "“title”"),
    "a text in an unknown language": (TASK, "language: nb", "language: no", "language", "“language”"),
    "broken YAML in a text": (TASK, "title: O", 'title: "O', "language: nb", "YAML"),
    "a column is missing": (WORDS, "lemma,word_class", "lemma,klasse", "id,lemma", "“word_class”"),
    "a word without explanation": (WORDS, "Lett å skli på.", "", "glatt,glatt", "“definition”"),
    "a word class that we don't have": (WORDS, "glatt,glatt,adjective", "glatt,glatt,adj", "glatt,glatt", "adjective"),
    "a level that we don't have": (WORDS, "hanskene] før du vasker toalettet.,A2", "hanskene] før.,A9", "A9", "A1"),
    "too few forms": (WORDS, "hansken | hansker | hanskene", "hansken | hansker", GLOVE_ROW, "sg_def"),
    "an example without the word": (WORDS, "[hanskene]", "hanskene", GLOVE_ROW, "brackets"),
    "an example with the word twice": (WORDS, "[hanskene] før", "[hanskene] [hansken] før", GLOVE_ROW, "brackets"),
    "an example with another word": (WORDS, "[hanskene]", "[vottene]", GLOVE_ROW, "“vottene”"),
    "parts that make another word": (WORDS, "fare+symbol", "farge+symbol", "faresymbol,", "fargesymbol"),
    "a noun without gender": (WORDS, "hanske,noun,m,", "hanske,noun,,", GLOVE_ROW, "no gender"),
    "a verb with gender": (WORDS, "melde,verb,,", "melde,verb,m,", "melde,melde", "no noun"),
    "the wrong gender": (WORDS, "hanske,noun,m,", "hanske,noun,n,", GLOVE_ROW, "“et”"),
    "one of two genders": (WORDS, "dosering,noun,m f,", "dosering,noun,m,", "dosering,", "en/ei"),
    "the wrong form": (WORDS, "meldte | meldt", "meldet | meldt", "melde,melde", "“meldte”"),
    "the wrong form of a compound": (WORDS, "timelister |", "timelistar |", "timeliste,", "timelister"),
    "a word that the dictionary lacks": (WORDS, "glatt,glatt,", "glatt,glætt,", "glætt", "Bokmålsordboka"),
}  # fmt: skip


# These break something else too, which is told as well.
WITH_CONSEQUENCES = {
    "an outcome with another's id",
    "no plan in the course",
    "a field is misspelt",
    "a value where fields belong",
    "a word that the dictionary lacks",
    "an empty unit",
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


def test_many_faults_are_told_at_once(course: CourseFolder) -> None:
    course.change(PLAN, "kind: norwegian", "kind: norsk")
    course.change(PLAN, "KM10666", "KM1")
    course.change(PLAN, "online: 30", "online: -30")
    course.change(PLAN, "texts/oppgave-avvik.md", "texts/nei.md")
    course.change(WORDS, "[hanskene]", "[vottene]")
    course.change(WORDS, "glatt,glatt,adjective", "glatt,glatt,ting")

    told = " ".join(course.problems())

    assert all(
        named in told for named in ("“kind”", "“KM1”", "“online”", "“texts/nei.md”", "“vottene”", "“word_class”")
    )


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
    course.change(PLAN, "outcomes: [timer]", "outcomes: [avvik]")
    course.change(WORDS, "A2,timer,", "A2,avvik,")
    course.change(WORDS, "A2,timer,", "A2,avvik,")

    (problem,) = course.problems()

    assert problem.startswith(f"{PLAN}:{course.line_of(PLAN, '- id: timer')}: Nothing practises “timer”")


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
