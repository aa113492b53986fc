"""What we do when the platform tells us something: each receiver calls one use case (see docs/decisions/0016).

The platform's own act comes first. What it tells of is taken up when it is stored, and a failure of ours is told in the
log, without anything about the person, and goes no further. The one exception is retirement: what could not be erased
must stop it, or the platform would say that somebody is forgotten who is not.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.db import transaction
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs import clock, tasks
from bransjekurs.api import course_results, person_data, standing
from bransjekurs.attempt import attempt
from bransjekurs.locks import begun_again


def _when_stored(take_up: Callable[..., None]) -> Callable[..., None]:
    """Make a receiver that takes up what it is told when the platform's transaction is stored; at once without one."""

    @wraps(take_up)
    def receiver(sender: Any, **told: Any) -> None:
        transaction.on_commit(partial(_quietly, take_up, told))

    return receiver


def _quietly(take_up: Callable[..., None], told: dict[str, Any]) -> None:
    attempt(
        lambda: begun_again(lambda: take_up(**told)),
        "What the platform told was not taken up (%s)",
        take_up.__name__,
    )


@_when_stored
def course_published(course_key: CourseKey, **_kwargs: Any) -> None:
    """Make an edition of the course; the author's own publishing goes on, whatever comes of it."""
    tasks.take_up_course(course_key)


@_when_stored
def enrolment_changed(enrollment: Any, **_kwargs: Any) -> None:
    """Let the group follow who came, left or changed: ``enrollment`` is openedx-events' ``CourseEnrollmentData``."""
    standing.follow_enrolment(enrollment.course.course_key, enrollment.user.id)


@_when_stored
def points_changed(
    user_id: int, usage_id: str, weighted_earned: float | None, weighted_possible: float | None, **_kwargs: Any
) -> None:
    """Take in the points of a block: the grades' ``PROBLEM_WEIGHTED_SCORE_CHANGED``. A score that is gone has none."""
    key = UsageKey.from_string(usage_id)
    if key.context_key.is_course and weighted_possible:
        course_results.take_points(user_id, key, float(weighted_earned or 0), float(weighted_possible), clock.now())


@_when_stored
def subsection_points_changed(course: Any, user: Any, subsection_grade: Any, **_kwargs: Any) -> None:
    """Take in the points of a subsection, graded or not: the grades' ``SUBSECTION_SCORE_CHANGED``."""
    key, total = subsection_grade.location.map_into_course(course.id), subsection_grade.all_total
    course_results.take_points(user.pk, key, float(total.earned), float(total.possible), clock.now())


@_when_stored
def block_completed(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Take in that a block is completed: Django's ``post_save`` of edx-completion's ``BlockCompletion``."""
    if not raw and instance.completion >= 1 and instance.context_key.is_course:
        course_results.take_completion(instance.user_id, instance.full_block_key, clock.now())


def user_retired(sender: Any, user: Any, **_kwargs: Any) -> None:
    """Erase everything of a user who is retired, in all courses: ``USER_RETIRE_LMS_MISC`` and ``…_CRITICAL``.

    A failure goes on to the platform, which stops the retirement and lets the operator try that step again.
    """
    person_data.erase_rows(user.pk)
