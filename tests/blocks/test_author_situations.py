"""A situation in Studio: what stands in it, changed and saved, with what is wrong told at its field."""

import json
from dataclasses import replace
from typing import Any

import pytest
from bransjekurs.domain.situations import Situation
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
