"""The plan's rules: the participant owns the progress, a person with the right owns the judgement."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bransjekurs.domain.outcome import slug
from bransjekurs.domain.plan import (
    GOAL_STATES,
    REASON_LIMIT,
    Goal,
    Plan,
    Progress,
    Verdict,
    new_plan,
    with_judgement,
    with_progress,
)
from bransjekurs.domain.refusal import Refusal

from tests.domain.values import COURSE, NOW, goal, judgement, outcome

CONFIRMING = (Verdict.ATTAINED, Verdict.SUPPORTED, Verdict.RECOGNISED)


def test_a_new_plan_holds_every_goal_of_the_course_and_nothing_is_begun() -> None:
    plan = new_plan(4, COURSE.outcomes)
    assert plan.edition == 4
    assert [each.outcome for each in plan.goals] == list(COURSE.outcomes)
    assert {each.state for each in plan.goals} == {"not_begun"}
    assert (plan.revision, plan.started_at, plan.confirmed) == (0, None, ())


def test_the_participant_sets_progress_back_and_forth_with_a_comment() -> None:
    later = NOW + timedelta(days=1)
    done = with_progress(goal(), Progress.DONE, NOW, "  Jeg kan det. ")
    assert (done.progress, done.progress_at, done.comment) == (Progress.DONE, NOW, "Jeg kan det.")
    begun = with_progress(done, Progress.BEGUN, later)
    assert (begun.progress, begun.progress_at, begun.comment) == (Progress.BEGUN, later, "")


def test_a_comment_is_stored_whole_or_refused() -> None:
    assert len(with_progress(goal(), Progress.BEGUN, NOW, "x" * REASON_LIMIT).comment) == REASON_LIMIT
    with pytest.raises(Refusal, match="comment_too_long") as refused:
        with_progress(goal(), Progress.BEGUN, NOW, "x" * (REASON_LIMIT + 1))
    assert refused.value.details == {"limit": REASON_LIMIT}


@pytest.mark.parametrize("verdict", CONFIRMING)
def test_a_confirmed_goal_is_closed_to_the_participant(verdict: Verdict) -> None:
    with pytest.raises(Refusal, match="goal_confirmed"):
        with_progress(goal("merking", verdict), Progress.BEGUN, NOW)


def test_a_goal_that_is_not_yet_attained_is_open_to_the_participant() -> None:
    again = with_progress(goal("merking", Verdict.NOT_YET), Progress.DONE, NOW)
    assert (again.state, again.waiting) == ("done", True)


@pytest.mark.parametrize("progress", Progress)
def test_not_yet_sets_the_progress_back_to_begun(progress: Progress) -> None:
    judged = with_judgement(goal(progress=progress), judgement(Verdict.NOT_YET))
    assert (judged.progress, judged.state, judged.confirmed) == (Progress.BEGUN, "not_yet", False)


@pytest.mark.parametrize("verdict", CONFIRMING)
def test_a_confirming_judgement_leaves_the_participants_own_progress(verdict: Verdict) -> None:
    judged = with_judgement(goal(progress=Progress.DONE), judgement(verdict))
    assert (judged.progress, judged.state, judged.confirmed) == (Progress.DONE, verdict.value, True)
    assert not judged.waiting


def test_a_confirmed_goal_can_be_judged_again_and_the_latest_counts() -> None:
    judged = with_judgement(goal("merking", Verdict.ATTAINED), judgement(Verdict.NOT_YET))
    assert (judged.confirmed, judged.state) == (False, "not_yet")


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("role_may_not_judge", {"role": "adviser"}),
        ("role_may_not_judge", {"role": "norwegian_teacher"}),
        ("reason_missing", {"reason": "   "}),
        ("evidence_missing", {"evidence_ids": ()}),
        ("evidence_missing", {"evidence_ids": (), "verdict": Verdict.SUPPORTED}),
        ("evidence_missing", {"evidence_ids": (), "verdict": Verdict.RECOGNISED}),
    ],
)
def test_a_judgement_needs_the_right_role_a_reason_and_evidence(code: str, changes: dict) -> None:
    with pytest.raises(Refusal, match=code):
        with_judgement(goal(), replace(judgement(), **changes))


def test_not_yet_needs_no_evidence() -> None:
    assert with_judgement(goal(), replace(judgement(Verdict.NOT_YET), evidence_ids=())).state == "not_yet"


def test_the_author_says_who_judges() -> None:
    both = Goal(outcome(judged_by=("norwegian_teacher", "teacher")))
    assert with_judgement(both, judgement(role="norwegian_teacher")).confirmed


@pytest.mark.parametrize(
    ("verdict", "support_suffices", "satisfied"),
    [
        (None, True, False),
        (Verdict.NOT_YET, True, False),
        (Verdict.ATTAINED, False, True),
        (Verdict.RECOGNISED, False, True),
        (Verdict.SUPPORTED, True, True),
        (Verdict.SUPPORTED, False, False),
    ],
)
def test_support_satisfies_a_goal_unless_the_author_says_otherwise(
    verdict: Verdict | None, support_suffices: bool, satisfied: bool
) -> None:
    judged = judgement(verdict) if verdict else None
    assert Goal(outcome(support_suffices=support_suffices), judgement=judged).satisfied is satisfied


@pytest.mark.parametrize(
    ("progress", "verdict", "state"),
    [
        (Progress.NOT_BEGUN, None, "not_begun"),
        (Progress.BEGUN, None, "begun"),
        (Progress.DONE, None, "done"),
        (Progress.NOT_BEGUN, Verdict.ATTAINED, "attained"),
        (Progress.DONE, Verdict.SUPPORTED, "supported"),
        (Progress.BEGUN, Verdict.RECOGNISED, "recognised"),
        (Progress.BEGUN, Verdict.NOT_YET, "not_yet"),
        (Progress.DONE, Verdict.NOT_YET, "done"),
        (Progress.NOT_BEGUN, Verdict.NOT_YET, "not_begun"),
    ],
)
def test_one_word_says_where_a_goal_stands(progress: Progress, verdict: Verdict | None, state: str) -> None:
    assert goal("merking", verdict, progress=progress).state == state
    assert state in GOAL_STATES


def test_a_plan_finds_its_goals_and_those_that_are_confirmed() -> None:
    plan = Plan(1, (goal("a"), goal("b", Verdict.ATTAINED), goal("c", Verdict.NOT_YET), goal("d", Verdict.SUPPORTED)))
    assert plan.goal("c") is plan.goals[2]
    assert [each.outcome.id for each in plan.confirmed] == ["b", "d"]
    with pytest.raises(Refusal, match="unknown_goal"):
        plan.goal("e")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rengjøringsmiddel", "rengjoringsmiddel"),
        ("Ærlig og åpen", "aerlig-og-apen"),
        ("  HMS – kort! ", "hms-kort"),
        ("x" * 99, "x" * 60),
        ("…", ""),
    ],
)
def test_ids_are_plain_letters(text: str, expected: str) -> None:
    assert slug(text) == expected
