"""Grades and completion, stored for the person they belong to."""

from collections.abc import Iterable, Mapping
from typing import Any

from opaque_keys.edx.keys import UsageKey

from bransjekurs import clock
from bransjekurs.api import course_results
from bransjekurs.preview import parts
from bransjekurs.preview.models import Completion, Grade


def store_grade(user_id: int, usage_key: UsageKey, earned: float, possible: float) -> None:
    """Store what the user has earned on the block, over what was stored before."""
    values = {"earned": earned, "possible": possible}
    Grade.objects.update_or_create(user_id=user_id, usage_key=usage_key, defaults=values)
    _tell_points(user_id, usage_key, earned, possible)


def store_completion(user_id: int, usage_key: UsageKey, completion: float) -> None:
    """Store how far (0-1) the user is with the block."""
    values = {"completion": completion}
    Completion.objects.update_or_create(user_id=user_id, usage_key=usage_key, defaults=values)
    if completion >= 1:
        course_results.take_completion(user_id, usage_key, clock.now())


def completed(user_id: int) -> set[UsageKey]:
    """Return the blocks that the user has completed."""
    return {row.usage_key for row in Completion.objects.filter(user_id=user_id, completion__gte=1)}


def completed_among(user_id: int, usage_keys: Iterable[str]) -> set[str]:
    """Return those of the blocks that the user has completed."""
    wanted = [UsageKey.from_string(key) for key in usage_keys]
    rows = Completion.objects.filter(user_id=user_id, usage_key__in=wanted, completion__gte=1)
    return {str(row.usage_key) for row in rows}


def publish(user_id: int, block: Any, event: str, data: Mapping[str, Any]) -> None:
    """Take a block's grade and completion events; others are the platform's statistics, and dropped.

    As on the platform, a scorable block that doesn't tell its completion is complete when it is graded.
    """
    key = block.scope_ids.usage_id
    if event == "grade":
        _publish_grade(user_id, key, data)
        if not getattr(block, "has_custom_completion", False):
            store_completion(user_id, key, 1.0)
    elif event == "completion":
        store_completion(user_id, key, float(data["completion"]))


def _publish_grade(user_id: int, usage_key: UsageKey, data: Mapping[str, Any]) -> None:
    earned, possible = float(data["value"]), float(data["max_value"])
    before = Grade.objects.filter(user_id=user_id, usage_key=usage_key).first() if data.get("only_if_higher") else None
    if before is None or before.earned * possible < earned * before.possible:
        store_grade(user_id, usage_key, earned, possible)


def _tell_points(user_id: int, usage_key: UsageKey, earned: float, possible: float) -> None:
    """Tell of a block's points and of its subsection's, as the platform's signals do."""
    now = clock.now()
    course_results.take_points(user_id, usage_key, earned, possible, now)
    subsection = parts.subsection_of(usage_key)
    if subsection is not None and course_results.asks_for_points(subsection):
        most = parts.most_points(usage_key)
        stored = Grade.objects.filter(user_id=user_id, usage_key__in=list(most))
        total = sum(row.earned / row.possible * most[row.usage_key] for row in stored if row.possible)
        course_results.take_points(user_id, subsection, total, sum(most.values()), now)
