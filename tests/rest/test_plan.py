"""The plan and its evidence: what the use cases return, in codes; and nothing that is for others."""

from datetime import timedelta

import pytest
from bransjekurs.api import conversations, goals, mapping, participant_plan, teacher_goal
from bransjekurs.domain.evidence import Evidence
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Aftercare, Progress
from bransjekurs.plans.api import ReviewNote

from tests.conftest import SAW_IT, START, Cast
from tests.rest.caller import Caller


def utc(moment: object) -> str:
    return str(moment.isoformat().replace("+00:00", "Z"))


def test_a_plan_that_nobody_has_touched_is_the_course_s(cast: Cast, amina: Caller) -> None:
    plan = amina.get("plan", "me").json
    assert plan["participant"] == {"id": cast.amina.user_id, "name": "Amina Hassan"}
    assert (plan["revision"], plan["started_at"], plan["certificate"], plan["review"]) == (0, None, None, None)
    assert [goal["id"] for goal in plan["goals"]] == [outcome.id for outcome in cast.course.outcomes]
    assert {goal["state"] for goal in plan["goals"]} == {"not_begun"}


def test_the_plan_says_what_the_use_case_says(cast: Cast, amina: Caller, tor: Caller) -> None:
    cast.confirm("merking")
    participant_plan.set_progress(cast.amina, "fagord", Progress.BEGUN, START, "Jeg øver.")
    measure = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, "Gå sammen", "Kari", by=START.date())
    goals.save_measure(cast.tor, cast.amina.user_id, "fagord", measure, None, START)
    own = goals.add_own_goal(cast.amina, cast.amina.user_id, "", "Ringe kunder", "", START)
    goals.set_way_on(cast.amina, cast.amina.user_id, "Fagbrev.", None, START)
    goals.set_aftercare(cast.tor, cast.amina.user_id, Aftercare("Per Lund"), None, START)
    teacher_goal.plan_review(cast.tor, cast.amina.user_id, ReviewNote(START + timedelta(days=7), "Tor", "Mål"), START)

    plan = amina.get("plan", "me").json
    assert plan == tor.get("plan", cast.amina.user_id).json

    said = participant_plan.see_plan(cast.amina, START)
    by_id = {goal["id"]: goal for goal in plan["goals"]}
    assert (plan["edition"], plan["revision"]) == (said.plan.edition, said.plan.revision)
    assert [goal["state"] for goal in plan["goals"]] == [goal.state for goal in said.plan.goals]
    judged = said.plan.goal("merking").judgement
    assert by_id["merking"]["judgement"] == {
        "verdict": "attained",
        "reason": judged.reason,
        "by_name": "Tor Bakken",
        "role": "teacher",
        "at": utc(START),
        "evidence": list(judged.evidence_ids),
    }
    fagord = by_id["fagord"]
    assert (fagord["progress"], fagord["progress_at"], fagord["comment"]) == ("begun", utc(START), "Jeg øver.")
    assert fagord["words"] == {"known": 0, "total": said.words["fagord"].total}
    [told] = fagord["measures"]
    assert told == {
        "id": said.plan.goal("fagord").measures[0].id,
        "kind": "mentor",
        "arena": "workplace",
        "wording": "Gå sammen",
        "responsible": "Kari",
        "role": "participant",
        "due_on": "2026-10-05",
        "carried_out_on": None,
    }
    assert (by_id[own]["own"], by_id[own]["title"], by_id["merking"]["own"]) == (True, "Ringe kunder", False)
    assert plan["way_on"] == "Fagbrev."
    assert plan["aftercare"] == {"responsible": "Per Lund", "role": "teacher", "days": [], "about": ""}
    assert plan["review"] == {"at": utc(START + timedelta(days=7)), "with_whom": "Tor", "about": "Mål"}
    assert by_id["merking"]["curriculum"][0]["code"] == said.plan.goal("merking").outcome.curriculum[0].code


def test_a_goal_that_was_taken_out_is_named(cast: Cast, amina: Caller) -> None:
    goals.take_out(cast.tor, cast.amina.user_id, "merking", "Hun jobber uten kjemikalier.", START)
    plan = amina.get("plan", "me").json
    assert plan["taken_out"] == ["merking"]
    assert "merking" not in [goal["id"] for goal in plan["goals"]]


def test_evidence_is_told_with_what_it_is(cast: Cast, amina: Caller, tor: Caller) -> None:
    end = cast.know_all_words(cast.amina)
    cast.observed("merking", end)
    teacher_goal.observe(cast.tor, cast.amina.user_id, "merking", SAW_IT, Arena.CLASSROOM, end + timedelta(hours=1))

    told = amina.get("evidence", "me", page_size=100).json
    assert told == tor.get("evidence", cast.amina.user_id, page_size=100).json
    stored = [item for items in participant_plan.see_plan(cast.amina, end).evidence.values() for item in items]
    assert told["total"] == len(stored) == len(told["results"])
    by_id: dict[int, Evidence] = {item.id: item for item in stored}
    for item in told["results"]:
        one = by_id[item["id"]]
        assert (item["goal"], item["arena"], item["source"], item["at"]) == (
            one.outcome_id,
            one.arena,
            one.source,
            utc(one.at),
        )
        assert [kind for kind in ("words", "situation", "observation") if item[kind]] == [
            "words" if one.source == "words" else "observation"
        ]
    newest = told["results"][0]
    assert (newest["by_name"], newest["role"]) == ("Tor Bakken", "teacher")
    assert newest["observation"] == {"observed": "alone", "comment": SAW_IT.comment}
    assert [item["at"] for item in told["results"]] == sorted((item["at"] for item in told["results"]), reverse=True)


def test_evidence_of_one_goal(cast: Cast, amina: Caller) -> None:
    cast.observed("merking")
    cast.observed("fagord")
    assert [item["goal"] for item in amina.get("evidence", "me", goal="fagord").json["results"]] == ["fagord"]
    for nothing in ("no-such-goal", "x" * 500, "\0", "' or 1=1"):
        assert amina.get("evidence", "me", goal=nothing).json["total"] == (2 if nothing == "\0" else 0)


@pytest.mark.parametrize("who", ["amina", "tor", "nina", "per", "ingrid"])
def test_what_a_participant_needs_and_who_can_be_written_to_is_told_nobody(cast: Cast, who: str) -> None:
    """What is arranged for a person, what was said in conversations, and addresses are not in this interface."""
    needs = {"needs": "yes", "helps": "breaks", "more": "Trenger skjermleser"}
    mapping.save_area(cast.amina, cast.amina.user_id, MappingArea.NEEDS, needs, 0, START)
    mapping.save_area(cast.amina, cast.amina.user_id, MappingArea.INTEREST, {"why": "Vil jobbe på hotell"}, 0, START)
    kept = mapping.see_needs(cast.amina, cast.amina.user_id, START).versions[0].values
    assert kept["more"] == "Trenger skjermleser"  # it is there to be told
    said = conversations.Held(START, "Amina og Tor", "Det er vondt hjemme.", "")
    conversations.hold_conversation(cast.tor, cast.amina.user_id, 0, said, [], None, None, START)
    cast.confirm("merking")
    caller = Caller(cast, getattr(cast, who).user_id)
    for name, args in (("plan", (cast.amina.user_id,)), ("evidence", (cast.amina.user_id,)), ("participants", ())):
        answer = caller.get(name, *args)
        text = answer.text
        assert (answer.status == 200) == (name != "participants" or who != "amina")
        assert "@" not in text
        assert "skjermleser" not in text
        assert "breaks" not in text
        assert "hotell" not in text
        assert "vondt" not in text
