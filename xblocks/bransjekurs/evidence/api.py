"""Evidence. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.evidence import CourseResult, Evidence, Observation, SituationKnown, Source, WordsMastered
from bransjekurs.domain.outcome import Arena
from bransjekurs.evidence.models import EvidenceItem

_KINDS = {Source.WORDS: WordsMastered, Source.SITUATION: SituationKnown, Source.COURSE: CourseResult}
# What evidence is made of. Not the course's key, which whoever asks knows: to read it costs more than all the rest.
_READ = ("id", "user_id", "outcome_id", "arena", "source", "source_id", "role", "by_id", "by_name", "at", "what")


def add(user_id: int, course_key: CourseKey, item: Evidence) -> tuple[int, bool]:
    """Store one piece of evidence; return its id, and whether it is new: told twice, stored once."""
    row, is_new = EvidenceItem.objects.get_or_create(
        user_id=user_id,
        course_key=course_key,
        outcome_id=item.outcome_id,
        source=item.source.value,
        source_id=item.source_id,
        defaults={
            "arena": item.arena.value,
            "role": item.role,
            "by_id": item.by_id,
            "by_name": item.by_name,
            "at": item.at,
            "what": msgspec.to_builtins(item.what),
        },
    )
    return row.id, is_new


def evidence_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, dict[str, tuple[Evidence, ...]]]:
    """Return the evidence by user id and outcome id, the oldest first. One query."""
    found: dict[int, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    rows = EvidenceItem.objects.filter(course_key=course_key, user_id__in=list(user_ids)).order_by("at", "id")
    for row in rows.values_list(*_READ, named=True):
        found[row.user_id][row.outcome_id].append(_evidence(row))
    return {user: {key: tuple(items) for key, items in by.items()} for user, by in found.items()}


def page_of(
    course_key: CourseKey, user_id: int, outcome_id: str, first: int, count: int
) -> tuple[tuple[Evidence, ...], int]:
    """Return ``count`` pieces from ``first``, the latest first, and how many there are; of one outcome, or of all."""
    rows = EvidenceItem.objects.filter(course_key=course_key, user_id=user_id)
    if outcome_id:
        rows = rows.filter(outcome_id=outcome_id)
    shown = rows.order_by("-at", "-id").values_list(*_READ, named=True)[first : first + count]
    return tuple(_evidence(row) for row in shown), rows.order_by().count()


def arenas_of(course_key: CourseKey, user_id: int, outcome_id: str) -> dict[int, Arena]:
    """Return where each piece of evidence of one goal was shown, by its id. One query."""
    rows = EvidenceItem.objects.filter(course_key=course_key, user_id=user_id, outcome_id=outcome_id).order_by()
    return {id_: Arena(arena) for id_, arena in rows.values_list("id", "arena")}


def _evidence(row: Any) -> Evidence:
    source = Source(row.source)
    kind: Any = _KINDS.get(source, Observation)
    return Evidence(
        outcome_id=row.outcome_id,
        arena=Arena(row.arena),
        source=source,
        source_id=row.source_id,
        role=row.role,
        at=row.at,
        what=msgspec.convert(row.what, kind),
        by_id=row.by_id,
        by_name=row.by_name,
        id=row.id,
    )
