"""Course editions: published once for each content, and never imposed on a plan that is begun."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from bransjekurs.api import participant_plan, provider, publishing
from bransjekurs.api.access import edition_of
from bransjekurs.courses.models import CourseEdition
from bransjekurs.domain.course import Course
from bransjekurs.domain.plan import Progress
from bransjekurs.domain.refusal import Refusal
from bransjekurs.platform import platform

from tests.conftest import START, Cast

LATER = START + timedelta(days=1)


def _reworded(course: Course) -> Course:
    """The course with other words for the first goal, without the second and with a new one."""
    first, _second, *rest = course.outcomes
    new = replace(first, id="nytt", title="Et nytt mål")
    return replace(course, outcomes=(replace(first, title="Nye ord"), *rest, new))


def test_publishing_the_same_twice_makes_one_edition(cast: Cast) -> None:
    assert provider.publish_course(cast.course_key, cast.course, LATER) == 1
    row = CourseEdition.objects.get()
    assert row.published_at == START


def test_a_change_makes_a_new_edition_and_the_old_one_stays_as_it_was(cast: Cast) -> None:
    before = cast.course
    document = CourseEdition.objects.get(number=1).document
    assert provider.publish_course(cast.course_key, _reworded(before), LATER) == 2
    assert cast.course == _reworded(before)
    assert CourseEdition.objects.get(number=1).document == document
    assert provider.publish_course(cast.course_key, before, LATER) == 3
    assert cast.course == before


def test_a_plan_that_is_begun_keeps_its_wording(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    before = participant_plan.see_plan(cast.amina, START).plan
    provider.publish_course(cast.course_key, _reworded(cast.course), LATER)
    after = participant_plan.see_plan(cast.amina, LATER).plan
    assert after == before
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, LATER)
    changed = participant_plan.see_plan(cast.amina, LATER).plan
    assert [goal.outcome for goal in changed.goals] == [goal.outcome for goal in before.goals]
    assert changed.edition == 1


def test_a_plan_that_is_not_begun_follows_the_course(cast: Cast) -> None:
    provider.publish_course(cast.course_key, _reworded(cast.course), LATER)
    plan = participant_plan.see_plan(cast.yusuf, LATER).plan
    assert (plan.edition, plan.goals[0].outcome.title) == (2, "Nye ord")
    assert plan.goal("nytt").state == "not_begun"


def test_a_goal_that_the_plan_never_held_cannot_be_set(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    provider.publish_course(cast.course_key, _reworded(cast.course), LATER)
    with pytest.raises(Refusal, match="unknown_goal"):
        participant_plan.set_progress(cast.amina, "nytt", Progress.BEGUN, LATER)


def test_a_course_that_was_never_published_says_so(cast: Cast) -> None:
    CourseEdition.objects.all().delete()
    with pytest.raises(Refusal, match="course_not_published"):
        edition_of(cast.tor)


def _twice(cast: Cast, is_it: Callable[[Any], bool], change: Callable[[Any], None] = lambda _block: None) -> list[Any]:
    """The course's blocks, with one of them in it twice, and the second changed."""
    blocks, again = (list(platform().course_blocks(cast.course_key)) for _ in range(2))
    second = next(block for block in again if is_it(block))
    change(second)
    return [*blocks, second]


def _other_definition(block: Any) -> None:
    block.terms[0]["definition"] = "Noe helt annet."


@pytest.mark.parametrize(
    ("code", "is_it", "change"),
    [
        ("two_plans", lambda block: block.scope_ids.block_type == "training_plan", lambda _block: None),
        ("term_differs", lambda block: bool(getattr(block, "terms", None)), _other_definition),
        ("situation_twice", lambda block: bool(getattr(block, "situations", None)), lambda _block: None),
    ],
)
def test_a_course_that_says_two_things_is_no_edition(
    cast: Cast, code: str, is_it: Callable[[Any], bool], change: Callable[[Any], None]
) -> None:
    with pytest.raises(Refusal) as refused:
        publishing.collect("Renhold", _twice(cast, is_it, change))
    assert refused.value.code == code


def test_a_word_that_is_the_same_in_two_blocks_is_one_word(cast: Cast) -> None:
    publishing.collect("Renhold", _twice(cast, lambda block: bool(getattr(block, "terms", None))))
