import json
from typing import Any

import pytest
from bransjekurs.api import publishing
from bransjekurs.courses import api as courses
from bransjekurs.preview import accounts, clock, courseware
from bransjekurs.preview.load import load
from django.test import Client
from opaque_keys.edx.keys import UsageKey

RULES = {"display_name": "Beviset mitt", "minimum_hours": "77", "purpose": "Å jobbe som renholder."}
GLOVE = {
    "title": "Ord",
    "term-0-lemma": "hanske",
    "term-0-word_class": "other",
    "term-0-definition": "Noe helt annet enn i den andre ordlista.",
    "term-0-example": "Jeg har en [hanske].",
    "term-0-outcomes": ["verneutstyr"],
    "threshold-recall_today": "0.9",
    "threshold-recall_in_30_days": "0.8",
    "threshold-answers": "3",
    "threshold-days": "2",
    "threshold-kinds": "2",
    "threshold-share": "0.9",
}


@pytest.fixture
def renhold(db, var, renhold_archive: bytes) -> None:
    """The course before its group has done anything: an author needs none of that."""
    courseware.archive_path().write_bytes(renhold_archive)
    accounts.create(courseware.current().key)
    publishing.publish(courseware.current().key, clock.now())


def signed_in(username: str) -> Client:
    client = Client()
    client.post("/", {"username": username})
    return client


def block_of(kind: str, number: int = 0) -> UsageKey:
    """The blocks of a kind in order, without those that show a situation."""
    blocks = courseware.current().blocks.items()
    return [key for key, block in blocks if key.block_type == kind and b"<situation" not in block.xml][number]


def save(username: str, key: UsageKey, form: dict[str, Any], door: str = "studio") -> tuple[int, Any]:
    response = signed_in(username).post(f"/{door}/{key}/submit_form", json.dumps(form), "application/json")
    return response.status_code, response.json() if response["Content-Type"] == "application/json" else None


def edition() -> courses.Edition:
    found = courses.current(courseware.current().key)
    assert found is not None
    return found


def test_studio_lists_the_blocks_that_have_a_form(renhold):
    page = signed_in("tor").get("/studio/").content.decode()
    with_form = [key for key in courseware.current().blocks if f"/studio/{key}/" in page]
    assert {key.block_type for key in with_form} == {"training_plan", "trade_language", "competence_certificate"}


def test_what_is_saved_is_shown_again_and_published_as_a_new_edition(renhold):
    key = block_of("competence_certificate")
    before = edition().number
    status, answer = save("tor", key, RULES)
    assert status == 200
    assert "77" in answer["html"]
    assert (edition().number, edition().course.certificate.minimum_hours) == (before + 1, 77)
    assert 'value="77"' in signed_in("tor").get(f"/studio/{key}/").content.decode()


def test_saving_the_same_again_makes_no_new_edition(renhold):
    key = block_of("competence_certificate")
    save("tor", key, RULES)
    number = edition().number
    save("tor", key, RULES)
    assert edition().number == number


@pytest.mark.parametrize("username", ["amina", "per", "nina", "carl"])
def test_nobody_but_course_staff_can_change_the_course(renhold, username: str):
    before = edition()
    assert save(username, block_of("competence_certificate"), RULES)[0] == 403
    assert edition() == before


@pytest.mark.parametrize("username", ["amina", "tor"])
def test_the_course_is_changed_in_studio_and_nowhere_else(renhold, username: str):
    before = edition()
    assert save(username, block_of("competence_certificate"), RULES, door="handler")[0] == 403
    assert edition() == before


def test_what_cannot_be_published_is_told_and_stays_in_the_form(renhold):
    before = edition()
    key = block_of("trade_language", 1)
    status, answer = save("tor", key, GLOVE)
    assert status == 400
    assert "hanske" in answer["error"]
    assert edition() == before
    assert GLOVE["term-0-definition"] in signed_in("tor").get(f"/studio/{key}/").content.decode()


def test_the_preview_starts_with_the_edition_that_stands_when_the_course_cannot_be_published(renhold):
    before = edition()
    save("tor", block_of("trade_language", 1), GLOVE)
    told: list[str] = []
    load(None, tell=told.append)
    assert "hanske" in told[0]
    assert edition() == before
