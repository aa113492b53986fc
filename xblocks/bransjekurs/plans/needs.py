"""Stored needs: what sorts and narrows a group of any size. Nothing here asks who may; the use cases do.

``hidden`` are the kinds that the one who asks may not see: to them it is as if they were not there.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.needs import RANKS, Need, NeedKind
from bransjekurs.plans.models import NeedRecord, PlanRecord

Kinds = frozenset[NeedKind]
NOTHING: Kinds = frozenset()
_FIELDS = ("kind", "from_at", "since", "goal_id", "title", "count")


def store_needs(course_key: CourseKey, needs: Mapping[int, Iterable[Need]]) -> None:
    """Let the stored needs of these users be just these; rows that are right already are left alone."""
    wanted = {(user_id, need.kind.value): need for user_id, found in needs.items() for need in found}
    stored = {}
    for row in NeedRecord.objects.filter(course_key=course_key, user_id__in=list(needs)):
        key = (row.user_id, row.kind)
        if wanted.get(key) == _need(row) and row.rank == RANKS[wanted[key].kind]:
            del wanted[key]
        else:
            stored[key] = row.pk
    if stored:
        NeedRecord.objects.filter(pk__in=list(stored.values())).delete()
    NeedRecord.objects.bulk_create(
        (_row(course_key, user_id, need) for (user_id, _), need in wanted.items()), ignore_conflicts=True
    )


def pressing_of(
    course_key: CourseKey, user_ids: Iterable[int], now: datetime, hidden: Kinds = NOTHING
) -> dict[int, Need]:
    """Return the most pressing stored need of each user that has one now. One query."""
    rows = _current(course_key, now, hidden).filter(user_id__in=list(user_ids))
    return {row.user_id: _need(row) for row in rows.order_by("-rank")}


def most_pressing(
    course_key: CourseKey, users: QuerySet[Any], now: datetime, limit: int, hidden: Kinds = NOTHING
) -> list[tuple[int, Need]]:
    """Return (user id, need) of those among ``users`` who need somebody most, each once. One query."""
    current = _current(course_key, now, hidden)
    more_pressing = current.filter(user_id=OuterRef("user_id"), rank__lt=OuterRef("rank"))
    rows = current.filter(~Exists(more_pressing), user_id__in=users.order_by().values("pk"))
    return [(row.user_id, _need(row)) for row in rows.order_by("rank", "from_at", "user_id")[:limit]]


def counts(course_key: CourseKey, users: QuerySet[Any], now: datetime, hidden: Kinds = NOTHING) -> dict[NeedKind, int]:
    """Return how many of ``users`` have each need now. Two queries."""
    current = _current(course_key, now, hidden)
    rows = current.filter(user_id__in=users.order_by().values("pk")).values_list("kind").annotate(n=Count("pk"))
    found = {NeedKind(kind): count for kind, count in rows.order_by()}
    without = without_plan(course_key, users).order_by().count()
    return found | ({NeedKind.NO_PLAN: without} if without else {})


def with_need(
    course_key: CourseKey, users: QuerySet[Any], kind: NeedKind | None, now: datetime, hidden: Kinds = NOTHING
) -> QuerySet[Any]:
    """Narrow users to those who have a need now; None: any need."""
    if kind is NeedKind.NO_PLAN:
        return without_plan(course_key, users)
    current = _current(course_key, now, hidden).filter(user_id=OuterRef("pk"))
    if kind:
        return users.filter(Exists(current.filter(kind=kind.value)))
    return users.filter(Exists(current) | ~Exists(_plan(course_key)))


def without_plan(course_key: CourseKey, users: QuerySet[Any]) -> QuerySet[Any]:
    """Narrow users to those for whom no plan is stored."""
    return users.filter(~Exists(_plan(course_key)))


def _current(course_key: CourseKey, now: datetime, hidden: Kinds) -> QuerySet[NeedRecord]:
    rows = NeedRecord.objects.filter(course_key=course_key, from_at__lte=now)
    return rows.exclude(kind__in=hidden) if hidden else rows


def _plan(course_key: CourseKey) -> QuerySet[PlanRecord]:
    return PlanRecord.objects.filter(course_key=course_key, user_id=OuterRef("pk"))


def _row(course_key: CourseKey, user_id: int, need: Need) -> NeedRecord:
    values = {name: getattr(need, name) for name in _FIELDS}
    return NeedRecord(course_key=course_key, user_id=user_id, rank=RANKS[need.kind], **values)


def _need(row: NeedRecord) -> Need:
    return Need(**{name: getattr(row, name) for name in _FIELDS} | {"kind": NeedKind(row.kind)})
