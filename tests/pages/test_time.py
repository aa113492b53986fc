"""*Uka mi*: Amina and Tor see and change shifts and study time; the dates go out as a calendar file."""

from datetime import date, timedelta

import pytest
from bransjekurs.domain.timetable import Shift, Study, Timetable
from bransjekurs.plans import history
from bransjekurs.timetables import api as timetables
from bransjekurs.timetables.models import TimetableRecord
from icalendar import Calendar

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.pages.conftest import Address, words
from tests.pages.visitor import Page, Visitor

MONDAY = date(2026, 10, 5)
WEEK = {
    "weeks": "1",
    "starts": "2026-10-05",
    "shift-1-0": "07.00–15.00",
    "shift-1-3": "10–18",
    "shift-1-5": "22.00–06.00",
    "paid_hours": "3",
    "own_hours": "1,5",
    "study-0-day": "1",
    "study-0-from": "16.00",
    "study-0-to": "19.00",
    "study-0-arena": "classroom",
    "study-0-week": "0",
    "study-0-paid": "yes",
    "study-1-day": "3",
    "study-1-from": "14.30",
    "study-1-to": "15.30",
    "study-1-arena": "online",
    "study-1-week": "0",
    "weeks_off": ["2026-10-12"],
    "why": "Nye vakter.",
}


@pytest.fixture
def address(cast: Cast, at: Address) -> str:
    return at("time", cast.amina.user_id)


def stored(cast: Cast) -> Timetable | None:
    return timetables.timetable_of(cast.amina.user_id, cast.course_key)[0]


def fill_in(visitor: Visitor, address: str, **typed: object) -> Page:
    return visitor.press(visitor.get(address), "time", **{**WEEK, **typed})


def test_amina_writes_her_shifts_and_sees_what_does_not_fit(cast: Cast, amina: Visitor, address: str) -> None:
    assert "Skriv når du jobber" in amina.get(address).text
    page = amina.follow(fill_in(amina, address))
    assert page.message == "Tiden er lagret."
    assert stored(cast) == Timetable(
        MONDAY,
        1,
        (Shift(1, 0, 420, 900), Shift(1, 3, 600, 1080), Shift(1, 5, 1320, 360)),
        (Study(0, 1, 960, 1140, "classroom", True), Study(0, 3, 870, 930, "online")),
        3.0,
        1.5,
        (date(2026, 10, 12),),
    )
    assert "Torsdag kl. 14.30 er du på vakt." in page.text
    assert "3 av 4 timer passer" in page.text
    assert "Torsdag kl. 14.30 er arbeidstid." in page.text
    assert not page.doubled_ids()


def test_one_press_moves_the_study_time_to_a_free_day(cast: Cast, amina: Visitor, address: str) -> None:
    fill_in(amina, address)
    page = amina.get(address)
    after = amina.follow(amina.press(page, "move"))
    assert after.message == "Studietiden er flyttet."
    assert "Alt passer denne uka." in after.text
    table = stored(cast)
    assert table is not None
    assert table.study[1] == Study(0, 4, 480, 540, "online")


def test_tor_changes_it_too_and_the_history_says_who_and_why(cast: Cast, tor: Visitor, address: str) -> None:
    fill_in(tor, address)
    fill_in(tor, address, paid_hours="4", why="Avtalt med Kari.")
    [last, first] = history.changes_of(cast.amina.user_id, cast.course_key, "time.paid_hours")
    assert (first.before, first.after, first.why) == ("", "3.0", "Nye vakter.")
    assert (last.before, last.after, last.why) == ("3.0", "4.0", "Avtalt med Kari.")
    assert (last.by_id, last.role) == (cast.tor.user_id, "teacher")


def test_the_page_speaks_to_amina_of_herself_and_to_tor_of_her(amina: Visitor, tor: Visitor, address: str) -> None:
    fill_in(amina, address)
    of_herself = ("Du blir tidligst ferdig", "Legg datoene i kalenderen min")
    of_her = ("Tidligst ferdig", "Legg datoene i en kalender")
    mine, hers = amina.get(address).text, tor.get(address).text
    assert [said in mine for said in (*of_herself, *of_her)] == [True, True, False, False]
    assert [said in hers for said in (*of_herself, *of_her)] == [False, False, True, True]
    off = "?week=2026-10-12"
    assert "Du har ikke studietid." in amina.get(f"{address}{off}").text
    assert "Amina har ikke studietid." in tor.get(f"{address}{off}").text


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"shift-1-0": "sju til tre"}, "not_a_time", "time-shift-1-0"),
        ({"shift-1-0": "7–15, 14–16"}, "shifts_overlap", "time-shift-1-0"),
        ({"study-0-from": "nå"}, "not_a_time", "time-study-0-from"),
        ({"study-0-to": "15.00"}, "not_a_time", "time-study-0-from"),
        ({"study-0-to": ""}, "not_a_time", "time-study-0-from"),
        ({"study-0-arena": "moon"}, "unknown_value", "time-study-0-arena"),
        ({"study-0-week": "3"}, "unknown_value", "time-study-0-week"),
        ({"paid_hours": "mange"}, "not_a_number", "time-paid_hours"),
        ({"own_hours": "-1"}, "number_out_of_range", "time-own_hours"),
        ({"starts": "i morgen"}, "not_a_day", "time-starts"),
        ({"starts": "0001-01-01"}, "not_a_day", "time-starts"),
        ({"why": "x" * 501}, "comment_too_long", "time-why"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_nothing_is_lost(
    cast: Cast, amina: Visitor, address: str, wrong: dict[str, str], code: str, field: str
) -> None:
    page = fill_in(amina, address, **wrong)
    assert page.status == 400
    assert page.error_at(field) == words(code, low=0, high=60, limit=500)
    assert stored(cast) is None
    kept = page.typed("time")
    for name, value in {**WEEK, **wrong}.items():
        if name not in ("weeks_off", "study-0-arena", "study-0-week"):
            assert kept[name] == value, name
    assert kept["weeks_off"] == "2026-10-12"


def test_more_weeks_are_shown_before_anything_is_saved(cast: Cast, amina: Visitor, address: str) -> None:
    page = amina.press(amina.get(address), "weeks", **{**WEEK, "weeks": "6"})
    assert page.status == 200
    assert page.by_id("time-shift-6-6") is not None
    assert page.typed("time")["shift-1-0"] == "07.00–15.00"
    assert stored(cast) is None


def test_the_second_of_two_who_change_it_at_once_sees_both_and_nobody_loses_a_word(
    cast: Cast, amina: Visitor, tor: Visitor, address: str
) -> None:
    fill_in(amina, address)
    hers, his = amina.get(address), tor.get(address)
    amina.press(hers, "time", **{"shift-1-1": "08.00–12.00", "shift-1-0": "06.00–14.00", "weeks_off": ["2026-10-19"]})
    page = tor.press(
        his, "time", **{"shift-1-2": "09.00–13.00", "shift-1-0": "10.00–18.00", "own_hours": "2", "why": "Ny"}
    )
    assert (page.status, page.summary) == (409, [words("changed_meanwhile")])
    assert "Amina Hassan" in page.text
    assert "Mandag 06.00–14.00" in page.text
    kept = page.typed("time")
    assert [kept[f"shift-1-{day}"] for day in range(3)] == ["10.00–18.00", "08.00–12.00", "09.00–13.00"]
    assert (kept["own_hours"], kept["weeks_off"], kept["why"]) == ("2", "2026-10-19", "Ny")
    assert (table := stored(cast)) is not None
    assert table.own_hours != 2.0, "nothing is stored before the second has seen both"
    assert tor.press(page, "time").status == 302
    assert (table := stored(cast)) is not None
    assert (table.own_hours, [one.isoformat() for one in table.weeks_off]) == (2.0, ["2026-10-19"])
    assert {shift.day for shift in table.shifts} >= {0, 1, 2}


def test_more_weeks_of_one_and_shifts_of_the_other_are_both_there(
    cast: Cast, amina: Visitor, tor: Visitor, address: str
) -> None:
    fill_in(amina, address, weeks="1")
    hers, his = amina.get(address), tor.get(address)
    wider = amina.press(hers, "weeks", weeks="3")
    amina.press(wider, "time", **{"shift-3-4": "07.00–15.00"})
    page = tor.press(his, "time", **{"study-0-from": "17.00", "study-0-to": "19.00"})
    kept = page.typed("time")
    assert (kept["weeks"], kept["shift-3-4"], kept["study-0-from"]) == ("3", "07.00–15.00", "17.00")


def test_the_same_said_twice_is_nobodys_conflict(cast: Cast, amina: Visitor, address: str) -> None:
    first = amina.get(address)
    fill_in(amina, address)
    again = amina.press(first, "time", **WEEK)
    assert again.status == 302


@pytest.mark.parametrize("who", ["per", "ingrid"])
def test_who_may_only_look_is_offered_no_form(cast: Cast, amina: Visitor, at: Address, address: str, who: str) -> None:
    fill_in(amina, address)
    visitor = Visitor(getattr(cast, who).user_id)
    page = visitor.get(address)
    assert (page.status, page.form("time"), page.form("move")) == (200, None, None)
    assert visitor.post(address, {**WEEK, "do": "time"}).status == 403
    assert visitor.post(address, {"do": "move", "number": 1}).status == 403


def test_the_week_before_and_after_can_be_seen(amina: Visitor, address: str) -> None:
    fill_in(amina, address)
    assert "Denne uka er fri" in amina.get(f"{address}?week=2026-10-14").text
    assert "Uke 43" in amina.get(f"{address}?week=2026-10-19").text
    assert amina.get(f"{address}?week=nonsense").status == 200


def test_the_calendar_file_holds_study_conversation_and_end(
    cast: Cast, tor: Visitor, amina: Visitor, at: Address, address: str
) -> None:
    from bransjekurs.api import teacher_goal
    from bransjekurs.plans.api import ReviewNote

    fill_in(amina, address)
    note = ReviewNote(START + timedelta(days=3), "Tor", "")
    teacher_goal.plan_review(cast.tor, cast.amina.user_id, note, START)
    response = amina.client.get(at("calendar", cast.amina.user_id))
    assert response["Content-Type"].startswith("text/calendar")
    events = {str(event["uid"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}
    amina_id = cast.amina.user_id
    study = events[f"study-0-{amina_id}@bransjekurs"]
    assert study["dtstart"].dt.isoformat() == "2026-10-06T16:00:00+02:00"
    assert study["rrule"]["freq"] == ["WEEKLY"]
    assert [day.dt.date() for day in study["exdate"].dts] == [date(2026, 10, 13)]
    assert events[f"talk-{amina_id}@bransjekurs"]["dtstart"].dt == START + timedelta(days=3)
    assert events[f"end-{amina_id}@bransjekurs"]["dtstart"].dt == date(2026, 12, 18)


def test_it_goes_with_the_participant(cast: Cast, amina: Visitor, address: str) -> None:
    from django.contrib.auth.models import User

    fill_in(amina, address)
    User.objects.get(pk=cast.amina.user_id).delete()
    assert not TimetableRecord.objects.exists()


def test_tomorrow_is_another_week_after_sunday(amina: Visitor, address: str) -> None:
    fill_in(amina, address)
    the_time.stand_at(START + timedelta(days=7))
    assert "Denne uka er fri" in amina.get(address).text
