"""The one thing to do now, for the participant and for those who follow."""

from datetime import datetime, timedelta

import pytest
from bransjekurs.domain.evidence import Evidence, Observed, Source, latest_by_mentors
from bransjekurs.domain.next_step import PRACTICE_GAP, Need, NeedKind, Situation, Step, need, next_step
from bransjekurs.domain.plan import Goal, Plan, Progress, Verdict

from tests.domain.values import NOW, goal, seen

DAY = timedelta(days=1)
NEW, BEGUN, DONE, CONFIRMED = (
    goal("new"),
    goal("begun", progress=Progress.BEGUN),
    goal("done", progress=Progress.DONE, progress_at=NOW - 3 * DAY),
    goal("confirmed", Verdict.ATTAINED),
)
SENT_BACK = goal("sent-back", Verdict.NOT_YET, progress=Progress.BEGUN)


@pytest.mark.parametrize(
    ("case", "goals", "due", "step", "about"),
    [
        ("words that are due come first", (DONE, BEGUN, NEW), 3, Step.PRACTISE, None),
        ("then the goal in work", (DONE, NEW, BEGUN), 0, Step.CONTINUE, "begun"),
        ("a goal sent back is in work", (NEW, SENT_BACK), 0, Step.CONTINUE, "sent-back"),
        ("then a new goal", (DONE, NEW, CONFIRMED), 0, Step.BEGIN, "new"),
        ("then it is the teacher's turn", (CONFIRMED, DONE), 0, Step.WAIT, "done"),
        ("then the certificate", (CONFIRMED, CONFIRMED), 0, Step.CERTIFICATE, None),
        ("words that are due do not stand between a finished plan and its certificate", (CONFIRMED,), 5,
         Step.CERTIFICATE, None),
        ("the first of several goals in work", (NEW, BEGUN, SENT_BACK), 0, Step.CONTINUE, "begun"),
    ],
)  # fmt: skip
def test_the_participants_next_step(
    case: str, goals: tuple[Goal, ...], due: int, step: Step, about: str | None
) -> None:
    found = next_step(Plan(1, goals), due)
    assert found.step is step
    assert (found.goal.outcome.id if found.goal else None) == about
    assert found.words == (due if step is Step.PRACTISE else 0)


def _need(
    *goals: Goal,
    evidence: tuple[Evidence, ...] = (),
    practised: datetime | None = NOW,
    review: datetime | None = None,
    revision: int = 1,
) -> Need | None:
    by_goal = {item.outcome_id: tuple(e for e in evidence if e.outcome_id == item.outcome_id) for item in evidence}
    return need(Situation(Plan(1, goals, revision), by_goal, practised, review), NOW)


def test_nobody_is_needed_where_everything_is_on_its_way() -> None:
    assert _need(BEGUN, review=NOW + DAY) is None


@pytest.mark.parametrize("observed", [Observed.NOT_YET, Observed.WITH_SUPPORT])
def test_a_mentor_who_has_seen_less_than_done_disagrees(observed: Observed) -> None:
    item = seen(1, "done", observed, NOW - DAY)
    assert _need(DONE, evidence=(item,)) == Need(NeedKind.DISAGREEMENT, NOW - DAY, DONE)


@pytest.mark.parametrize(
    ("case", "evidence"),
    [
        ("the mentor has seen it", (seen(1, "done", Observed.ALONE),)),
        ("what was seen before the participant said done is no answer to it",
         (seen(1, "done", Observed.NOT_YET, NOW - 4 * DAY),)),
        ("the same mentor has seen more since",
         (seen(1, "done", Observed.NOT_YET, NOW - 2 * DAY), seen(2, "done", Observed.ALONE, NOW - DAY))),
        ("it was about another goal", (seen(1, "begun", Observed.NOT_YET),)),
        ("the teacher's own observation is no disagreement",
         (seen(1, "done", Observed.NOT_YET, source=Source.TEACHER),)),
    ],
)  # fmt: skip
def test_no_disagreement(case: str, evidence: tuple[Evidence, ...]) -> None:
    found = _need(DONE, BEGUN, evidence=evidence)
    assert found is not None
    assert found.kind is NeedKind.WAITING


def test_one_mentor_of_two_is_enough_to_disagree() -> None:
    items = (seen(1, "done", Observed.NOT_YET, NOW - 2 * DAY, "Liv"), seen(2, "done", Observed.ALONE, NOW, "Kari"))
    assert _need(DONE, evidence=items) == Need(NeedKind.DISAGREEMENT, NOW - 2 * DAY, DONE)
    assert [item.by_name for item in latest_by_mentors(items)] == ["Kari", "Liv"]


def test_a_goal_that_was_confirmed_all_the_same_is_settled() -> None:
    settled = goal("done", Verdict.ATTAINED, progress=Progress.DONE, progress_at=NOW - 3 * DAY)
    assert _need(settled, evidence=(seen(1, "done", Observed.NOT_YET),)) is None


def test_goals_that_wait_are_counted_from_the_oldest() -> None:
    older = goal("older", progress=Progress.DONE, progress_at=NOW - 9 * DAY)
    found = _need(DONE, older, CONFIRMED, BEGUN)
    assert found == Need(NeedKind.WAITING, NOW - 9 * DAY, DONE, 2)


@pytest.mark.parametrize(
    ("at", "overdue"), [(NOW - timedelta(seconds=1), True), (NOW, False), (NOW + DAY, False), (None, False)]
)
def test_a_conversation_is_overdue_when_its_time_has_passed(at: datetime | None, overdue: bool) -> None:
    assert _need(BEGUN, review=at) == (Need(NeedKind.REVIEW_OVERDUE, at) if overdue and at else None)


@pytest.mark.parametrize(
    ("case", "goals", "practised", "needed"),
    [
        ("just two weeks ago", (BEGUN,), NOW - PRACTICE_GAP, True),
        ("not quite two weeks ago", (BEGUN,), NOW - PRACTICE_GAP + timedelta(seconds=1), False),
        ("long ago, but everything is confirmed", (CONFIRMED,), NOW - 99 * DAY, False),
        ("never, but the plan is begun", (BEGUN,), None, False),
    ],
)
def test_someone_who_has_not_practised_for_two_weeks(
    case: str, goals: tuple[Goal, ...], practised: datetime | None, needed: bool
) -> None:
    found = _need(*goals, practised=practised)
    assert (found.kind if found else None) == (NeedKind.NOT_PRACTISED if needed else None)


@pytest.mark.parametrize(
    ("practised", "revision", "needed"), [(None, 0, True), (NOW, 0, False), (None, 1, False), (NOW, 1, False)]
)
def test_someone_who_has_not_started(practised: datetime | None, revision: int, needed: bool) -> None:
    found = _need(NEW, practised=practised, revision=revision)
    assert found == (Need(NeedKind.NOT_STARTED, NOW) if needed else None)


def test_the_most_pressing_reason_is_told_and_the_next_when_it_is_gone() -> None:
    long_ago, item = NOW - 99 * DAY, seen(1, "done", Observed.NOT_YET)
    told = [
        _need(DONE, evidence=(item,), review=long_ago, practised=long_ago),
        _need(DONE, review=long_ago, practised=long_ago),
        _need(BEGUN, review=long_ago, practised=long_ago),
        _need(BEGUN, practised=long_ago),
        _need(NEW, practised=None, revision=0),
    ]
    assert [found.kind if found else None for found in told] == list(NeedKind)
    overdue_and_new = _need(NEW, review=long_ago, practised=None, revision=0)
    assert overdue_and_new is not None
    assert overdue_and_new.kind is NeedKind.REVIEW_OVERDUE
