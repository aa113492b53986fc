"""Attendance of one session: noted, corrected, and what was typed kept when it can't be saved."""

from datetime import datetime
from typing import Any

import pytest
from bransjekurs.api import teacher_session
from bransjekurs.evidence import attendance
from bransjekurs.evidence.models import HeldSession

from tests.conftest import Cast
from tests.pages.conftest import Address, words
from tests.pages.visitor import Visitor

WORK = {"title": "Dag på hotellet", "date": "2026-10-05", "time": "08:30", "arena": "workplace", "hours": "7,5"}


def noted(cast: Cast) -> list[tuple[str, str, float, float]]:
    """Title, arena and hours of each session, and Amina's own hours."""
    own = {
        item.session_id: item.hours
        for item in attendance.attended_by(cast.course_key, [cast.amina.user_id]).get(cast.amina.user_id, ())
    }
    return [(s.title, s.arena.value, s.hours, own.get(s.id, -1)) for s in attendance.sessions_of(cast.course_key)]


def test_tor_notes_a_session_and_finds_it_on_the_group_page(cast: Cast, tor: Visitor, at: Address) -> None:
    page = tor.get(at("new_session"))
    assert page.typed("save")["present"] == str(cast.amina.user_id)
    group = tor.follow(tor.press(page, "save", **WORK))
    assert group.message
    assert noted(cast) == [("Dag på hotellet", "workplace", 7.5, 7.5)]
    [row] = group.rows("attendance")
    assert "Dag på hotellet" in row
    assert "08.30" in row
    assert "1 av 1" in row


def test_hours_are_local(cast: Cast, tor: Visitor, at: Address) -> None:
    tor.press(tor.get(at("new_session")), "save", **WORK)
    assert HeldSession.objects.get().at.isoformat() == "2026-10-05T06:30:00+00:00"


def test_who_left_early_gets_the_hours_that_are_written(cast: Cast, tor: Visitor, at: Address) -> None:
    tor.press(tor.get(at("new_session")), "save", **WORK, **{f"hours-{cast.amina.user_id}": "2,5"})
    assert noted(cast)[0][3] == 2.5


def test_who_is_not_ticked_was_absent(cast: Cast, tor: Visitor, at: Address) -> None:
    tor.press(tor.get(at("new_session")), "save", **WORK, present=[])
    assert noted(cast)[0][3] == 0


def test_a_session_is_corrected_from_what_is_noted(cast: Cast, tor: Visitor, at: Address) -> None:
    own = f"hours-{cast.amina.user_id}"
    tor.press(tor.get(at("new_session")), "save", **WORK, **{own: "2,5"})
    page = tor.get(tor.get(at("group")).links()["Dag på hotellet"])
    kept = page.typed("save")
    assert (kept["title"], kept["date"], kept["time"]) == (WORK["title"], WORK["date"], WORK["time"])
    assert (kept["arena"], kept["hours"], kept[own]) == ("workplace", "7.5", "2.5")
    tor.press(page, "save", title="Dag på skolen", arena="classroom", hours="3", **{own: ""})
    assert noted(cast) == [("Dag på skolen", "classroom", 3, 3)]


def test_an_absence_is_still_an_absence_when_the_session_is_opened_again(cast: Cast, tor: Visitor, at: Address) -> None:
    tor.press(tor.get(at("new_session")), "save", **WORK, present=[])
    assert "present" not in tor.get(tor.get(at("group")).links()["Dag på hotellet"]).typed("save")


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"title": "  "}, "title_missing", "title"),
        ({"title": "x" * 201}, "comment_too_long", "title"),
        ({"hours": ""}, "not_a_number", "hours"),
        ({"hours": "tre"}, "not_a_number", "hours"),
        ({"hours": "nan"}, "not_a_number", "hours"),
        ({"hours": "inf"}, "not_a_number", "hours"),
        ({"hours": "1e400"}, "not_a_number", "hours"),
        ({"hours": "0"}, "hours_out_of_range", "hours"),
        ({"hours": "-1"}, "hours_out_of_range", "hours"),
        ({"hours": "12,5"}, "hours_out_of_range", "hours"),
        ({"arena": "earlier"}, "unknown_value", "arena"),
        ({"arena": "moon"}, "unknown_value", "arena"),
        ({"date": ""}, "not_a_date", "date"),
        ({"date": "2026-02-30"}, "not_a_date", "date"),
        ({"date": "5.10.2026"}, "not_a_date", "date"),
        ({"date": "0001-01-01"}, "not_a_date", "date"),
        ({"date": "9999-12-31"}, "not_a_date", "date"),
        ({"time": "25:00"}, "not_a_date", "time"),
        ({"time": ""}, "not_a_date", "time"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_everything_typed_stays(
    cast: Cast, tor: Visitor, at: Address, wrong: dict[str, str], code: str, field: str
) -> None:
    page = tor.press(tor.get(at("new_session")), "save", **{**WORK, **wrong})
    assert page.status == 400
    assert page.error_at(field) == words(code, limit=200)
    assert noted(cast) == []
    kept = page.typed("save")
    for name, value in {**WORK, **wrong}.items():
        if name != "arena" or name not in wrong:
            assert kept[name] == value


@pytest.mark.parametrize("hours", ["8", "-1", "mange"])
def test_wrong_hours_of_one_participant_are_told_beside_that_participant(
    cast: Cast, tor: Visitor, at: Address, hours: str
) -> None:
    own = f"hours-{cast.amina.user_id}"
    page = tor.press(tor.get(at("new_session")), "save", **WORK, **{own: hours})
    assert page.status == 400
    assert page.error_at(own)
    assert page.typed("save")[own] == hours
    assert noted(cast) == []


def test_a_tick_that_was_taken_away_stays_away_when_something_else_is_wrong(
    cast: Cast, tor: Visitor, at: Address
) -> None:
    page = tor.press(tor.get(at("new_session")), "save", **{**WORK, "title": ""}, present=[])
    assert "present" not in page.typed("save")


def test_a_participant_of_somebody_else_is_not_noted(cast: Cast, tor: Visitor, at: Address) -> None:
    page = tor.press(tor.get(at("new_session")), "save", **WORK, present=[cast.yusuf.user_id])
    assert (page.status, page.summary) == (400, [words("unknown_participant")])
    assert noted(cast) == []


@pytest.mark.parametrize("number", [1, 999999, 10**18 - 1])
def test_a_session_that_does_not_exist_is_told(tor: Visitor, at: Address, number: int) -> None:
    page = tor.get(at("session", number))
    assert (page.status, words("unknown_session") in page.text) == (400, True)


def test_sending_nothing_at_all_is_told(tor: Visitor, at: Address) -> None:
    tor.get(at("new_session"))
    page = tor.post(at("new_session"), {})
    assert page.status == 400
    assert page.error_at("hours") == words("not_a_number")


def test_per_follows_amina_but_notes_no_attendance(per: Visitor, at: Address) -> None:
    assert per.get(at("new_session")).status == 403
    assert at("new_session") not in per.get(at("group")).links().values()


def test_the_session_page_is_well_made(tor: Visitor, at: Address) -> None:
    assert not tor.get(at("new_session")).doubled_ids()


def test_a_clock_time_that_the_spring_night_skips_is_still_a_time(cast: Cast, tor: Visitor, at: Address) -> None:
    sent: dict[str, Any] = {**WORK, "date": "2026-03-29", "time": "02:30"}
    assert tor.press(tor.get(at("new_session")), "save", **sent).status == 302
    assert isinstance(HeldSession.objects.get().at, datetime)


def test_the_roll_of_a_large_group_is_called_page_by_page(
    cast: Cast, ingrid: Visitor, at: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teacher_session, "ROLL_SIZE", 1)
    first = ingrid.get(at("new_session"))
    assert first.typed("save")["roll"] == str(cast.amina.user_id)
    second = ingrid.follow(ingrid.press(first, "save", **WORK))
    assert second.message
    assert second.typed("save")["roll"] == str(cast.yusuf.user_id)
    told = ingrid.follow(ingrid.post(second.response.request["PATH_INFO"] + "?page=2", {
        **second.typed("save"), "present": [], "do": "save"}))  # fmt: skip
    assert told.title == "Gruppa"
    session = attendance.sessions_of(cast.course_key)[0].id
    assert attendance.noted_hours(cast.course_key, session) == {cast.amina.user_id: 7.5, cast.yusuf.user_id: 0}


def test_a_page_of_the_roll_is_far_from_what_a_form_can_hold(settings) -> None:
    assert 2 * teacher_session.ROLL_SIZE + 10 < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 5
