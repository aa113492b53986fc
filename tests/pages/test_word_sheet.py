"""The words on paper, for the wall."""

import pytest

from tests.conftest import Cast
from tests.pages.conftest import Address
from tests.pages.visitor import Visitor, said


def test_tor_prints_every_word_with_article_explanation_and_sentence(cast: Cast, tor: Visitor, at: Address) -> None:
    key = cast.word_lists[0]
    [words] = [one for one in cast.course.word_lists if one.usage_key == str(key)]
    page = tor.get(at("word_sheet", key))
    rows = [[said(cell) for cell in row] for row in page.tree.xpath("//tbody/tr")]
    by_word = sorted(words.terms, key=lambda term: term.lemma.lower())
    assert rows == [[one.with_article, one.definition, said_sentence(one.sentence)] for one in by_word]


def said_sentence(parts: tuple[str, str, str]) -> str:
    return " ".join("".join(parts).split())


@pytest.mark.parametrize("who", ["amina", "carl"])
def test_nobody_else_gets_the_sheet(cast: Cast, at: Address, who: str) -> None:
    page = Visitor(getattr(cast, who).user_id).get(at("word_sheet", cast.word_lists[0]))
    assert page.status == 403


def test_an_address_of_no_list_is_told(tor: Visitor, at: Address) -> None:
    assert tor.get(at("word_sheet", "nothing")).status == 404
