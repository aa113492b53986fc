"""What a teacher does with one session: call the roll, page by page, and note who was there (R64, R93)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bransjekurs.api.access import Actor, course_roles, edition_of, visible, visible_participants
from bransjekurs.api.group_list import Listed, Narrowing, listed, narrowed
from bransjekurs.courses.api import Edition
from bransjekurs.domain.participation import Session, check_session
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import attendance
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, require

# A page of the roll: each participant is two fields of the form, far from what Django takes (1,000).
ROLL_SIZE = 50


def note_session(actor: Actor, session: Session, hours: Mapping[int, float]) -> int:
    """Store a session and who was there, and return its id; hours are by participant id, 0 for absent.

    Those who are not named keep what is noted of them.

    Raises:
        Refusal: ``title_missing``, ``hours_out_of_range``, ``unknown_participant``, ``unknown_session``.
    """
    held = course_roles(actor)
    require(held, Action.NOTE_ATTENDANCE)
    if visible(actor, held).filter(pk__in=list(hours)).order_by().count() < len(hours):
        raise Refusal("unknown_participant")
    if session.id and attendance.find_session(actor.course_key, session.id) is None:
        raise Refusal("unknown_session")
    with transaction.atomic():
        # A session can't become shorter than what others have noted for those whom they follow.
        check_session(session, {**attendance.noted_hours(actor.course_key, session.id), **hours}.values())
        return attendance.save_session(actor.course_key, session, hours, actor.user_id)


def session_hours(actor: Actor, session_id: int) -> dict[int, float]:
    """Return the hours noted for each visible participant in one session."""
    seen = {person.id for person in visible_participants(actor, Action.NOTE_ATTENDANCE)}
    return {i: hours for i, hours in attendance.noted_hours(actor.course_key, session_id).items() if i in seen}


@dataclass(frozen=True, slots=True)
class Roll:
    """One session (None: a new one) and one page of those who may have been there, with the hours noted of them."""

    edition: Edition
    session: Session | None
    people: tuple[Person, ...]
    hours: dict[int, float]
    listed: Listed
    cohorts: tuple[tuple[str, str], ...]


def see_roll(actor: Actor, session_id: int, narrowing: Narrowing, now: datetime) -> Roll:
    """Return the page of a session's roll that is to be filled in.

    Raises:
        Refusal: ``unknown_session``.
    """
    held = course_roles(actor)
    require(held, Action.NOTE_ATTENDANCE)
    session = attendance.find_session(actor.course_key, session_id) if session_id else None
    if session_id and session is None:
        raise Refusal("unknown_session")
    page = listed(narrowed(actor, held, narrowing, now), narrowing.page, ROLL_SIZE)
    people = platform().people(page.ids)
    noted = attendance.noted_hours(actor.course_key, session_id, page.ids) if session_id else {}
    shown = tuple(people[i] for i in page.ids if i in people)
    return Roll(edition_of(actor), session, shown, noted, page, platform().cohorts(actor.course_key))
