"""Who needs a person, why, and from which moment: told without knowing what time it is."""

from datetime import datetime, timedelta

import pytest
from bransjekurs.domain.evidence import Evidence, Observed, Source, latest_by_mentors
from bransjekurs.domain.needs import PRACTICE_GAP, RANKS, START_GAP, Need, NeedKind, Situation, needs_of, pressing
from bransjekurs.domain.plan import Goal, Plan, Progress, Verdict

from tests.domain.values import NOW, goal, seen

DAY = timedelta(days=1)
NEW, BEGUN, DONE, CONFIRMED = (
    goal("new"),
    goal("begun", progress=Progress.BEGUN),
    goal("done", progress=Progress.DONE, progress_at=NOW - 3 * DAY),
    goal("confirmed", Verdict.ATTAINED),
)


def _needs(
    *goals: Goal,
    evidence: tuple[Evidence, ...] = (),
    practised: datetime | None = NOW,
    review: datetime | None = None,
    revision: int = 1,
    started: datetime = NOW - 30 * DAY,
) -> tuple[Need, ...]:
    by_goal = {item.outcome_id: tuple(e for e in evidence if e.outcome_id == item.outcome_id) for item in evidence}
    return needs_of(Situation(Plan(1, goals, revision, started), by_goal, practised, review))


def _need(*goals: Goal, **rest: object) -> Need | None:
    return pressing(_needs(*goals, **rest), NOW)  # type: ignore[arg-type]


def test_nobody_is_needed_where_everything_is_on_its_way() -> None:
    assert _need(BEGUN, review=NOW + DAY) is None


@pytest.mark.parametrize("observed", [Observed.NOT_YET, Observed.WITH_SUPPORT])
def test_a_mentor_who_has_seen_less_than_done_disagrees(observed: Observed) -> None:
    item = seen(1, "done", observed, NOW - DAY)
    expected = Need(NeedKind.DISAGREEMENT, NOW - DAY, NOW - DAY, "done", DONE.outcome.title)
    assert _need(DONE, evidence=(item,)) == expected


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
    found = _need(DONE, evidence=items)
    assert found is not None
    assert (found.kind, found.since) == (NeedKind.DISAGREEMENT, NOW - 2 * DAY)
    assert [item.by_name for item in latest_by_mentors(items)] == ["Kari", "Liv"]


def test_a_goal_that_was_confirmed_all_the_same_is_settled() -> None:
    settled = goal("done", Verdict.ATTAINED, progress=Progress.DONE, progress_at=NOW - 3 * DAY)
    assert _need(settled, evidence=(seen(1, "done", Observed.NOT_YET),)) is None


def test_goals_that_wait_are_counted_from_the_oldest() -> None:
    older = goal("older", progress=Progress.DONE, progress_at=NOW - 9 * DAY)
    found = _need(DONE, older, CONFIRMED, BEGUN)
    assert found == Need(NeedKind.WAITING, NOW - 9 * DAY, NOW - 9 * DAY, "older", older.outcome.title, 2)


@pytest.mark.parametrize(
    ("at", "overdue"), [(NOW - DAY, True), (NOW, True), (NOW + timedelta(seconds=1), False), (None, False)]
)
def test_a_conversation_is_overdue_when_its_time_has_come(at: datetime | None, overdue: bool) -> None:
    assert _need(BEGUN, review=at) == (Need(NeedKind.REVIEW_OVERDUE, at, at) if overdue and at else None)


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
    ("case", "practised", "revision", "started", "needed"),
    [
        ("a plan of a week that nobody touched", None, 0, NOW - START_GAP, True),
        ("a newer one", None, 0, NOW - START_GAP + timedelta(seconds=1), False),
        ("words were practised", NOW, 0, NOW - START_GAP, False),
        ("a goal was begun", None, 1, NOW - START_GAP, False),
    ],
)
def test_someone_who_has_not_started(
    case: str, practised: datetime | None, revision: int, started: datetime, needed: bool
) -> None:
    found = _need(NEW, practised=practised, revision=revision, started=started)
    assert (found.kind if found else None) == (NeedKind.NOT_STARTED if needed else None)


def test_somebody_without_a_plan_still_has_what_does_not_rest_on_it() -> None:
    found = needs_of(Situation(None, {}, NOW - 99 * DAY, NOW - DAY))
    assert [need.kind for need in found] == [NeedKind.REVIEW_OVERDUE, NeedKind.NOT_PRACTISED]


def test_what_is_still_to_come_is_told_with_its_moment_and_does_not_press_yet() -> None:
    found = _needs(BEGUN, practised=NOW, review=NOW + DAY)
    assert {need.kind: need.from_at for need in found} == {
        NeedKind.REVIEW_OVERDUE: NOW + DAY,
        NeedKind.NOT_PRACTISED: NOW + PRACTICE_GAP,
    }
    assert pressing(found, NOW) is None
    assert pressing(found, NOW + DAY) == found[0]


def test_the_most_pressing_reason_is_told_and_the_next_when_it_is_gone() -> None:
    long_ago, item = NOW - 99 * DAY, seen(1, "done", Observed.NOT_YET)
    told = [
        _need(DONE, evidence=(item,), review=long_ago, practised=long_ago),
        _need(DONE, review=long_ago, practised=long_ago),
        _need(BEGUN, review=long_ago, practised=long_ago),
        _need(BEGUN, practised=long_ago),
        _need(NEW, practised=None, revision=0),
    ]
    kinds = [found.kind for found in told if found]
    assert kinds == sorted(kinds, key=list(NeedKind).index)
    assert len(kinds) == len(set(kinds)) == len(told)


def test_every_kind_has_its_place_and_the_order_is_that_of_the_kinds() -> None:
    assert list(RANKS) == list(NeedKind)
    assert sorted(RANKS.values()) == list(RANKS.values())
    assert len(set(RANKS.values())) == len(RANKS)
