"""Judging a goal: on that participant's evidence of that goal, never silently, nothing lost."""

from datetime import timedelta

import pytest
from bransjekurs.api import participant_plan, teacher_goal
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import REASON_LIMIT, Goal, Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence.models import EvidenceItem
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows, ReviewNote
from bransjekurs.plans.models import JudgementRecord, PlanRecord
from bransjekurs.roles import Role

from tests.api.together import TRIES, together
from tests.conftest import SAW_IT, START, Cast

LATER = START + timedelta(hours=2)


def _evidence(cast: Cast, outcome: str) -> tuple[Evidence, ...]:
    return teacher_goal.see_participant(cast.tor, cast.amina.user_id, LATER).plan_picture.evidence.get(outcome, ())


def _goal(cast: Cast, outcome: str = "merking") -> Goal:
    return participant_plan.see_plan(cast.amina, LATER).plan.goal(outcome)


def _judge(
    cast: Cast, verdict: Verdict = Verdict.ATTAINED, basis: tuple[int, ...] = (), reason: str = "Så det."
) -> None:
    teacher_goal.judge(cast.tor, cast.amina.user_id, "merking", verdict, reason, basis, LATER)


def _observe(cast: Cast, outcome: str = "merking", minutes: int = 0) -> int:
    """Let Tor note what he saw; return the evidence's id."""
    now = START + timedelta(minutes=minutes)
    teacher_goal.observe(cast.tor, cast.amina.user_id, outcome, SAW_IT, Arena.CLASSROOM, now)
    return _evidence(cast, outcome)[-1].id


def test_what_a_teacher_saw_is_evidence_in_the_teachers_name_and_role(cast: Cast) -> None:
    teacher_goal.observe(cast.nina, cast.amina.user_id, "fagord", SAW_IT, Arena.CLASSROOM, START)
    (item,) = _evidence(cast, "fagord")
    assert (item.source, item.arena, item.at, item.what) == (Source.TEACHER, Arena.CLASSROOM, START, SAW_IT)
    assert (item.by_id, item.by_name, item.role) == (cast.nina.user_id, "Nina Berg", Role.NORWEGIAN_TEACHER)


def test_the_same_observation_told_twice_is_stored_once_and_two_are_two(cast: Cast) -> None:
    assert _observe(cast) == _observe(cast)
    assert _observe(cast) != _observe(cast, minutes=1)
    assert EvidenceItem.objects.count() == 2


def test_an_observation_of_a_goal_that_the_plan_lacks_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_goal"):
        teacher_goal.observe(cast.tor, cast.amina.user_id, "finnes-ikke", SAW_IT, Arena.CLASSROOM, START)
    assert not EvidenceItem.objects.exists()


def test_a_judgement_stores_what_it_rests_on_by_whom_in_which_role_and_why(cast: Cast) -> None:
    basis = (_observe(cast), _observe(cast, minutes=1))
    _judge(cast, Verdict.SUPPORTED, (*basis, basis[0]), "  Gjør det med litt hjelp. ")
    goal = _goal(cast)
    judgement = goal.judgement
    assert judgement is not None
    assert (goal.state, judgement.evidence_ids) == ("supported", basis)
    assert (judgement.reason, judgement.at) == ("Gjør det med litt hjelp.", LATER)
    assert (judgement.by_id, judgement.role) == (cast.tor.user_id, Role.TEACHER)


def test_a_judgement_in_the_role_that_the_author_names(cast: Cast) -> None:
    plans.follow(cast.course_key, [Follows(cast.amina.user_id, cast.nina.user_id, Role.TEACHER)])
    for outcome, role in (("fagord", Role.NORWEGIAN_TEACHER), ("merking", Role.TEACHER)):
        basis = [_observe(cast, outcome)]
        teacher_goal.judge(cast.nina, cast.amina.user_id, outcome, Verdict.ATTAINED, "Så det.", basis, LATER)
        judgement = _goal(cast, outcome).judgement
        assert judgement is not None
        assert judgement.role == role


def test_a_goal_cannot_be_judged_on_another_goals_evidence(cast: Cast) -> None:
    other = _observe(cast, "avvik")
    with pytest.raises(Refusal, match="unknown_evidence"):
        _judge(cast, basis=(_observe(cast), other))
    assert _goal(cast).judgement is None


def test_a_goal_cannot_be_judged_on_somebody_elses_evidence(cast: Cast) -> None:
    plans.follow(cast.course_key, [Follows(cast.yusuf.user_id, cast.tor.user_id, Role.TEACHER)])
    teacher_goal.observe(cast.tor, cast.yusuf.user_id, "merking", SAW_IT, Arena.CLASSROOM, START)
    yusufs = EvidenceItem.objects.get().pk
    with pytest.raises(Refusal, match="unknown_evidence"):
        _judge(cast, basis=(yusufs,))
    assert not JudgementRecord.objects.exists()


@pytest.mark.parametrize("verdict", [Verdict.ATTAINED, Verdict.SUPPORTED])
def test_nothing_is_confirmed_without_evidence(cast: Cast, verdict: Verdict) -> None:
    _observe(cast)
    with pytest.raises(Refusal, match="evidence_missing"):
        _judge(cast, verdict)
    assert _goal(cast).judgement is None


def test_what_exists_nowhere_is_no_evidence(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_evidence"):
        _judge(cast, basis=(987654321,))


def test_recognised_prior_learning_becomes_evidence_itself(cast: Cast) -> None:
    _judge(cast, Verdict.RECOGNISED, reason=" Fagbrev fra Polen, sett 5. oktober. ")
    (item,) = _evidence(cast, "merking")
    assert (item.source, item.arena, item.role) == (Source.PRIOR, Arena.EARLIER, Role.TEACHER)
    assert item.what == Observation(None, "Fagbrev fra Polen, sett 5. oktober.")
    judgement = _goal(cast).judgement
    assert judgement is not None
    assert (judgement.verdict, judgement.evidence_ids) == (Verdict.RECOGNISED, (item.id,))


def test_prior_learning_without_a_reason_is_refused_and_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(Refusal, match="reason_missing"):
        _judge(cast, Verdict.RECOGNISED, reason="   ")
    assert not EvidenceItem.objects.exists()


def test_prior_learning_recognised_by_the_wrong_role_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(Refusal, match="role_may_not_judge"):
        teacher_goal.judge(cast.nina, cast.amina.user_id, "merking", Verdict.RECOGNISED, "Fagbrev.", [], LATER)
    assert not EvidenceItem.objects.exists()
    assert not PlanRecord.objects.exists()


def test_a_reason_is_stored_whole_or_refused(cast: Cast) -> None:
    with pytest.raises(Refusal, match="reason_too_long"):
        _judge(cast, Verdict.NOT_YET, reason="x" * (REASON_LIMIT + 1))
    _judge(cast, Verdict.NOT_YET, reason="x" * REASON_LIMIT)


def test_every_judgement_is_kept_and_the_latest_counts(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    basis = (_observe(cast),)
    _judge(cast, Verdict.ATTAINED, basis, "Først.")
    _judge(cast, Verdict.NOT_YET, (), "Så.")
    kept = teacher_goal.judgements(cast.per, cast.amina.user_id, "merking")
    assert [(j.verdict, j.reason) for j in kept] == [(Verdict.NOT_YET, "Så."), (Verdict.ATTAINED, "Først.")]
    assert (_goal(cast).state, _goal(cast).progress) == ("not_yet", Progress.BEGUN)


@pytest.mark.parametrize(
    ("note", "code"),
    [
        (ReviewNote(LATER, "Tor", ""), "review_in_past"),
        (ReviewNote(START, "Tor", ""), "review_in_past"),
        (ReviewNote(LATER + timedelta(days=1), "  ", ""), "with_whom_missing"),
    ],
)
def test_a_conversation_is_to_come_and_with_somebody(cast: Cast, note: ReviewNote, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        teacher_goal.plan_review(cast.tor, cast.amina.user_id, note, LATER)
    assert participant_plan.see_plan(cast.amina, LATER).review is None


def test_observations_say_what_was_seen(cast: Cast) -> None:
    for minutes, observed in enumerate(Observed):
        note = Observation(observed, "Kommentar")
        now = START + timedelta(minutes=minutes)
        teacher_goal.observe(cast.tor, cast.amina.user_id, "merking", note, Arena.WORKPLACE, now)
    assert [item.observed for item in _evidence(cast, "merking")] == list(Observed)


at_once = pytest.mark.django_db(transaction=True)
again_and_again = pytest.mark.parametrize("attempt", range(TRIES))


@at_once
@again_and_again
def test_people_who_judge_and_set_progress_at_once_lose_nothing(cast: Cast, attempt: int) -> None:
    amina = cast.amina.user_id
    teacher_goal.observe(cast.nina, amina, "fagord", SAW_IT, Arena.CLASSROOM, START)
    basis = [_evidence(cast, "fagord")[0].id]
    done = together(
        lambda: participant_plan.set_progress(cast.amina, "merking", Progress.DONE, LATER, "Leste etiketten."),
        lambda: participant_plan.set_progress(cast.amina, "avvik", Progress.BEGUN, LATER, "Meldte et avvik."),
        lambda: teacher_goal.judge(cast.nina, amina, "fagord", Verdict.ATTAINED, "Bruker ordene.", basis, LATER),
        lambda: teacher_goal.judge(cast.tor, amina, "timer", Verdict.NOT_YET, "Øv mer.", [], LATER),
    )
    assert done == [None] * 4
    plan = participant_plan.see_plan(cast.amina, LATER).plan
    states = {goal.outcome.id: goal.state for goal in plan.goals if goal.state != "not_begun"}
    assert states == {"merking": "done", "avvik": "begun", "fagord": "attained", "timer": "not_yet"}
    assert [plan.goal(name).comment for name in ("merking", "avvik")] == ["Leste etiketten.", "Meldte et avvik."]
    assert (plan.revision, JudgementRecord.objects.count()) == (4, 2)


@at_once
@again_and_again
def test_everybody_who_begins_the_same_plan_at_once_finds_one_plan(cast: Cast, attempt: int) -> None:
    amina = cast.amina.user_id
    done = together(
        lambda: participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START),
        lambda: teacher_goal.observe(cast.tor, amina, "avvik", SAW_IT, Arena.CLASSROOM, START),
        lambda: teacher_goal.ask_mentor(cast.per, amina, "avvik", "Kari", 14, START)[1].to_name,
    )
    assert done == [None, None, "Kari"]
    assert PlanRecord.objects.count() == 1
    assert len(participant_plan.see_plan(cast.amina, START).plan.goals) == len(cast.course.outcomes)


@at_once
@again_and_again
def test_a_goal_confirmed_while_the_participant_changes_it_keeps_its_judgement(cast: Cast, attempt: int) -> None:
    basis, amina = [_observe(cast)], cast.amina.user_id
    judged, changed = together(
        lambda: teacher_goal.judge(cast.tor, amina, "merking", Verdict.ATTAINED, "Så det.", basis, LATER),
        lambda: participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, LATER),
    )
    assert judged is None
    assert changed is None or changed.code == "goal_confirmed"
    goal = _goal(cast)
    assert (goal.state, goal.progress) == ("attained", Progress.NOT_BEGUN if changed else Progress.BEGUN)
