"""Telling the platform what was done: tracking events (see ``domain/events.py``), when what they tell of is stored."""

from functools import partial
from typing import Any

import msgspec
from django.db import transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.attempt import attempt
from bransjekurs.domain.events import Event, EvidenceAdded
from bransjekurs.domain.evidence import Evidence
from bransjekurs.evidence import api as evidence
from bransjekurs.platform import platform


def track(actor_id: int | None, participant_id: int, course_key: CourseKey, event: Event) -> None:
    """Tell of an event after the commit: what is rolled back was never told.

    ``actor_id`` is who did it, None for somebody without an account.
    """
    payload = {"course_id": str(course_key), "user_id": participant_id, **msgspec.to_builtins(event)}
    transaction.on_commit(partial(_emit, event.name, actor_id, course_key, payload))


def add_evidence(actor_id: int | None, user_id: int, course_key: CourseKey, item: Evidence) -> int:
    """Store a piece of evidence, tell of it if it is new, and return its id; see ``evidence.api.add``."""
    id_, is_new = evidence.add(user_id, course_key, item)
    if is_new:
        added = EvidenceAdded(item.outcome_id, id_, item.source, item.arena, str(item.role), item.observed)
        track(actor_id, user_id, course_key, added)
    return id_


def _emit(name: str, actor_id: int | None, course_key: CourseKey, payload: dict[str, Any]) -> None:
    """Hand an event over. The act is stored: where nobody can be told of it, the log says so, of nobody."""
    attempt(lambda: platform().emit(name, actor_id, course_key, payload), "%s was not told", name)
