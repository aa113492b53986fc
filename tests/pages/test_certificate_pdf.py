"""The certificate as a file: for its holder and for those who follow the holder, as long as it stands."""

import io
from datetime import timedelta

import pypdf
import pytest
from bransjekurs.api import participant_certificate, teacher_certificate
from bransjekurs.certificates.models import Certificate

from tests.conftest import START, Cast
from tests.pages.conftest import Address, words
from tests.pages.visitor import Visitor


@pytest.fixture
def number(cast: Cast) -> str:
    cast.confirm("merking")
    cast.attend(3)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    return cast.certificate().number


def pdf_text(visitor: Visitor, path: str) -> str:
    response = visitor.client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "Amina" not in response["Content-Disposition"]
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages)


def test_amina_takes_her_certificate_home(amina: Visitor, at: Address, number: str) -> None:
    text = pdf_text(amina, at("certificate"))
    assert "Amina Hassan" in text
    assert number in text


@pytest.mark.parametrize("who", ["tor", "nina", "per", "ingrid"])
def test_those_who_follow_her_can_open_it(cast: Cast, at: Address, number: str, who: str) -> None:
    visitor = Visitor(getattr(cast, who).user_id)
    assert number in pdf_text(visitor, at("participant_certificate", cast.amina.user_id))


@pytest.mark.parametrize("who", ["carl", "yusuf", "amina"])
def test_nobody_else_can(cast: Cast, at: Address, number: str, who: str) -> None:
    visitor = Visitor(getattr(cast, who).user_id)
    page = visitor.get(at("participant_certificate", cast.amina.user_id))
    assert page.status == 403
    assert "Amina" not in page.text


def test_yusuf_gets_no_certificate_from_aminas(cast: Cast, at: Address, number: str) -> None:
    page = Visitor(cast.yusuf.user_id).get(at("certificate"))
    assert (page.status, words("no_certificate") in page.text) == (400, True)


def test_tor_has_none_of_his_own(tor: Visitor, at: Address, number: str) -> None:
    assert tor.get(at("certificate")).status == 403


def test_a_revoked_certificate_cannot_be_opened(
    cast: Cast, amina: Visitor, tor: Visitor, at: Address, number: str
) -> None:
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Feil timer.", START + timedelta(days=1))
    for visitor, path in ((amina, at("certificate")), (tor, at("participant_certificate", cast.amina.user_id))):
        page = visitor.get(path)
        assert (page.status, words("no_certificate") in page.text) == (400, True)


def test_the_same_certificate_is_the_same_file(amina: Visitor, at: Address, number: str) -> None:
    first, second = (amina.client.get(at("certificate")).content for _ in range(2))
    assert first == second


def test_a_course_whose_name_the_fonts_lack_gives_a_word_on_why_and_no_broken_file(
    cast: Cast, amina: Visitor, at: Address, number: str
) -> None:
    row = Certificate.objects.get(number=number)
    row.content = row.content.replace("Renhold – kort bransjekurs", "Renhold 🧹")
    row.save()
    page = amina.get(at("certificate"))
    assert (page.status, words("unprintable", characters="🧹") in page.text) == (400, True)


def test_asking_only_for_the_head_gives_no_body(amina: Visitor, at: Address, number: str) -> None:
    response = amina.client.head(at("certificate"))
    assert (response.status_code, response.content) == (200, b"")
