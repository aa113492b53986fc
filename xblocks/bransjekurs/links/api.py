"""Links for people without an account: typed functions in, frozen values out. Nothing here asks who may."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from opaque_keys.edx.keys import CourseKey

from bransjekurs.links.models import Link as Row


class Purpose(StrEnum):
    """The one thing that a link leads to."""

    OBSERVE = "observe"
    CONFIRM_HOURS = "confirm_hours"
    AGREE = "agree"
    SEE_TIME = "see_time"


class LinkStatus(StrEnum):
    """What has become of a link."""

    OPEN = "open"
    ANSWERED = "answered"
    NOT_SEEN = "not_seen"
    NOT_ME = "not_me"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to one thing about one participant; see ``links.models.Link`` for what the fields hold."""

    user_id: int
    course_key: CourseKey
    purpose: Purpose
    subject: str
    to_name: str
    to_role: str
    asked_by: int
    created_at: datetime
    expires_at: datetime
    channel: str = "copied"
    status: LinkStatus = LinkStatus.OPEN
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    language: str = ""
    comment: str = ""
    id: int = 0

    def is_open(self, now: datetime) -> bool:
        """Say whether the link still leads somewhere."""
        return self.status is LinkStatus.OPEN and now < self.expires_at


def add(link: Link, token: str) -> Link:
    """Store a link, of its token only the hash, and return it with its id."""
    row = Row.objects.create(
        user_id=link.user_id,
        course_key=link.course_key,
        purpose=link.purpose.value,
        subject=link.subject,
        to_name=link.to_name,
        to_role=link.to_role,
        asked_by_id=link.asked_by,
        channel=link.channel,
        token_hash=_hash(token),
        created_at=link.created_at,
        expires_at=link.expires_at,
        status=link.status.value,
    )
    return _link(row)


def find(token: str, *, lock: bool = False) -> Link | None:
    """Return the link of a token; with ``lock``, held till the transaction ends."""
    rows = Row.objects.select_for_update() if lock else Row.objects
    row = rows.filter(token_hash=_hash(token)).first()
    return _link(row) if row else None


def of_participant(user_id: int, course_key: CourseKey, *purposes: Purpose) -> tuple[Link, ...]:
    """Return the links about a participant for these purposes, the latest first. One query."""
    rows = Row.objects.filter(user_id=user_id, course_key=course_key, purpose__in=[p.value for p in purposes])
    return tuple(_link(row) for row in rows.order_by("-created_at", "-id"))


def close(link_id: int, status: LinkStatus, now: datetime, comment: str = "") -> bool:
    """Close an open link; False if somebody closed it first."""
    open_rows = Row.objects.filter(id=link_id, status=LinkStatus.OPEN.value)
    return bool(open_rows.update(status=status.value, closed_at=now, comment=comment))


def note_look(link_id: int, now: datetime, language: str = "") -> None:
    """Note the first look at a link, and the language if one was chosen."""
    Row.objects.filter(id=link_id, opened_at=None).update(opened_at=now)
    if language:
        Row.objects.filter(id=link_id).update(language=language)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _link(row: Row) -> Link:
    return Link(
        user_id=row.user_id,
        course_key=row.course_key,
        purpose=Purpose(row.purpose),
        subject=row.subject,
        to_name=row.to_name,
        to_role=row.to_role,
        asked_by=row.asked_by_id,
        created_at=row.created_at,
        expires_at=row.expires_at,
        channel=row.channel,
        status=LinkStatus(row.status),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        language=row.language,
        comment=row.comment,
        id=row.id,
    )
