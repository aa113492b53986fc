"""The author's words as a table: out, changed, and back; every error by row and column, and nothing half taken."""

import base64
import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from bransjekurs.blocks.trade_language import look_up as looking
from bransjekurs.blocks.trade_language.table import COLUMNS, table_of, terms_in
from bransjekurs.course_builder.tables import table_bytes, table_rows
from bransjekurs.domain.situations import Situation, SituationKind
from bransjekurs.domain.vocabulary import Gender
from bransjekurs.stored import to_stored

from tests.blocks.desk import Desk, View

WORDS = "trade_language"


def _fetch(desk: Desk, kind: str = "csv") -> list[list[str]]:
    status, answer = desk.send(WORDS, "ingrid", "fetch_table", {"kind": kind}, author=True)
    assert status == 200
    return table_rows(answer["name"], base64.b64decode(answer["file"]))


def _take(desk: Desk, rows: list[list[str]], name: str = "ord.csv", **typed: Any) -> View:
    table = base64.b64encode(table_bytes(name, rows)).decode()
    return desk.save(WORDS, {"table_name": name, "table": table, **typed})


def _told(view: View) -> list[str]:
    return [" ".join(item.text_content().split()) for item in view.tree.xpath("//*[@data-error-summary]//li")]


@pytest.mark.parametrize("name", ["ord.csv", "ord.xlsx"])
def test_a_table_that_is_fetched_and_taken_back_changes_nothing(desk: Desk, name: str) -> None:
    before = desk.block(WORDS).typed_terms()
    rows = _fetch(desk, name.rpartition(".")[2])
    assert rows[0] == list(COLUMNS)
    assert _told(_take(desk, rows, name)) == []
    assert desk.block(WORDS).typed_terms() == before


@pytest.mark.parametrize("name", ["ord.csv", "ord.xlsx"])
def test_words_are_changed_by_id_new_ones_come_last_and_those_that_lack_stay(desk: Desk, name: str) -> None:
    before = desk.block(WORDS).typed_terms()
    heading = ["lemma", "word_class", "genders", "forms", "definition", "example", "id"]
    rows = [
        heading,
        ["hanske", "noun", "m", "hansken | hansker | hanskene", "Til hendene.", "Ta på [hansken].", "hanske"],
        ["høvel", "noun", "m", "høvelen | høvler | høvlene", "Til tre.", "Ta [høvelen].", ""],
    ]
    _take(desk, rows, name)
    after = {term.id: term for term in desk.block(WORDS).typed_terms()}
    assert list(after) == [*(term.id for term in before), "hovel"]
    old = next(term for term in before if term.id == "hanske")
    changed = replace(old, definition="Til hendene.", example="Ta på [hansken].")
    assert after["hanske"] == changed
    assert after["hanske"].translations == old.translations != ()
    assert after["hovel"].with_article == "en høvel"


def test_every_error_is_told_by_row_and_column_and_nothing_is_taken(desk: Desk) -> None:
    before = desk.block(WORDS).typed_terms()
    rows = [
        ["id", "lemma", "word_class", "genders", "forms", "definition", "example", "level", "outcomes"],
        ["", "spade", "noun", "m", "", "Til å grave.", "Ta [spaden].", "A2", ""],
        ["", "rive", "thing", "x", "", "", "Ta [riva].", "A9", "flying"],
        ["", "grave", "verb", "", "graver | grov", "Å lage hull.", "Vi graver.", "", ""],
        ["", "spade", "noun", "", "", "Til å grave.", "Ta [spaden].", "A2", ""],
    ]
    view = _take(desk, rows, title="Et annet navn")
    told = _told(view)
    places = [text.partition(":")[0] for text in told]
    assert places == [
        "Rad 3, definition",
        "Rad 3, word_class",
        "Rad 3, genders",
        "Rad 3, level",
        "Rad 3, outcomes",
        "Rad 4, forms",
        "Rad 5, id",
    ]
    assert desk.block(WORDS).typed_terms() == before
    assert view.values("submit_form")["title"] == "Et annet navn"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("ord.csv", b"\xff\xfe\x00", "kan ikke leses"),
        ("ord.xlsx", b"PK not a workbook", "kan ikke leses"),
        ("ord.csv", b"id,lemma\n", "Kolonnen mangler"),
        ("ord.csv", b"", "Kolonnen mangler"),
    ],
)
def test_a_file_that_is_no_table_is_told_and_nothing_is_lost(desk: Desk, name: str, content: bytes, told: str) -> None:
    before = desk.block(WORDS).typed_terms()
    view = desk.save(WORDS, {"table_name": name, "table": base64.b64encode(content).decode() or "=="})
    assert told in " ".join(_told(view)) or content == b""
    assert _told(view)
    assert desk.block(WORDS).typed_terms() == before


def test_what_is_wrong_in_the_form_keeps_the_table_out_too(desk: Desk) -> None:
    before = desk.block(WORDS).typed_terms()
    rows = [list(COLUMNS)]
    view = _take(desk, rows, title="")
    assert view.errors() == ["title"]
    assert desk.block(WORDS).typed_terms() == before


def test_semicolons_of_a_norwegian_spreadsheet_are_read(desk: Desk) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(_fetch(desk))
    before = desk.block(WORDS).typed_terms()
    content = base64.b64encode(b"\xef\xbb\xbf" + out.getvalue().encode()).decode()
    terms, problems = terms_in("ord.csv", content, before, {o for term in before for o in term.outcomes})
    assert (problems, terms) == ([], before)


def test_a_cell_that_begins_like_a_formula_is_text(desk: Desk) -> None:
    term = replace(desk.block(WORDS).typed_terms()[0], safety='=HYPERLINK("x")')
    again, problems = terms_in("o.xlsx", table_of([term], "o.xlsx"), [term], set(term.outcomes))
    assert (problems, again) == ([], (term,))


@pytest.mark.parametrize("who", ["carl", "amina", "tor"])
@pytest.mark.parametrize("handler", ["fetch_table", "try_out"])
def test_only_authors_get_the_table_and_the_round_to_try(desk: Desk, who: str, handler: str) -> None:
    assert desk.send(WORDS, who, handler, {})[0] == 403


def test_an_author_tries_the_words_and_nothing_is_kept(desk: Desk) -> None:
    status, answer = desk.send(WORDS, "ingrid", "try_out", {}, author=True)
    assert status == 200
    kinds = {form.get("data-kind") for form in View(answer["html"]).tree.xpath("//form[@data-task]")}
    assert len(kinds) >= 5


def test_an_author_tries_the_situations_of_a_block_that_has_them(desk: Desk) -> None:
    block = desk.block(WORDS, "ingrid", author=True)
    word = block.typed_terms()[0]
    text = f"Husk {word.lemma}."
    block.situations = to_stored(
        (Situation("lapp", "Lappen", SituationKind.TEXT, (), "Les.", (text,), terms=(word.id,)),)
    )
    block.save()
    status, answer = desk.send(WORDS, "ingrid", "try_out", {}, author=True)
    view = View(answer["html"]).tree
    assert status == 200
    assert view.xpath("//*[@data-situation='lapp']//*[@data-card]")
    assert view.xpath("//*[@data-outbox='']")
    assert not view.xpath("//form[@data-handler]")


# --- Bokmålsordboka ---


def _typed(desk: Desk, lemma: str, word_class: str = "noun", button: str = "") -> View:
    number = len(desk.block(WORDS).terms)
    row = {"lemma": lemma, "word_class": word_class, "definition": "Noe.", "example": f"En [{lemma}]."}
    fields = {f"term-{number}-{name}": value for name, value in row.items()}
    return desk.save(WORDS, {**fields, "look_up": f"{number}{button}"})


def test_inflection_is_taken_from_the_dictionary_with_its_name_and_nothing_is_saved_yet(desk: Desk) -> None:
    before = desk.block(WORDS).typed_terms()
    view = _typed(desk, "skrutrekker")
    assert desk.block(WORDS).typed_terms() == before
    number = len(before)
    shown = view.values("submit_form")
    assert shown[f"term-{number}-form-pl_def"] == "skrutrekkerne"
    assert shown[f"term-{number}-genders"] == ["m"]
    assert shown[f"term-{number}-source"] == "Bokmålsordboka"
    desk.save(WORDS, shown)
    term = desk.block(WORDS).typed_terms()[-1]
    assert (term.lemma, term.genders, term.source) == ("skrutrekker", (Gender.MASCULINE,), "Bokmålsordboka")


def test_a_word_with_several_inflections_asks_which(desk: Desk) -> None:
    view = _typed(desk, "middel")
    ways = view.tree.xpath("//button[@name='look_up' and contains(@value, ':')]/@value")
    assert len(ways) > 1
    number = len(desk.block(WORDS).terms)
    chosen = _typed(desk, "middel", button=":1").values("submit_form")
    assert chosen[f"term-{number}-source"] == "Bokmålsordboka"


def test_a_word_that_the_dictionary_lacks_is_told_at_the_word(desk: Desk) -> None:
    number = len(desk.block(WORDS).terms)
    assert "ikke i Bokmålsordboka" in _typed(desk, "blorp").error_at(f"term-{number}-lemma")


def test_without_the_dictionary_there_is_a_plain_message(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "open_dictionary", lambda: None)
    number = len(desk.block(WORDS).terms)
    view = _typed(desk, "skrutrekker")
    assert "ikke installert" in view.error_at(f"term-{number}-lemma")
    assert view.values("submit_form")[f"term-{number}-lemma"] == "skrutrekker"


def test_a_row_that_is_not_there_cannot_be_looked_up(desk: Desk) -> None:
    status, _answer = desk.send(WORDS, "ingrid", "submit_form", {"title": "X", "look_up": "999"}, author=True)
    assert status == 400
