"""Keeping a plan's history: each use case that changes a field says so here, in its own transaction."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from bransjekurs.api.access import Actor
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans import history
from bransjekurs.plans.history import Change
from bransjekurs.stored import mark


def note(
    actor: Actor,
    participant_id: int,
    role: str,
    now: datetime,
    changes: Iterable[tuple[str, str, str]],
    why: str = "",
) -> None:
    """Add (field, before, after) to the history of a participant's plan; see ``plans.history.Change``."""
    noted = [Change(field, before, after, role, now, why, actor.user_id) for field, before, after in changes]
    history.note(participant_id, actor.course_key, noted)


def as_text(value: object) -> str:
    """Return a value of several parts as the history keeps it."""
    return msgspec.json.encode(value, order="deterministic").decode()


def require_unchanged(current: object, seen: str | None, field: str = "") -> None:
    """Refuse if somebody has changed what the form showed; without a mark nothing is compared.

    Raises:
        Refusal: ``changed_meanwhile``.
    """
    if seen is not None and seen != mark(current):
        raise Refusal("changed_meanwhile", field)
