"""What a participant does with the certificate: see what is missing, confirm the name, take it home."""

from dataclasses import dataclass
from datetime import datetime

from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.access import Actor, edition_of, require_own
from bransjekurs.api.reading import local_zone, plans_for
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates import shown
from bransjekurs.certificates.api import Choices, Issued
from bransjekurs.certificates.pdf import unprintable
from bransjekurs.courses.api import Edition
from bransjekurs.domain.certificate import Shown, Standing, standing
from bransjekurs.domain.certificate_content import CertificateContent
from bransjekurs.domain.names import clean_name
from bransjekurs.domain.plan import Plan
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import attendance
from bransjekurs.plans.api import following
from bransjekurs.platform import platform
from bransjekurs.roles import Action, Role


@dataclass(frozen=True, slots=True)
class CertificatePicture:
    """Where a participant stands, the name to print and whether it is confirmed, and the latest certificate.

    ``shown`` is what was judged or seen beside the goals, ``choices`` what the holder has chosen.
    """

    edition: Edition
    plan: Plan
    standing: Standing
    name: str
    name_confirmed: bool
    certificate: Issued | None
    teacher: str
    shown: Shown
    choices: Choices


def see_certificate(actor: Actor) -> CertificatePicture:
    """Return what the participant has and what is missing (R92-R94)."""
    require_own(actor, Action.SEE_OWN_CERTIFICATE)
    return pictures(actor, [actor.user_id])[actor.user_id]


def confirm_name(actor: Actor, name: str, now: datetime) -> None:
    """Store the name as the holder confirms it.

    Raises:
        Refusal: ``name_missing``, ``name_too_long``, ``name_unprintable`` with the characters that the fonts lack.
    """
    require_own(actor, Action.CONFIRM_NAME)
    cleaned = clean_name(name)
    lacking = unprintable(cleaned)
    if lacking:
        raise Refusal("name_unprintable", "name", characters=" ".join(lacking))
    certificates.confirm_name(actor.user_id, actor.course_key, cleaned, now)


def own_file(actor: Actor) -> tuple[CertificateContent, bytes | None]:
    """Return what ``own_certificate`` does, and the signed credential that goes into the file."""
    content = own_certificate(actor)
    return content, certificates.credential_of(content.number)


def own_certificate(actor: Actor) -> CertificateContent:
    """Return what the participant's latest certificate says, for the PDF.

    Raises:
        Refusal: ``no_certificate`` where none stands.
    """
    require_own(actor, Action.SEE_OWN_CERTIFICATE)
    return standing_content(actor.course_key, actor.user_id)


def standing_content(course_key: CourseKey, user_id: int) -> CertificateContent:
    """Return what a user's latest certificate says, unless it is revoked or erased; who may see was asked before."""
    latest = certificates.latest_of(course_key, [user_id]).get(user_id)
    if latest is None or latest.content is None or latest.status is certificates.Status.REVOKED:
        raise Refusal("no_certificate")
    return latest.content


def own_latest(user_id: int | None, issued: Issued) -> Issued | None:
    """Return the holder's latest certificate in the course of one that is theirs; None for anybody else."""
    if user_id is None or user_id != issued.user_id:
        return None
    return certificates.latest_of(issued.course_key, [user_id]).get(user_id)


def pictures(actor: Actor, user_ids: list[int]) -> dict[int, CertificatePicture]:
    """Gather where several participants stand, in a constant number of queries; who may see was asked before."""
    edition = edition_of(actor)
    plans = plans_for(actor, edition, user_ids)
    attended = attendance.attended_by(actor.course_key, user_ids)
    names = certificates.confirmed_names(actor.course_key, user_ids)
    latest = certificates.latest_of(actor.course_key, user_ids)
    shown_to = shown.shown_of(actor.course_key, user_ids, local_zone())
    chosen = certificates.choices_of(actor.course_key, user_ids)
    links = following(actor.course_key, participant_ids=user_ids)
    # As on the plan: the teacher is the one who has followed the longest.
    teachers = {link.participant_id: link.follower_id for link in reversed(links) if link.role == Role.TEACHER}
    people = platform().people({*user_ids, *teachers.values()})
    return {
        i: CertificatePicture(
            edition=edition,
            plan=plans[i],
            standing=standing(edition.course, plans[i], attended.get(i, ()), shown_to[i]),
            name=names.get(i) or (people[i].name if i in people else ""),
            name_confirmed=i in names,
            certificate=latest.get(i),
            teacher=people[teachers[i]].name if teachers.get(i) in people else "",
            shown=shown_to[i],
            choices=chosen.get(i, Choices()),
        )
        for i in user_ids
    }
