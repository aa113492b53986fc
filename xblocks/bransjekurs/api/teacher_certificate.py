"""What a teacher does with certificates: see who is ready, issue, revoke."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from opaque_keys.edx.keys import UsageKey

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_towards, visible_participants
from bransjekurs.api.certificate_notice import tell_issued, tell_revoked
from bransjekurs.api.issuers import issuer_of
from bransjekurs.api.participant_certificate import CertificatePicture, pictures, standing_content
from bransjekurs.api.participant_plan import lock
from bransjekurs.api.progress import publish_progress
from bransjekurs.api.reading import local_zone
from bransjekurs.api.signing import signer_of
from bransjekurs.api.tracking import track
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates import shown
from bransjekurs.certificates.api import Choices, Issued
from bransjekurs.courses.api import Edition
from bransjekurs.domain.certificate import Issuing, project
from bransjekurs.domain.certificate_content import LANGUAGES, CertificateContent
from bransjekurs.domain.events import CertificateIssued, CertificateRevoked
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import api as evidence
from bransjekurs.evidence import attendance
from bransjekurs.platform import Person
from bransjekurs.roles import Action, Role

REASON_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """A participant and where they stand."""

    person: Person
    picture: CertificatePicture


def candidates(actor: Actor) -> tuple[Candidate, ...]:
    """Return where each participant that the actor follows stands."""
    people = visible_participants(actor)
    stands = pictures(actor, [person.id for person in people])
    return tuple(Candidate(person, stands[person.id]) for person in people)


def standing_of(actor: Actor, participant_id: int) -> CertificatePicture:
    """Return where one participant stands."""
    require_towards(actor, participant_id, Action.SEE_PARTICIPANT)
    return pictures(actor, [participant_id])[participant_id]


def certificate_of(actor: Actor, participant_id: int) -> CertificateContent:
    """Return what a participant's latest certificate says, for the PDF.

    Raises:
        Refusal: ``no_certificate`` where none stands.
    """
    require_towards(actor, participant_id, Action.SEE_PARTICIPANT)
    return standing_content(actor.course_key, participant_id)


def file_of(actor: Actor, participant_id: int) -> tuple[CertificateContent, bytes | None]:
    """Return what ``certificate_of`` does, and the signed credential that goes into the file."""
    content = certificate_of(actor, participant_id)
    return content, certificates.credential_of(content.number)


def issue(
    actor: Actor,
    participant_id: int,
    *,
    name_checked: bool,
    language: str,
    now: datetime,
    reason: str = "",
    tell: bool = True,
) -> Issued:
    """Issue the certificate that the plan gives today; pressing twice gives the same one (R92-R94).

    ``reason`` is needed where one that stands says something else: it is then told why that one is replaced.
    The holder gets a letter about a new one, unless the caller sees to that (``tell``).

    Raises:
        Refusal: ``name_not_confirmed``, ``name_not_checked``, ``nothing_to_document``, ``issuer_missing``,
            ``unknown_language``, ``correction_reason_missing``, ``reason_too_long``,
            ``signing_key_missing``.
    """
    require_towards(actor, participant_id, Action.ISSUE)
    if not name_checked:
        raise Refusal("name_not_checked", "name_checked")
    if len(reason) > REASON_LIMIT:
        raise Refusal("reason_too_long", "reason", limit=REASON_LIMIT)
    try:
        issued = _issue(actor, participant_id, language, reason.strip(), now)
    except IntegrityError:
        # Somebody else issued the next version in the same moment: theirs is there to be found now.
        issued = _issue(actor, participant_id, language, reason.strip(), now)
    if tell and issued.issued_at == now:
        _tell_when_stored(lambda: tell_issued(participant_id, actor.course_key, language))
    return issued


def example_of(actor: Actor, participant_id: int, language: str, now: datetime) -> CertificateContent:
    """Return what the certificate would say if it was issued now, for the teacher to look at first.

    Raises:
        Refusal: as ``issue``; a name that is not confirmed yet is printed as the platform has it.
    """
    require_towards(actor, participant_id, Action.ISSUE)
    picture = pictures(actor, [participant_id])[participant_id]
    holder = _Holder(participant_id, picture.name, picture.choices)
    with transaction.atomic():
        return replace(_content(actor, holder, picture.edition, language, now), is_preview=True)


def revoke_latest(actor: Actor, participant_id: int, reason: str, now: datetime) -> None:
    """Revoke a participant's certificate with a reason that anyone can read.

    Raises:
        Refusal: ``reason_missing``, ``reason_too_long``, ``no_certificate``.
    """
    require_towards(actor, participant_id, Action.REVOKE)
    if not reason.strip():
        raise Refusal("reason_missing", "reason")
    if len(reason) > REASON_LIMIT:
        raise Refusal("reason_too_long", "reason", limit=REASON_LIMIT)
    latest = certificates.latest_of(actor.course_key, [participant_id]).get(participant_id)
    if latest is None or not certificates.revoke(latest.number, actor.user_id, reason.strip(), now):
        raise Refusal("no_certificate")
    told = CertificateRevoked(latest.version, by_holder=False)
    track(actor.user_id, participant_id, actor.course_key, told)
    language = latest.content.language if latest.content else LANGUAGES[0]
    _tell_when_stored(lambda: tell_revoked(participant_id, actor.course_key, language))


def _tell_when_stored(tell: Callable[[], object]) -> None:
    """Send a letter after the commit; that it cannot be sent does not undo a certificate, and stands in the log.

    Django tells the function's name there, so it must have one: a ``partial`` has none.
    """
    transaction.on_commit(tell, robust=True)


def _issue(actor: Actor, participant_id: int, language: str, reason: str, now: datetime) -> Issued:
    with transaction.atomic():
        holder = _Holder(participant_id, *certificates.holder_of(actor.course_key, participant_id))
        if not holder.name:
            raise Refusal("name_not_confirmed", "name_checked")
        edition = edition_of(actor)
        content = _content(actor, holder, edition, language, now)
        signer = signer_of(actor.course_key)
        try:
            issued = certificates.store(participant_id, actor.course_key, content, actor.user_id, signer, reason)
        except certificates.ReasonMissingError as missing:
            raise Refusal("correction_reason_missing", "reason") from missing
        if issued.number == content.number:  # else it is the one that stands and says the same
            told = CertificateIssued(content.kind, issued.version, len(content.goals))
            track(actor.user_id, participant_id, actor.course_key, told)
        _complete_when_stored(edition, participant_id)
    return issued


@dataclass(frozen=True, slots=True)
class _Holder:
    """Whose certificate it is, the name to print, and what they have chosen."""

    user_id: int
    name: str
    choices: Choices


def _content(actor: Actor, holder: _Holder, edition: Edition, language: str, now: datetime) -> CertificateContent:
    """Return what is true now. The plan is held, so that it stays so till the transaction ends."""
    course, participant_id = edition.course, holder.user_id
    if language not in course.certificate.languages:
        raise Refusal("unknown_language", "language")
    _, plan = lock(actor, participant_id, now, edition)
    if plan.started_at == now:
        # Stored this moment. Of all that needs rest on, this is the only thing that a certificate can change.
        standing.refresh(actor.course_key, [participant_id])
    items = evidence.evidence_of(actor.course_key, [participant_id]).get(participant_id, {})
    attended = attendance.attended_by(actor.course_key, [participant_id]).get(participant_id, ())
    found = shown.shown_of(actor.course_key, [participant_id], local_zone())[participant_id]
    issuer = issuer_of(actor.course_key)
    number = certificates.new_number()
    issuing = Issuing(
        number=number,
        holder=holder.name,
        issuer=issuer.issuer,
        issued_at=now,
        language=language,
        verify_url=issuer.verify_url(number),
        is_preview=issuer.is_preview,
        name_checked_by_role=Role.TEACHER,
        zone=local_zone(),
        lists_not_reached=holder.choices.lists_not_reached,
    )
    by_id = {item.id: item for found in items.values() for item in found}
    return project(course, plan, by_id, attended, issuing, found)


def _complete_when_stored(edition: Edition, participant_id: int) -> None:
    """Tell the platform that the participant has completed the certificate block, after the commit."""
    key = edition.course.certificate.usage_key
    if key:
        publish_progress(participant_id, UsageKey.from_string(key), None, 1.0)
