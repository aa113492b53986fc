"""Ingrid looks at the course as a participant: she sees what a participant sees, and nothing that she does is kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from bransjekurs.preview import viewing
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from xblock.core import XBlock

from tests.blocks.desk import KINDS, Desk, View
from tests.blocks.test_handlers import ANSWER, AUTHORS, HOLDERS, SENT
from tests.conftest import START, Cast
from tests.pages.conftest import words
from tests.pages.visitor import Visitor

NOTHING_IS_SAVED = "Du ser kurset som deltaker. Ingenting blir lagret."
# Handlers that only show something; whoever adds one says here, or below, what it does to somebody who only looks.
LOOK = {("trade_language", "start_round"), ("trade_language", "finish_round")}
WRITE: dict[tuple[str, str], dict[str, Any]] = {key: sent for key, sent in SENT.items() if key not in LOOK}
WRITE |= {("competence_certificate", name): sent for name, sent in HOLDERS.items()}
WRITE["trade_language", "take_back"] = {"situation": "skriv-melding"}
CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.fixture
def looking() -> Iterator[None]:
    with viewing.as_learner():
        yield


def _rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def _changes(queries: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in queries.captured_queries if one["sql"].lstrip().startswith(CHANGES)]


def _has_everything(cast: Cast) -> None:
    """Let Amina have a plan that is acted on, and a certificate."""
    cast.confirm("merking")
    from bransjekurs.api import participant_certificate

    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()


def test_every_handler_is_one_that_looks_or_one_that_writes(desk: Desk) -> None:
    found = {
        (kind, name)
        for kind in KINDS
        for name, part in vars(type(desk.block(kind)).unmixed_class).items()
        if getattr(part, "_is_xblock_handler", False) and name not in AUTHORS
    }
    assert found == LOOK | set(WRITE)


@pytest.mark.parametrize("who", ["amina", "ingrid"])
@pytest.mark.usefixtures("looking")
def test_no_handler_writes_a_row_a_grade_or_a_completion(desk: Desk, cast: Cast, who: str) -> None:
    with viewing.as_learner(on=False):
        _has_everything(cast)
    before = _rows()
    for (kind, name), sent in WRITE.items():
        with CaptureQueriesContext(connection) as queries:
            status, answer = desk.send(kind, who, name, sent)
        refused = (status == 403, answer.get("error") or View(answer.get("html", "")).text)
        assert refused[0] or name == "confirm_name", name
        assert NOTHING_IS_SAVED in refused[1], name
        assert _changes(queries) == [], name
    assert _rows() == before


@pytest.mark.usefixtures("looking")
def test_an_answer_is_not_kept_on_the_device_either(desk: Desk) -> None:
    status, answer = desk.send("trade_language", "amina", "send_answers", {"answers": [ANSWER]})
    assert (status, answer["received"]) == (403, ["a1"])


@pytest.mark.parametrize(("kind", "name"), sorted(LOOK))
@pytest.mark.usefixtures("looking")
def test_a_round_can_be_looked_at(desk: Desk, kind: str, name: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        status, answer = desk.send(kind, "ingrid", name, SENT[kind, name])
    assert (status, _changes(queries)) == (200, [])
    assert NOTHING_IS_SAVED in View(answer["html"]).text


@pytest.mark.parametrize("kind", KINDS)
def test_she_sees_what_amina_sees_and_that_nothing_is_saved(desk: Desk, cast: Cast, kind: str) -> None:
    _has_everything(cast)
    own = desk.see(kind, "amina").text
    with viewing.as_learner(), CaptureQueriesContext(connection) as queries:
        seen = desk.see(kind, "amina").text
    assert NOTHING_IS_SAVED not in own
    assert seen.replace(NOTHING_IS_SAVED, "").split() == own.split()
    assert NOTHING_IS_SAVED in seen
    assert _changes(queries) == []


@pytest.mark.parametrize("kind", KINDS)
def test_as_any_participant_she_sees_one_who_has_done_nothing_and_no_list_of_others(
    desk: Desk, cast: Cast, kind: str
) -> None:
    _has_everything(cast)
    as_herself = desk.see(kind, "ingrid").text
    with viewing.as_learner():
        seen = desk.see(kind, "ingrid").text
    assert NOTHING_IS_SAVED in seen
    assert "Amina" not in seen
    assert seen != as_herself


@pytest.mark.parametrize("kind", KINDS)
def test_the_platform_shows_the_block_to_staff_who_view_the_course_as_amina(kind: str) -> None:
    # lms/djangoapps/courseware/masquerade.py, filter_displayed_blocks: others say that they cannot be shown.
    assert XBlock.load_class(kind).show_in_read_only_mode is True


def test_the_pages_save_nothing_either(cast: Cast) -> None:
    """On our own pages she has her own rights: she reads the group, and is told why she cannot change it now."""
    ingrid = Visitor(cast.ingrid.user_id)
    session = ingrid.client.session
    session["views_as"] = "amina"
    session.save()
    page = ingrid.get(reverse("bransjekurs:group", args=[cast.course_key]))
    assert page.status == 200
    before = _rows()
    refused = ingrid.post(page.path, {"do": "start", "person": str(cast.amina.user_id)})
    assert (refused.status, refused.title) == (403, NOTHING_IS_SAVED)
    assert "deg selv" in refused.text
    assert _rows() == before


def test_the_message_is_the_refusals() -> None:
    assert words("viewing_as_participant") == NOTHING_IS_SAVED


@pytest.mark.parametrize("kind", KINDS)
def test_lena_has_no_form_in_studio_whatever_its_service_says_of_writing(desk: Desk, kind: str) -> None:
    """Of limited staff the platform says that they can write the course and cannot read it."""
    assert desk.see(kind, "ingrid", "studio_view").handlers()
    assert desk.see(kind, "lena", "studio_view").handlers() == set()
    status, answer = desk.send(kind, "lena", "submit_form", {}, author=True)
    assert (status, answer["error"]) == (403, "Du kan ikke endre dette kurset.")
