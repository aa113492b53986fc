"""Amina's mapping: filled in together, nothing lost when two write, and her needs kept to those who arrange them."""

from datetime import timedelta

import pytest
from bransjekurs.api import gap, mapping
from bransjekurs.api.access import Actor
from bransjekurs.api.mapping import Conflict
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.plan import Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.mappings.api import About, Judged
from bransjekurs.mappings.models import NeedsReading
from bransjekurs.plans import history
from bransjekurs.plans.models import ChangeRecord
from bransjekurs.roles import NotAllowed

from tests.conftest import START, Cast

LATER = START + timedelta(days=10)
SECRET = "Trenger pause for å hvile ryggen"


def say(cast: Cast, actor: Actor, area: MappingArea, revision: int = 0, **answers: str) -> int:
    given = {name.replace("_", "-", 1): value for name, value in answers.items()}
    return mapping.save_area(actor, cast.amina.user_id, area, given, revision, START).revision


def test_answers_stand_with_who_noted_them_and_every_change_is_in_the_history(cast: Cast) -> None:
    first = say(cast, cast.amina, MappingArea.READING, level="unknown")
    say(cast, cast.tor, MappingArea.READING, first, level="A2")
    picture = mapping.see_mapping(cast.per, cast.amina.user_id)
    noted = picture.mapping.areas[MappingArea.READING]
    assert (noted.values, noted.revision, picture.people[noted.by_id]) == ({"level": "A2"}, 2, "Tor Bakken")
    changes = history.changes_of(cast.amina.user_id, cast.course_key, "mapping.reading")
    assert [(one.field, one.before, one.after, one.role) for one in changes] == [
        ("mapping.reading.level", "unknown", "A2", "teacher"),
        ("mapping.reading.level", "", "unknown", "participant"),
    ]


def test_an_area_is_done_when_it_has_an_answer_and_not_knowing_is_one(cast: Cast) -> None:
    say(cast, cast.amina, MappingArea.READING, level="unknown")
    say(cast, cast.amina, MappingArea.WRITING)
    assert mapping.see_mapping(cast.amina, cast.amina.user_id).done == {MappingArea.READING}


def test_when_two_write_at_once_the_second_is_told_what_the_first_wrote(cast: Cast) -> None:
    say(cast, cast.amina, MappingArea.INTEREST, interest="sure", why="Jeg liker orden.")
    with pytest.raises(Conflict) as met:
        say(cast, cast.tor, MappingArea.INTEREST, interest="curious")
    assert (met.value.who, met.value.theirs.values["why"]) == ("Amina Hassan", "Jeg liker orden.")
    say(cast, cast.tor, MappingArea.INTEREST, met.value.theirs.revision, interest="curious")
    said = {one.before for one in history.changes_of(cast.amina.user_id, cast.course_key, "mapping.interest")}
    assert "Jeg liker orden." in said


def test_what_is_saved_while_somebody_types_is_one_change(cast: Cast) -> None:
    for revision, typed in enumerate(("Jeg", "Jeg liker", "Jeg liker orden.")):
        say(cast, cast.amina, MappingArea.INTEREST, revision, why=typed)
    said = history.changes_of(cast.amina.user_id, cast.course_key, "mapping.interest")
    assert [(one.before, one.after) for one in said] == [("", "Jeg liker orden.")]
    for revision, typed in enumerate(("En", "En stol")):
        say(cast, cast.amina, MappingArea.NEEDS, revision, more=typed)
    assert [one.values["more"] for one in mapping.see_needs(cast.amina, cast.amina.user_id, START).versions] == [
        "En stol"
    ]


def test_what_is_written_later_or_by_somebody_else_is_a_change_of_its_own(cast: Cast) -> None:
    def why(actor: Actor, revision: int, text: str, minutes: int) -> None:
        at = START + timedelta(minutes=minutes)
        mapping.save_area(actor, cast.amina.user_id, MappingArea.INTEREST, {"why": text}, revision, at)

    why(cast.amina, 0, "a", 0)
    why(cast.tor, 1, "b", 1)
    why(cast.amina, 2, "c", 2)
    why(cast.amina, 3, "c2", 3)
    why(cast.amina, 4, "d", 30)
    said = history.changes_of(cast.amina.user_id, cast.course_key, "mapping.interest")
    assert [(one.before, one.after) for one in said] == [("c2", "d"), ("b", "c2"), ("a", "b"), ("", "a")]


def test_an_answer_that_was_lost_on_the_way_back_can_be_sent_again(cast: Cast) -> None:
    assert say(cast, cast.amina, MappingArea.READING, level="A2") == 1
    assert say(cast, cast.amina, MappingArea.READING, level="A2") == 1
    assert ChangeRecord.objects.count() == 1


def test_needs_conflict_and_repeat_like_the_rest(cast: Cast) -> None:
    assert say(cast, cast.amina, MappingArea.NEEDS, needs="yes", more=SECRET) == 1
    assert say(cast, cast.amina, MappingArea.NEEDS, needs="yes", more=SECRET) == 1
    with pytest.raises(Conflict) as met:
        say(cast, cast.tor, MappingArea.NEEDS, needs="no")
    assert met.value.theirs.values["more"] == SECRET
    assert say(cast, cast.tor, MappingArea.NEEDS, 1, needs="yes", helps="breaks") == 2
    versions = mapping.see_needs(cast.amina, cast.amina.user_id, START).versions
    assert [(one.revision, one.role) for one in versions] == [(2, "teacher"), (1, "participant")]


def test_what_amina_needs_is_nowhere_but_with_her_and_tor(cast: Cast) -> None:
    say(cast, cast.amina, MappingArea.NEEDS, needs="yes", helps="breaks", more=SECRET)
    rows = list(ChangeRecord.objects.values())
    assert SECRET not in str(rows)
    assert "breaks" not in str(rows)
    assert [(row["field"], row["before"], row["after"]) for row in rows] == [("mapping.needs", "", "noted")]
    for actor in (cast.nina, cast.per):
        seen = mapping.see_mapping(actor, cast.amina.user_id)
        assert MappingArea.NEEDS not in seen.areas
        assert MappingArea.NEEDS not in seen.done
        assert SECRET not in repr(seen) + repr(gap.see_gap(actor, cast.amina.user_id, START))
    assert SECRET not in repr(mapping.see_mapping(cast.tor, cast.amina.user_id))


@pytest.mark.parametrize("name", ["nina", "per", "ingrid", "carl", "yusuf"])
def test_nobody_else_reads_or_writes_what_amina_needs(cast: Cast, name: str) -> None:
    actor = getattr(cast, name)
    with pytest.raises(NotAllowed):
        mapping.see_needs(actor, cast.amina.user_id, START)
    with pytest.raises(NotAllowed):
        mapping.save_area(actor, cast.amina.user_id, MappingArea.NEEDS, {"needs": "no"}, 0, START)


def test_amina_sees_on_which_days_somebody_read_what_she_needs(cast: Cast) -> None:
    say(cast, cast.amina, MappingArea.NEEDS, needs="yes")
    for at in (START, START + timedelta(hours=1), LATER):
        mapping.see_needs(cast.tor, cast.amina.user_id, at)
    readings = mapping.see_needs(cast.amina, cast.amina.user_id, LATER).readings
    assert [(name, day.isoformat()) for name, day in readings] == [
        ("Tor Bakken", "2026-10-15"),
        ("Tor Bakken", "2026-10-05"),
    ]
    assert NeedsReading.objects.count() == 2


def test_an_area_that_the_author_does_not_ask_about_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "asked", lambda *_all: (MappingArea.INTEREST,))
    with pytest.raises(Refusal, match="unknown_area"):
        say(cast, cast.amina, MappingArea.READING, level="A2")


# --- Proposals ---


def test_a_goal_that_is_taken_is_chosen_and_one_that_is_left_is_kept_as_left(cast: Cast) -> None:
    say(cast, cast.amina, MappingArea.READING, level="A1")
    keys = [one.key for one in gap.see_gap(cast.amina, cast.amina.user_id, START).proposals]
    assert "goal.merking" in keys
    gap.answer_proposals(cast.amina, cast.amina.user_id, keys, ["goal.merking"], START)
    assert mapping.taken_of(cast.course_key, cast.amina.user_id).goals == {"merking"}
    answers = gap.see_gap(cast.tor, cast.amina.user_id, START).answers
    assert {key: one.taken for key, one in answers.items()} == {key: key == "goal.merking" for key in keys}
    said = history.changes_of(cast.amina.user_id, cast.course_key, "proposal.goal.merking")
    assert [(one.before, one.after) for one in said] == [("", "taken")]


def test_what_amina_can_already_asks_for_what_shows_it_and_confirms_nothing(cast: Cast) -> None:
    mapping.save_area(
        cast.amina,
        cast.amina.user_id,
        MappingArea.ABLE,
        {"can-smittevern": "yes", "shown-smittevern": "Kursbevis i hygiene"},
        0,
        START,
    )
    gap.answer_proposals(cast.amina, cast.amina.user_id, [], ["recognise.smittevern"], START)
    assert mapping.taken_of(cast.course_key, cast.amina.user_id).recognise == {"smittevern": "Kursbevis i hygiene"}
    from bransjekurs.api.participant_plan import see_plan

    assert see_plan(cast.amina, START).plan.goal("smittevern").judgement is None


def test_what_is_not_proposed_cannot_be_taken(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_proposal"):
        gap.answer_proposals(cast.amina, cast.amina.user_id, [], ["recognise.smittevern"], START)


# --- Judgements in words ---


def progression(reason: str = "Øver hver dag.", verdict: str = "realistic") -> Judged:
    return Judged(About.PROGRESSION, reason, None, "", START, verdict)


def test_ninas_judgement_is_seen_again_beside_what_happened(cast: Cast) -> None:
    cast.confirm("merking")
    gap.judge(cast.nina, cast.amina.user_id, progression(verdict="with_support"))
    cast.confirm("verneutstyr", Verdict.ATTAINED, LATER)
    cast.attend(6, now=LATER)
    [(judged, happened)] = gap.see_gap(cast.nina, cast.amina.user_id, LATER).judgements
    assert (judged.verdict, judged.role, judged.at) == ("with_support", "norwegian_teacher", START)
    assert (happened.goals_then, happened.goals_now) == (1, 2)
    assert (happened.hours_then, happened.hours_now) == (0, 6)


def test_ninas_judgement_stands_beside_the_levels_that_have_changed_since(cast: Cast) -> None:
    def level(area: MappingArea, value: str, revision: int, days: int) -> None:
        at = START + timedelta(days=days)
        mapping.save_area(cast.nina, cast.amina.user_id, area, {"level": value}, revision, at)

    level(MappingArea.READING, "A1", 0, -2)
    level(MappingArea.WRITING, "A1", 0, -2)
    gap.judge(cast.nina, cast.amina.user_id, progression())
    level(MappingArea.READING, "A2", 1, 20)
    level(MappingArea.READING, "B1", 2, 40)
    level(MappingArea.SPEAKING, "A2", 0, 40)
    [(_judged, happened)] = gap.see_gap(cast.nina, cast.amina.user_id, LATER).judgements
    assert happened.levels == (("reading", "A1", "B1"),)


@pytest.mark.parametrize(
    ("judged", "code"),
    [
        (progression(reason=" "), "reason_missing"),
        (progression(reason="x" * 1001), "reason_too_long"),
        (progression(verdict=""), "unknown_value"),
        (progression(verdict="7"), "unknown_value"),
    ],
)
def test_a_judgement_without_its_reason_or_verdict_is_refused(cast: Cast, judged: Judged, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        gap.judge(cast.nina, cast.amina.user_id, judged)


def test_the_whole_is_said_in_words_and_takes_no_verdict(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_value"):
        gap.judge(cast.tor, cast.amina.user_id, Judged(About.WHOLE, "God.", None, "", START, "realistic"))
    for words in ("Lite norsk, mye vilje.", "Mer norsk nå."):
        gap.judge(cast.tor, cast.amina.user_id, Judged(About.WHOLE, words, None, "", START))
    said = history.changes_of(cast.amina.user_id, cast.course_key, "mapping.whole")
    assert [(one.before, one.after) for one in said] == [
        ("Lite norsk, mye vilje.", "Mer norsk nå."),
        ("", "Lite norsk, mye vilje."),
    ]
