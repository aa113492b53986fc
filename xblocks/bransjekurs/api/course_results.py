"""What the platform tells of somebody's results in the course: evidence where the author has said what shows what."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.api.tracking import add_evidence
from bransjekurs.courses import api as courses
from bransjekurs.domain.course import Course
from bransjekurs.domain.course_results import (
    done_shown,
    is_news,
    part_name,
    parts_to_be_done,
    points_shown,
    result_evidence,
)
from bransjekurs.domain.evidence import CourseResult
from bransjekurs.evidence import api as evidence
from bransjekurs.platform import platform
from bransjekurs.roles import Role


def take_points(user_id: int, usage_key: UsageKey, earned: float, possible: float, now: datetime) -> None:
    """Take in how many points somebody has in a part of the course; told twice, stored once.

    The platform is who calls, and knows whose points they are. Those of staff who try the course are nobody's evidence.
    """
    course = _course(usage_key.course_key)
    part = part_name(usage_key.block_type, usage_key.block_id)
    _keep(user_id, usage_key.course_key, points_shown(course, part, earned, possible), now)


def asks_for_points(usage_key: UsageKey) -> bool:
    """Say whether points of a part can show anything, for a platform that has to add them up first."""
    part = part_name(usage_key.block_type, usage_key.block_id)
    return any(one.name == part for one in _course(usage_key.course_key).parts)


def take_completion(user_id: int, usage_key: UsageKey, now: datetime) -> None:
    """Take in that somebody has completed a block; a part with it is done when all of its blocks are."""
    course_key = usage_key.course_key
    course = _course(course_key)
    for part in parts_to_be_done(course, str(usage_key)):
        if set(part.leaves) <= platform().completed(user_id, course_key, part.leaves):
            _keep(user_id, course_key, done_shown(course, part), now)


def _course(course_key: CourseKey) -> Course:
    edition = courses.current(course_key)
    return edition.course if edition else Course("")


def _keep(user_id: int, course_key: CourseKey, shown: Mapping[str, CourseResult], now: datetime) -> None:
    """Store what is news. No need rests on results, so none is refreshed (see ``standing``)."""
    if not shown or not platform().is_enrolled(user_id, course_key):
        return
    with transaction.atomic():
        before = evidence.evidence_of(course_key, [user_id]).get(user_id, {})
        for outcome_id, result in shown.items():
            if is_news(result, before.get(outcome_id, ())):
                item = result_evidence(outcome_id, Role.PARTICIPANT, result, now)
                add_evidence(user_id, user_id, course_key, item)
