"""Conversations as stored. Nothing here asks who may; the use cases do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.conversation import Conversation, Held
from bransjekurs.plans.models import Review


@dataclass(frozen=True, slots=True)
class Due:
    """A planned conversation that nobody has been reminded of yet."""

    id: int
    user_id: int
    course_key: CourseKey
    conversation: Conversation


def conversations_of(user_id: int, course_key: CourseKey) -> tuple[Conversation, ...]:
    """Return a participant's conversations, the latest first."""
    rows = Review.objects.filter(user_id=user_id, course_key=course_key).order_by("-at", "-id")
    return tuple(_conversation(row) for row in rows)


def standing(user_id: int, course_key: CourseKey) -> Conversation | None:
    """Return the next conversation: of those that are not held, the one noted last."""
    rows = Review.objects.filter(user_id=user_id, course_key=course_key, held_at=None)
    row = rows.order_by("-noted_at", "-id").first()
    return _conversation(row) if row else None


def last_held(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, datetime]:
    """Return when each user's last conversation was held. One query."""
    rows = Review.objects.filter(course_key=course_key, user_id__in=list(user_ids), held_at__isnull=False)
    return {row.user_id: row.held_at for row in rows.order_by("held_at") if row.held_at}


def save(user_id: int, course_key: CourseKey, conversation: Conversation, by: int, now: datetime) -> int:
    """Store a conversation: anew without an id, else in the place of the one with its id. Return the id."""
    held = conversation.held
    values = {
        "at": conversation.at,
        "with_whom": conversation.with_whom,
        "about": conversation.about,
        "goals": list(conversation.goals),
        "noted_by_id": by,
        "noted_at": now,
        "held_at": held.at if held else None,
        "took_part": held.took_part if held else "",
        "said": held.said if held else "",
        "agreed": held.agreed if held else "",
    }
    rows = Review.objects.filter(id=conversation.id, user_id=user_id, course_key=course_key)
    moved = rows.exclude(at=conversation.at)
    # Those who were told of another time are told again.
    moved.update(reminded_at=None)
    if held is None or rows.filter(held_at=None).exists():
        # One stands at a time; the history keeps what was noted before.
        Review.objects.filter(user_id=user_id, course_key=course_key, held_at=None).exclude(id=conversation.id).delete()
    if conversation.id and rows.update(**values):
        return conversation.id
    return Review.objects.create(user_id=user_id, course_key=course_key, **values).id


def due_for_reminder(after: datetime, until: datetime) -> tuple[Due, ...]:
    """Return the planned conversations between two times of which nobody was reminded; those that stand alone."""
    rows = Review.objects.filter(reminded_at=None, at__gt=after, at__lte=until, held_at=None).order_by("at", "id")
    return tuple(
        Due(row.id, row.user_id, row.course_key, _conversation(row)) for row in rows.iterator() if _stands(row)
    )


def claim_reminder(conversation_id: int, now: datetime) -> bool:
    """Note that a conversation is reminded of; False where somebody else was first."""
    return bool(Review.objects.filter(id=conversation_id, reminded_at=None).update(reminded_at=now))


def _stands(row: Review) -> bool:
    found = standing(row.user_id, row.course_key)
    return found is not None and found.id == row.id


def _conversation(row: Review) -> Conversation:
    held = Held(row.held_at, row.took_part, row.said, row.agreed) if row.held_at else None
    return Conversation(row.at, row.with_whom, row.about, tuple(row.goals), held, row.noted_by_id, row.id)
