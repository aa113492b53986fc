"""What goes on a certificate beside the goals: the level in Norwegian, and certificates of others (R17, R18, R41)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.api.participant_certificate import CertificatePicture, pictures
from bransjekurs.certificates import shown
from bransjekurs.certificates.pdf import unprintable
from bransjekurs.domain.certificate_content import SkillLevel
from bransjekurs.domain.course import FINAL_TEST
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import LanguageSkill, Level
from bransjekurs.plans import history
from bransjekurs.plans.history import Change
from bransjekurs.roles import Action, Role, acting_role

BASIS_LIMIT, NAME_LIMIT = 300, 120


def see_basis(actor: Actor, participant_id: int) -> tuple[CertificatePicture, frozenset[Role]]:
    """Return where the participant stands with what is judged and seen, and the actor's roles towards them."""
    held = require_towards(actor, participant_id, Action.SEE_CERTIFICATE_BASIS)
    return pictures(actor, [participant_id])[participant_id], held


def judge_norwegian(actor: Actor, participant_id: int, levels: Mapping[str, str], basis: str, now: datetime) -> None:
    """Judge the level in Norwegian, skill by skill; a skill that is not judged is left out.

    Raises:
        Refusal: ``unknown_value``, ``level_missing`` where no skill is judged, ``basis_missing``,
            ``comment_too_long``, ``unprintable``.
    """
    require_towards(actor, participant_id, Action.JUDGE_NORWEGIAN)
    judged = tuple(SkillLevel(skill, _level(skill, levels)) for skill in LanguageSkill if levels.get(skill))
    if not judged:
        raise Refusal("level_missing", LanguageSkill.LISTENING)
    text = _printable(basis, "basis", BASIS_LIMIT, "basis_missing")
    told = ", ".join(f"{one.skill}: {one.level}" for one in judged)
    with transaction.atomic():
        role = Role.NORWEGIAN_TEACHER
        shown.add_norwegian(participant_id, actor.course_key, judged, text, actor.user_id, role, now)
        _note(actor, participant_id, Change("certificate.norwegian", "", told, role, now, text, actor.user_id))


def note_document(
    actor: Actor, participant_id: int, document_id: str, name: str, valid_until: date | None, now: datetime
) -> None:
    """Note that the participant has shown a certificate: one that the trade asks for, a final test, or another.

    Raises:
        Refusal: ``unknown_value``, ``document_missing``, ``comment_too_long``, ``unprintable``.
    """
    held = require_towards(actor, participant_id, Action.NOTE_DOCUMENT)
    known = {one.id: one.name for one in edition_of(actor).course.trade.certificates}
    if document_id and document_id not in {*known, FINAL_TEST}:
        raise Refusal("unknown_value", "document")
    text = _printable(known.get(document_id, name), "name", NAME_LIMIT, "document_missing")
    role = next(role for role in (Role.TEACHER, Role.NORWEGIAN_TEACHER, Role.ADVISER) if role in held)
    with transaction.atomic():
        shown.add_document(participant_id, actor.course_key, document_id, text, valid_until, actor.user_id, role, now)
        _note(actor, participant_id, Change("certificate.document", "", text, role, now, "", actor.user_id))


def remove_document(actor: Actor, participant_id: int, record_id: int, now: datetime) -> None:
    """Take away a certificate that was noted by mistake.

    Raises:
        Refusal: ``unknown_value`` if it is not there.
    """
    held = require_towards(actor, participant_id, Action.NOTE_DOCUMENT)
    with transaction.atomic():
        name = shown.remove_document(participant_id, actor.course_key, record_id, now)
        if not name:
            raise Refusal("unknown_value", "document")
        role = acting_role(held, Action.NOTE_DOCUMENT)
        _note(actor, participant_id, Change("certificate.document", name, "", role, now, "", actor.user_id))


def _level(skill: LanguageSkill, levels: Mapping[str, str]) -> Level:
    try:
        return Level(levels[skill])
    except ValueError:
        raise Refusal("unknown_value", skill) from None


def _printable(text: str, field: str, limit: int, missing: str) -> str:
    cleaned = " ".join(text.split())
    if not cleaned:
        raise Refusal(missing, field)
    if len(cleaned) > limit:
        raise Refusal("comment_too_long", field, limit=limit)
    if lacking := unprintable(cleaned):
        raise Refusal("unprintable", field, characters=" ".join(lacking))
    return cleaned


def _note(actor: Actor, participant_id: int, change: Change) -> None:
    history.note(participant_id, actor.course_key, [change])
