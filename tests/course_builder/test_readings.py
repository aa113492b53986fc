"""The words of a text: counted by those who have the dictionary, read by everybody else."""

import json
from pathlib import Path

import pytest
from bransjekurs.command import main
from bransjekurs.course_builder import lexicon as lexicons
from bransjekurs.course_builder.build import build_course
from bransjekurs.course_builder.lexicon import Lexicon, open_lexicon, ranks
from bransjekurs.course_builder.read import read_course
from bransjekurs.course_builder.readings import stored_readings, uncounted, write_readings
from bransjekurs.course_builder.uses import with_uses
from bransjekurs.domain.reading import Reading
from bransjekurs.domain.vocabulary import Use, UseKind
from typer.testing import CliRunner

from .conftest import CourseFolder

TEXT = "texts/trygt-arbeid.md"
RENHOLD = Path(__file__).parents[2] / "course_templates" / "bransjekurs" / "renhold"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    pytest.importorskip("wordfreq")
    found = open_lexicon()
    assert found is not None
    return found


def _counted(course: CourseFolder, lexicon: Lexicon, text: str) -> Reading:
    (course.path / TEXT).write_text(f"---\ntitle: Prøve\n---\n\n{text}\n", "utf-8")
    spec = read_course(course.path).spec
    assert spec is not None
    return write_readings(course.path, spec, lexicon)[TEXT].reading


def test_inflected_words_of_the_course_are_found_and_names_and_numbers_are_left_out(
    course: CourseFolder, lexicon: Lexicon
) -> None:
    reading = _counted(course, lexicon, "I dag tok Fatima på seg hanskene. Hun har 3 hansker, og 2 ml igjen.")
    words = {one.term_id: one.count for one in reading.course_words}
    assert words == {"hanske": 2}
    # i, dag, tok, på, seg · hun, har, og, igjen
    assert (reading.common, reading.other_words) == (9, ())


@pytest.mark.parametrize(
    ("text", "lemma"),
    [("Der lå flaskene.", "flaske"), ("Der lå en lekeromskasse.", "lekeromskasse"), ("Hun mobbet ham.", "mobbe")],
)
def test_other_words_are_told_by_their_lemma(course: CourseFolder, lexicon: Lexicon, text: str, lemma: str) -> None:
    assert [one.lemma for one in _counted(course, lexicon, text).other_words] == [lemma]


def test_a_form_is_shared_by_its_lemmas_as_their_other_forms_are_used() -> None:
    lemmas = {"får": ["få", "får"], "få": ["få"], "fåret": ["får"], "gikk": ["gå"]}
    frequencies = {"får": 100.0, "få": 90.0, "fåret": 10.0, "gikk": 50.0}
    assert ranks(lemmas, frequencies) == {"få": 1, "gå": 2, "får": 3}


def test_the_commonest_words_come_first(lexicon: Lexicon) -> None:
    assert lexicon.ranks["være"] < 10
    assert lexicon.ranks["hus"] < lexicon.ranks["etikett"] < lexicon.ranks["verneombud"]


def test_a_course_builds_to_the_same_archive_without_dictionary_and_figures(
    course: CourseFolder, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = read_course(course.path).spec
    assert spec is not None
    write_readings(course.path, spec, lexicon)
    with_them = build_course(course.path).archive
    monkeypatch.setattr(lexicons, "find_spec", lambda _name: None)
    open_lexicon.cache_clear()
    try:
        assert open_lexicon() is None
        assert build_course(course.path).archive == with_them
    finally:
        open_lexicon.cache_clear()
    assert with_them is not None


def test_a_text_that_was_changed_since_is_left_out_and_told(course: CourseFolder, lexicon: Lexicon) -> None:
    spec = read_course(course.path).spec
    assert spec is not None
    write_readings(course.path, spec, lexicon)
    course.change(TEXT, "vernebriller", "vernebriller og hansker")
    changed = read_course(course.path).spec
    assert changed is not None
    assert uncounted(changed) == (TEXT,)
    assert TEXT not in stored_readings(changed)
    told = CliRunner().invoke(main, ["check", str(course.path)])
    assert TEXT in told.stderr
    assert "bransjekurs words" in told.stderr


def test_what_somebody_else_wrote_into_the_file_counts_as_nothing(course: CourseFolder) -> None:
    for content in ("", "[1]", json.dumps({TEXT: {"of": "x"}}), "\x00"):
        (course.path / "readings.json").write_text(content, "utf-8")
        spec = read_course(course.path).spec
        assert spec is not None
        assert stored_readings(spec) == {}


def test_every_text_of_the_template_is_counted_and_can_be_read_by_those_it_is_for() -> None:
    spec = read_course(RENHOLD).spec
    assert spec is not None
    assert uncounted(spec) == ()


def test_a_word_knows_where_it_is_used(course: CourseFolder) -> None:
    spec = read_course(course.path).spec
    assert spec is not None
    uses = {word.term.id: word.term.uses for word in with_uses(spec)}
    assert Use(UseKind.TEXT, "Jobb trygt med rengjøringsmidler") in uses["hanske"]
    assert Use(UseKind.LINE, "Vått gulv i gangen") in uses["glatt"]
    assert Use(UseKind.SITUATION, "Vått gulv i gangen") not in uses["hanske"]
