"""The agreement: made, agreed to by all parties, changed, asked for again."""

import re
from dataclasses import replace

import pytest
from bransjekurs.agreements import api as agreements
from bransjekurs.api import provider
from bransjekurs.courses import api as courses
from bransjekurs.domain.conditions import Topic, TopicText
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


def test_the_parties_agree_to_the_courses_own_conditions_too(
    tor: Visitor, amina: Visitor, stranger: Visitor, proposed: str
) -> None:
    link = asked(tor, proposed)
    for who, where in ((amina, proposed), (tor, proposed), (stranger, link)):
        text = who.get(where).text
        assert "Lønn Er du i jobb, avtaler du med arbeidsgiveren at du ikke taper lønn når du er på kurs." in text
        assert "Verneutstyr og arbeidstøy på arbeidsplassen Arbeidsgiveren" in text
        assert "Oppfølging på arbeidsplassen Tor Bakken følger opp deltakeren." in text
        assert "Avtale om taushetsplikt hos kunden" in text


def test_new_conditions_are_asked_about_and_those_that_were_agreed_to_stay_as_they_were(
    cast: Cast, tor: Visitor, amina: Visitor, proposed: str
) -> None:
    amina.press(amina.get(proposed), "agree")
    late = tor.get(proposed)
    publish(cast, TopicText(Topic.PAY, "Avtal det med lederen."))
    page = tor.get(proposed)
    assert "Planen er endret etter versjon 1." in page.text
    assert "ikke taper lønn når du er på kurs. Nå: Avtal det med lederen." in page.text
    tor.press(page, "propose")
    assert who_agreed(cast) == []
    assert tor.press(late, "agree").status == 400
    assert "Lønn Er du i jobb, avtaler du" in amina.get(f"{proposed}?version=1").text
    assert "Lønn Avtal det med lederen." in amina.get(proposed).text


def publish(cast: Cast, *topics: TopicText) -> None:
    """Ingrid writes other conditions, and the course is published again."""
    course = courses.current(cast.course_key).course
    said = replace(course.conditions, topics=topics)
    provider.publish_course(cast.course_key, replace(course, conditions=said), START)


def test_what_the_workplace_wants_to_reach_is_a_part_of_what_is_agreed_to(
    tor: Visitor, stranger: Visitor, proposed: str
) -> None:
    tor.press(tor.get(proposed), "responsible", workplace_goals="Færre klager\npå renholdet.")
    page = tor.get(proposed)
    assert "Hva arbeidsplassen vil oppnå Før: ingenting Nå: Færre klager på renholdet." in page.text
    tor.press(page, "propose")
    assert "Hva arbeidsplassen vil oppnå Færre klager på renholdet." in stranger.get(asked(tor, proposed)).text


def test_a_goal_of_the_workplace_that_is_too_long_is_told_and_kept(tor: Visitor, proposed: str) -> None:
    page = tor.press(tor.get(proposed), "responsible", workplace_goals="x" * 601)
    assert (page.status, page.error_at("responsible-workplace_goals")) == (400, words("comment_too_long", limit=600))
    assert page.typed("responsible")["workplace_goals"] == "x" * 601


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
