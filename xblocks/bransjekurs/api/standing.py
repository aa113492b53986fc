"""Keep what the group view sorts by up to date: who needs a person, from when, and why.

A use case that changes what a need rests on calls ``refresh`` inside its transaction. Everything can be made anew from
the plans: ``rebuild``, which the operator runs each night, mends whatever was missed.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.needs import Need, Situation, needs_of
from bransjekurs.evidence import api as evidence
from bransjekurs.plans import api as plans
from bransjekurs.plans import needs
from bransjekurs.platform import platform
from bransjekurs.practice import api as practice

_BATCH = 500


def refresh(course_key: CourseKey, user_ids: Iterable[int]) -> None:
    """Store anew why these participants need somebody, now or later. A constant number of queries for each 500."""
    for batch in _batches(user_ids):
        needs.store_needs(course_key, _needs(course_key, batch))


def rebuild(course_key: CourseKey) -> int:
    """Refresh every participant of a course, batch by batch, and return how many there are. Doing it twice is once."""
    ids = list(platform().enrolled(course_key).order_by().values_list("pk", flat=True))
    for batch in _batches(ids):
        with transaction.atomic():
            refresh(course_key, batch)
    return len(ids)


def _needs(course_key: CourseKey, ids: list[int]) -> dict[int, tuple[Need, ...]]:
    stored = plans.plans_of(course_key, ids)
    seen = evidence.evidence_of(course_key, ids)
    practised = practice.practised_at(course_key, ids)
    reviews = plans.reviews_of(course_key, ids)
    return {
        i: needs_of(
            Situation(
                plan=stored.get(i),
                evidence=seen.get(i, {}),
                practised_at=practised.get(i),
                review_at=reviews[i].at if i in reviews else None,
            )
        )
        for i in ids
    }


def _batches(user_ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(user_ids)
    while batch := list(islice(left, _BATCH)):
        yield batch
