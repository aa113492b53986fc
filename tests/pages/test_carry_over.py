"""The next course: what Amina answered in the last one is offered to her alone, and never copied unasked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bransjekurs.api import provider
from bransjekurs.domain.mapping import MappingArea, Noted
from bransjekurs.mappings import api as mappings
from bransjekurs.plans import history
from opaque_keys.edx.keys import CourseKey

from tests.conftest import START, Cast
from tests.pages.conftest import Address, words
from tests.pages.visitor import Visitor

LAST = CourseKey.from_string("course-v1:fjellby+KANTINE+2025")
BEFORE = START - timedelta(days=200)


@pytest.fixture
def address(cast: Cast, at: Address) -> str:
    return at("mapping", cast.amina.user_id)


def answered(cast: Cast, area: MappingArea, **values: str) -> None:
    """Amina has answered in the last course; a teacher there has typed it."""
    given = {name.replace("_", "-", 1): value for name, value in values.items()}
    mappings.lock_area(cast.amina.user_id, LAST, area, BEFORE)
    mappings.save_area(cast.amina.user_id, LAST, area, Noted(given, 1, cast.tor.user_id, "teacher", BEFORE))


@pytest.fixture
def last(cast: Cast) -> None:
    provider.publish_course(LAST, replace(cast.course, title="Kantine – kort kurs"), BEFORE)
    answered(cast, MappingArea.READING, level="A2")
    answered(cast, MappingArea.EXPERIENCE, paid="years", nonsense="x")
    answered(cast, MappingArea.ABLE, can_smittevern="yes", can_kaffe="yes")
    answered(cast, MappingArea.LISTENING, level="C2")
    mappings.add_needs(cast.amina.user_id, LAST, Noted({"more": "En stol."}, 1, cast.amina.user_id, "", BEFORE))


def noted(cast: Cast) -> dict[MappingArea, dict[str, str]]:
    found = mappings.mappings_of(cast.course_key, [cast.amina.user_id])
    areas = found[cast.amina.user_id].areas if found else {}
    return {area: dict(one.values) for area, one in areas.items() if one.values}


def test_the_earlier_answers_are_offered_with_course_and_day_and_nothing_is_copied(
    cast: Cast, last: None, amina: Visitor, address: str
) -> None:
    page = amina.get(address)
    assert "Du har svart før" in page.text
    assert "I kurset Kantine – kort kurs" in page.text
    assert "0 av 13 deler har svar" in page.text
    assert page.typed("carry_over")["areas"] == ["experience", "reading", "able"]
    assert not page.doubled_ids()
    assert "stol" not in page.text
    assert noted(cast) == {}


def test_amina_brings_what_she_ticks_and_only_what_this_course_asks(
    cast: Cast, last: None, amina: Visitor, address: str
) -> None:
    page = amina.follow(amina.press(amina.get(address), "carry_over", areas=["reading", "able"]))
    assert page.message == "Svarene er her nå. Se gjennom dem."
    assert noted(cast) == {MappingArea.READING: {"level": "A2"}, MappingArea.ABLE: {"can-smittevern": "yes"}}
    mapping = mappings.mappings_of(cast.course_key, [cast.amina.user_id])[cast.amina.user_id]
    assert (mapping.areas[MappingArea.READING].by_id, mapping.areas[MappingArea.READING].at) == (
        cast.amina.user_id, START
    )  # fmt: skip
    changes = history.changes_of(cast.amina.user_id, cast.course_key)
    assert {change.field for change in changes} == {"mapping.reading.level", "mapping.able.can-smittevern"}
    assert page.typed("carry_over")["areas"] == "experience"


def test_what_is_answered_here_is_neither_offered_nor_written_over(
    cast: Cast, last: None, amina: Visitor, tor: Visitor, address: str
) -> None:
    opened = amina.get(address)
    tor.get(address)
    assert tor.post(f"{address}reading/", {"level": "B1", "revision": "0", "do": "autosave"}).status == 200
    amina.press(opened, "carry_over")
    assert noted(cast)[MappingArea.READING] == {"level": "B1"}
    assert noted(cast)[MappingArea.EXPERIENCE] == {"paid": "years"}
    assert "Du har svart før" not in amina.get(address).text


def test_nothing_ticked_is_told(cast: Cast, last: None, amina: Visitor, address: str) -> None:
    page = amina.press(amina.get(address), "carry_over", areas=[])
    assert (page.status, page.error_at("areas")) == (400, words("nothing_chosen"))
    assert noted(cast) == {}


@pytest.mark.parametrize("who", ["tor", "nina", "per", "ingrid"])
def test_nobody_else_sees_the_offer_or_takes_it(cast: Cast, last: None, at: Address, address: str, who: str) -> None:
    visitor = Visitor(getattr(cast, who).user_id)
    assert "Du har svart før" not in visitor.get(address).text
    assert visitor.post(address, {"do": "carry_over", "areas": ["reading"]}).status == 403
    assert noted(cast) == {}


def test_carl_is_refused(last: None, carl: Visitor, cast: Cast, address: str, at: Address) -> None:
    for where in (address, at("mapping", cast.carl.user_id)):
        assert carl.get(where).status == 403
        assert carl.client.cookies["csrftoken"].value
        assert carl.post(where, {"do": "carry_over", "areas": ["reading"]}).status == 403


def test_without_an_earlier_course_there_is_no_offer(amina: Visitor, address: str) -> None:
    assert "Du har svart før" not in amina.get(address).text
