"""What a mentor does, by link and without an account: look at the question, answer it once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bransjekurs.api import standing
from bransjekurs.api.links import LinkClosed, introduce, opened, use
from bransjekurs.api.tracking import add_evidence
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source
from bransjekurs.domain.outcome import Arena, Outcome
from bransjekurs.links import api as links
from bransjekurs.links.api import Link, LinkStatus, Purpose
from bransjekurs.plans import api as plans


@dataclass(frozen=True, slots=True)
class Question:
    """What a mentor is asked: about whom, by whom, about which outcome."""

    link: Link
    participant: str
    teacher: str
    course_title: str
    outcome: Outcome


def see_question(token: str, now: datetime) -> Question:
    """Return the question behind a link. Looking uses nothing up: mail scanners open links too.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
    """
    return _question(opened(links.find(token), now, Purpose.OBSERVE))


def answer(token: str, observed: Observed, comment: str, now: datetime) -> Question:
    """Store the mentor's observation as evidence, once.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
        Refusal: ``comment_too_long``.
    """
    with transaction.atomic():
        link = use(token, Purpose.OBSERVE, LinkStatus.ANSWERED, now, comment)
        item = Evidence(
            outcome_id=link.subject,
            arena=Arena.WORKPLACE,
            source=Source.MENTOR,
            source_id=str(link.id),
            role=link.to_role,
            at=now,
            what=Observation(observed, comment.strip(), link.channel),
            by_name=link.to_name,
        )
        add_evidence(None, link.user_id, link.course_key, item)
        standing.refresh(link.course_key, [link.user_id])
    return _question(link)


def _question(link: Link) -> Question:
    told = introduce(link)
    stored = plans.plans_of(link.course_key, [link.user_id]).get(link.user_id)
    if stored is None:
        raise LinkClosed("unknown")
    outcome = stored.goal(link.subject).outcome
    return Question(link, told.participant, told.teacher, told.course_title, outcome)
