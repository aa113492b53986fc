"""From course folder to archive: always the same bytes, in the layout that Open edX imports."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from bransjekurs import olx
from bransjekurs.course_builder.build import build_course
from bransjekurs.course_builder.markup import to_html
from bransjekurs.course_builder.pack import pack
from bransjekurs.course_builder.place import Place
from bransjekurs.course_builder.spec import TextSpec
from bransjekurs.course_builder.spec_pages import Language
from bransjekurs.course_builder.write import ADVANCED_MODULES
from bransjekurs.domain.course import Accreditation
from bransjekurs.domain.outcome import ResultKind, ResultRule
from bransjekurs.domain.trade import Level
from django.utils import translation
from olxcleaner import validate

from .conftest import SMALL, CourseFolder


@pytest.fixture(scope="module")
def archive() -> bytes:
    built = build_course(SMALL).archive
    assert built is not None
    return built


@pytest.fixture(scope="module")
def folder(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("olx")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(path, filter="data")
    return path / "course"


def block(folder: Path, unit: str, tag: str) -> olx.Element:
    found = olx.parse((folder / "vertical" / f"{unit}-page.xml").read_bytes()).find(tag)
    assert found is not None
    return found


def test_the_same_course_gives_the_same_bytes(archive: bytes, course: CourseFolder) -> None:
    with translation.override("nn"):
        assert build_course(course.path).archive == archive


def test_what_the_certificate_asks_for_reaches_its_block(course: CourseFolder, tmp_path: Path) -> None:
    course.change("kursplan.yaml", "  minimum_hours: 96\n", "  minimum_hours: 96\n  languages: [nn, en]\n")
    course.change("kursplan.yaml", "    valid_years: 2\n", "    valid_years: 2\n    required: true\n")
    course.change("kursplan.yaml", "  kind: prior_learning\n", "  kind: test\n  required: true\n")
    approved = "accreditation:\n  approved_by: NOKUT\n  credits: 5\n  level: Nivå 5.1\n"
    course.change("kursplan.yaml", "final_assessment:", f"{approved}\nfinal_assessment:")
    built = build_course(course.path).archive
    assert built is not None
    with tarfile.open(fileobj=io.BytesIO(built)) as tar:
        tar.extractall(tmp_path, filter="data")
    rules = olx.certificate_from_xml(block(tmp_path / "course", "beviset-mitt", "competence_certificate"))
    assert (rules.languages, rules.documents_required) == (("nn", "en"), ("final_test", "hms-kort"))
    assert rules.accreditation == Accreditation("NOKUT", 5, "Nivå 5.1")


def test_another_course_gives_other_bytes(archive: bytes, course: CourseFolder) -> None:
    course.change("texts/trygt-arbeid.md", "Amina", "Fatuma")

    assert build_course(course.path).archive != archive


def test_files_are_packed_without_time_owner_or_order_of_arrival(archive: bytes) -> None:
    assert pack({"b": b"2", "a": b"1"}) == pack({"a": b"1", "b": b"2"})
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        members = tar.getmembers()
    assert {(one.mtime, one.uid, one.gid, one.uname, one.gname) for one in members} == {(0, 0, 0, "", "")}
    assert [one.name for one in members] == sorted(one.name for one in members)
    assert archive[4:8] == bytes(4), "the gzip header carries a time"


def test_a_course_with_a_problem_gives_no_archive(course: CourseFolder) -> None:
    course.change("kursplan.yaml", "KM10662", "KM1")

    built = build_course(course.path)

    assert built.archive is None
    assert [problem.file for problem in built.problems] == ["kursplan.yaml"]


def test_olxcleaner_finds_no_error(folder: Path) -> None:
    _course, errors, _names = validate(str(folder / "course.xml"), allowed_xblocks=ADVANCED_MODULES)

    assert [str(error) for error in errors.errors] == []


def test_the_platform_is_told_of_our_blocks_and_can_grade(folder: Path) -> None:
    policy = json.loads((folder / "policies/2026/policy.json").read_text("utf-8"))["course/2026"]
    (grader,) = json.loads((folder / "policies/2026/grading_policy.json").read_text("utf-8"))["GRADER"]
    sequentials = [olx.parse(path.read_bytes()) for path in (folder / "sequential").iterdir()]
    formats = [one.get("format") for one in sequentials if one.get("graded") == "true"]

    assert policy["advanced_modules"] == ["training_plan", "trade_language", "competence_certificate"]
    assert policy["display_name"] == "Renhold – kort bransjekurs"
    assert formats == [grader["type"]] * grader["min_count"]


def test_the_participant_meets_the_modules_in_the_author_s_order(folder: Path) -> None:
    course = olx.parse((folder / "course/2026.xml").read_bytes())
    chapters = [olx.parse((folder / f"chapter/{one.get('url_name')}.xml").read_bytes()) for one in course]

    assert [one.get("display_name") for one in chapters] == ["Start", "Trygt arbeid", "Avvik og beskjeder", "Bevis"]
    assert [one.get("url_name") for one in chapters[1]] == [
        "les-trygt-arbeid",
        "ord-trygt-arbeid",
        "sporsmal-trygt-arbeid",
    ]


def test_the_plan_carries_the_curriculum_s_own_words(folder: Path) -> None:
    outcomes = olx.outcomes_from_xml(block(folder, "min-plan", "training_plan"))
    gloves = next(outcome for outcome in outcomes if outcome.id == "verneutstyr")

    assert len(outcomes) == 6
    assert [(goal.code, goal.module, goal.language) for goal in gloves.curriculum] == [("KM10662", "ROFV100", "nn")]
    assert gloves.curriculum[0].wording.startswith("velje og bruke verne- og smittevernutstyr")
    assert "NLOD 2.0" in gloves.curriculum[0].source


def test_the_plan_says_which_results_show_what(folder: Path) -> None:
    outcomes = olx.outcomes_from_xml(block(folder, "min-plan", "training_plan"))
    found = {outcome.id: outcome.shown_by for outcome in outcomes if outcome.shown_by}

    assert found == {
        "avvik": (
            ResultRule("sequential@sporsmal-avvik", ResultKind.POINTS, 0.8),
            ResultRule("sequential@les-avvik", ResultKind.DONE),
        )
    }


def test_each_module_has_its_own_words_and_some_are_in_both(folder: Path) -> None:
    first = {term.id for term in olx.terms_from_xml(block(folder, "ord-trygt-arbeid", "trade_language"))}
    second = {term.id for term in olx.terms_from_xml(block(folder, "ord-avvik", "trade_language"))}

    assert len(first | second) == 15
    assert first & second == {"verneutstyr", "rengjoringsmiddel"}


def test_the_author_s_thresholds_reach_the_words(course: CourseFolder) -> None:
    course.change("kursplan.yaml", "review_weeks: 3", "review_weeks: 3\nmastery: {answers: 5, share: 1}")

    with tarfile.open(fileobj=io.BytesIO(build_course(course.path).archive or b"")) as tar:
        page = tar.extractfile("course/vertical/ord-avvik-page.xml")
        assert page is not None
        rule = olx.mastery_from_xml(olx.parse(page.read())[0])

    assert (rule.answers, rule.share, rule.days) == (5, 1.0, 2)


def test_the_certificate_has_its_rules(folder: Path) -> None:
    rules = olx.certificate_from_xml(block(folder, "beviset-mitt", "competence_certificate"))

    assert rules.minimum_hours == 96
    assert [(one.name, one.title) for one in rules.signatories] == [
        ("Tor Bakken", "Lærer"),
        ("Ingrid Moe", "Daglig leder"),
    ]


def test_a_question_has_feedback_on_every_choice(folder: Path) -> None:
    problems = [olx.parse(path.read_bytes()) for path in (folder / "problem").iterdir()]

    assert len(problems) == 8
    for problem in problems:
        choices = problem.findall(".//choice")
        assert [choice.get("correct") for choice in choices].count("true") == 1
        assert all(choice.findtext("choicehint") for choice in choices)
        labels = {choice.get("correct"): choice.find("choicehint").get("label") for choice in choices}
        assert labels == {"true": "Riktig:", "false": "Feil:"}, "the course's words, not the platform's English"


def test_the_question_under_a_situation_does_not_repeat_the_title_of_the_page(folder: Path) -> None:
    page = olx.parse((folder / "problem/vatt-gulv-i-gangen.xml").read_bytes())

    assert page.get("display_name") == "Spørsmål"


def test_a_text_names_its_language_and_cannot_carry_a_script() -> None:
    markdown = "<script>alert(1)</script> [x](javascript:alert(1))\n\n1. Gjer det.\n"

    html = to_html(TextSpec(Place(), "Oppgåve", markdown, Language.NYNORSK, Level.A2), {})

    assert html.startswith('<div lang="nn">')
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<ol>" in html


def test_the_catalogue_page_tells_purpose_hours_and_law(folder: Path) -> None:
    page = (folder / "about/overview.html").read_text("utf-8")

    assert "integreringsloven § 14 d" in page
    assert "introduksjonsloven § 4 c" in page
    assert "48" in page
    assert "Velge og bruke verneutstyr" in page


def test_the_setting_for_teachers_own_cohort_is_on_the_plan_only_where_it_is_asked_for(course: CourseFolder) -> None:
    def told() -> bool:
        built = build_course(course.path).archive
        assert built is not None
        with tarfile.open(fileobj=io.BytesIO(built)) as tar:
            texts = [tar.extractfile(one).read() for one in tar if one.name.endswith(".xml")]
        return any(b'own_cohort_only="true"' in text for text in texts)

    assert not told()
    course.change("kursplan.yaml", "review_weeks:", "own_cohort_only: true\nreview_weeks:")
    assert told()
