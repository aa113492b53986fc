"""The group: who needs somebody and why, the table, and who follows whom."""

from datetime import date, timedelta
from typing import Any

import pytest
from bransjekurs.api import agreement, goals, group_list, mapping, participant_plan, teacher_goal, timetable
from bransjekurs.domain.agreement import Responsibilities
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Progress
from bransjekurs.domain.timetable import Timetable
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import ReviewNote
from bransjekurs.preview.models import Enrolment
from bransjekurs.preview.platform import PreviewPlatform
from django.contrib.auth.models import User

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.pages.conftest import Address, words
from tests.pages.visitor import Page, Visitor

NAMES = [f"Deltaker {number:02}" for number in range(30)]


@pytest.fixture
def crowd(cast: Cast) -> list[str]:
    """Thirty more participants, whom only course staff see."""
    for name in NAMES:
        first, last = name.split()
        user = User.objects.create(username=f"d{last}", first_name=first, last_name=last)
        Enrolment.objects.create(user=user, course_key=cast.course_key)
    return NAMES


def followers_of(cast: Cast) -> set[tuple[int, str]]:
    links = plans.following(cast.course_key, participant_ids=[cast.yusuf.user_id])
    return {(link.follower_id, link.role) for link in links}


def shown(page: Page, *names: str) -> list[str]:
    return [name for name in names if any(name in row for row in page.rows("people"))]


def test_tor_sees_those_he_follows_and_ingrid_sees_everybody(tor: Visitor, ingrid: Visitor, at: Address) -> None:
    assert shown(tor.get(at("group")), "Amina Hassan", "Yusuf Ali") == ["Amina Hassan"]
    assert shown(ingrid.get(at("group")), "Amina Hassan", "Yusuf Ali") == ["Amina Hassan", "Yusuf Ali"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("amina", ["Amina Hassan"]),
        ("HASSAN ami", ["Amina Hassan"]),
        ("ali", ["Yusuf Ali"]),
        ("  ", ["Amina Hassan", "Yusuf Ali"]),
        ("hassan ali", []),
        ("%", []),
    ],
)
def test_a_part_of_the_name_finds_the_participant(ingrid: Visitor, at: Address, search: str, found: list[str]) -> None:
    page = ingrid.get(at("group"), {"search": search})
    assert shown(page, "Amina Hassan", "Yusuf Ali") == found
    assert page.by_id("search").get("value") == search


def test_a_search_that_finds_nobody_says_so_and_shows_what_was_searched_for(ingrid: Visitor, at: Address) -> None:
    page = ingrid.get(at("group"), {"search": "<b>Olga</b>"})
    assert "<b>Olga</b>" in page.text
    assert page.status == 200


def test_staff_can_look_at_the_participants_of_one_follower(cast: Cast, ingrid: Visitor, at: Address) -> None:
    page = ingrid.get(at("group"), {"responsible": cast.per.user_id})
    assert shown(page, "Amina Hassan", "Yusuf Ali") == ["Amina Hassan"]
    assert page.by_id("responsible").value == str(cast.per.user_id)


@pytest.mark.parametrize("responsible", ["0", "x", "-1", "999999999999999999999999", "\0"])
def test_a_follower_that_does_not_exist_follows_nobody(ingrid: Visitor, at: Address, responsible: str) -> None:
    assert not ingrid.get(at("group"), {"responsible": responsible}).rows("people")


def test_a_large_group_comes_in_pages_that_keep_the_search(crowd: list[str], ingrid: Visitor, at: Address) -> None:
    first = ingrid.get(at("group"), {"search": "deltaker"})
    assert shown(first, *crowd) == crowd[:25]
    [following] = [url for text, url in first.links().items() if url.startswith("?") and "page=2" in url]
    second = ingrid.get(at("group") + following.partition("#")[0])
    assert shown(second, *crowd) == crowd[25:]
    assert any("page=1" in url for url in second.links().values())


@pytest.mark.parametrize(("number", "names"), [("0", 7), ("99", 7), ("x", 25), ("-1", 7), ("1e9", 25)])
def test_a_page_that_does_not_exist_is_the_nearest_one(
    crowd: list[str], ingrid: Visitor, at: Address, number: str, names: int
) -> None:
    assert len(ingrid.get(at("group"), {"page": number}).rows("people")) == names


def needs(page: Page) -> dict[str, tuple[str, str]]:
    """Who needs somebody: the reason, and where the button leads."""
    lines = page.tree.xpath("//section[@aria-labelledby='needs']//li")
    return {
        " ".join(line.find(".//h3").text_content().split()): (
            line.find(".//p").text_content(),
            line.find(".//a").get("href"),
        )
        for line in lines
    }


def test_a_participant_without_a_plan_needs_somebody(tor: Visitor, at: Address, cast: Cast) -> None:
    [(name, (reason, url))] = needs(tor.get(at("group"))).items()
    assert (name, url) == ("Amina Hassan", at("participant", cast.amina.user_id))
    assert "ingen plan" in reason


def test_a_participant_who_is_done_waits_and_the_button_leads_to_the_goal(
    cast: Cast, tor: Visitor, at: Address
) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    reason, url = needs(tor.get(at("group")))["Amina Hassan"]
    assert "1 mål" in reason
    assert url == f"{at('participant', cast.amina.user_id)}?goal=merking"


def test_a_mentor_who_saw_less_than_the_participant_says_is_told(cast: Cast, tor: Visitor, at: Address) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    cast.observed("merking", observed=Observed.NOT_YET)
    reason, _url = needs(tor.get(at("group")))["Amina Hassan"]
    title = next(outcome.title for outcome in cast.course.outcomes if outcome.id == "merking")
    assert title in reason
    assert "neste samtale" in reason


def test_a_conversation_that_should_have_been_is_told(cast: Cast, tor: Visitor, at: Address) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    note = ReviewNote(START + timedelta(days=1), "Tor", "")
    teacher_goal.plan_review(cast.tor, cast.amina.user_id, note, START)
    assert not needs(tor.get(at("group")))
    the_time.stand_at(START + timedelta(days=2))
    page = tor.get(at("group"))
    assert "6. oktober" in needs(page)["Amina Hassan"][0].replace("\N{NO-BREAK SPACE}", " ")
    assert "Over tida" in page.rows("people")[0]


def test_somebody_who_has_not_practised_for_two_weeks_is_told(cast: Cast, tor: Visitor, at: Address) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    cast.practise(cast.amina, cast.word_lists[0], START)
    assert not needs(tor.get(at("group")))
    the_time.stand_at(START + timedelta(days=15))
    assert "Amina Hassan" in needs(tor.get(at("group")))


def _agree(cast: Cast) -> None:
    number = agreement.propose(cast.tor, cast.amina.user_id, START)
    agreement.agree(cast.amina, cast.amina.user_id, number, START)
    agreement.agree(cast.tor, cast.amina.user_id, number, START)


def told_of(page: Page) -> tuple[str, str]:
    """Why Amina needs somebody, with plain spaces, and where the button leads."""
    reason, url = needs(page)["Amina Hassan"]
    return reason.replace("\N{NO-BREAK SPACE}", " "), url


def test_a_plan_without_an_agreement_is_told_of_after_two_weeks_until_all_agree(
    cast: Cast, tor: Visitor, at: Address
) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    assert not needs(tor.get(at("group")))
    the_time.stand_at(START + timedelta(days=14))
    assert told_of(tor.get(at("group"))) == (
        "Planen er ikke avtalt med partene ennå.", at("agreement", cast.amina.user_id)
    )  # fmt: skip
    assert "Amina Hassan" in tor.get(at("group"), {"need": "not_agreed"}).rows("people")[0]
    _agree(cast)
    assert not needs(tor.get(at("group")))


def test_a_party_that_has_not_answered_for_a_week_is_named(cast: Cast, tor: Visitor, at: Address) -> None:
    named = Responsibilities(employer="Ren AS")
    agreement.name_responsible(cast.tor, cast.amina.user_id, named, START)
    _agree(cast)
    the_time.stand_at(START + timedelta(days=7))
    reason, _url = told_of(tor.get(at("group"), {"need": "not_agreed"}))
    assert reason == "Venter på svar fra arbeidsgiveren siden mandag 5. oktober."


def test_a_plan_that_is_another_than_what_was_agreed_is_told_of_at_once(cast: Cast, tor: Visitor, at: Address) -> None:
    _agree(cast)
    goals.add_own_goal(cast.amina, cast.amina.user_id, "Trygt arbeid", "Snakke med kunden", "", START)
    assert told_of(tor.get(at("group")))[0] == "Planen er endret etter avtalen 5. oktober."


def test_too_little_time_is_told_of_while_it_can_be_mended(
    cast: Cast, tor: Visitor, at: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PreviewPlatform, "course_end", lambda _self, _key: date(2026, 12, 18))
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    timetable.change_time(cast.tor, cast.amina.user_id, Timetable(date(2026, 10, 5), own_hours=2.0), 0, "", START)
    page = tor.get(at("group"), {"need": "behind"})
    assert told_of(page) == (
        "Det er for lite tid til å nå målene innen 18. desember.", at("time", cast.amina.user_id)
    )  # fmt: skip
    plenty = Timetable(date(2026, 10, 5), paid_hours=37.0)
    timetable.change_time(cast.tor, cast.amina.user_id, plenty, 1, "", START)
    assert not tor.get(at("group"), {"need": "behind"}).rows("people")


def test_a_certificate_that_expires_is_told_of_to_those_who_may_see_the_mapping(
    cast: Cast, tor: Visitor, ingrid: Visitor, at: Address
) -> None:
    card = cast.course.trade.certificates[0]
    given = {f"has-{card.id}": "yes", f"expires-{card.id}": "2026-11-20"}
    mapping.save_area(cast.amina, cast.amina.user_id, MappingArea.CERTIFICATES, given, 0, START)
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    page = tor.get(at("group"), {"need": "certificate_expires"})
    assert told_of(page) == (f"{card.name} gjelder til 20. november 2026.", at("mapping", cast.amina.user_id))
    assert "Bevis går ut (1)" in page.text
    hers = ingrid.get(at("group"))
    assert "Amina Hassan" not in needs(hers)
    assert card.name not in hers.text
    assert not ingrid.get(at("group"), {"need": "certificate_expires"}).rows("people")


def test_without_a_planned_conversation_the_rhythm_of_the_course_is_told_of(
    cast: Cast, tor: Visitor, at: Address
) -> None:
    _agree(cast)
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    the_time.stand_at(START + timedelta(weeks=cast.course.review_weeks))
    assert told_of(tor.get(at("group")))[0] == "Samtalen skulle vært mandag 26. oktober."
    assert "ikke avtalt" in tor.get(at("group")).rows("people")[0]


def test_the_table_counts_attendance_and_hours_at_work(cast: Cast, tor: Visitor, at: Address) -> None:
    cast.attend(3)
    cast.attend(7.5, Arena.WORKPLACE)
    [row] = tor.get(at("group")).rows("people")
    assert "2 av 2" in row
    assert "7,5 t" in row


def test_tor_starts_plans_and_notes_a_conversation_for_those_he_ticks(cast: Cast, tor: Visitor, at: Address) -> None:
    page = tor.get(at("group"))
    told = tor.follow(tor.press(page, "start", participants=[cast.amina.user_id]))
    assert "1 plan" in told.message
    assert not needs(told)
    sent = {"participants": [cast.amina.user_id], "date": "2026-10-07", "time": "10:00", "with_whom": "Tor"}
    told = tor.follow(tor.press(told, "review", **sent))
    assert "1 deltaker" in told.message
    assert "7. okt." in told.rows("people")[0].replace("\N{NO-BREAK SPACE}", " ")


def test_everybody_whom_a_search_found_is_taken_on_all_pages(
    cast: Cast, crowd: list[str], ingrid: Visitor, at: Address
) -> None:
    page = ingrid.get(at("group") + "?search=deltaker")
    told = ingrid.follow(ingrid.press(page, "start", participants=[], all="1"))
    assert "30 planer" in told.message
    assert told.by_id("search").get("value") == "deltaker"
    [others] = [need for need in told.tree.xpath("//select[@id='need']/option") if need.get("value") == "no_plan"]
    assert others.text_content() == "Ingen plan ennå (2)"


def test_more_than_can_be_done_at_once_are_refused(
    cast: Cast, crowd: list[str], ingrid: Visitor, at: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_list, "BULK_LIMIT", 20)
    page = ingrid.press(ingrid.get(at("group")), "start", participants=[], all="1")
    assert (page.status, page.error_at("participants")) == (400, words("too_many_chosen", limit=20))
    assert not plans.plans_of(cast.course_key, [cast.amina.user_id])


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"date": ""}, "not_a_date", "date"),
        ({"date": "2026-10-04"}, "review_in_past", "date"),
        ({"with_whom": " "}, "with_whom_missing", "with_whom"),
        ({"about": "x" * 501}, "comment_too_long", "about"),
        ({"participants": []}, "nobody_chosen", "participants"),
    ],
)
def test_a_conversation_for_several_that_cannot_be_is_told_at_its_field(
    cast: Cast, tor: Visitor, at: Address, wrong: dict[str, Any], code: str, field: str
) -> None:
    sent = {"participants": [cast.amina.user_id], "date": "2026-10-07", "time": "10:00", "with_whom": "Tor", **wrong}
    page = tor.press(tor.get(at("group")), "review", **sent)
    assert (page.status, page.error_at(field)) == (400, words(code, limit=500))
    assert not plans.reviews_of(cast.course_key, [cast.amina.user_id])


def test_enter_in_a_field_presses_no_button(tor: Visitor, at: Address) -> None:
    buttons = tor.get(at("group")).form("start").xpath(".//button[not(@type='button')]")
    assert buttons[0].get("disabled") is not None


def test_a_participant_opens_beside_the_list_that_one_came_from(
    cast: Cast, crowd: list[str], ingrid: Visitor, at: Address
) -> None:
    group = ingrid.get(at("group") + "?search=deltaker&page=2")
    page = ingrid.get(group.links()["Deltaker 27"])
    total = len(cast.course.outcomes)
    beside = [said for said in page.links() if said.startswith("Deltaker")]
    assert beside == [f"{name} 0 av {total}" for name in crowd[25:]]
    back = page.links()["Gruppa"]
    assert back.startswith(f"{at('group')}?search=deltaker&page=2")
    first = ingrid.get(at("participant", cast.amina.user_id) + page.links()["Forrige side"].partition("#")[0])
    assert f"Deltaker 00 0 av {total}" in first.links()
    assert first.tree.xpath("//nav//a[@aria-current='page' and contains(., 'Amina Hassan')]")


def test_only_staff_see_who_follows_whom(tor: Visitor, ingrid: Visitor, at: Address) -> None:
    assert tor.get(at("group")).form("assign") is None
    page = ingrid.get(at("group"))
    assert page.form("assign") is not None
    assert "Tor Bakken (lærer)" in page.text


def test_ingrid_lets_per_follow_yusuf_and_takes_it_back(cast: Cast, ingrid: Visitor, at: Address) -> None:
    page = ingrid.get(at("group"))
    done = ingrid.press(page, "assign", participants=[cast.yusuf.user_id], username="per", role="adviser")
    assert followers_of(cast) == {(cast.per.user_id, "adviser")}
    told = ingrid.follow(done)
    assert told.message
    back = ingrid.press(told, "unassign", participants=[cast.yusuf.user_id], username="per", role="adviser")
    assert followers_of(cast) == set()
    assert ingrid.follow(back).message not in ("", told.message)


def test_a_follower_is_found_by_e_mail_address_too(cast: Cast, ingrid: Visitor, at: Address) -> None:
    page = ingrid.get(at("group"))
    sent = {"participants": [cast.yusuf.user_id], "username": " PER@fjordbyen.example ", "role": "teacher"}
    assert ingrid.press(page, "assign", **sent).status == 302
    assert followers_of(cast) == {(cast.per.user_id, "teacher")}


@pytest.mark.parametrize("do", ["assign", "unassign"])
@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"participants": []}, "nobody_chosen", "participants"),
        ({"participants": ["x", "-1"]}, "nobody_chosen", "participants"),
        ({"participants": ["999999"]}, "unknown_participant", "participants"),
        ({"username": "nobody"}, "unknown_user", "username"),
        ({"username": ""}, "unknown_user", "username"),
        ({"username": "per\0"}, None, ""),
        ({"role": "staff"}, "unknown_role", "role"),
        ({"role": ""}, "unknown_role", "role"),
    ],
)
def test_what_cannot_be_assigned_is_told_at_its_field_and_the_rest_stays(
    cast: Cast, ingrid: Visitor, at: Address, do: str, wrong: dict[str, Any], code: str | None, field: str
) -> None:
    sent = {"participants": [cast.yusuf.user_id], "username": "per", "role": "adviser", **wrong}
    page = ingrid.press(ingrid.get(at("group")), do, **sent)
    if code is None:
        assert page.status == 302
        return
    assert page.status == 400
    assert page.error_at(field) == words(code)
    assert followers_of(cast) == set()
    kept = page.typed(do)
    assert kept["username"] == sent["username"]
    if field != "participants":
        assert kept["participants"] == str(cast.yusuf.user_id)
    if field != "role":
        assert kept["role"] == "adviser"


@pytest.mark.parametrize("do", ["", "judge", "delete"])
def test_a_button_that_does_not_exist_does_nothing(ingrid: Visitor, at: Address, do: str) -> None:
    ingrid.get(at("group"))
    page = ingrid.post(at("group"), {"do": do})
    assert (page.status, page.summary) == (400, [words("bad_request")])


@pytest.mark.parametrize("who", ["tor", "nina", "per"])
def test_those_who_follow_cannot_assign(cast: Cast, at: Address, who: str) -> None:
    visitor = Visitor(getattr(cast, who).user_id)
    visitor.get(at("group"))
    sent = {"do": "assign", "participants": cast.yusuf.user_id, "username": "carl", "role": "teacher"}
    assert visitor.post(at("group"), sent).status == 403
    assert followers_of(cast) == set()


def test_the_group_page_is_well_made(cast: Cast, ingrid: Visitor, at: Address) -> None:
    cast.attend(3)
    page = ingrid.get(at("group"))
    assert not page.doubled_ids()
    assert page.language == "nb"
