"""Stored needs: what sorts and narrows a group of any size. Nothing here asks who may; the use cases do.

``hidden`` are the kinds that the one who asks may not see: to them it is as if they were not there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.needs import RANKS, Need, NeedKind
from bransjekurs.plans.models import NeedRecord, PlanRecord

Kinds = frozenset[NeedKind]
NOTHING: Kinds = frozenset()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have each need, and how many have any."""

    by_kind: dict[NeedKind, int]
    people: int


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


def forget_others(course_key: CourseKey, users: QuerySet[Any]) -> None:
    """Delete the needs of everybody but ``users``."""
    NeedRecord.objects.filter(course_key=course_key).exclude(user_id__in=users.values("pk")).delete()


def pressing_of(
    course_key: CourseKey, user_ids: Iterable[int], now: datetime, hidden: Kinds = NOTHING
) -> dict[int, Need]:
    """Return the most pressing stored need of each user that has one now. One query."""
    rows = _current(course_key, now, hidden).filter(user_id__in=list(user_ids)).order_by()
    # Sorted here: for the sake of an order, a database reads the whole course's needs and not these few people's.
    return {row.user_id: _need(row) for row in sorted(rows, key=lambda row: -row.rank)}


def most_pressing(
    course_key: CourseKey, users: QuerySet[Any], now: datetime, limit: int, hidden: Kinds = NOTHING
) -> list[tuple[int, Need]]:
    """Return (user id, need) of those among ``users`` who need somebody most, each once. One query."""
    current = _current(course_key, now, hidden)
    more_pressing = current.filter(user_id=OuterRef("user_id"), rank__lt=OuterRef("rank"))
    rows = _among(current, users).filter(~Exists(more_pressing))
    return [(row.user_id, _need(row)) for row in rows.order_by("rank", "from_at", "user_id")[:limit]]


def tally(course_key: CourseKey, users: QuerySet[Any], everyone: int, now: datetime, hidden: Kinds = NOTHING) -> Tally:
    """Count who among ``users``, ``everyone`` in number, needs somebody now. Three queries."""
    current = _among(_current(course_key, now, hidden), users).order_by()
    by_kind = {NeedKind(kind): n for kind, n in current.values_list("kind").annotate(n=Count("pk"))}
    planless = Count("user_id", filter=~Exists(_plan(course_key, "user_id")), distinct=True)
    told = current.aggregate(people=Count("user_id", distinct=True), planless=planless)
    without = everyone - _among(PlanRecord.objects.filter(course_key=course_key), users).count()
    by_kind |= {NeedKind.NO_PLAN: without} if without else {}
    return Tally(by_kind, told["people"] + without - told["planless"])


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


def _among(rows: QuerySet[Any], users: QuerySet[Any]) -> QuerySet[Any]:
    """Narrow rows to those of ``users``, asked row by row: the needs are fewer than the people, or can be."""
    return rows.filter(Exists(users.order_by().filter(pk=OuterRef("user_id"))))


def _plan(course_key: CourseKey, to_user: str = "pk") -> QuerySet[PlanRecord]:
    return PlanRecord.objects.filter(course_key=course_key, user_id=OuterRef(to_user))


def _row(course_key: CourseKey, user_id: int, need: Need) -> NeedRecord:
    values = {name: getattr(need, name) for name in _FIELDS}
    return NeedRecord(course_key=course_key, user_id=user_id, rank=RANKS[need.kind], **values)


def _need(row: NeedRecord) -> Need:
    return Need(**{name: getattr(row, name) for name in _FIELDS} | {"kind": NeedKind(row.kind)})
