"""A file is dropped on the page, or a machine asks: what is told, and what is not."""

import json
from datetime import timedelta

import pytest
from bransjekurs.api import participant_certificate, teacher_certificate
from bransjekurs.certificates.api import Issued
from bransjekurs.certificates.credential import store
from bransjekurs.certificates.models import Certificate
from bransjekurs.certificates.pdf import render
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.certificates.signing import signed
from tests.conftest import START, Cast
from tests.pages.conftest import words
from tests.pages.visitor import Page, Visitor

FILE = reverse("bransjekurs:verify_file")
HOLDER = "Amina Hassan"


@pytest.fixture
def issued(cast: Cast) -> Issued:
    """One goal is confirmed, and that is documented."""
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, HOLDER, START)
    return cast.certificate()


def credential(issued: Issued) -> bytes:
    found = store.credential_of(issued.number)
    assert found
    return found


def dropped(visitor: Visitor, data: bytes, name: str = "bevis.json") -> Page:
    visitor.get(reverse("bransjekurs:verify_form"))
    return visitor.post(FILE, {"file": SimpleUploadedFile(name, data)})


def told(page: Page) -> tuple[int, str]:
    return page.status, page.title


def test_a_certificate_as_issued_is_genuine_and_unchanged(issued: Issued, stranger: Visitor) -> None:
    assert issued.content
    page = dropped(stranger, render(issued.content, credential(issued)), "bevis.pdf")
    assert told(page) == (200, "Gyldig")
    assert HOLDER in page.text
    assert "Fila er ikke endret" in page.text


def test_of_a_pdf_that_was_printed_anew_only_the_signed_part_is_vouched_for(issued: Issued, stranger: Visitor) -> None:
    assert issued.content
    page = dropped(stranger, render(issued.content, credential(issued)) + b"\n", "bevis.pdf")
    assert told(page) == (200, "Gyldig")
    assert "Fila er ikke endret" not in page.text


def test_a_changed_file_is_told_and_not_repeated(issued: Issued, stranger: Visitor) -> None:
    page = dropped(stranger, credential(issued).replace(HOLDER.encode(), b"Carl Vik"))
    assert told(page) == (200, "Endret")
    assert "Carl" not in page.source


def test_a_file_from_somebody_else_is_told(issued: Issued, stranger: Visitor) -> None:
    assert told(dropped(stranger, json.dumps(signed()).encode())) == (200, "Ikke fra oss")


def test_a_revoked_one_names_nobody(cast: Cast, issued: Issued, stranger: Visitor) -> None:
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Feil.", START + timedelta(days=1))
    page = dropped(stranger, credential(issued))
    assert told(page) == (200, "Trukket tilbake")
    assert "Amina" not in page.source


def test_of_an_erased_holder_the_file_still_says_what_it_says(issued: Issued, stranger: Visitor) -> None:
    data = credential(issued)
    row = Certificate.objects.get(number=issued.number)
    store.forget([row.pk])
    Certificate.objects.filter(pk=row.pk).update(content="", user=None)
    page = dropped(stranger, data)
    assert told(page) == (200, "Gyldig")
    assert HOLDER in page.text


NOTHING = [
    (b"hello", "file_without_credential"),
    (b"%PDF-1.7", "file_without_credential"),
    (bytes(6_000_000), "file_too_large"),
]


@pytest.mark.parametrize(("data", "code"), NOTHING, ids=["text", "an empty PDF", "too large"])
def test_what_is_no_certificate_is_told_at_the_field(cast: Cast, stranger: Visitor, data: bytes, code: str) -> None:
    page = dropped(stranger, data)
    assert (page.status, page.said_at("file-error")) == (400, words(code))


def test_no_file_is_told_at_the_field(cast: Cast, stranger: Visitor) -> None:
    stranger.get(reverse("bransjekurs:verify_form"))
    page = stranger.post(FILE, {})
    assert (page.status, page.said_at("file-error")) == (400, words("file_missing"))


def asked(visitor: Visitor, number: str) -> tuple[int, dict]:
    answer = visitor.client.get(reverse("bransjekurs:verify_json", args=[number]))
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer.status_code, answer.json()


def test_a_machine_is_told_where_a_certificate_stands(cast: Cast, issued: Issued, stranger: Visitor) -> None:
    status, answer = asked(stranger, issued.number.lower())
    assert (status, answer["status"], answer["number"]) == (200, "valid", issued.number)
    assert answer["credential"] is None
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Feil.", START + timedelta(days=1))
    _status, answer = asked(stranger, issued.number)
    assert (answer["status"], answer["reason"]) == ("revoked", "Feil.")
    assert HOLDER not in json.dumps(answer)
    assert asked(stranger, "2345")[1]["status"] == "unknown"


def test_what_an_issuer_publishes_is_there_for_all(issued: Issued, stranger: Visitor) -> None:
    entry = json.loads(credential(issued))["credentialStatus"]["statusListCredential"]
    for path in ("/bransjekurs/issuers/fjordbyen/did.json", entry.partition(":8000")[2]):
        answer = stranger.client.get(path)
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
        assert json.loads(answer.content)
    for path in ("/bransjekurs/issuers/fjordbyen/status/99", "/bransjekurs/issuers/fjordbyen/status/x"):
        assert stranger.client.get(path).status_code == 404
