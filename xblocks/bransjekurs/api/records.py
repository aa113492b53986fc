"""What is on record of one participant, read by the participant and by those who follow: plan, evidence, certificates.

The pages show more beside; this is what another system reads.
"""

from dataclasses import dataclass
from datetime import datetime

from bransjekurs.api.access import (
    Actor,
    course_roles,
    edition_of,
    own_roles,
    require_towards,
    roles_towards,
    visible,
)
from bransjekurs.api.participant_plan import PlanPicture, picture
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates import listed
from bransjekurs.certificates.api import Issued
from bransjekurs.courses.api import Edition
from bransjekurs.domain.evidence import Evidence
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import api as evidence
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role, require

NUMBER_LIMIT = 40


@dataclass(frozen=True, slots=True)
class CourseRecord:
    """A course's current edition, and the roles that the actor holds in it."""

    edition: Edition
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """A part of a participant's evidence, the latest first, of ``total`` pieces in all."""

    items: tuple[Evidence, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A part of some certificates, the latest first, with their holders by user id; ``total`` counts all of them."""

    items: tuple[Issued, ...]
    holders: dict[int, Person]
    total: int


def see_course(actor: Actor) -> CourseRecord:
    """Return the course to those who have a part in it.

    Raises:
        Refusal: ``course_not_published``.
    """
    held = own_roles(actor) | course_roles(actor)
    require(held, Action.SEE_COURSE)
    return CourseRecord(edition_of(actor), held)


def see_plan_of(actor: Actor, participant_id: int, now: datetime) -> PlanPicture:
    """Return a participant's plan with what is told beside it.

    Raises:
        Refusal: ``course_not_published``.
    """
    require_towards(actor, participant_id, Action.READ_RECORD)
    return picture(actor, participant_id, now)


def see_evidence(actor: Actor, participant_id: int, outcome_id: str, first: int, count: int) -> EvidencePage:
    """Return ``count`` pieces of evidence from ``first`` (0 is the latest), of one outcome or, if empty, of all."""
    require_towards(actor, participant_id, Action.READ_RECORD)
    return EvidencePage(*evidence.page_of(actor.course_key, participant_id, outcome_id, first, count))


def see_certificates_of(actor: Actor, participant_id: int, first: int, count: int) -> CertificatePage:
    """Return a participant's certificates, replaced and revoked ones among them."""
    require_towards(actor, participant_id, Action.READ_RECORD)
    items, total = listed.page_of(actor.course_key, [participant_id], first, count)
    return CertificatePage(items, platform().people([participant_id]), total)


def see_certificates(actor: Actor, first: int, count: int) -> CertificatePage:
    """Return the certificates of everybody whom the actor may see, replaced and revoked ones among them."""
    held = course_roles(actor)
    require(held, Action.SEE_GROUP)
    items, total = listed.page_of(actor.course_key, visible(actor, held).order_by().values("pk"), first, count)
    return CertificatePage(items, platform().people(item.user_id for item in items if item.user_id), total)


def see_certificate(actor: Actor, number: str) -> CertificatePage:
    """Return one certificate of the course, a page of one, to its holder and to those who follow the holder.

    Raises:
        Refusal: ``no_certificate``, which only somebody with a part in the course is told.
    """
    found = certificates.find(number) if len(number) <= NUMBER_LIMIT else None
    if found is None or found.course_key != actor.course_key or found.user_id is None:
        require(own_roles(actor) | course_roles(actor), Action.READ_RECORD)
        raise Refusal("no_certificate")
    require(roles_towards(actor, found.user_id), Action.READ_RECORD)
    return CertificatePage((found,), platform().people([found.user_id]), 1)
