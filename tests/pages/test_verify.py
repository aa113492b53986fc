"""Verification: anybody who is shown a certificate can see where it stands, without an account."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from bransjekurs.api import participant_certificate, participant_share, teacher_certificate
from bransjekurs.certificates.api import Choices, Issued
from django.urls import reverse

from tests.conftest import START, Cast
from tests.pages.conftest import words
from tests.pages.visitor import Page, Visitor

FORM = reverse("bransjekurs:verify_form")
HOLDER = "Amina Hassan"
WHY = "Feil antall timer."


@pytest.fixture
def issued(cast: Cast) -> Issued:
    """One goal is confirmed, and that is documented."""
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, HOLDER, START)
    return cast.certificate()


def checked(visitor: Visitor, number: str) -> Page:
    return visitor.get(f"{FORM}{quote(number, safe='')}/")


def standing(page: Page) -> tuple[int, str]:
    return page.status, page.title


def test_a_valid_certificate_says_whose_it_is_and_what_it_says(cast: Cast, stranger: Visitor) -> None:
    cast.reach_everything()
    issued = cast.certificate()
    hidden = checked(stranger, issued.number)
    assert not [outcome for outcome in cast.course.outcomes if outcome.title in hidden.text]
    participant_share.choose(cast.amina, Choices(shows_goals=True))
    page = checked(stranger, issued.number)
    assert standing(page) == (200, "Gyldig")
    assert all(part in page.text for part in (HOLDER, issued.number, "Fjordbyen læringssenter", "310 245 187"))
    assert all(outcome.title in page.text for outcome in cast.course.outcomes)
    assert "96 timer" in page.text
    assert not page.doubled_ids()


def test_what_is_only_a_preview_says_so(issued: Issued, stranger: Visitor) -> None:
    assert "FORHÅNDSVISNING" in checked(stranger, issued.number).text


def test_what_is_not_a_preview_does_not_say_so(cast: Cast, settings, stranger: Visitor) -> None:
    issuer = {**settings.BRANSJEKURS_ISSUERS["fjordbyen"], "preview": False}
    settings.BRANSJEKURS_ISSUERS = {"fjordbyen": issuer}
    cast.attend(3)
    participant_certificate.confirm_name(cast.amina, HOLDER, START)
    assert "FORHÅNDSVISNING" not in checked(stranger, cast.certificate().number).text


def test_a_revoked_certificate_says_why_and_no_longer_whose(cast: Cast, issued: Issued, stranger: Visitor) -> None:
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, WHY, START + timedelta(days=1))
    page = checked(stranger, issued.number)
    assert standing(page) == (200, "Trukket tilbake")
    assert WHY in page.text
    assert "6. oktober 2026" in page.text
    assert "Amina" not in page.source
    assert not any(outcome.title in page.source for outcome in cast.course.outcomes)


def test_a_certificate_that_a_newer_one_replaces_says_so(cast: Cast, stranger: Visitor) -> None:
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, HOLDER, START)
    first = cast.certificate()
    cast.attend(3)
    second = cast.certificate(START + timedelta(days=1))
    page = checked(stranger, first.number)
    assert standing(page) == (200, "Erstattet")
    assert HOLDER not in page.source
    assert second.number not in page.source
    assert standing(checked(stranger, second.number)) == (200, "Gyldig")


def test_its_holder_is_led_on_from_one_that_does_not_stand_and_nobody_else_is(
    cast: Cast, issued: Issued, stranger: Visitor, amina: Visitor, tor: Visitor
) -> None:
    cast.attend(3)
    second = cast.certificate(START + timedelta(days=1))
    assert checked(amina, issued.number).links()["Se det nye beviset"].endswith(f"/verify/{second.number}/")
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, WHY, START + timedelta(days=2))
    for number in (issued.number, second.number):
        page = checked(amina, number)
        assert "/unit/" in page.links()["Beviset mitt"], "what she can do stands there"
        assert "Se det nye beviset" not in page.text
        for other in (stranger, tor):
            assert "Dette er ditt bevis" not in checked(other, number).text
            assert "Spør den du fikk beviset av" in checked(other, number).text


@pytest.mark.parametrize("written", [str.lower, lambda n: n.replace("-", ""), lambda n: f" {n.replace('-', ' ')} "])
def test_a_number_is_found_however_its_groups_are_written(issued: Issued, stranger: Visitor, written) -> None:
    page = checked(stranger, written(issued.number))
    assert standing(page) == (200, "Gyldig")
    assert issued.number in page.text


SILLY = [
    "0",
    "x" * 40,
    "x" * 41,
    "x" * 5000,
    "☃",
    "\0",
    "%",
    "' OR 1=1 --",
    "-----",
    "<b>",
    "１２３４",
    "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
]


def test_a_number_that_no_certificate_has_is_unknown_and_can_be_corrected(issued: Issued, stranger: Visitor) -> None:
    for number in SILLY:
        page = checked(stranger, number)
        assert standing(page) == (404, "Ukjent"), number
        assert page.by_id("number").get("value").replace("�", "\0") == number
        assert HOLDER not in page.source


def test_the_form_leads_to_the_certificate(issued: Issued, stranger: Visitor) -> None:
    page = stranger.follow(stranger.get(FORM, {"number": f"  {issued.number.lower()} "}))
    assert standing(page) == (200, "Gyldig")


@pytest.mark.parametrize("number", ["a/b", "../..", "x" * 100_000, "?", "#1", "å"])
def test_whatever_is_typed_in_the_form_leads_to_an_answer(stranger: Visitor, number: str) -> None:
    answer = stranger.get(FORM, {"number": number})
    page = stranger.follow(answer) if answer.status == 302 else answer
    assert page.status in (400, 404)
    assert page.title


@pytest.mark.parametrize("number", ["", "   ", "..", "/", "\0"])
def test_a_form_without_a_number_is_told_at_the_field(stranger: Visitor, number: str) -> None:
    page = stranger.get(FORM, {"number": number})
    assert (page.status, page.said_at("number-error")) == (400, words("not_empty"))


def test_the_empty_form_complains_of_nothing(stranger: Visitor) -> None:
    page = stranger.get(FORM)
    assert (page.status, page.by_id("number-error")) == (200, None)


@pytest.mark.parametrize(("asked", "title"), [("en", "Valid"), ("nn", "Gyldig"), ("xx", "Gyldig")])
def test_the_page_speaks_the_language_that_is_asked_for(
    issued: Issued, stranger: Visitor, asked: str, title: str
) -> None:
    page = stranger.get(f"{FORM}{issued.number}/", {"lang": asked})
    assert standing(page) == (200, title)


def test_what_is_left_of_an_erased_certificate_stands_and_names_nobody(
    cast: Cast, issued: Issued, stranger: Visitor
) -> None:
    from bransjekurs.certificates.models import Certificate

    Certificate.objects.filter(number=issued.number).update(content="", user=None)
    page = checked(stranger, issued.number)
    assert standing(page) == (200, "Gyldig")
    assert HOLDER not in page.source


def test_a_holders_link_shows_everything_once_it_is_asked_for(cast: Cast, issued: Issued, stranger: Visitor) -> None:
    token = participant_share.share(cast.amina, "Kari", 14, START)
    path = reverse("bransjekurs:shared", args=[token])
    asked = stranger.get(path)
    assert asked.status == 200
    assert HOLDER not in asked.source
    shown = stranger.post(path, {})
    assert HOLDER in shown.text
    assert "1 mål er nådd" in shown.text
    pdf = stranger.client.get(reverse("bransjekurs:shared_pdf", args=[token]))
    assert pdf["Content-Type"] == "application/pdf"
    assert participant_share.own_shares(cast.amina)[0].uses == 2
    participant_share.withdraw_share(cast.amina, participant_share.own_shares(cast.amina)[0].id, START)
    assert stranger.get(path).status == 404


def test_what_its_holder_has_withdrawn_is_told_so(cast: Cast, issued: Issued, stranger: Visitor) -> None:
    participant_share.withdraw_certificate(cast.amina, True, START)
    page = checked(stranger, issued.number)
    assert "Den som har beviset, har trukket det tilbake." in page.text
    assert HOLDER not in page.source
