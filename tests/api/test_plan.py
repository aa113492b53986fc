"""The participant's plan: what they do with it, and what they are told beside it."""

from datetime import timedelta

import pytest
from bransjekurs.api import (
    group_acts,
    participant_plan,
    teacher_goal,
)
from bransjekurs.api.participant_plan import set_progress
from bransjekurs.domain.next_step import Step
from bransjekurs.domain.plan import Plan, Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans.api import ReviewNote
from bransjekurs.plans.models import PlanRecord
from bransjekurs.roles import Role

from tests.conftest import START, Cast

LATER = START + timedelta(hours=1)


def _plan(cast: Cast) -> Plan:
    return participant_plan.see_plan(cast.amina, LATER).plan


def test_looking_at_the_plan_stores_nothing(cast: Cast) -> None:
    plan = _plan(cast)
    assert [goal.outcome for goal in plan.goals] == list(cast.course.outcomes)
    assert not PlanRecord.objects.exists()


def test_the_participant_sets_progress_and_finds_it_again(cast: Cast) -> None:
    set_progress(cast.amina, "merking", Progress.BEGUN, START, "Jeg leser etiketten.")
    set_progress(cast.amina, "avvik", Progress.DONE, LATER)
    plan = _plan(cast)
    begun, done = plan.goal("merking"), plan.goal("avvik")
    assert (begun.progress, begun.progress_at, begun.comment) == (Progress.BEGUN, START, "Jeg leser etiketten.")
    assert (done.progress, done.progress_at) == (Progress.DONE, LATER)
    assert (plan.revision, plan.started_at) == (2, START)
    assert {goal.state for goal in plan.goals} == {"begun", "done", "not_begun"}


def test_progress_is_the_participants_own(cast: Cast) -> None:
    set_progress(cast.amina, "merking", Progress.DONE, START)
    assert participant_plan.see_plan(cast.yusuf, START).plan.goal("merking").state == "not_begun"


def test_a_refused_change_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_goal"):
        set_progress(cast.amina, "finnes-ikke", Progress.BEGUN, START)
    assert not PlanRecord.objects.exists()


def test_a_confirmed_goal_is_closed(cast: Cast) -> None:
    cast.confirm("merking")
    before = _plan(cast)
    with pytest.raises(Refusal, match="goal_confirmed"):
        set_progress(cast.amina, "merking", Progress.BEGUN, LATER)
    assert _plan(cast) == before


def test_a_goal_sent_back_is_the_participants_again(cast: Cast) -> None:
    set_progress(cast.amina, "merking", Progress.DONE, START)
    teacher_goal.judge(cast.tor, cast.amina.user_id, "merking", Verdict.NOT_YET, "Les etiketten høyt.", [], START)
    goal = _plan(cast).goal("merking")
    assert (goal.state, goal.progress) == ("not_yet", Progress.BEGUN)
    set_progress(cast.amina, "merking", Progress.DONE, LATER)
    assert _plan(cast).goal("merking").waiting


def test_the_next_step_goes_from_beginning_to_the_certificate(cast: Cast) -> None:
    def step() -> Step:
        return participant_plan.see_plan(cast.amina, START).next_step.step

    steps = [step()]
    set_progress(cast.amina, "merking", Progress.BEGUN, START)
    steps.append(step())
    for outcome in cast.course.outcomes:
        set_progress(cast.amina, outcome.id, Progress.DONE, START)
    steps.append(step())
    cast.reach_everything()
    steps.append(step())
    assert steps == [Step.MAP, Step.CONTINUE, Step.WAIT, Step.CERTIFICATE]


def test_words_that_are_due_are_the_next_step(cast: Cast) -> None:
    cast.practise(cast.amina, cast.word_lists[0], START)
    assert participant_plan.see_plan(cast.amina, START + timedelta(days=10)).next_step.step is Step.PRACTISE


def test_the_plan_names_the_teacher_who_has_followed_the_longest(cast: Cast) -> None:
    assert participant_plan.see_plan(cast.amina, START).teacher == "Tor Bakken"
    group_acts.assign(cast.ingrid, [cast.amina.user_id], "carl", Role.TEACHER, START)
    assert participant_plan.see_plan(cast.amina, START).teacher == "Tor Bakken"
    group_acts.unassign(cast.ingrid, [cast.amina.user_id], "tor", Role.TEACHER, START)
    assert participant_plan.see_plan(cast.amina, START).teacher == "Carl Vik"
    assert participant_plan.see_plan(cast.yusuf, START).teacher == ""


def test_the_participant_sees_the_judgement_its_reason_and_who_made_it(cast: Cast) -> None:
    cast.confirm("merking", Verdict.SUPPORTED)
    picture = participant_plan.see_plan(cast.amina, LATER)
    judgement = picture.plan.goal("merking").judgement
    assert judgement is not None
    assert (judgement.verdict, judgement.reason) == (Verdict.SUPPORTED, "Gjør dette uten hjelp.")
    assert judgement.by_id is not None
    assert picture.people[judgement.by_id] == "Tor Bakken"


def test_the_conversation_that_was_noted_last_is_the_one_that_stands(cast: Cast) -> None:
    first = ReviewNote(START + timedelta(days=14), "Tor", "Veien videre")
    moved = ReviewNote(START + timedelta(days=7), "Tor og Kari", "Arbeidsplassen")
    teacher_goal.plan_review(cast.tor, cast.amina.user_id, first, START)
    teacher_goal.plan_review(cast.per, cast.amina.user_id, moved, LATER)
    assert participant_plan.see_plan(cast.amina, LATER).review == moved
    assert participant_plan.see_plan(cast.yusuf, LATER).review is None
