"""The group, page by page, and its report."""

from datetime import timedelta
from typing import Any

from bransjekurs.api import group_acts, mapping, participant_plan, report, teacher_group
from bransjekurs.api.access import Actor
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.plan import Progress
from bransjekurs.preview.models import Enrolment

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.rest.caller import Caller
from tests.rest.conftest import enrol


def names(answer: Any) -> list[str]:
    return [one["participant"]["name"] for one in answer.json["results"]]


def test_tor_reads_those_he_follows_and_ingrid_everybody(tor: Caller, ingrid: Caller) -> None:
    assert names(tor.get("participants")) == ["Amina Hassan"]
    assert names(ingrid.get("participants")) == ["Amina Hassan", "Yusuf Ali"]


def test_a_member_is_what_the_use_case_says(cast: Cast, tor: Caller) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    cast.attend(4.5)
    cast.practise(cast.amina, cast.word_lists[0], START)
    the_time.stand_at(START + timedelta(days=2))
    [told] = tor.get("participants").json["results"]
    [said] = teacher_group.see_members(cast.tor, START + timedelta(days=2)).members
    assert told["need"] == {"kind": "waiting", "since": "2026-10-05T07:00:00Z", "goal": "merking", "count": 1}
    assert {one["goal"]: one["state"] for one in told["goals"]} == dict(said.states)
    assert told["attended_hours"] == [{"arena": "classroom", "hours": 4.5}]
    assert told["practised_at"] == "2026-10-05T07:00:00Z"
    assert told["review"] is None


def test_who_has_no_plan_needs_one(ingrid: Caller) -> None:
    assert {one["need"]["kind"] for one in ingrid.get("participants").json["results"]} == {"no_plan"}
    assert ingrid.get("participants", need="no_plan").json["total"] == 2
    assert ingrid.get("participants", need="waiting").json["total"] == 0
    assert ingrid.get("participants", need="any").json["total"] == 2


def test_the_list_is_narrowed(cast: Cast, ingrid: Caller) -> None:
    Enrolment.objects.filter(user_id=cast.yusuf.user_id).update(cohort="høst")
    assert names(ingrid.get("participants", cohort="høst")) == ["Yusuf Ali"]
    assert names(ingrid.get("participants", responsible=cast.tor.user_id)) == ["Amina Hassan"]
    assert names(ingrid.get("participants", responsible=999)) == []


def test_what_cannot_be_used_is_told_with_its_name(ingrid: Caller) -> None:
    wrong = [("page", value) for value in ("0", "-1", "x", "1.5", "²", "", "9" * 30)]
    wrong += [("page_size", value) for value in ("0", "101", "all")]
    wrong += [("responsible", "tor"), ("responsible", "9" * 19), ("need", "money")]
    for name, value in wrong:
        answer = ingrid.get("participants", **{name: value})
        assert (answer.status, answer.json["field"]) == (400, name), (name, value)
        assert answer.code in {"number_out_of_range", "unknown_value"}


def test_whose_certificate_expires_is_not_told_to_those_who_may_not_read_the_mapping(
    cast: Cast, tor: Caller, ingrid: Caller
) -> None:
    card = cast.course.trade.certificates[0]
    given = {f"has-{card.id}": "yes", f"expires-{card.id}": "2026-11-20"}
    mapping.save_area(cast.amina, cast.amina.user_id, MappingArea.CERTIFICATES, given, 0, START)
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    kinds = {
        who: caller.get("participants", need="certificate_expires").json["total"]
        for who, caller in (("tor", tor), ("ingrid", ingrid))
    }
    assert kinds == {"tor": 1, "ingrid": 0}


def test_pages_lead_to_each_other_and_hold_everybody_once(cast: Cast, ingrid: Caller) -> None:
    enrol(cast, 8)
    found, path = [], None
    for number in range(1, 5):
        page = (ingrid.at(path) if path else ingrid.get("participants", page_size=3)).json
        assert (page["total"], page["page"], page["pages"]) == (10, number, 4)
        assert (page["previous"] is None) == (number == 1)
        found += [one["participant"]["id"] for one in page["results"]]
        path = page["next"]
    assert path is None
    assert len(found) == len(set(found)) == 10
    assert ingrid.get("participants", page=5, page_size=3).code == "not_found"


def test_a_page_is_of_25_and_of_100_at_most(cast: Cast, ingrid: Caller) -> None:
    enrol(cast, 110)
    assert len(ingrid.get("participants").json["results"]) == 25
    assert len(ingrid.get("participants", page_size=100).json["results"]) == 100


def test_the_report_says_what_the_use_case_says(cast: Cast, tor: Caller) -> None:
    some = enrol(cast, 10)
    group_acts.start_plans(cast.ingrid, some, START)
    for one in some[:5]:
        participant_plan.set_progress(Actor(one, cast.course_key), "merking", Progress.BEGUN, START)
    told = tor.get("report").json
    said = report.see_report(cast.tor, START)
    assert (told["participants"], told["fewest"]) == (said.participants, 5) == (12, 5)
    assert told["goals"] == [{"goal": outcome.id, **cells} for outcome, cells in said.outcomes]
    assert {one["kind"]: (one["has"], one["has_not"]) for one in told["needs"]} == {
        str(kind): (cells["has"], cells["has_not"]) for kind, cells in said.needs.items()
    }
    [merking] = [one for one in told["goals"] if one["goal"] == "merking"]
    # Nought is not told, and of what is left no more than does not give it away.
    assert merking == {"goal": "merking", "confirmed": None, "in_work": None, "not_begun": 7}


def test_the_report_tells_of_nobody(cast: Cast, tor: Caller) -> None:
    enrol(cast, 3)
    text = tor.get("report").text
    assert "Amina" not in text
    assert "Yusuf" not in text


def test_of_fewer_than_five_there_is_no_report(tor: Caller) -> None:
    answer = tor.get("report")
    assert (answer.status, answer.code) == (404, "too_few")
