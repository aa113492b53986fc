"""What the whole course promises to hold, and that nothing is wrong with it."""

import os
import shutil
import subprocess
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from bransjekurs.course_builder.archive import read_archive
from bransjekurs.course_builder.build import build_course, find_problems
from bransjekurs.course_builder.coverage import Coverage, coverage
from bransjekurs.course_builder.extract import extract
from bransjekurs.course_builder.prose import prose, words
from bransjekurs.course_builder.read import read_course
from bransjekurs.course_builder.situations import made_situation
from bransjekurs.course_builder.spec import Judge, PlanSpec, Spec
from bransjekurs.course_builder.spec_pages import Language
from bransjekurs.course_builder.write import ADVANCED_MODULES
from bransjekurs.domain.conditions import Duty
from bransjekurs.domain.outcome import OutcomeKind
from bransjekurs.domain.situation_tasks import Act, tasks_of
from bransjekurs.domain.situations import SituationKind
from lxml import html
from olxcleaner import validate

from .test_command import RUN

RENHOLD = Path(__file__).parents[2] / "course_templates" / "bransjekurs" / "renhold"


@pytest.fixture(scope="module")
def spec() -> Spec:
    read = read_course(RENHOLD).spec
    assert read is not None
    return read


@pytest.fixture(scope="module")
def plan(spec: Spec) -> PlanSpec:
    return spec.plan


@pytest.fixture(scope="module")
def rows(spec: Spec) -> tuple[Coverage, ...]:
    return coverage(spec)


def test_nothing_is_wrong_with_it_and_there_is_no_advice_to_give() -> None:
    assert [str(problem) for problem in find_problems(RENHOLD)] == []


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "renhold.tar.gz"
    path.write_bytes(build_course(RENHOLD).archive or b"")
    return path


@pytest.fixture(scope="module")
def olx(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive's folder, as the platform unpacks it."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "course"


def test_it_builds_to_the_same_bytes_wherever_and_whenever(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(RENHOLD, tmp_path / "et annet sted")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "nn_NO.UTF-8", "PYTHONHASHSEED": "7"}
    command = [*RUN, "build", "et annet sted", "-o", "other.tar.gz"]

    subprocess.run(command, cwd=tmp_path, env=os.environ | elsewhere, check=True)

    assert (tmp_path / "other.tar.gz").read_bytes() == archive.read_bytes()


def test_olxcleaner_finds_no_error_in_it(olx: Path) -> None:
    _course, errors, _names = validate(str(olx / "course.xml"), allowed_xblocks=ADVANCED_MODULES)

    assert [str(error) for error in errors.errors] == []


def test_taken_out_and_built_again_it_is_the_same_course(archive: Path, tmp_path: Path) -> None:
    extract(archive, tmp_path / "copy")
    (tmp_path / "again.tar.gz").write_bytes(build_course(tmp_path / "copy").archive or b"")

    assert read_archive(tmp_path / "again.tar.gz") == read_archive(archive)
    assert (tmp_path / "again.tar.gz").read_bytes() == archive.read_bytes()


def test_its_pages_read_well_without_a_stylesheet_of_ours(olx: Path) -> None:
    pages = [html.fromstring(page.read_text("utf-8")) for page in (olx / "html").glob("*.html")]

    assert len(pages) >= 16
    for page in pages:
        assert all(picture.get("alt") for picture in page.iter("img"))
        assert not list(page.iter("dl", "h1", "h4")), "a list of terms has no look of its own; headings start at 2"
        levels = [int(heading.tag[1]) for heading in page.iter("h2", "h3")]
        assert levels[:1] in ([], [2])


def test_no_word_is_written_both_with_a_and_with_en(spec: Spec) -> None:
    used = {word.casefold() for piece in prose(spec) for word in words(piece.text)}

    feminine = {word for word in used if len(word) > 3 and word.endswith("a")}
    assert sorted(word for word in feminine if {f"{word[:-1]}en", f"{word[:-1]}n"} & used) == []


def test_it_has_the_size_that_was_meant(spec: Spec, plan: PlanSpec) -> None:
    units = [unit for module in plan.modules for unit in module.units]

    assert sum(bool(module.hours) and any(unit.text for unit in module.units) for module in plan.modules) >= 4
    assert 14 <= len(plan.outcomes) <= 18
    assert len(spec.words) >= 90
    assert len({unit.text for unit in units if unit.text}) >= 8
    assert len(spec.situations) >= 8
    assert len([question for unit in units for question in unit.questions]) + len(spec.situations) >= 40
    assert len({unit.task for unit in units if unit.task}) >= 8


def test_everything_that_can_be_done_in_a_situation_is_done_somewhere(spec: Spec) -> None:
    made = [made_situation(one, Language.BOKMAL, spec.alternatives) for one in spec.situations.values()]
    assert {task.act for one in made for task in tasks_of(one)} == set(Act)
    assert all(one.terms and one.outcomes for one in made)


def test_every_kind_of_outcome_that_a_course_must_cover_is_there(plan: PlanSpec) -> None:
    kinds = {outcome.kind for outcome in plan.outcomes}

    assert kinds >= {OutcomeKind.TRADE_KNOWLEDGE, OutcomeKind.TRADE_SKILL, OutcomeKind.WORKING_LIFE}
    assert OutcomeKind.NORWEGIAN in kinds
    assert kinds & {OutcomeKind.BASIC_SKILL, OutcomeKind.DIGITAL_SKILL}


def test_every_kind_of_situation_is_there(spec: Spec) -> None:
    assert {situation.kind for situation in spec.situations.values()} == set(SituationKind)


def test_every_outcome_is_taught_practised_assessed_and_can_be_seen(rows: tuple[Coverage, ...]) -> None:
    gaps = {row.outcome.id for row in rows if not (row.texts and row.practised and row.assessed and row.observed)}

    assert gaps == set()


def test_every_outcome_has_at_least_two_words(spec: Spec) -> None:
    words = Counter(outcome for word in spec.words for outcome in word.term.outcomes)

    assert [outcome.id for outcome in spec.plan.outcomes if words[outcome.id] < 2] == []


def test_what_is_required_is_in_the_curriculum(plan: PlanSpec) -> None:
    assert [outcome.id for outcome in plan.outcomes if outcome.required and not outcome.curriculum] == []


def test_the_norwegian_teacher_judges_norwegian(plan: PlanSpec) -> None:
    norwegian = [outcome for outcome in plan.outcomes if outcome.kind is OutcomeKind.NORWEGIAN]

    assert norwegian
    assert all(Judge.NORWEGIAN_TEACHER in outcome.judged_by for outcome in norwegian)


def test_outcomes_say_what_a_mentor_can_see(plan: PlanSpec) -> None:
    assert min(len(outcome.look_for) for outcome in plan.outcomes) >= 3


def test_somebody_answers_for_each_question_that_the_guide_asks(plan: PlanSpec) -> None:
    assert sorted(one.question for one in plan.responsibilities) == sorted(Duty)
