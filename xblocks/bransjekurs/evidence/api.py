"""Evidence and the mentors' links. Nothing here asks who may; the use cases do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

import msgspec
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.evidence import Evidence, Observation, Source, WordsMastered
from bransjekurs.domain.outcome import Arena
from bransjekurs.evidence.models import EvidenceItem, MentorRequest


class RequestStatus(StrEnum):
    """What has become of a link to a mentor."""

    OPEN = "open"
    ANSWERED = "answered"
    NOT_SEEN = "not_seen"
    NOT_ME = "not_me"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Request:
    """A question to a mentor about one goal, asked by link."""

    id: int
    user_id: int
    course_key: CourseKey
    outcome_id: str
    mentor: str
    asked_by: int
    channel: str
    created_at: datetime
    expires_at: datetime
    status: RequestStatus

    def is_open(self, now: datetime) -> bool:
        """Say whether the link can still be answered."""
        return self.status is RequestStatus.OPEN and now < self.expires_at


def add(user_id: int, course_key: CourseKey, item: Evidence) -> int:
    """Store one piece of evidence and return its id; told twice, stored once."""
    row, _ = EvidenceItem.objects.get_or_create(
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
    return row.id


def evidence_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, dict[str, tuple[Evidence, ...]]]:
    """Return the evidence by user id and outcome id, the oldest first. One query."""
    found: dict[int, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for row in EvidenceItem.objects.filter(course_key=course_key, user_id__in=list(user_ids)).order_by("at", "id"):
        found[row.user_id][row.outcome_id].append(_evidence(row))
    return {user: {key: tuple(items) for key, items in by.items()} for user, by in found.items()}


def open_request(request: Request, token: str) -> None:
    """Store a question to a mentor; of the token only the hash."""
    MentorRequest.objects.create(
        user_id=request.user_id,
        course_key=request.course_key,
        outcome_id=request.outcome_id,
        mentor=request.mentor,
        asked_by_id=request.asked_by,
        channel=request.channel,
        token_hash=_hash(token),
        created_at=request.created_at,
        expires_at=request.expires_at,
        status=request.status.value,
    )


def find_request(token: str, *, lock: bool = False) -> Request | None:
    """Return the question behind a token; with ``lock``, held till the transaction ends."""
    rows = MentorRequest.objects.select_for_update() if lock else MentorRequest.objects
    row = rows.filter(token_hash=_hash(token)).first()
    return _request(row) if row else None


def requests_of(user_id: int, course_key: CourseKey) -> tuple[Request, ...]:
    """Return the questions asked about a participant, the latest first."""
    rows = MentorRequest.objects.filter(user_id=user_id, course_key=course_key).order_by("-created_at", "-id")
    return tuple(_request(row) for row in rows)


def close_request(request_id: int, status: RequestStatus, now: datetime) -> bool:
    """Close an open question; False if somebody closed it first."""
    open_rows = MentorRequest.objects.filter(id=request_id, status=RequestStatus.OPEN.value)
    return bool(open_rows.update(status=status.value, closed_at=now))


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _request(row: MentorRequest) -> Request:
    return Request(
        id=row.id,
        user_id=row.user_id,
        course_key=row.course_key,
        outcome_id=row.outcome_id,
        mentor=row.mentor,
        asked_by=row.asked_by_id,
        channel=row.channel,
        created_at=row.created_at,
        expires_at=row.expires_at,
        status=RequestStatus(row.status),
    )


def _evidence(row: EvidenceItem) -> Evidence:
    source = Source(row.source)
    kind: Any = WordsMastered if source is Source.WORDS else Observation
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
