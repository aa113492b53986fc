"""In the preview staff can look at the course as Amina, or as any participant."""

import pytest
from bransjekurs.plans.models import PlanRecord
from bransjekurs.preview import courseware
from bransjekurs.preview.load import load
from django.test import Client

from tests.preview.test_studio import RENHOLD, block_of

NOTHING_IS_SAVED = "Du ser kurset som deltaker. Ingenting blir lagret."


@pytest.fixture
def renhold(db, var) -> None:
    load(RENHOLD)


def _client(username: str) -> Client:
    client = Client()
    client.post("/", {"username": username})
    return client


def _plan_page() -> str:
    course = courseware.current()
    return f"/unit/{course.unit_of[block_of('training_plan')]}/"


def _begin(client: Client) -> int:
    address = f"/handler/{block_of('training_plan')}/set_progress"
    sent = {"goal": "merking", "progress": "begun", "comment": ""}
    return client.post(address, sent, "application/json").status_code


def test_ingrid_looks_as_amina_changes_nothing_and_is_herself_again(renhold) -> None:
    ingrid = _client("ingrid")
    before = PlanRecord.objects.count()
    assert ingrid.post("/view-as/", {"who": "amina"}).status_code == 302
    page = ingrid.get(_plan_page()).content.decode()
    assert NOTHING_IS_SAVED in page
    assert "Se som deg selv" in page
    assert _begin(ingrid) == 400
    assert PlanRecord.objects.count() == before
    ingrid.post("/view-as/", {"who": ""})
    assert NOTHING_IS_SAVED not in ingrid.get(_plan_page()).content.decode()


@pytest.mark.parametrize("username", ["amina", "carl", "rolf"])
def test_only_staff_can_look_as_somebody_else(renhold, username: str) -> None:
    client = _client(username)
    assert client.post("/view-as/", {"who": "yusuf"}).status_code == 403


def test_amina_is_not_hindered_by_who_looks(renhold) -> None:
    _client("ingrid").post("/view-as/", {"who": "amina"})
    assert _begin(_client("amina")) == 200


def test_lena_runs_the_course_and_is_refused_in_studio(renhold) -> None:
    lena = _client("lena")
    assert lena.get("/course/").status_code == 200
    assert lena.get("/studio/").status_code == 403
    assert lena.post(f"/studio/{block_of('training_plan')}/submit_form", {}, "application/json").status_code == 403


def test_rolf_starts_at_the_report_and_finds_nothing_about_anybody(renhold) -> None:
    client = Client()
    page = client.post("/", {"username": "rolf"}, follow=True)
    assert page.redirect_chain[0][0].endswith("/group/report/")
    text = page.content.decode()
    assert "Amina" not in text
    assert '/group/"' not in text
    group = page.redirect_chain[0][0].removesuffix("report/")
    assert client.get(group).status_code == 403
