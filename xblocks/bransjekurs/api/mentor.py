"""What a mentor does, by link and without an account: look at the question, answer it once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bransjekurs.courses import api as courses
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source
from bransjekurs.domain.outcome import Arena, Outcome
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import api as evidence
from bransjekurs.evidence.api import Request, RequestStatus
from bransjekurs.plans import api as plans
from bransjekurs.platform import platform

COMMENT_LIMIT = 500
_MENTOR = "mentor"


class LinkClosed(Exception):
    """The link cannot be answered; ``why`` is used, expired, withdrawn or unknown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Question:
    """What a mentor is asked: about whom, by whom, about which outcome."""

    request: Request
    participant: str
    teacher: str
    course_title: str
    outcome: Outcome


def see_question(token: str, now: datetime) -> Question:
    """Return the question behind a link. Looking uses nothing up: mail scanners open links too.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
    """
    return _question(_open(evidence.find_request(token), now))


def answer(token: str, observed: Observed, comment: str, now: datetime) -> Question:
    """Store the mentor's observation as evidence, once.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
        Refusal: ``comment_too_long``.
    """
    if len(comment) > COMMENT_LIMIT:
        raise Refusal("comment_too_long", "comment", limit=COMMENT_LIMIT)
    with transaction.atomic():
        request = _close(token, RequestStatus.ANSWERED, now)
        item = Evidence(
            outcome_id=request.outcome_id,
            arena=Arena.WORKPLACE,
            source=Source.MENTOR,
            source_id=str(request.id),
            role=_MENTOR,
            at=now,
            what=Observation(observed, comment.strip(), request.channel),
            by_name=request.mentor,
        )
        evidence.add(request.user_id, request.course_key, item)
    return _question(request)


def decline(token: str, status: RequestStatus, now: datetime) -> Question:
    """Close the question without an observation: not seen, or not the right person.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
    """
    with transaction.atomic():
        return _question(_close(token, status, now))


def _close(token: str, status: RequestStatus, now: datetime) -> Request:
    request = _open(evidence.find_request(token, lock=True), now)
    if not evidence.close_request(request.id, status, now):
        raise LinkClosed("used")
    return request


def _open(request: Request | None, now: datetime) -> Request:
    if request is None:
        raise LinkClosed("unknown")
    if request.status is RequestStatus.WITHDRAWN:
        raise LinkClosed("withdrawn")
    if request.status is not RequestStatus.OPEN:
        raise LinkClosed("used")
    if not request.is_open(now):
        raise LinkClosed("expired")
    return request


def _question(request: Request) -> Question:
    edition = courses.current(request.course_key)
    people = platform().people([request.user_id, request.asked_by])
    if edition is None or len(people) < len({request.user_id, request.asked_by}):
        raise LinkClosed("unknown")
    stored = plans.plans_of(request.course_key, [request.user_id]).get(request.user_id)
    if stored is None:
        raise LinkClosed("unknown")
    return Question(
        request=request,
        participant=people[request.user_id].name,
        teacher=people[request.asked_by].name,
        course_title=edition.course.title,
        outcome=stored.goal(request.outcome_id).outcome,
    )
