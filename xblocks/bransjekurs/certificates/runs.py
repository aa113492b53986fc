"""Issuing to several: a run with one task for each person, so that it can stop anywhere and go on (kill, restart)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from opaque_keys.edx.keys import CourseKey

from bransjekurs.certificates.models import IssuingRun, IssuingTask


class TaskState(StrEnum):
    """Where one person's task stands."""

    WAITING = "waiting"
    ISSUED = "issued"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Run:
    """A run: who asked for it, where, when, and in which language."""

    id: int
    course_key: CourseKey
    by: int
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """One person in a run; ``code`` says why it was refused, ``number`` is that of the certificate."""

    id: int
    run: Run
    user_id: int
    state: TaskState
    code: str
    number: str
    told: bool


def start(course_key: CourseKey, by: int, language: str, user_ids: Iterable[int], now: datetime) -> int:
    """Store a run with a task for each user, and return its id."""
    run = IssuingRun.objects.create(course_key=course_key, by_id=by, language=language, at=now)
    IssuingTask.objects.bulk_create(IssuingTask(run=run, user_id=user) for user in dict.fromkeys(user_ids))
    return run.id


def find(run_id: int, course_key: CourseKey) -> Run | None:
    """Return a run of a course."""
    row = IssuingRun.objects.filter(id=run_id, course_key=course_key).first()
    return _run(row) if row else None


def latest(course_key: CourseKey, by: int) -> Run | None:
    """Return the run that a user asked for last."""
    row = IssuingRun.objects.filter(course_key=course_key, by_id=by).order_by("-at", "-id").first()
    return _run(row) if row else None


def tasks_of(run_id: int) -> tuple[Task, ...]:
    """Return a run's tasks, in the order that they were asked for."""
    rows = IssuingTask.objects.filter(run_id=run_id).select_related("run").order_by("id")
    return tuple(_task(row) for row in rows)


def unfinished(run_id: int) -> list[int]:
    """Return the ids of the tasks that are not done, or done and not told yet."""
    return list(_unfinished(IssuingTask.objects.filter(run_id=run_id)))


def all_unfinished() -> list[int]:
    """Return the ids of the unfinished tasks of every run."""
    return list(_unfinished(IssuingTask.objects.all()))


def lock(task_id: int) -> Task | None:
    """Return a task, held till the transaction ends."""
    row = IssuingTask.objects.select_for_update().select_related("run").filter(id=task_id).first()
    return _task(row) if row else None


def finish(task_id: int, state: TaskState, *, code: str = "", number: str = "") -> None:
    """Store how a task ended."""
    IssuingTask.objects.filter(id=task_id).update(state=state.value, code=code, number=number)


def claim_telling(task_id: int, now: datetime) -> bool:
    """Note that the holder is told; False if somebody noted it before."""
    rows = IssuingTask.objects.filter(id=task_id, state=TaskState.ISSUED.value, told_at=None)
    return bool(rows.update(told_at=now))


def _unfinished(rows: QuerySet[IssuingTask]) -> QuerySet[Any, int]:
    undone = rows.filter(state=TaskState.WAITING.value) | rows.filter(state=TaskState.ISSUED.value, told_at=None)
    return undone.order_by("id").values_list("id", flat=True)


def _run(row: IssuingRun) -> Run:
    return Run(row.id, row.course_key, row.by_id, row.language, row.at)


def _task(row: IssuingTask) -> Task:
    return Task(row.id, _run(row.run), row.user_id, TaskState(row.state), row.code, row.number, row.told_at is not None)
