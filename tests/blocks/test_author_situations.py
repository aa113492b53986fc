"""A situation in Studio: what stands in it, changed and saved, with what is wrong told at its field."""

import json
from dataclasses import replace
from typing import Any

import pytest
from bransjekurs.domain.situations import Situation
from bransjekurs.olx.situations import situations_from_xml, situations_to_xml
from lxml import etree
from webob import Request
from xblock.core import XBlock

from tests.blocks.desk import SITUATIONS, Desk, Values, View
from tests.pages.conftest import words

ORDER = "situasjon-toalett"


def _form(desk: Desk, page: str) -> tuple[XBlock, Values]:
    block = desk.authoring(desk.situation(page))
    return block, View(block.render("studio_view", {}).body_html()).values("submit_form")


def _save(desk: Desk, page: str, **typed: Any) -> tuple[View, Situation]:
    block, values = _form(desk, page)
    data = values | {f"situation-0-{name}": value for name, value in typed.items()}
    request = Request.blank("/", method="POST", body=json.dumps(data).encode(), content_type="application/json")
    answer = block.runtime.handle(block, "submit_form", request)
    block.save()
    return View(answer.json["html"]), desk.authoring(desk.situation(page)).typed_situations()[0]


@pytest.mark.parametrize("page", SITUATIONS)
def test_saving_what_stands_changes_nothing(desk: Desk, page: str) -> None:
    before = desk.authoring(desk.situation(page)).typed_situations()
    view, after = _save(desk, page)
    assert view.errors() == []
    assert (after,) == before


def test_steps_are_changed_and_may_change_places(desk: Desk) -> None:
    before = desk.authoring(desk.situation(ORDER)).typed_situations()[0]
    _view, after = _save(desk, ORDER, pieces="Banke på.\n\nGå inn.\nSi hei.", any_order="2-3", title="Gå inn")
    assert after == replace(before, steps=("Banke på.", "Gå inn.", "Si hei."), any_order=((2, 3),), title="Gå inn")


@pytest.mark.parametrize(
    ("page", "field", "value", "code", "details"),
    [
        (ORDER, "title", "", "not_empty", {}),
        (ORDER, "intro", " ", "not_empty", {}),
        (ORDER, "pieces", "Ett steg.", "pieces_missing", {"count": 2}),
        (ORDER, "pieces", "Vask.\nTørk.\nVask.", "not_unique", {}),
        (ORDER, "any_order", "4-5, 5-6", "runs_unreadable", {}),
        (ORDER, "any_order", "fire", "runs_unreadable", {}),
        (ORDER, "picture_alt", "", "not_empty", {}),
        (ORDER, "outcomes", [], "nothing_chosen_here", {}),
        (ORDER, "outcomes", ["flying"], "unknown_value", {}),
        ("situasjon-alene", "pieces", "Samira: Hei!\nLederen", "line_unreadable", {"number": 2}),
        ("situasjon-alene", "pieces", "- Hei! | Nei.", "line_unreadable", {"number": 1}),
        ("situasjon-faresymboler", "pieces", "a.svg | En flamme | ", "line_unreadable", {"number": 1}),
        ("situasjon-renholdsrommet", "pieces", "Hylla | Søl\nHylla | Støv", "not_unique", {}),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    desk: Desk, page: str, field: str, value: Any, code: str, details: dict[str, int]
) -> None:
    before = desk.authoring(desk.situation(page)).typed_situations()[0]
    view, after = _save(desk, page, **{field: value})
    assert view.error_at(f"situation-0-{field}") == words(code, **details)
    assert after == before
    if isinstance(value, str) and field in ("pieces", "any_order"):
        assert view.values("submit_form")[f"situation-0-{field}"].replace("\r", "") == value.strip()


# --- New ones, and others removed ---

NOTICE = "situasjon-melding"  # a page of which the situation can be left alone
NEW: dict[str, dict[str, Any]] = {
    "text": {"pieces": "Bruk alltid hansker.\nSi fra om avvik."},
    "dialogue": {"pieces": "Tor: Hei!\nAmina: Hei på deg!\n- Nei. | Det er ikke høflig."},
    "procedure": {"pieces": "Banke på.\nGå inn.\nSi hei.", "any_order": "2-3"},
    "sign": {"pieces": "a.svg | En flamme | Brannfarlig\nb.svg | Et hode | Giftig"},
    "message": {"pieces": "Hva?\nHvor?"},
    "picture": {"pieces": "Hylla | Søl\nGulvet | Vått", "picture": "rom.svg", "picture_alt": "Et rom"},
}


def _send(desk: Desk, values: Values) -> View:
    block = desk.authoring(desk.situation(NOTICE))
    request = Request.blank("/", method="POST", body=json.dumps(values).encode(), content_type="application/json")
    answer = block.runtime.handle(block, "submit_form", request)
    block.save()
    return View(answer.json["html"])


def _stored(desk: Desk) -> tuple[Situation, ...]:
    return desk.authoring(desk.situation(NOTICE)).typed_situations()


@pytest.mark.parametrize("kind", NEW)
def test_a_new_situation_of_each_kind_is_made_and_comes_back_from_olx_the_same(desk: Desk, kind: str) -> None:
    before = _stored(desk)
    _block, values = _form(desk, NOTICE)
    begun = _send(desk, values | {"title": "Ny tittel", "new_situation": kind, "add_situation": "yes"})
    values = begun.values("submit_form")
    assert values["title"] == "Ny tittel"
    assert _stored(desk) == before
    typed = {"title": "Bruk hansker", "intro": "Det er søl på gulvet.", "outcomes": ["avvik"], **NEW[kind]}
    view = _send(desk, values | {f"situation-1-{name}": value for name, value in typed.items()})
    assert view.errors() == []
    [_first, made] = _stored(desk)
    assert (made.id, made.title, made.kind.value, made.outcomes) == ("bruk-hansker", "Bruk hansker", kind, ("avvik",))
    assert "sol" in made.terms
    assert set(made.terms) >= ({"hanske", "avvik"} if kind == "text" else set())
    node = etree.Element("trade_language")
    situations_to_xml(node, [made])
    assert situations_from_xml(node) == (made,)


def test_an_empty_new_situation_is_told_at_each_field_and_what_was_typed_stays(desk: Desk) -> None:
    before = _stored(desk)
    _block, values = _form(desk, NOTICE)
    begun = _send(desk, values | {"new_situation": "picture", "add_situation": "yes"}).values("submit_form")
    view = _send(desk, begun | {"situation-1-pieces": "Hylla | Søl", "situation-1-terms": "romskip, søl"})
    for field in ("title", "intro", "picture"):
        assert view.error_at(f"situation-1-{field}") == words("not_empty")
    assert view.error_at("situation-1-pieces") == words("pieces_missing", count=2)
    assert view.error_at("situation-1-outcomes") == words("nothing_chosen_here")
    assert view.error_at("situation-1-terms") == words("no_such_word", words="romskip")
    kept = view.values("submit_form")
    assert (kept["situation-1-pieces"], kept["situation-1-terms"]) == ("Hylla | Søl", "romskip, søl")
    assert _stored(desk) == before


def test_a_heading_that_another_situation_has_gets_an_id_of_its_own(desk: Desk) -> None:
    _block, values = _form(desk, NOTICE)
    begun = _send(desk, values | {"new_situation": "text", "add_situation": "yes"}).values("submit_form")
    typed = {"title": "Toalett", "intro": "Les.", "pieces": "Hei.", "outcomes": ["avvik"]}
    _send(desk, begun | {f"situation-1-{name}": value for name, value in typed.items()})
    assert _stored(desk)[1].id == "toalett-2"


def test_a_kind_that_is_not_there_is_told_and_nothing_is_begun(desk: Desk) -> None:
    _block, values = _form(desk, NOTICE)
    view = _send(desk, values | {"new_situation": "film", "add_situation": "yes"})
    assert view.error_at("new_situation") == words("unknown_value")
    assert "situation-1-title" not in view.values("submit_form")


def test_a_situation_is_removed_when_saved_and_the_tick_stays_where_something_is_wrong(desk: Desk) -> None:
    _block, values = _form(desk, NOTICE)
    wrong = _send(desk, values | {"situation-0-delete": ["yes"], "title": ""})
    assert wrong.values("submit_form")["situation-0-delete"] == ["yes"]
    assert len(_stored(desk)) == 1
    view = _send(desk, values | {"situation-0-delete": ["yes"]})
    assert view.errors() == []
    assert _stored(desk) == ()


def test_a_form_that_lacks_a_situation_leaves_it_alone(desk: Desk) -> None:
    before = _stored(desk)
    _block, values = _form(desk, NOTICE)
    _send(desk, {name: value for name, value in values.items() if not name.startswith("situation-")})
    assert _stored(desk) == before
