"""What is open to somebody who comes from the platform's own pages, and what those pages may tell of us."""

from dataclasses import dataclass

from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.access import Actor, course_roles
from bransjekurs.api.issuers import issuer_of
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates.api import Status
from bransjekurs.courses import api as courses
from bransjekurs.domain.certificate_content import CertificateKind
from bransjekurs.roles import Action, may


@dataclass(frozen=True, slots=True)
class StandingCertificate:
    """What may stand beside another certificate: the kind, the number, and where it is verified (a whole address)."""

    kind: CertificateKind
    number: str
    verify_url: str


def entrances(actor: Actor) -> frozenset[Action]:
    """Return which of the group and the report are open to the actor: none in a course without anything of ours."""
    if courses.current(actor.course_key) is None:
        return frozenset()
    held = course_roles(actor)
    return frozenset(action for action in (Action.SEE_GROUP, Action.SEE_REPORT) if may(held, action))


def standing_certificate(course_key: CourseKey, user_id: int) -> StandingCertificate | None:
    """Return the holder's certificate that stands today, for the platform's own certificate of the same course.

    Whoever sees that page may be anybody: it tells what the number's own page tells anybody, and less.
    """
    latest = certificates.latest_of(course_key, [user_id]).get(user_id)
    if latest is None or latest.content is None or latest.status is not Status.VALID:
        return None
    address = issuer_of(course_key).verify_url(latest.number)
    return StandingCertificate(latest.content.kind, latest.number, address)
