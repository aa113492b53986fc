"""Keep what the group view sorts by up to date: who needs a person, from when, and why.

A use case that changes what a need rests on calls ``refresh`` inside its transaction. Everything can be made anew from
the plans: ``rebuild``, which the operator runs each night, mends whatever was missed.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from itertools import islice

from django.db import transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.agreements import api as agreements
from bransjekurs.api.reading import local_zone
from bransjekurs.courses import api as courses
from bransjekurs.domain.agreement import AgreementState, Responsibilities, agreed_goals, state_of
from bransjekurs.domain.course import Course
from bransjekurs.domain.mapping import MappingArea, expiries
from bransjekurs.domain.needs import Need, Situation, needs_of
from bransjekurs.domain.plan import Plan
from bransjekurs.domain.timetable import Timetable
from bransjekurs.evidence import api as evidence
from bransjekurs.mappings import api as mappings
from bransjekurs.plans import api as plans
from bransjekurs.plans import conversations, needs
from bransjekurs.platform import platform
from bransjekurs.practice import api as practice
from bransjekurs.timetables import api as timetables

_BATCH = 500
_put_off: ContextVar[bool] = ContextVar("whether needs are put off", default=False)


def refresh(course_key: CourseKey, user_ids: Iterable[int]) -> None:
    """Store anew why these participants need somebody, now or later. A constant number of queries for each 500."""
    if _put_off.get():
        return
    for batch in _batches(user_ids):
        needs.store_needs(course_key, _needs(course_key, batch))


@contextmanager
def put_off() -> Iterator[None]:
    """Leave the needs as they are while a whole group's history is stored; whoever does that calls ``rebuild`` then."""
    before = _put_off.set(True)
    try:
        yield
    finally:
        _put_off.reset(before)


def rebuild(course_key: CourseKey) -> int:
    """Refresh every participant of a course, batch by batch, and return how many there are. Doing it twice is once.

    Needs of people who take part no more go: the platform told of it, and nobody heard.
    """
    enrolled = platform().enrolled(course_key).order_by()
    needs.forget_others(course_key, enrolled)
    ids = list(enrolled.values_list("pk", flat=True))
    for batch in _batches(ids):
        with transaction.atomic():
            refresh(course_key, batch)
    return len(ids)


def follow_enrolment(course_key: CourseKey, user_id: int) -> None:
    """Let the stored needs follow whether somebody takes part in the course now: those who do not need nobody.

    The plan and what belongs to it stay: people come back. Doing it twice is once, in whichever order it is told.
    """
    if courses.current(course_key) is None:
        return
    with transaction.atomic():
        if platform().is_enrolled(user_id, course_key):
            refresh(course_key, [user_id])
        else:
            needs.store_needs(course_key, {user_id: ()})


def _needs(course_key: CourseKey, ids: list[int]) -> dict[int, tuple[Need, ...]]:
    stored = plans.plans_of(course_key, ids)
    seen = evidence.evidence_of(course_key, ids)
    practised = practice.practised_at(course_key, ids)
    reviews = plans.reviews_of(course_key, ids)
    held = conversations.last_held(course_key, ids)
    tables = timetables.tables_of(course_key, ids)
    agreed = _agreements(course_key, ids, stored, tables)
    certificates = mappings.area_of(course_key, ids, MappingArea.CERTIFICATES)
    edition = courses.current(course_key)
    course = edition.course if edition else Course("")
    # The end is asked of the platform, which may have to read the course for it.
    common = _in_common(course, platform().course_end(course_key) if tables else None)
    return {
        i: needs_of(
            replace(
                common,
                plan=stored.get(i),
                evidence=seen.get(i, {}),
                practised_at=practised.get(i),
                review_at=reviews[i].at if i in reviews else None,
                held_at=held.get(i),
                agreement=agreed.get(i),
                table=tables.get(i),
                expiries=expiries(certificates.get(i, {}), course.trade),
            )
        )
        for i in ids
    }


def _in_common(course: Course, end: date | None) -> Situation:
    """Return what is the same for everybody in a course."""
    hours = sum(planned.hours for planned in course.hours)
    return Situation(
        None, {}, None, None, review_weeks=course.review_weeks, planned_hours=hours, course_end=end, zone=local_zone()
    )


def _agreements(
    course_key: CourseKey, ids: list[int], stored: Mapping[int, Plan], tables: Mapping[int, Timetable]
) -> dict[int, AgreementState]:
    latest = agreements.latest_in(course_key, ids)
    named = agreements.responsibilities_in(course_key, latest) if latest else {}
    return {
        i: state_of(
            found.version,
            found.made_at,
            found.consents,
            replace(
                found.version,
                goals=agreed_goals(stored[i].goals),
                time=tables.get(i),
                responsibilities=named.get(i, Responsibilities()),
            ),
        )
        for i, found in latest.items()
        if i in stored
    }


def _batches(user_ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(user_ids)
    while batch := list(islice(left, _BATCH)):
        yield batch
