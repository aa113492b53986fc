"""Where self, mentors and teacher see a goal differently, and what answers it."""

from datetime import timedelta

import pytest
from bransjekurs.domain.disagreement import disagreement, disagreements
from bransjekurs.domain.evidence import Evidence, Observed, Source
from bransjekurs.domain.plan import Goal, Plan, Progress, Verdict

from tests.domain.values import NOW, goal, seen

DAY = timedelta(days=1)
ALONE, SUPPORT, NOT_YET = Observed.ALONE, Observed.WITH_SUPPORT, Observed.NOT_YET
DONE = goal("merking", progress=Progress.DONE, progress_at=NOW)
BEGUN = goal("merking", progress=Progress.BEGUN, progress_at=NOW)


def kari(observed: Observed, days: int = 1, number: int = 1) -> Evidence:
    return seen(number, "merking", observed, NOW + days * DAY)


def liv(observed: Observed, days: int = 1) -> Evidence:
    return seen(2, "merking", observed, NOW + days * DAY, "Liv")


def tor(observed: Observed, days: int = 1) -> Evidence:
    return seen(3, "merking", observed, NOW + days * DAY, "Tor", Source.TEACHER)


def judged(verdict: Verdict, *basis: int) -> Goal:
    """Judged at NOW; on evidence 99, which is none of those in the table, unless another basis is named."""
    return goal("merking", verdict, *(basis or (99,)), progress=Progress.DONE, progress_at=NOW - 9 * DAY)


@pytest.mark.parametrize(
    ("case", "subject", "evidence", "by"),
    [
        ("nobody has seen it", DONE, (), []),
        ("the mentor sees what she says", DONE, (kari(ALONE),), []),
        ("the mentor sees less", DONE, (kari(SUPPORT),), ["Kari"]),
        ("seen before she said done: one learns", DONE, (kari(NOT_YET, -1),), []),
        ("at the same moment", DONE, (kari(NOT_YET, 0),), ["Kari"]),
        ("the same mentor has seen more since", DONE, (kari(NOT_YET, 1), kari(ALONE, 2, 4)), []),
        ("she is still at work, and claims nothing", BEGUN, (kari(NOT_YET),), []),
        ("one mentor of two sees less", DONE, (kari(ALONE, 2), liv(NOT_YET)), ["Kari", "Liv"]),
        ("two mentors differ while she is at work", BEGUN, (kari(ALONE, 2), liv(NOT_YET)), ["Kari", "Liv"]),
        ("the teacher sees less", DONE, (tor(SUPPORT),), ["Tor"]),
        ("the teacher sees what she says", DONE, (tor(ALONE),), []),
        ("mentor and teacher differ", BEGUN, (kari(ALONE, 2), tor(NOT_YET)), ["Kari", "Tor"]),
        ("judged attained, seen less since", judged(Verdict.ATTAINED), (kari(NOT_YET),), ["Kari"]),
        ("judged attained, the mentor's earlier view is not answered", judged(Verdict.ATTAINED), (kari(SUPPORT, -1),),
         ["Kari"]),
        ("judged on just that view: it is answered", judged(Verdict.ATTAINED, 1), (kari(SUPPORT, -1),), []),
        ("the judge's own earlier view is answered too", judged(Verdict.ATTAINED), (tor(SUPPORT, -1),), []),
        ("the teacher sees less after it was judged", judged(Verdict.ATTAINED), (tor(SUPPORT),), ["Tor"]),
        ("judged with support, and so it was seen", judged(Verdict.SUPPORTED), (kari(SUPPORT),), []),
        ("judged with support, seen alone", judged(Verdict.SUPPORTED), (kari(ALONE),), ["Kari"]),
        ("recognised is as good as attained", judged(Verdict.RECOGNISED), (kari(ALONE),), []),
        ("judged not yet, seen alone since", judged(Verdict.NOT_YET), (kari(ALONE),), ["Kari"]),
        ("what is known of words is nobody's view", DONE, (seen(5, "merking", source=Source.WORDS),), []),
    ],
)  # fmt: skip
def test_who_sees_a_goal_differently(case: str, subject: Goal, evidence: tuple[Evidence, ...], by: list[str]) -> None:
    found = disagreement(subject, evidence)
    assert [item.by_name for item in found.observations] == by if found else not by


def test_a_disagreement_is_as_old_as_its_first_view_and_says_what_each_says() -> None:
    found = disagreement(DONE, (kari(ALONE, 2), liv(NOT_YET)))
    assert found is not None
    assert (found.since, found.self_says, found.judgement) == (NOW + DAY, Progress.DONE, None)
    found = disagreement(judged(Verdict.ATTAINED), (kari(NOT_YET),))
    assert found is not None
    assert (found.self_says, found.judgement and found.judgement.verdict) == (None, Verdict.ATTAINED)


def test_the_goals_of_a_plan_that_are_seen_differently_stand_in_its_order() -> None:
    plan = Plan(1, (goal("first"), goal("second", progress=Progress.DONE, progress_at=NOW), DONE))
    by_goal = {"merking": (kari(NOT_YET),), "second": (seen(7, "second", NOT_YET),), "gone": (kari(NOT_YET),)}
    assert [one.goal.outcome.id for one in disagreements(plan, by_goal)] == ["second", "merking"]
