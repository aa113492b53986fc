"""In the preview staff can look at the course as Amina, or as any participant; Lena and Rolf meet what is theirs."""

import pytest
from bransjekurs.plans.models import PlanRecord
from bransjekurs.preview import courseware
from bransjekurs.preview.models import BlockState
from django.contrib.auth.models import User
from django.test import Client

from tests.conftest import Cast

NOTHING_IS_SAVED = "Du ser kurset som deltaker. Ingenting blir lagret."


def _client(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=who))
    return client


def _plan_page(cast: Cast) -> str:
    return f"/unit/{courseware.current().unit_of[_plan(cast)]}/"


def _plan(cast: Cast) -> object:
    return next(key for key in courseware.current().blocks if key.block_type == "training_plan")


def _begin(cast: Cast, client: Client) -> int:
    sent = {"goal": "merking", "progress": "begun", "comment": ""}
    return client.post(f"/handler/{_plan(cast)}/set_progress", sent, "application/json").status_code


def test_ingrid_looks_as_amina_changes_nothing_and_is_herself_again(cast: Cast) -> None:
    ingrid = _client(cast, "ingrid")
    assert ingrid.post("/view-as/", {"who": "amina"}).status_code == 302
    page = ingrid.get(_plan_page(cast)).content.decode()
    assert NOTHING_IS_SAVED in page
    assert "Se som deg selv" in page
    assert _begin(cast, ingrid) == 403
    assert not PlanRecord.objects.exists()
    ingrid.post("/view-as/", {"who": ""})
    assert NOTHING_IS_SAVED not in ingrid.get(_plan_page(cast)).content.decode()


def test_the_platforms_own_questions_keep_nothing_either(cast: Cast) -> None:
    ingrid = _client(cast, "ingrid")
    ingrid.post("/view-as/", {"who": "amina"})
    problem = next(key for key in courseware.current().blocks if key.block_type == "problem")
    answer = ingrid.post(f"/handler/{problem}/xmodule_handler/problem_check", {})
    assert answer.status_code == 200
    assert not BlockState.objects.filter(user_id=cast.amina.user_id).exists()


@pytest.mark.parametrize("who", ["amina", "carl", "rolf", "tor"])
def test_only_staff_can_look_as_somebody_else(cast: Cast, who: str) -> None:
    assert _client(cast, who).post("/view-as/", {"who": "yusuf"}).status_code == 403


def test_amina_is_not_hindered_by_who_looks(cast: Cast) -> None:
    _client(cast, "ingrid").post("/view-as/", {"who": "amina"})
    assert _begin(cast, _client(cast, "amina")) == 200


def test_lena_runs_the_course_and_is_refused_in_studio(cast: Cast) -> None:
    lena = _client(cast, "lena")
    assert lena.get("/course/").status_code == 200
    assert lena.get("/studio/").status_code == 403
    assert lena.post(f"/studio/{_plan(cast)}/submit_form", {}, "application/json").status_code == 403


def test_rolf_starts_at_the_report_and_finds_nothing_about_anybody(cast: Cast) -> None:
    from bransjekurs.preview.models import Enrolment

    for name in ("bo", "eli", "liv"):
        Enrolment.objects.create(user=User.objects.create(username=name), course_key=cast.course_key)
    client = Client()
    page = client.post("/", {"username": "rolf"}, follow=True)
    address = page.redirect_chain[0][0]
    assert address.endswith("/group/report/")
    assert page.status_code == 200
    assert "Amina" not in page.content.decode()
    group = address.removesuffix("report/")
    assert f'href="{group}"' not in page.content.decode()
    assert client.get(group).status_code == 403
