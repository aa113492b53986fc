"""The agreement: made, agreed to by all parties, changed, asked for again."""

import re

import pytest
from bransjekurs.agreements import api as agreements
from bransjekurs.domain.timetable import Timetable
from bransjekurs.links.models import Link
from bransjekurs.timetables import api as timetables

from tests.conftest import START, Cast
from tests.pages.conftest import Address, words
from tests.pages.visitor import Visitor


@pytest.fixture
def address(cast: Cast, at: Address) -> str:
    return at("agreement", cast.amina.user_id)


@pytest.fixture
def proposed(tor: Visitor, address: str) -> str:
    """Tor has named Kari's firm and made a version."""
    tor.press(tor.get(address), "responsible", employer="Ren AS", insurance="Ren AS")
    tor.press(tor.get(address), "propose")
    return address


def asked(tor: Visitor, address: str, role: str = "employer") -> str:
    page = tor.press(tor.get(address), "ask", role=role, mentor="Kari", days="7")
    [link] = set(re.findall(r"http://127\.0\.0\.1:8000(/bransjekurs/link/[^/\s<]+/)", tor.follow(page).source))
    return str(link)


def who_agreed(cast: Cast) -> list[tuple[str, str]]:
    versions = agreements.versions_of(cast.amina.user_id, cast.course_key)
    return [(consent.party.value, consent.name) for consent in versions[0].consents]


def test_all_parties_agree_each_in_their_own_way(
    cast: Cast, tor: Visitor, amina: Visitor, stranger: Visitor, proposed: str
) -> None:
    assert "venter på: Deltakeren, Tilbyderen, Arbeidsgiveren" in amina.get(proposed).text
    amina.press(amina.get(proposed), "agree")
    tor.press(tor.get(proposed), "agree")
    link = asked(tor, proposed)
    page = stranger.get(link)
    assert "Ren AS" in page.text
    assert not page.doubled_ids()
    done = stranger.press(page, "send", answer="agree", name="Kari Nes", role="Daglig leder")
    assert done.status == 200
    assert who_agreed(cast) == [
        ("participant", "Amina Hassan"), ("provider", "Tor Bakken"), ("employer", "Kari Nes")
    ]  # fmt: skip
    assert "Alle har sagt ja til versjon 1." in amina.get(proposed).text
    assert stranger.get(link).status == 410


def test_a_change_is_shown_and_asked_for_again_and_the_old_version_stays(
    cast: Cast, tor: Visitor, amina: Visitor, stranger: Visitor, proposed: str
) -> None:
    amina.press(amina.get(proposed), "agree")
    link = asked(tor, proposed)
    old = tor.get(proposed)
    timetables.save(cast.amina.user_id, cast.course_key, Timetable(START.date(), paid_hours=4.0), 0, START)
    page = tor.get(proposed)
    assert "Planen er endret etter versjon 1." in page.text
    assert "Timer i uka betalt av arbeidsgiver" in page.text
    assert "Nå: 4 timer" in page.text
    late = tor.press(old, "agree")
    assert (late.status, late.summary) == (400, [words("version_changed")])
    tor.press(page, "propose")
    assert who_agreed(cast) == []
    assert stranger.get(link).status == 410
    kept = tor.get(f"{proposed}?version=1")
    assert "Amina Hassan" in kept.text
    assert "Versjon 1" in kept.text


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({}, "unknown_value", "answer"),
        ({"answer": "agree", "name": ""}, "name_missing", "name"),
        ({"answer": "agree", "role": ""}, "not_empty", "role"),
        ({"answer": "object"}, "not_empty", "comment"),
    ],
)
def test_an_answer_that_lacks_something_is_told_and_given_back(
    cast: Cast, tor: Visitor, stranger: Visitor, proposed: str, sent: dict[str, str], code: str, field: str
) -> None:
    link = asked(tor, proposed)
    page = stranger.press(stranger.get(link), "send", **{"name": "Kari", "role": "Leder", **sent})
    assert (page.status, page.error_at(field)) == (400, words(code))
    assert page.typed("send")["name"] == sent.get("name", "Kari")
    assert who_agreed(cast) == []
    assert Link.objects.get().status == "open"


def test_who_does_not_agree_says_why_and_has_agreed_to_nothing(
    cast: Cast, tor: Visitor, amina: Visitor, stranger: Visitor, proposed: str
) -> None:
    link = asked(tor, proposed)
    stranger.press(stranger.get(link), "send", answer="object", comment="Vaktene er feil.")
    assert who_agreed(cast) == []
    assert "Vaktene er feil." in tor.get(proposed).text
    assert "Vaktene er feil." not in amina.get(proposed).text


def test_nothing_new_makes_no_new_version(tor: Visitor, proposed: str) -> None:
    page = tor.post(proposed, {"do": "propose"})
    assert (page.status, page.summary) == (400, [words("nothing_changed")])
