"""What a certificate tells beside the goals: Norwegian, certificates of others, credits, and what is not reached."""

from django.utils.translation import gettext as _

from bransjekurs.certificates.words import ROLES, SKILLS, day, word
from bransjekurs.domain.certificate_content import CertificateContent, DocumentLine


def sentences(content: CertificateContent) -> list[str]:
    """Return all that is told beside the goals, a sentence each, for a page that has no place of its own for them."""
    facts = [f"{fact['label']}: {fact['value']}." for fact in norwegian(content)]
    credits_told = [told for told in [credit_points(content)] if told]
    return [*credits_told, *facts, *norwegian_notes(content), *documents(content), *not_reached(content)]


def credit_points(content: CertificateContent) -> str:
    """Return the sentence on credits, which only an accredited module has (R21)."""
    approved = content.accreditation
    if approved is None:
        return ""
    return _("The course is an accredited module: {credits} credits (studiepoeng), {level}. {approved_by}").format(
        credits=approved.credits, level=approved.level, approved_by=approved.approved_by
    )


def norwegian(content: CertificateContent) -> list[dict[str, str]]:
    """Return Norwegian per skill as a fact: "lytte B1, snakke B1, lese B1, skrive A2" (R41)."""
    line = content.norwegian
    if line is None:
        return []
    levels = ", ".join(f"{word(SKILLS, one.skill)}\u00a0{one.level}" for one in line.levels)
    label = _("Norwegian, judged by {role}").format(role=word(ROLES, line.judged_by_role))
    return [{"label": label, "value": levels}]


def norwegian_notes(content: CertificateContent) -> list[str]:
    """Return what the judgement of Norwegian was made from."""
    line = content.norwegian
    if line is None:
        return []
    text = _("The level in Norwegian was judged on {day}, from this: {basis}.")
    return [text.format(day=day(line.judged_on), basis=line.basis.rstrip("."))]


def documents(content: CertificateContent) -> list[str]:
    """Return a sentence for each certificate of others that somebody has seen (R17)."""
    return [_document(line) for line in content.documents]


def _document(line: DocumentLine) -> str:
    values = {"name": line.name, "day": day(line.shown_on), "role": word(ROLES, line.seen_by_role)}
    if line.valid_until is None:
        return _("{name} was shown to {role} on {day}.").format(**values)
    return _("{name} was shown to {role} on {day} and is valid until {end}.").format(
        end=day(line.valid_until), **values
    )


def not_reached(content: CertificateContent) -> list[str]:
    """Return the goals that are not reached, which stand here only because the holder wishes it."""
    if not content.not_reached:
        return []
    return [_("Not reached, told at the holder's wish: {goals}.").format(goals="; ".join(content.not_reached))]
