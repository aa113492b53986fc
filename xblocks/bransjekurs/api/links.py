"""Links for people without an account: made, withdrawn and listed by those who follow, used by who has the token.

A link leads to one thing. Looking at it uses nothing up, since mail scanners look too; sending an answer does. The
token is told once, to the one who makes the link, and never to the participant.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from bransjekurs.api.access import Actor, require_towards
from bransjekurs.courses import api as courses
from bransjekurs.domain.names import clean_name
from bransjekurs.domain.refusal import Refusal
from bransjekurs.links import api as links
from bransjekurs.links.api import Link, LinkStatus, Purpose
from bransjekurs.plans import history
from bransjekurs.plans.history import Change
from bransjekurs.platform import platform
from bransjekurs.roles import Action, acting_role

LINK_DAYS = (1, 60)
COMMENT_LIMIT = 500
# Those who act by link: they hold no role in ``roles.py``, the link is the permission.
MENTOR, EMPLOYER, UNION = "mentor", "employer", "union"


class LinkClosed(Exception):
    """The link leads nowhere; ``why`` is used, expired, withdrawn or unknown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link is to be for, and for whom: name and role of somebody without an account; ``days`` it works."""

    purpose: Purpose
    to_name: str
    to_role: str
    days: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who a link is about, who made it, and in which course."""

    participant: str
    teacher: str
    course_title: str


def make(actor: Actor, participant_id: int, invitation: Invitation, now: datetime) -> tuple[str, Link]:
    """Make a link and return its token, which is told once.

    Raises:
        Refusal: ``mentor_missing``, ``name_too_long``, ``days_out_of_range``.
    """
    held = require_towards(actor, participant_id, Action.ASK_MENTOR)
    check(invitation)
    link = Link(
        user_id=participant_id,
        course_key=actor.course_key,
        purpose=invitation.purpose,
        subject=invitation.subject,
        to_name=clean_name(invitation.to_name, "mentor"),
        to_role=invitation.to_role,
        asked_by=actor.user_id,
        created_at=now,
        expires_at=now + timedelta(days=invitation.days),
    )
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        stored = links.add(link, token)
        _note(
            stored,
            "",
            LinkStatus.OPEN,
            Change("", "", "", acting_role(held, Action.ASK_MENTOR), now, link.to_name, actor.user_id),
        )
    return token, stored


def check(invitation: Invitation) -> None:
    """Refuse what no link can be made of; see ``make``."""
    if not any(sign.isalpha() for sign in invitation.to_name):
        raise Refusal("mentor_missing", "mentor")
    if not LINK_DAYS[0] <= invitation.days <= LINK_DAYS[1]:
        raise Refusal("days_out_of_range", "days", low=LINK_DAYS[0], high=LINK_DAYS[1])
    clean_name(invitation.to_name, "mentor")


def withdraw(actor: Actor, participant_id: int, link_id: int, now: datetime) -> None:
    """Close a link that was not used.

    Raises:
        Refusal: ``link_closed`` if there is no such open link.
    """
    held = require_towards(actor, participant_id, Action.ASK_MENTOR)
    with transaction.atomic():
        known = {link.id: link for link in links.of_participant(participant_id, actor.course_key, *Purpose)}
        if link_id not in known or not links.close(link_id, LinkStatus.WITHDRAWN, now):
            raise Refusal("link_closed")
        by = Change("", "", "", acting_role(held, Action.ASK_MENTOR), now, known[link_id].to_name, actor.user_id)
        _note(known[link_id], LinkStatus.OPEN, LinkStatus.WITHDRAWN, by)


def about(actor: Actor, participant_id: int, *purposes: Purpose) -> tuple[Link, ...]:
    """Return the links about a participant to those who follow; the participant never learns of them."""
    require_towards(actor, participant_id, Action.SEE_PARTICIPANT)
    return links.of_participant(participant_id, actor.course_key, *purposes)


def introduce(link: Link) -> Introduction:
    """Return the names that stand on a link's page.

    Raises:
        LinkClosed: unknown, if the participant or the one who asks has left, or the course is gone.
    """
    edition = courses.current(link.course_key)
    people = platform().people([link.user_id, link.asked_by])
    if edition is None or len(people) < len({link.user_id, link.asked_by}):
        raise LinkClosed("unknown")
    return Introduction(people[link.user_id].name, people[link.asked_by].name, edition.course.title)


def look(token: str, now: datetime, language: str = "") -> Link:
    """Return the link that somebody has opened, noting the first look and the language that was chosen.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
    """
    link = opened(links.find(token), now)
    links.note_look(link.id, now, language)
    return link


def opened(link: Link | None, now: datetime, purpose: Purpose | None = None) -> Link:
    """Return the link if it leads somewhere now, and to what ``purpose`` says.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
    """
    if link is None or purpose not in (None, link.purpose):
        raise LinkClosed("unknown")
    if link.status is LinkStatus.WITHDRAWN:
        raise LinkClosed("withdrawn")
    if link.status is not LinkStatus.OPEN:
        raise LinkClosed("used")
    if not link.is_open(now):
        raise LinkClosed("expired")
    return link


def use(token: str, purpose: Purpose, status: LinkStatus, now: datetime, comment: str = "") -> Link:
    """Close the link with an answer, once; call it inside the transaction that stores the answer.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
        Refusal: ``comment_too_long``.
    """
    if len(comment) > COMMENT_LIMIT:
        raise Refusal("comment_too_long", "comment", limit=COMMENT_LIMIT)
    link = opened(links.find(token, lock=True), now, purpose)
    if not links.close(link.id, status, now, comment.strip()):
        raise LinkClosed("used")
    _note(link, LinkStatus.OPEN, status, Change("", "", "", link.to_role, now, by_name=link.to_name))
    return link


def decline(token: str, status: LinkStatus, now: datetime) -> Link:
    """Close the link without an answer: not seen, or not the right person.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
    """
    with transaction.atomic():
        link = opened(links.find(token), now)
        return use(token, link.purpose, status, now)


def _note(link: Link, before: str, after: str, by: Change) -> None:
    change = Change(f"link.{link.purpose}", before, after, by.role, by.at, by.why, by.by_id, by.by_name)
    history.note(link.user_id, link.course_key, [change])
