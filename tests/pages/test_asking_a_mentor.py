"""The teacher's side of the mentor's link: made, shown once, withdrawn."""

import re

import pytest
from bransjekurs.domain.evidence import Observed
from bransjekurs.links import api as links
from bransjekurs.links.api import Purpose
from bransjekurs.links.models import Link
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows

from tests.conftest import Cast
from tests.pages.conftest import Address, words
from tests.pages.visitor import Page, Visitor

GOAL = "merking"


@pytest.fixture
def address(cast: Cast, at: Address) -> str:
    return at("participant", cast.amina.user_id)


def ask(visitor: Visitor, address: str, **typed: str) -> Page:
    return visitor.press(visitor.get(f"{address}?goal={GOAL}"), "ask", **{"mentor": "Kari", "days": "7", **typed})


def links_in(page: Page) -> set[str]:
    return set(re.findall(r"http://127\.0\.0\.1:8000(/bransjekurs/link/[^/\s<]+/)", page.source))


def test_the_new_link_is_shown_once_works_and_is_stored_nowhere(
    cast: Cast, tor: Visitor, stranger: Visitor, address: str
) -> None:
    page = tor.follow(ask(tor, address))
    [link] = links_in(page)
    assert "Kari" in page.said_at("new-link")
    assert link in page.by_id("new-link-text").text_content()
    assert links_in(tor.get(f"{address}?goal={GOAL}")) == set()
    assert stranger.get(link).status == 200
    token = link.rstrip("/").rpartition("/")[2]
    [row] = Link.objects.all()
    assert token not in " ".join(str(value) for value in row.__dict__.values())


def test_the_new_link_is_not_shown_beside_another_participant(
    cast: Cast, ingrid: Visitor, tor: Visitor, at: Address, address: str
) -> None:
    plans.follow(cast.course_key, [Follows(cast.yusuf.user_id, cast.tor.user_id, "teacher")])
    made = ask(tor, address)
    beside = tor.get(at("participant", cast.yusuf.user_id))
    assert (beside.status, links_in(beside)) == (200, set())
    assert links_in(tor.get(at("group"))) == set()
    assert links_in(ingrid.get(address)) == set()
    assert len(links_in(tor.follow(made))) == 1


def test_no_participant_sees_the_token(cast: Cast, tor: Visitor, amina: Visitor, at: Address, address: str) -> None:
    page = tor.follow(ask(tor, address))
    [link] = links_in(page)
    for path in (address, at("group"), at("certificate"), "/course/", "/outbox/"):
        assert link not in amina.get(path).source
    for unit in set(re.findall(r'href="(/unit/[^"#]+)"', amina.get("/course/").source)):
        assert link not in amina.get(unit).source


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"mentor": ""}, "mentor_missing", "ask-mentor"),
        ({"mentor": "!!"}, "mentor_missing", "ask-mentor"),
        ({"mentor": "K" * 121}, "name_too_long", "ask-mentor"),
        ({"days": "0"}, "days_out_of_range", "ask-days"),
        ({"days": "61"}, "days_out_of_range", "ask-days"),
        ({"days": "-1"}, "days_out_of_range", "ask-days"),
        ({"days": "to"}, "not_a_number", "ask-days"),
        ({"days": ""}, "not_a_number", "ask-days"),
        ({"days": "9" * 400}, "not_a_number", "ask-days"),
        ({"days": "nan"}, "not_a_number", "ask-days"),
    ],
)
def test_a_link_that_cannot_be_made_is_told_at_the_field_and_given_back(
    tor: Visitor, address: str, wrong: dict[str, str], code: str, field: str
) -> None:
    page = ask(tor, address, **wrong)
    assert page.status == 400
    assert page.error_at(field) == words(code, limit=120, low=1, high=60)
    assert not Link.objects.exists()
    kept = page.typed("ask")
    assert {name: kept[name] for name in ("mentor", "days")} == {"mentor": "Kari", "days": "7", **wrong}


def test_control_characters_are_no_name(tor: Visitor, address: str) -> None:
    assert ask(tor, address, mentor="\0\x1b").error_at("ask-mentor") == words("mentor_missing")


def test_where_nobody_issues_no_link_is_made_that_nobody_would_see(
    cast: Cast, settings, tor: Visitor, address: str
) -> None:
    settings.BRANSJEKURS_ISSUERS = {}
    page = ask(tor, address)
    assert (page.status, page.summary) == (400, [words("issuer_missing")])
    assert not Link.objects.exists()


def test_a_withdrawn_link_is_closed_for_the_mentor(tor: Visitor, stranger: Visitor, address: str) -> None:
    page = tor.follow(ask(tor, address))
    [link] = links_in(page)
    after = tor.follow(tor.press(page, "withdraw"))
    assert after.message
    assert after.form("withdraw") is None
    assert stranger.get(link).status == 410


def test_an_answered_link_cannot_be_withdrawn(cast: Cast, tor: Visitor, address: str) -> None:
    cast.observed(GOAL, observed=Observed.ALONE)
    [request] = links.of_participant(cast.amina.user_id, cast.course_key, *Purpose)
    tor.get(address)
    page = tor.post(address, {"do": "withdraw", "goal": GOAL, "request": request.id})
    assert (page.status, page.summary) == (400, [words("link_closed")])


@pytest.mark.parametrize("request_id", ["", "x", "0", "999999", "-1", "9" * 30])
def test_a_link_that_does_not_exist_cannot_be_withdrawn(tor: Visitor, address: str, request_id: str) -> None:
    tor.get(address)
    page = tor.post(address, {"do": "withdraw", "request": request_id})
    assert (page.status, page.summary) == (400, [words("link_closed")])


def test_a_link_about_somebody_else_cannot_be_withdrawn(cast: Cast, tor: Visitor, at: Address, address: str) -> None:
    tor.follow(ask(tor, address))
    [request] = links.of_participant(cast.amina.user_id, cast.course_key, *Purpose)
    page = tor.post(at("participant", cast.yusuf.user_id), {"do": "withdraw", "request": request.id})
    assert page.status == 403
    assert Link.objects.get().status == "open"
