"""Every resource's door: who is let in, who is refused and how that is told, and ways of asking that there are not."""

from itertools import product

import pytest
from bransjekurs.api import participant_certificate
from bransjekurs.courses.models import CourseEdition
from bransjekurs.rest import urls
from bransjekurs.rest.door import Door
from django.test import Client
from rest_framework.permissions import IsAuthenticated

from tests.conftest import START, Cast
from tests.rest.caller import Caller, address
from tests.rest.conftest import enrol

NAMES = [pattern.name for pattern in urls.urlpatterns if pattern.name != "openapi"]
# x: may, about Amina. The columns are Amina herself, Tor, Nina, Per, Ingrid, Lena, Rolf, Carl.
MAY = {
    "course": "xxxxxxx-",
    "participants": "-xxxxx--",
    "plan": "xxxxxx--",
    "evidence": "xxxxxx--",
    "participant_certificates": "xxxxxx--",
    "certificates": "-xxxxx--",
    "certificate": "xxxxxx--",
    "report": "-xxxxxx-",
}
ABOUT_ONE = ("plan", "evidence", "participant_certificates")
Everything = dict[str, tuple[object, ...]]
RESTS = ("", "participants/", "participants/1/plan/", "report/", "certificates/", "certificates/x/")
CAST = ("amina", "tor", "nina", "per", "ingrid", "lena", "rolf", "carl")


@pytest.fixture
def everything(cast: Cast) -> Everything:
    """A course in which every address leads to something about Amina."""
    enrol(cast, 3)  # as many as a report without names needs
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    amina = (cast.amina.user_id,)
    about = dict.fromkeys(ABOUT_ONE, amina)
    return {name: about.get(name, ()) for name in NAMES} | {"certificate": (cast.certificate().number,)}


def test_the_table_holds_every_resource() -> None:
    assert set(MAY) == set(NAMES)
    assert len(NAMES) == len(set(NAMES)) == len(urls.urlpatterns) - 1


@pytest.mark.parametrize(("who", "column"), [(who, n) for n, who in enumerate(CAST)])
def test_each_role_reads_just_what_the_table_says(cast: Cast, everything: Everything, who: str, column: int) -> None:
    caller = Caller(cast, getattr(cast, who).user_id)
    for name in NAMES:
        answer = caller.get(name, *everything[name])
        if MAY[name][column] == "x":
            assert (answer.status, answer.response["Content-Type"]) == (200, "application/json"), name
        else:
            assert (answer.status, answer.code) == (403, "not_allowed"), name
            assert "Amina" not in answer.text


def test_me_is_the_one_who_asks(amina: Caller, tor: Caller, everything: Everything) -> None:
    for name in ABOUT_ONE:
        assert amina.get(name, "me").json == amina.get(name, *everything[name]).json
        assert tor.get(name, "me").code == "not_allowed"  # he takes part in nothing


def test_rolf_reads_numbers_and_what_the_goals_are_called_and_of_nobody(cast: Cast, everything: Everything) -> None:
    rolf = Caller(cast, cast.rolf.user_id)
    report, course = rolf.get("report"), rolf.get("course")
    assert course.json["roles"] == ["data_researcher"]
    assert {one["goal"] for one in report.json["goals"]} == {one["id"] for one in course.json["outcomes"]}
    assert report.json == Caller(cast, cast.ingrid.user_id).get("report").json
    for text in (report.text, course.text):
        assert "Amina" not in text
    for name in ABOUT_ONE:
        assert rolf.get(name, "me").code == "not_allowed"


def test_who_looks_at_the_course_as_amina_asks_with_their_own_rights(cast: Cast, everything: Everything) -> None:
    ingrid = Caller(cast, cast.ingrid.user_id)
    before = {name: ingrid.get(name, *everything[name]).json for name in NAMES}
    session = ingrid.client.session
    session["views_as"] = "amina"
    session.save()
    assert {name: ingrid.get(name, *everything[name]).json for name in NAMES} == before
    assert before["course"]["roles"] == ["staff"]
    assert ingrid.get("plan", "me").code == "not_allowed"  # she takes part in nothing


def test_tor_is_refused_where_he_does_not_follow(cast: Cast, tor: Caller) -> None:
    for name in ABOUT_ONE:
        answer = tor.get(name, cast.yusuf.user_id)
        assert (answer.code, "Yusuf" in answer.text) == ("not_allowed", False)
        assert Caller(cast, cast.amina.user_id).get(name, cast.yusuf.user_id).code == "not_allowed"


def test_who_is_not_signed_in_is_told_to_be(stranger: Caller, everything: Everything) -> None:
    for name in NAMES:
        answer = stranger.get(name, *everything[name])
        assert (answer.status, answer.code) == (401, "not_signed_in"), name
        assert answer.response["WWW-Authenticate"]
        assert "Amina" not in answer.text


def test_nothing_can_be_done_but_read(tor: Caller, everything: Everything) -> None:
    client = Client()
    client.cookies = tor.client.cookies
    for method in ("post", "put", "patch", "delete", "options", "trace"):
        for name in NAMES:
            response = getattr(client, method)(address(tor.cast, name, *everything[name]))
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), (method, name)
            assert response["Content-Type"] == "application/problem+json"


def test_the_head_of_an_answer_is_that_of_the_answer_without_a_body(tor: Caller, everything: Everything) -> None:
    for name in NAMES:
        head = tor.client.head(address(tor.cast, name, *everything[name]))
        assert (head.status_code, head.content) == (200, b""), name


def test_answers_and_refusals_are_kept_out_of_caches(tor: Caller, carl: Caller, everything: Everything) -> None:
    for name in NAMES:
        for caller in (tor, carl):
            assert "no-store" in caller.get(name, *everything[name]).response["Cache-Control"], name


def test_a_course_id_that_is_none_is_not_found(tor: Caller) -> None:
    wrong = ("x", "course-v1:", "course-v1:a+b", "block-v1:a+b+c+type@x+block@y", "%00", "%FF", "x" * 2000)
    for course, rest in product(wrong, RESTS):
        assert tor.at(f"/bransjekurs/api/v1/courses/{course}/{rest}").code == "not_found", (course, rest)


def test_a_course_that_does_not_exist_lets_nobody_in(tor: Caller) -> None:
    other = ("course-v1:no+such+course", "course-v1:å+b+c", f"course-v1:{'x' * 300}+b+c")
    for course, rest in product(other, RESTS):
        assert tor.at(f"/bransjekurs/api/v1/courses/{course}/{rest}").code == "not_allowed", (course, rest)


def test_a_participant_who_does_not_exist_is_nobody_s(ingrid: Caller) -> None:
    nobody = dict.fromkeys(("0", "999999", "9" * 18), "not_allowed")
    no_id = dict.fromkeys(("9" * 19, "-1", "1.0", "amina", "ME", "²", "1e3", " 1"), "not_found")
    for name, (participant, code) in product(ABOUT_ONE, (nobody | no_id).items()):
        assert ingrid.get(name, participant).code == code, (name, participant)


def test_a_course_that_is_not_published_is_told(cast: Cast, ingrid: Caller) -> None:
    CourseEdition.objects.all().delete()
    answer = ingrid.get("course")
    assert (answer.status, answer.code) == (404, "course_not_published")
    assert "ikke publisert" in answer.json["detail"]


def test_refusals_speak_the_reader_s_language(cast: Cast, carl: Caller, settings) -> None:
    assert "tilgang" in carl.get("course").json["detail"]
    # The preview leaves out what the browser asks for; the platform does not.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("norwegian_first")]
    carl = Caller(cast, cast.carl.user_id)
    said = {one: carl.get("course", headers={"Accept-Language": one}).json for one in ("nb", "nn", "en", "so")}
    assert said["en"]["detail"] == "You do not have access to this. Ask the one who runs the course."
    assert len({told["detail"] for told in said.values()}) == 3
    assert said["so"] == said["nb"]
    assert {told["code"] for told in said.values()} == {"not_allowed"}


def test_only_json_is_spoken(tor: Caller) -> None:
    assert tor.get("course", headers={"Accept": "text/html, */*;q=0.8"}).status == 200
    assert tor.get("course", headers={"Accept": "application/xml"}).status == 406


def test_what_the_platform_s_middleware_looks_for_stands_on_the_class(cast: Cast) -> None:
    """It keeps out tokens with scopes: it adds to the permissions where it sees how a class authenticates."""
    views = [pattern.callback.cls for pattern in urls.urlpatterns if hasattr(pattern.callback, "cls")]
    assert len(views) == len(NAMES)
    for view in views:
        assert issubclass(view, Door)
        assert view.authentication_classes
        assert view.permission_classes == (IsAuthenticated,)
