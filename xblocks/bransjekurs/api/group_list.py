"""The participants that somebody may see, narrowed, sorted and paged by the database: ten or ten thousand alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from bransjekurs.api.access import Actor, course_roles, visible
from bransjekurs.domain.needs import NeedKind
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans import api as plans
from bransjekurs.plans import needs
from bransjekurs.roles import Action, Role, may, require

PAGE_SIZE = 25
ANY_NEED = "any"
# What one press of a button does at the most: it stays within a request, and a slip stays small.
BULK_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows the list: words of a name, a need (``ANY_NEED``, a ``NeedKind`` or none), a cohort, a follower."""

    search: str = ""
    need: str = ""
    cohort: str = ""
    responsible: int | None = None
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anybody may be left out."""
        return bool(self.search or self.need or self.cohort or self.responsible is not None)


EVERYBODY = Narrowing()


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of participants (ids, by name) of all that were found."""

    ids: tuple[int, ...]
    total: int
    page: int
    pages: int


def narrowed(actor: Actor, held: frozenset[Role], narrowing: Narrowing, now: datetime) -> QuerySet[Any]:
    """Return those whom the actor may see and who fit, as a query by name."""
    users = visible(actor, held, narrowing.search, narrowing.cohort)
    if narrowing.responsible is not None:
        users = users.filter(pk__in=plans.followed_by(actor.course_key, narrowing.responsible))
    if narrowing.need:
        kind = NeedKind(narrowing.need) if narrowing.need in set(NeedKind) else None
        users = needs.with_need(actor.course_key, users, kind, now, hidden(held))
    return users


def hidden(held: frozenset[Role]) -> frozenset[NeedKind]:
    """Return the needs that are not told to those who see the whole course: they rest on what the mapping holds."""
    whole_course = Role.STAFF in held and not may({Role.STAFF}, Action.SEE_MAPPING)
    return frozenset({NeedKind.CERTIFICATE_EXPIRES}) if whole_course else frozenset()


def listed(users: QuerySet[Any], page: int, size: int = PAGE_SIZE) -> Listed:
    """Return one page; one that does not exist is the nearest. Two queries."""
    shown = Paginator(users.values_list("pk", flat=True), size).get_page(page)
    return Listed(tuple(shown), shown.paginator.count, shown.number, shown.paginator.num_pages)


def matching(actor: Actor, narrowing: Narrowing, now: datetime) -> list[int]:
    """Return the ids of everybody who fits, for what is done to several at once.

    Raises:
        Refusal: ``too_many_chosen`` above ``BULK_LIMIT``.
    """
    held = course_roles(actor)
    require(held, Action.SEE_GROUP)
    found = list(narrowed(actor, held, narrowing, now).order_by().values_list("pk", flat=True)[: BULK_LIMIT + 1])
    return _few_enough(found)


def checked(actor: Actor, held: frozenset[Role], ticked: Iterable[int]) -> list[int]:
    """Return the ids that were ticked, each once.

    Raises:
        Refusal: ``nobody_chosen``, ``too_many_chosen``, ``unknown_participant`` for one whom the actor does not see.
    """
    ids = _few_enough(sorted(set(ticked)))
    if not ids:
        raise Refusal("nobody_chosen", "participants")
    if visible(actor, held).filter(pk__in=ids).order_by().count() < len(ids):
        raise Refusal("unknown_participant", "participants")
    return ids


def _few_enough(ids: list[int]) -> list[int]:
    if len(ids) > BULK_LIMIT:
        raise Refusal("too_many_chosen", "participants", limit=BULK_LIMIT)
    return ids
