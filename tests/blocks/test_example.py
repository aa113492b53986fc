"""The author looks at the certificate before anybody has one."""

import pytest
from bransjekurs.certificates.models import Certificate
from webob import Request, Response

from tests.blocks.desk import Desk
from tests.certificates.examples import words_of
from tests.pages.conftest import words


def ask(desk: Desk, language: str = "nb", who: str = "ingrid", *, author: bool = True) -> Response:
    block = desk.block("competence_certificate", who, author=author)
    return block.runtime.handle(block, "example", Request.blank(f"/?language={language}"))


@pytest.mark.parametrize(
    ("language", "name", "mark"),
    [
        ("nb", "Ola Eksempel", "Forhåndsvisning:"),
        ("nn", "Ola Eksempel", "Førehandsvising:"),
        ("en", "Example Person", "Preview:"),
    ],
)
def test_the_author_sees_a_pdf_with_invented_data_in_each_language(
    desk: Desk, tmp_path, language: str, name: str, mark: str
) -> None:
    desk.save("competence_certificate", {"also": ["nn", "en"], "documents": ["hms-kort-for-renhold", "final_test"]})
    answer = ask(desk, language)
    assert (answer.status_int, answer.content_type) == (200, "application/pdf")
    path = tmp_path / "example.pdf"
    path.write_bytes(answer.body)
    text = words_of(path)
    for told in (name, mark, "EKSEMPEL", "Velge og bruke verneutstyr", "HMS-kort for renhold", "Tor Bakken"):
        assert told in text
    assert not Certificate.objects.exists()


def test_the_form_leads_to_the_example_in_each_language_that_is_saved(desk: Desk) -> None:
    view = desk.save("competence_certificate", {"language": "nn", "also": ["en"]})
    links = [str(url).partition("?")[2] for url in view.tree.xpath("//a[contains(@href, '/example?')]/@href")]
    assert links == ["language=nn", "language=en"]


def test_a_language_that_the_certificate_is_not_in_is_told(desk: Desk) -> None:
    answer = ask(desk, "de")
    assert (answer.status_int, answer.text) == (400, words("unknown_language"))


def test_without_a_provider_in_the_settings_the_author_is_told(desk: Desk, settings) -> None:
    settings.BRANSJEKURS_ISSUERS = {}
    answer = ask(desk)
    assert (answer.status_int, answer.text) == (400, words("issuer_missing"))


@pytest.mark.parametrize("who", ["amina", "tor", "nina", "per", "carl", ""])
def test_only_course_staff_see_the_example(desk: Desk, who: str) -> None:
    assert ask(desk, who=who).status_int == 403
    assert ask(desk, who=who, author=False).status_int == 403
