"""The words on paper, for the wall."""

from datetime import timedelta

import pytest
from bransjekurs.api import participant_answers
from bransjekurs.api.participant_answers import AnswerGiven
from bransjekurs.domain.vocabulary import TaskKind

from tests.conftest import START, Cast
from tests.pages.conftest import Address
from tests.pages.visitor import Page, Visitor, said


def test_tor_prints_every_word_with_article_explanation_and_sentence(cast: Cast, tor: Visitor, at: Address) -> None:
    key = cast.word_lists[0]
    [words] = [one for one in cast.course.word_lists if one.usage_key == str(key)]
    page = tor.get(at("word_sheet", key))
    by_word = sorted(words.terms, key=lambda term: term.lemma.lower())
    assert written(page, "//tbody//th/span[@class='bk-wall-word']") == [one.with_article for one in by_word]
    assert written(page, "//tbody//td[2]") == [said_sentence(one.sentence) for one in by_word]
    for one, cell in zip(by_word, written(page, "//tbody//td[1]"), strict=True):
        assert cell == f"{one.definition} {one.safety}".strip()


def test_the_sheet_can_have_another_language_beside_the_words(cast: Cast, tor: Visitor, at: Address) -> None:
    address = at("word_sheet", cast.word_lists[0])
    assert "glove" not in tor.get(address).text
    assert "glove" in written(tor.get(f"{address}?language=en"), "//tbody//th/span[@lang='en']")
    assert "glove" not in tor.get(f"{address}?language=xx").text


def test_the_sheet_can_have_the_words_alone_that_are_hard_for_somebody(cast: Cast, tor: Visitor, at: Address) -> None:
    address = at("word_sheet", cast.word_lists[0]) + "?words=hard"
    assert "Ingen ord er vanskelige for noen akkurat nå." in tor.get(address).text
    for number in range(5):
        wrong = AnswerGiven(f"wrong-{number}", "hanske", TaskKind.TYPE, "sko")
        participant_answers.answer(cast.amina, cast.word_lists[0], wrong, START + timedelta(minutes=number))
    page = tor.get(address)
    assert written(page, "//tbody//th/span[@class='bk-wall-word']") == ["en hanske"]
    assert "Vanskelige ord (1)" in page.text


def written(page: Page, where: str) -> list[str]:
    return [said(one) for one in page.tree.xpath(where)]


def said_sentence(parts: tuple[str, str, str]) -> str:
    return " ".join("".join(parts).split())


@pytest.mark.parametrize("who", ["amina", "carl"])
def test_nobody_else_gets_the_sheet(cast: Cast, at: Address, who: str) -> None:
    page = Visitor(getattr(cast, who).user_id).get(at("word_sheet", cast.word_lists[0]))
    assert page.status == 403


def test_an_address_of_no_list_is_told(tor: Visitor, at: Address) -> None:
    assert tor.get(at("word_sheet", "nothing")).status == 404
