"""Every page's door: sign-in, Carl, courses that don't exist, and ways of asking that no page has."""

from urllib.parse import quote

import pytest
from bransjekurs import urls
from bransjekurs.api import issuing_group, participant_certificate, teacher_goal
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.evidence import attendance
from bransjekurs.links.models import Link
from bransjekurs.preview.models import Enrolment
from django.contrib.auth.models import User
from django.urls import URLPattern, reverse

from tests.conftest import START, Cast
from tests.pages.visitor import Visitor

# Open to anybody by intent. A new address that is not named here must refuse Carl and strangers.
PUBLIC = {"verify_form", "verify", "shared", "shared_pdf", "link", "did_document", "status_list"}
PUBLIC |= {"verify_file", "verify_json"}
# What is included beside the pages has a test of its own: tests/rest/test_doors.py.
PAGES = [pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]
NAMES = [pattern.name for pattern in PAGES]
CLOSED = [name for name in NAMES if name not in PUBLIC]
ANYTHING: dict[str, object] = {
    "course_id": "course-v1:fjordbyen+RENHOLD+2026",
    "participant_id": 1,
    "session_id": 1,
    "usage_id": "block-v1:fjordbyen+RENHOLD+2026+type@trade_language+block@ord-arbeidsliv-words",
    "run_id": 1,
    "number": 1,
    "organisation": "fjordbyen",
    "token": "x",
    "area": "interest",
}
# Pages about one participant that the participant shares with those who follow.
SHARED = {
    "mapping",
    "mapping_area",
    "gap",
    "time",
    "calendar",
    "agreement",
    "goals",
    "conversations",
    "history",
    "plan_pdf",
}
# A participant's own, which not even a teacher opens.
OWN = {"certificate", "person_data", "person_file"}
COURSE_PAGES = [
    "group/",
    "group/goals/",
    "group/report/",
    "group/sheet.xlsx",
    "participants/1/data/",
    "sessions/new/",
    "participants/1/",
    "certificate.pdf",
]
DOS = [
    "start",
    "erase",
    "own_goal",
    "measure",
    "drop_measure",
    "take_out",
    "put_back",
    "way_on",
    "aftercare",
    "edition",
    "plan",
    "hold",
    "judge",
    "observe",
    "ask",
    "withdraw",
    "review",
    "time",
    "move",
    "responsible",
    "propose",
    "agree",
    "issue",
    "revoke",
    "assign",
    "unassign",
    "save",
    "",
]


@pytest.fixture
def everything(cast: Cast) -> dict[str, object]:
    """A course in which every address leads to something, and what each address needs in it."""
    # As many as a report without names needs.
    for name in ("bo", "eli", "liv"):
        Enrolment.objects.create(user=User.objects.create(username=name), course_key=cast.course_key)
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()
    session = Session(START, "Økt", Arena.CLASSROOM, 3)
    hours = {cast.amina.user_id: 3.0}
    return {
        "course_id": str(cast.course_key),
        "participant_id": cast.amina.user_id,
        "area": "interest",
        "usage_id": str(cast.word_lists[0]),
        "run_id": issuing_group.start_run(cast.tor, [cast.amina.user_id], "nb", START),
        "session_id": attendance.save_session(cast.course_key, session, hours, cast.tor.user_id),
    }


def address(name: str, values: dict[str, object]) -> str:
    [pattern] = [p for p in PAGES if p.name == name]
    return reverse(f"bransjekurs:{name}", kwargs={part: values[part] for part in pattern.pattern.converters})


def test_every_address_has_a_name_of_its_own_and_is_open_or_closed_by_intent() -> None:
    assert len(NAMES) == len(urls.urlpatterns) - 1 == len(set(NAMES))
    assert set(NAMES) >= PUBLIC
    assert len(CLOSED) == len(NAMES) - len(PUBLIC)


@pytest.mark.parametrize("name", CLOSED)
def test_carl_is_refused_everywhere_and_learns_nothing(everything: dict[str, object], carl: Visitor, name: str) -> None:
    page = carl.get(address(name, everything))
    assert page.status == 403
    assert "Amina" not in page.source
    assert "Du har ikke tilgang" in page.text


@pytest.mark.parametrize("name", CLOSED)
def test_carl_can_send_nothing_anywhere(everything: dict[str, object], carl: Visitor, name: str) -> None:
    carl.get(address(name, everything))
    sent = {"goal": "merking", "verdict": "not_yet", "reason": "x", "mentor": "Kari", "days": "3"}
    for do in DOS:
        assert carl.post(address(name, everything), {"do": do, **sent}).status == 403, do


@pytest.mark.parametrize("name", CLOSED)
def test_somebody_in_the_course_is_let_in_where_carl_is_not(
    everything: dict[str, object], tor: Visitor, amina: Visitor, name: str
) -> None:
    visitor = amina if name in OWN else tor
    assert visitor.client.get(address(name, everything)).status_code == 200


@pytest.mark.parametrize("name", CLOSED)
def test_a_participant_is_let_in_to_what_is_her_own_and_nothing_else(
    everything: dict[str, object], amina: Visitor, name: str
) -> None:
    expected = 200 if name in OWN or name in SHARED else 403
    assert amina.client.get(address(name, everything)).status_code == expected


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_who_is_not_signed_in_is_sent_to_do_it_and_comes_back(stranger: Visitor, method: str) -> None:
    token = {"X-CSRFToken": stranger.get(reverse("bransjekurs:verify_form")).response.cookies["csrftoken"].value}
    for name in CLOSED:
        path = address(name, ANYTHING)
        response = getattr(stranger.client, method)(f"{path}?lang=en", headers=token)
        assert response.status_code == 302, name
        assert response["Location"] == f"/?next={quote(path)}%3Flang%3Den"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_ways_of_asking_that_no_page_has_are_refused(cast: Cast, tor: Visitor, method: str) -> None:
    token = {"X-CSRFToken": tor.get(reverse("bransjekurs:verify_form")).response.cookies["csrftoken"].value}
    for name in NAMES:
        response = getattr(tor.client, method)(address(name, ANYTHING), headers=token)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST"), name


def test_the_head_of_a_page_is_that_of_the_page_without_a_body(
    everything: dict[str, object], tor: Visitor, amina: Visitor
) -> None:
    for name in CLOSED:
        visitor = amina if name in OWN else tor
        head = visitor.client.head(address(name, everything))
        assert (head.status_code, head.content) == (200, b""), name


@pytest.mark.parametrize(
    "course",
    [
        "x",
        "course-v1:",
        "course-v1:a+b",
        "course-v1:a+b+c+d+e",
        "block-v1:a+b+c+type@x+block@y",
        "%00",
        "%FF",
        "..",
        "course-v1:a+b+c%0A",
        "x" * 5000,
    ],
)
def test_a_course_id_that_is_none_is_told(tor: Visitor, course: str) -> None:
    for rest in COURSE_PAGES:
        page = tor.get(f"/bransjekurs/{course}/{rest}")
        assert page.status == 404, rest
        assert page.title


@pytest.mark.parametrize(
    "course", ["course-v1:no+such+course", "course-v1:å+b+c", "library-v1:a+b", f"course-v1:{'x' * 300}+b+c"]
)
def test_a_course_that_does_not_exist_lets_nobody_in(tor: Visitor, course: str) -> None:
    for rest in COURSE_PAGES:
        assert tor.get(f"/bransjekurs/{course}/{rest}").status == 403, rest


@pytest.mark.parametrize("number", [0, 999999, 2**63, 10**40])
@pytest.mark.parametrize("rest", ["", "certificate.pdf"])
def test_a_participant_who_does_not_exist_is_nobody_s(
    cast: Cast, tor: Visitor, ingrid: Visitor, number: int, rest: str
) -> None:
    for visitor in (tor, ingrid):
        path = f"/bransjekurs/{cast.course_key}/participants/{number}/{rest}"
        assert visitor.get(path).status == (403 if number < 2**63 else 404)


def test_tor_is_refused_at_the_page_of_a_participant_whom_he_does_not_follow(
    cast: Cast, tor: Visitor, everything: dict[str, object]
) -> None:
    path = address("participant", {**everything, "participant_id": cast.yusuf.user_id})
    page = tor.get(path)
    assert (page.status, "Yusuf" in page.source) == (403, False)
    sent = {"do": "ask", "goal": "merking", "mentor": "Kari", "days": "3"}
    before = Link.objects.count()
    assert tor.post(path, sent).status == 403
    assert Link.objects.count() == before


def test_a_course_that_is_not_published_is_told(cast: Cast, ingrid: Visitor) -> None:
    from bransjekurs.courses.models import CourseEdition

    CourseEdition.objects.all().delete()
    page = ingrid.get(f"/bransjekurs/{cast.course_key}/group/")
    assert page.status == 400
    assert "ikke publisert" in page.text


def test_pages_are_kept_out_of_caches_and_referrers(everything: dict[str, object], tor: Visitor, cast: Cast) -> None:
    teacher_goal.see_participant(cast.tor, cast.amina.user_id, START)
    for name in CLOSED:
        response = tor.client.get(address(name, everything))
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"
