"""Links about time: the mentor confirms hours once, the employer sees the agreed time until a date."""

import re
from datetime import timedelta

import pytest
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.timetable import Shift, Study, Timetable
from bransjekurs.evidence import attendance
from bransjekurs.links.models import Link
from bransjekurs.timetables import api as timetables

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.pages.conftest import Address, words
from tests.pages.visitor import Visitor


@pytest.fixture
def address(cast: Cast, at: Address) -> str:
    return at("time", cast.amina.user_id)


def made(tor: Visitor, address: str, purpose: str) -> str:
    """Tor makes the link; it is shown to him once."""
    page = tor.press(tor.get(address), "ask", purpose=purpose, mentor="Kari", days="7")
    [link] = set(re.findall(r"http://127\.0\.0\.1:8000(/bransjekurs/link/[^/\s<]+/)", tor.follow(page).source))
    return str(link)


def confirmed(cast: Cast) -> list[tuple[float, str]]:
    return [(one.hours, one.confirmed_by) for one in attendance.work_hours(cast.course_key, cast.amina.user_id)]


def test_kari_confirms_the_hours_once(
    cast: Cast, tor: Visitor, stranger: Visitor, amina: Visitor, address: str
) -> None:
    cast.attend(18, Arena.WORKPLACE)
    cast.attend(3, Arena.CLASSROOM)
    link = made(tor, address, "confirm_hours")
    page = stranger.get(link)
    assert "18 timer" in page.text
    assert set(confirmed(cast)) == {(12, ""), (6, "")}
    assert stranger.press(page, "send", answer="right").status == 200
    assert set(confirmed(cast)) == {(12, "Kari"), (6, "Kari")}
    assert stranger.press(page, "send", answer="right").status == 410
    assert "18 timer er bekreftet" in amina.get(address).text
    told = tor.get(address).text
    assert "har svart" in told
    assert "åpnet" in told
    assert "har svart" not in amina.get(address).text


def test_something_wrong_is_told_and_nothing_is_confirmed(
    cast: Cast, tor: Visitor, stranger: Visitor, address: str
) -> None:
    cast.attend(6, Arena.WORKPLACE)
    link = made(tor, address, "confirm_hours")
    empty = stranger.press(stranger.get(link), "send", answer="wrong")
    assert (empty.status, empty.error_at("comment")) == (400, words("not_empty"))
    nothing = stranger.press(stranger.get(link), "send", comment="Bare fire.")
    assert nothing.error_at("answer") == words("unknown_value")
    assert nothing.typed("send")["comment"] == "Bare fire."
    assert stranger.press(stranger.get(link), "send", answer="wrong", comment="Bare fire.").status == 200
    assert confirmed(cast) == [(6, "")]
    assert "Bare fire." in tor.get(address).text


def test_hours_that_came_after_kari_looked_are_not_confirmed_unseen(
    cast: Cast, tor: Visitor, stranger: Visitor, address: str
) -> None:
    cast.attend(6, Arena.WORKPLACE)
    link = made(tor, address, "confirm_hours")
    page = stranger.get(link)
    cast.attend(3, Arena.WORKPLACE)
    again = stranger.press(page, "send", answer="right")
    assert again.error_at("answer") == words("hours_changed")
    assert {name for _, name in confirmed(cast)} == {""}
    assert stranger.press(again, "send", answer="right").status == 200


def test_the_employer_sees_paid_time_till_a_date_and_no_more(
    cast: Cast, tor: Visitor, stranger: Visitor, address: str
) -> None:
    study = (Study(0, 1, 960, 1140, Arena.CLASSROOM, True), Study(0, 5, 600, 660, Arena.ONLINE))
    table = Timetable(START.date(), 1, (Shift(1, 0, 420, 900),), study, 3.0, 1.0)
    timetables.save(cast.amina.user_id, cast.course_key, table, 0, START)
    link = made(tor, address, "see_time")
    for _ in range(2):
        page = stranger.get(link)
        assert page.status == 200
        assert "16.00–19.00" in page.text
        assert "10.00–11.00" not in page.text
    the_time.stand_at(START + timedelta(days=7))
    assert stranger.get(link).status == 410


def test_the_chosen_language_is_kept(cast: Cast, tor: Visitor, stranger: Visitor, address: str) -> None:
    link = made(tor, address, "see_time")
    assert stranger.get(link).language == "nb"
    assert stranger.get(stranger.get(link).links()["English"]).language == "en"
    assert stranger.get(link).language == "en"
    assert Link.objects.get().language == "en"


def test_who_tries_too_often_is_asked_to_wait(settings, db: None, stranger: Visitor) -> None:
    settings.BRANSJEKURS_LINK_REQUESTS = 3
    tried = [stranger.get(f"/bransjekurs/link/x{number}/").status for number in range(5)]
    assert tried == [404, 404, 404, 429, 429]
    page = stranger.get("/bransjekurs/link/x/")
    assert (page.title, page.response["Retry-After"]) == ("Vent litt", "600")


@pytest.mark.parametrize("purpose", ["observe", "agree", "", "everything"])
def test_only_what_the_page_is_for_can_be_asked(cast: Cast, tor: Visitor, address: str, purpose: str) -> None:
    page = tor.press(tor.get(address), "ask", purpose=purpose, mentor="Kari", days="7")
    assert (page.status, Link.objects.exists()) == (400, False)
