"""The mentor's link: no account, nothing used up by looking, one answer."""

from datetime import timedelta

import pytest
from bransjekurs.api import links as link_cases
from bransjekurs.api import teacher_goal
from bransjekurs.evidence import api as evidence
from bransjekurs.evidence.models import EvidenceItem
from bransjekurs.links import api as links
from bransjekurs.links.api import Purpose
from bransjekurs.links.models import Link
from django.test import Client
from django.urls import reverse

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.pages.conftest import words
from tests.pages.visitor import Page, Visitor

GOAL = "merking"


@pytest.fixture
def link(cast: Cast) -> str:
    """Tor has asked Kari about Amina; the link works for fourteen days."""
    token, _asked = teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, GOAL, "Kari", 14, START)
    return reverse("bransjekurs:link", args=[token])


def status(link: str) -> str:
    return Link.objects.get().status


def test_kari_sees_who_asks_about_whom_and_what(cast: Cast, stranger: Visitor, link: str) -> None:
    page = stranger.get(link)
    title = next(outcome.title for outcome in cast.course.outcomes if outcome.id == GOAL)
    assert page.status == 200
    assert all(part in page.text for part in ("Kari", "Tor Bakken", "Amina Hassan"))
    assert title.casefold() in page.title.casefold()
    assert not page.doubled_ids()


def test_looking_uses_nothing_up(stranger: Visitor, link: str) -> None:
    for method in (stranger.client.get, stranger.client.head, stranger.client.get):
        assert method(link).status_code == 200
    assert status(link) == "open"
    assert stranger.press(stranger.get(link), "send", answer="alone").status == 200


@pytest.mark.parametrize("answer", ["alone", "with_support", "not_yet"])
def test_an_answer_becomes_evidence_with_the_mentors_words(
    cast: Cast, stranger: Visitor, link: str, answer: str
) -> None:
    page = stranger.press(stranger.get(link), "send", answer=answer, comment=" Flink med\r\nfaresymboler. ")
    assert page.status == 200
    assert "Tor Bakken" in page.text
    [item] = evidence.evidence_of(cast.course_key, [cast.amina.user_id])[cast.amina.user_id][GOAL]
    assert (item.observed, item.by_name, item.what.comment) == (answer, "Kari", "Flink med\r\nfaresymboler.")
    assert status(link) == "answered"


@pytest.mark.parametrize("do", ["not_seen", "not_me"])
def test_who_has_not_seen_it_or_is_somebody_else_says_so_and_nothing_counts(
    stranger: Visitor, link: str, do: str
) -> None:
    page = stranger.press(stranger.get(link), do, answer="not_yet", comment="Vet ikke.")
    assert page.status == 200
    assert "Amina" in page.text
    assert not EvidenceItem.objects.exists()
    assert status(link) == do


@pytest.mark.parametrize("answer", [[], "", "perhaps"])
def test_nothing_chosen_is_told_and_the_comment_stays(stranger: Visitor, link: str, answer: object) -> None:
    page = stranger.press(stranger.get(link), "send", answer=answer, comment="Hun er ny her.")
    assert page.status == 400
    assert page.error_at("answer") == words("unknown_value")
    assert page.typed("send")["comment"] == "Hun er ny her."
    assert status(link) == "open"


def test_a_comment_that_is_too_long_stays_in_the_field_and_so_does_the_answer(stranger: Visitor, link: str) -> None:
    long = "Hun gjør det bra. " * 40
    page = stranger.press(stranger.get(link), "send", answer="with_support", comment=long)
    assert page.status == 400
    assert page.error_at("comment") == words("comment_too_long", limit=500)
    kept = page.typed("send")
    assert (kept["comment"], kept["answer"]) == (long, "with_support")
    assert status(link) == "open"


def test_a_link_is_answered_once(stranger: Visitor, link: str) -> None:
    page = stranger.get(link)
    stranger.press(page, "send", answer="alone")
    again = stranger.press(page, "send", answer="not_yet")
    assert (again.status, again.title) == (410, "Du har allerede svart")
    assert stranger.get(link).status == 410
    assert EvidenceItem.objects.get().what["observed"] == "alone"


def closed(page: Page) -> tuple[int, str]:
    return page.status, page.title


def test_a_link_that_is_too_old_cannot_be_answered(stranger: Visitor, link: str) -> None:
    page = stranger.get(link)
    the_time.stand_at(START + timedelta(days=14))
    assert closed(stranger.press(page, "send", answer="alone")) == (410, "Lenka er for gammel")
    assert closed(stranger.get(link)) == (410, "Lenka er for gammel")
    assert not EvidenceItem.objects.exists()


def test_the_last_minute_is_early_enough(stranger: Visitor, link: str) -> None:
    the_time.stand_at(START + timedelta(days=14, seconds=-1))
    assert stranger.press(stranger.get(link), "send", answer="alone").status == 200


def test_a_withdrawn_link_cannot_be_answered(cast: Cast, stranger: Visitor, link: str) -> None:
    page = stranger.get(link)
    [request] = links.of_participant(cast.amina.user_id, cast.course_key, *Purpose)
    link_cases.withdraw(cast.tor, cast.amina.user_id, request.id, START)
    assert closed(stranger.press(page, "send", answer="alone")) == (410, "Lenka er trukket tilbake")


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "%FF%FE", "..", "æøå", "1 OR 1=1", "%2e%2e"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_is_unknown(stranger: Visitor, link: str, token: str, method: str) -> None:
    stranger.get(link)
    visit = stranger.get if method == "get" else stranger.post
    page = visit(f"/bransjekurs/link/{token}/", {"do": "send", "answer": "alone"})
    assert closed(page) == (404, "Lenka virker ikke")
    assert status(link) == "open"


def test_a_link_to_somebody_who_has_left_the_site_is_unknown(cast: Cast, stranger: Visitor, link: str) -> None:
    from django.contrib.auth.models import User

    User.objects.filter(pk=cast.tor.user_id).update(is_active=False)
    assert stranger.get(link).status == 200
    User.objects.filter(pk=cast.amina.user_id).delete()
    assert stranger.get(link).status == 404


@pytest.mark.parametrize(
    ("asked", "spoken"), [("en", "en"), ("nn", "nn"), ("nb", "nb"), ("pl", "nb"), ("", "nb"), ("../x", "nb")]
)
def test_the_page_speaks_the_language_that_is_asked_for(stranger: Visitor, link: str, asked: str, spoken: str) -> None:
    page = stranger.get(link, {"lang": asked})
    assert page.language == spoken
    assert ("Your answer" in page.text) is (spoken == "en")


def test_the_languages_are_offered_and_the_answer_keeps_the_language(stranger: Visitor, link: str) -> None:
    english = stranger.get(stranger.get(link).links()["English"])
    assert english.language == "en"
    page = stranger.press(english, "send", answer="")
    assert (page.status, page.language) == (400, "en")


def test_a_form_without_its_token_sends_nothing(stranger: Visitor, link: str) -> None:
    assert Client(enforce_csrf_checks=True).post(link, {"do": "send", "answer": "alone"}).status_code == 403
    assert status(link) == "open"


def test_the_page_is_kept_out_of_caches_search_and_referrers(stranger: Visitor, link: str) -> None:
    response = stranger.get(link).response
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"
