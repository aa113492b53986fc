"""Time: what the participant and those who follow see and change of shifts, study time and agreed hours (R61, R87)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import msgspec
from django.db import transaction
from django.utils import timezone

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.api.reading import local_zone, plans_for
from bransjekurs.domain import timetable
from bransjekurs.domain.plan import Plan
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.time_budget import Breach, Forecast, Week, breaches, forecast, hours_needed, week_of
from bransjekurs.domain.timetable import Study, Timetable, monday_of
from bransjekurs.evidence import attendance
from bransjekurs.evidence.attendance import WorkHours
from bransjekurs.plans import api as plans
from bransjekurs.plans import history
from bransjekurs.plans.history import Change
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role, acting_role
from bransjekurs.timetables import api as timetables

# Hours that one more hour a week stands for.
EXTRA = 1.0


@dataclass(frozen=True, slots=True)
class AreaHours:
    """The hours that the goals of one area still need, in all and goal by goal (title, hours)."""

    area: str
    hours: float
    goals: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class TimePicture:
    """One participant's time, and what it leads to.

    ``table`` is None before anybody has filled it in. ``conversation`` is the next one; ``course_end`` may be unknown.
    """

    person: Person
    course_title: str
    table: Timetable | None
    revision: int
    week: Week | None
    breaches: tuple[Breach, ...]
    areas: tuple[AreaHours, ...]
    remaining: float
    forecast: Forecast | None
    with_extra: Forecast | None
    conversation: datetime | None
    course_end: date | None
    at_work: tuple[WorkHours, ...]
    roles: frozenset[Role]


def see_time(actor: Actor, participant_id: int, now: datetime, day: date | None = None) -> TimePicture:
    """Return one participant's time, with the week that ``day`` is in (this week if none is asked for)."""
    held = require_towards(actor, participant_id, Action.SEE_TIME)
    return time_picture(actor, participant_id, held, now, day)


def time_picture(
    actor: Actor, participant_id: int, held: frozenset[Role], now: datetime, day: date | None = None
) -> TimePicture:
    """Gather one participant's time; who may see it was asked before."""
    edition = edition_of(actor)
    plan = plans_for(actor, edition, [participant_id])[participant_id]
    needed = hours_needed(plan.goals, sum(planned.hours for planned in edition.course.hours))
    table, revision = timetables.timetable_of(participant_id, actor.course_key)
    today = local_day(now)
    monday = monday_of(day or today)
    remaining = sum(needed.values())
    review = plans.reviews_of(actor.course_key, [participant_id]).get(participant_id)
    return TimePicture(
        person=platform().people([participant_id])[participant_id],
        course_title=edition.course.title,
        table=table,
        revision=revision,
        week=week_of(table, monday) if table else None,
        breaches=breaches(table, monday) if table else (),
        areas=_areas(plan, needed),
        remaining=remaining,
        forecast=forecast(table, remaining, today) if table else None,
        with_extra=forecast(table, remaining, today, EXTRA) if table else None,
        conversation=review.at if review and review.at > now else None,
        course_end=platform().course_end(actor.course_key),
        at_work=attendance.work_hours(actor.course_key, participant_id),
        roles=held,
    )


def change_time(actor: Actor, participant_id: int, table: Timetable, revision: int, why: str, now: datetime) -> None:
    """Store a timetable, and note in the history what is new in it.

    Raises:
        Refusal: see ``timetable.check``; ``changed_meanwhile`` if somebody else has stored another since.
    """
    held = require_towards(actor, participant_id, Action.CHANGE_TIME)
    timetable.check(table)
    role = acting_role(held, Action.CHANGE_TIME)
    with transaction.atomic():
        before, _revision = timetables.timetable_of(participant_id, actor.course_key)
        if before == table:
            return  # told twice, as when the answer was lost on the way
        if not timetables.save(participant_id, actor.course_key, table, revision, now):
            raise Refusal("changed_meanwhile")
        by = Change("", "", "", str(role), now, why, actor.user_id)
        history.note(participant_id, actor.course_key, _changes(before, table, by))
        standing.refresh(actor.course_key, [participant_id])


def move_study(actor: Actor, participant_id: int, number: int, revision: int, now: datetime) -> Study:
    """Move study time that meets a shift to the nearest time that is free, and return where it went.

    Raises:
        Refusal: ``unknown_value``, ``no_free_time``, ``changed_meanwhile``.
    """
    require_towards(actor, participant_id, Action.CHANGE_TIME)
    table, _revision = timetables.timetable_of(participant_id, actor.course_key)
    if table is None or not 0 <= number < len(table.study):
        raise Refusal("unknown_value")
    moved = timetable.another_time(table, table.study[number])
    if moved is None:
        raise Refusal("no_free_time")
    study = tuple(moved if place == number else one for place, one in enumerate(table.study))
    change_time(actor, participant_id, replace(table, study=study), revision, "", now)
    return moved


def local_day(now: datetime) -> date:
    """Return which day it is where the courses are."""
    return timezone.localtime(now, local_zone()).date()


def weeks_after(today: date, count: int) -> list[date]:
    """Return the Mondays of the weeks from today's on."""
    return [monday_of(today) + timedelta(days=7 * number) for number in range(count)]


def _areas(plan: Plan, needed: dict[str, float]) -> tuple[AreaHours, ...]:
    areas: dict[str, list[tuple[str, float]]] = {}
    for goal in plan.goals:
        areas.setdefault(goal.outcome.area, []).append((goal.outcome.title, needed[goal.outcome.id]))
    return tuple(AreaHours(area, sum(hours for _, hours in goals), tuple(goals)) for area, goals in areas.items())


def _changes(before: Timetable | None, after: Timetable, by: Change) -> Iterator[Change]:
    """Yield one change for each part of a timetable, as JSON: a page puts it into words."""
    for field in ("starts", "weeks", "shifts", "study", "paid_hours", "own_hours", "weeks_off"):
        old = _text(getattr(before, field)) if before else ""
        yield replace(by, field=f"time.{field}", before=old, after=_text(getattr(after, field)))


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
