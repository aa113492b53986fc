"""Following a plan up: own goals, a new edition, conversations, reminders, two who save the same, and the history."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bransjekurs import tasks
from bransjekurs.api import conversations, goals, participant_plan, plan_history, teacher_goal
from bransjekurs.api.provider import publish_course
from bransjekurs.domain.conversation import Held
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans.api import ReviewNote
from bransjekurs.stored import mark
from django.core import mail

from tests.conftest import START, Cast

LATER = START + timedelta(days=1)
MEASURE = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, responsible="Kari")


def test_amina_adds_a_goal_of_her_own_that_is_judged_and_builds_on_no_curriculum(cast: Cast) -> None:
    own = goals.add_own_goal(cast.amina, cast.amina.user_id, "", "Ringe kunder", "Jeg ringer selv.", START)
    assert own not in {outcome.id for outcome in cast.course.outcomes}
    participant_plan.set_progress(cast.amina, own, Progress.DONE, START)
    cast.observed(own)
    seen = teacher_goal.see_participant(cast.tor, cast.amina.user_id, START).plan_picture
    basis = [item.id for item in seen.evidence[own]]
    teacher_goal.judge(cast.tor, cast.amina.user_id, own, Verdict.ATTAINED, "Ringer selv.", basis, START)
    goal = goals.see_goals(cast.amina, cast.amina.user_id).plan.goal(own)
    assert (goal.confirmed, goal.own, goal.outcome.curriculum, goal.outcome.required) == (True, True, (), False)


def test_what_must_be_shown_in_two_arenas_is_not_attained_in_one(cast: Cast) -> None:
    outcome = next(one.id for one in cast.course.outcomes if one.arenas_required == 2)
    cast.observed(outcome)
    seen = teacher_goal.see_participant(cast.tor, cast.amina.user_id, START).plan_picture
    basis = [item.id for item in seen.evidence[outcome]]
    with pytest.raises(Refusal, match="arenas_missing"):
        teacher_goal.judge(cast.tor, cast.amina.user_id, outcome, Verdict.ATTAINED, "Så det.", basis, START)


def test_the_second_of_two_who_judge_at_once_is_told_first(cast: Cast) -> None:
    for reason in ("Øv på bøyning.", "Øv mer."):
        judge = (cast.amina.user_id, "fagord", Verdict.NOT_YET, reason, [], START, mark(None))
        if reason == "Øv mer.":
            with pytest.raises(Refusal, match="changed_meanwhile"):
                teacher_goal.judge(cast.nina, *judge)
        else:
            teacher_goal.judge(cast.tor, *judge)
    assert [one.reason for one in teacher_goal.judgements(cast.tor, cast.amina.user_id, "fagord")] == ["Øv på bøyning."]


def test_a_measure_that_somebody_changed_is_not_overwritten(cast: Cast) -> None:
    a = cast.amina.user_id
    goals.save_measure(cast.tor, a, "merking", MEASURE, None, START)
    (stored,) = goals.see_goals(cast.tor, a).plan.goal("merking").measures
    goals.save_measure(cast.tor, a, "merking", replace(stored, wording="To dager."), mark(stored), START)
    with pytest.raises(Refusal, match="changed_meanwhile"):
        goals.save_measure(cast.nina, a, "merking", replace(stored, wording="Tre dager."), mark(stored), START)


def test_a_new_edition_is_offered_and_nothing_is_lost(cast: Cast) -> None:
    cast.confirm("merking")
    first, *rest = cast.course.outcomes
    changed = replace(rest[0], plain="Du leser etiketten.")
    new = replace(first, id="nytt", title="Bruke app")
    publish_course(cast.course_key, replace(cast.course, outcomes=(changed, *rest[1:], new)), LATER)
    difference = goals.see_goals(cast.amina, cast.amina.user_id).difference
    assert [one.outcome.id for one in difference.changed] == [changed.id]
    assert [one.id for one in difference.new] == ["nytt"]
    assert [one.outcome.id for one in difference.removed] == [first.id]
    goals.take_edition(cast.amina, cast.amina.user_id, difference.offered, LATER)
    plan = goals.see_goals(cast.amina, cast.amina.user_id).plan
    assert (plan.edition, plan.goal("merking").confirmed, plan.goal(changed.id).outcome) == (2, True, changed)
    assert plan.goal(first.id).outcome == first
    goals.take_out(cast.tor, cast.amina.user_id, first.id, "Ikke i kurset lenger.", LATER)
    goals.put_back(cast.amina, cast.amina.user_id, first.id, LATER)
    assert goals.see_goals(cast.amina, cast.amina.user_id).plan.goal(first.id)


def test_the_next_conversation_takes_up_what_is_seen_differently(cast: Cast) -> None:
    from bransjekurs.domain.evidence import Observed

    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    participant_plan.set_progress(cast.amina, "verneutstyr", Progress.DONE, START)
    cast.observed("merking", LATER, Observed.NOT_YET)
    picture = conversations.see_conversations(cast.amina, cast.amina.user_id, LATER)
    assert [one.goal.outcome.id for one in picture.differences] == ["merking"]
    assert [goal.outcome.id for goal in picture.waiting] == ["verneutstyr"]  # the other is taken up once


def test_a_conversation_is_held_and_the_next_is_planned_and_reminded_of_once(cast: Cast, settings) -> None:
    settings.BRANSJEKURS_CLOCK = "tests.pages.the_time.now"
    from tests.pages import the_time

    the_time.stand_at(START)
    following = ReviewNote(LATER, "Tor Bakken", "")
    held = Held(START, "Amina og Tor", "Det går bra.", "Øve mer.")
    conversations.hold_conversation(cast.tor, cast.amina.user_id, 0, held, ["merking"], following, None, START)
    seen = conversations.see_conversations(cast.amina, cast.amina.user_id, START)
    assert [one.held for one in seen.held] == [held]
    assert seen.planned is not None
    assert seen.planned.at == LATER
    assert (tasks.remind(), tasks.remind()) == (1, 0)
    assert [message.to for message in mail.outbox] == [["amina@fjordbyen.example"], ["tor@fjordbyen.example"]]


def test_the_history_says_who_changed_what_when_and_why(cast: Cast) -> None:
    goals.set_way_on(cast.amina, cast.amina.user_id, "Fagbrev.", None, START)
    goals.take_out(cast.tor, cast.amina.user_id, "merking", "Jobber uten kjemikalier.", LATER)
    picture = plan_history.see_history(cast.amina, cast.amina.user_id)
    told = [(change.field, change.after, change.role, change.at, change.why) for change in picture.changes]
    assert ("way_on", "Fagbrev.", "participant", START, "") in told
    assert ("goal.merking", "", "teacher", LATER, "Jobber uten kjemikalier.") in told
