"""The words in other languages: out to a translator as a table, and back as a whole or not at all."""

import shutil
from pathlib import Path

import pytest
from bransjekurs.command import main
from bransjekurs.course_builder.read import read_course
from bransjekurs.course_builder.tables import read_table, write_table
from bransjekurs.domain.vocabulary import Term, Translation
from typer.testing import CliRunner

from tests.conftest import RENHOLD


@pytest.fixture
def course(tmp_path: Path) -> Path:
    shutil.copytree(RENHOLD, tmp_path / "kurs")
    return tmp_path / "kurs"


def _terms(course: Path) -> dict[str, Term]:
    reading = read_course(course)
    assert reading.spec
    return {word.term.id: word.term for word in reading.spec.words}


def _run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    return done.exit_code, done.output


def test_the_words_of_the_template_are_there_in_english_and_say_who_says_so() -> None:
    terms = _terms(RENHOLD)
    ordvev = "Norsk ordvev (Open Multilingual Wordnet)"
    assert terms["hanske"].translations == (Translation("en", "glove", ordvev, checked=False),)
    wiktionary = "Wiktionary (FreeDict eng-nor 2022.12.07)"
    assert terms["gulv"].translations == (Translation("en", "floor", f"{wiktionary}; {ordvev}", checked=True),)
    assert len([term for term in terms.values() if term.translations]) >= 100


def test_nothing_is_translated_by_guess_and_checked_is_what_two_sources_say() -> None:
    for english in (one for term in _terms(RENHOLD).values() for one in term.translations):
        assert english.source not in ("", "bransjekurs"), english.text
        assert english.checked == (len(english.source.split("; ")) == 2), english.text


@pytest.mark.parametrize("name", ["so.csv", "so.xlsx"])
def test_a_translator_gets_a_table_and_sends_it_back(course: Path, tmp_path: Path, name: str) -> None:
    table = tmp_path / name
    assert _run("translate", course, "ar", "-o", table)[0] == 0
    rows = read_table(table)
    assert rows[0] == ["id", "lemma", "definition", "translation", "source", "checked"]
    assert len(rows) == len(_terms(course)) + 1
    rows[2][3:] = ["قفاز", "Layla Haddad", "ja"]
    write_table(table, rows)
    assert _run("translate", course, "ar", "--take", table) == (0, "")
    hanske = _terms(course)["hanske"]
    assert hanske.translations == (
        Translation("ar", "قفاز", "Layla Haddad", checked=True),
        Translation("en", "glove", "Norsk ordvev (Open Multilingual Wordnet)", checked=False),
    )
    assert [one.language for one in _terms(course)["etikett"].translations] == ["en"]


def test_every_error_is_told_by_row_and_column_and_nothing_is_taken(course: Path, tmp_path: Path) -> None:
    table = tmp_path / "so.csv"
    heading = "id;lemma;definition;translation;source;checked"
    lines = ["flaggermus;;;fiidmeer;A;no", "hanske;;;galoofis;;no", "etikett;;;calaamad;A;maybe", "etikett;;;x;A;no"]
    table.write_text("\n".join([heading, *lines, "vakt;;;shift;A;yes", "vakt;;;shift;A;yes"]), "utf-8")
    code, told = _run("translate", course, "so", "--take", table)
    assert code == 1
    assert [line.replace("«", "").replace("»", "").split(": ")[:2] for line in told.splitlines()] == [
        ["so.csv:2", "id"],
        ["so.csv:3", "source"],
        ["so.csv:4", "checked"],
        ["so.csv:7", "id"],
    ]
    assert not (course / "translations" / "so.csv").exists()


@pytest.mark.parametrize("content", [b"\x00\xff", b"", b"hei", b"PK\x03\x04"], ids=["bytes", "empty", "text", "zip"])
@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_what_is_no_table_is_told_and_not_taken(course: Path, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert _run("translate", course, "so", "--take", tmp_path / name)[0] in (1, 2)
    assert not (course / "translations" / "so.csv").exists()


def test_what_is_no_language_is_told(course: Path, tmp_path: Path) -> None:
    assert _run("translate", course, "../ut", "-o", tmp_path / "x.csv")[0] == 2


def test_one_file_is_to_be_named(course: Path, tmp_path: Path) -> None:
    assert _run("translate", course, "so")[0] == 2


def test_a_formula_in_a_cell_stays_a_text(tmp_path: Path) -> None:
    table = tmp_path / "x.xlsx"
    write_table(table, [["id"], ["=1+1"]])
    assert read_table(table) == [["id"], ["=1+1"]]
