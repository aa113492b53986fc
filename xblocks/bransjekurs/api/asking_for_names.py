"""Asking participants to confirm the name that is printed: without it they can have no certificate (R92).

They get a letter, and it becomes the next step of their plan. Nobody is asked twice within a day, whoever presses, and
the plan's history says when.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.access import Actor, require_towards, visible_participants
from bransjekurs.api.certificate_notice import ask_for_name as send_letter
from bransjekurs.api.noting import note
from bransjekurs.certificates import api as certificates
from bransjekurs.domain.names import may_ask_for_name
from bransjekurs.plans import api as plans
from bransjekurs.plans import history
from bransjekurs.roles import Action, acting_role

FIELD = "certificate.name_asked"


def asked_at(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, datetime]:
    """Return when each was last asked, by user id; who may see was asked before. One query."""
    return history.latest_of(course_key, user_ids, FIELD)


def to_ask(actor: Actor, now: datetime) -> tuple[int, ...]:
    """Return the ids of those the actor may ask now: their name is not confirmed, and nobody has asked for a day."""
    ids = [person.id for person in visible_participants(actor, Action.ASK_FOR_NAME)]
    asked, confirmed = asked_at(actor.course_key, ids), certificates.confirmed_names(actor.course_key, ids)
    return tuple(i for i in ids if i not in confirmed and may_ask_for_name(asked.get(i), now))


def ask_for_name(actor: Actor, participant_id: int, now: datetime) -> bool:
    """Ask one participant, and say whether anything was sent or noted.

    The letter goes inside: where it cannot be sent (``OSError``), nobody has been asked, and it can be tried again.
    """
    held = require_towards(actor, participant_id, Action.ASK_FOR_NAME)
    with transaction.atomic():
        plans.hold_following(actor.course_key, participant_id)
        before = asked_at(actor.course_key, [participant_id]).get(participant_id)
        confirmed, _choices = certificates.holder_of(actor.course_key, participant_id)
        if confirmed or not may_ask_for_name(before, now):
            return False
        role = acting_role(held, Action.ASK_FOR_NAME)
        told = (FIELD, before.isoformat() if before else "", now.isoformat())
        note(actor, participant_id, role, now, [told])
        send_letter(participant_id, actor.course_key)
    return True


def is_asked(course_key: CourseKey, user_id: int) -> bool:
    """Say whether somebody has been asked and has not confirmed the name since: at most two queries."""
    return bool(asked_at(course_key, [user_id])) and not certificates.holder_of(course_key, user_id)[0]
