"""What a certificate prints, in its own language, as data for ``typst/certificate.typ``.

Every sentence that the law or the guides ask for is here: who is responsible, that this is no documentation under
opplæringslova, how the name was checked, where it is verified, and what each result means.
"""

from collections import Counter
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from bransjekurs.certificates import beside as told_beside
from bransjekurs.certificates import qr
from bransjekurs.certificates.annex import annex
from bransjekurs.certificates.words import (
    ARENAS,
    HEADINGS,
    RESULTS,
    ROLES,
    SOURCES,
    day,
    enumeration,
    grouped,
    hours,
    local_day,
    number,
    word,
)
from bransjekurs.domain.certificate_content import (
    CertificateContent,
    CertificateKind,
    GoalLine,
    GoalResult,
    HoursLine,
)

Table = dict[str, list[str] | list[list[str]]]


def printed(content: CertificateContent, *, has_credential: bool = False) -> dict[str, object]:
    """Return everything that the template prints, as JSON values.

    ``has_credential`` says that the credential goes into the file.

    Raises:
        ValueError: for a role or a kind of evidence that has no word.
    """
    with translation.override(content.language):
        heading = word(HEADINGS, content.kind)
        return {
            "lang": content.language,
            "course_lang": content.course_language,
            "title": f"{heading} – {content.holder}",
            "heading": heading,
            "preview": _preview() if content.is_preview else None,
            "issuer": {
                "name": content.issuer.name,
                "lines": _issuer_lines(content),
                "logo": bool(content.issuer.logo),
                "logo_alt": content.issuer.logo_alt or content.issuer.name,
            },
            "attached": _attached() if has_credential else None,
            "course": content.course_title,
            "holder": content.holder,
            "statement": _statement(content),
            "purpose": content.purpose,
            "credits": told_beside.credit_points(content),
            **_body(content),
            "signatories": [{"name": who.name, "title": who.title} for who in content.signatories],
            "verify": _verify(content),
            "legal": _legal(content, has_credential=has_credential),
            "footer": _("Certificate {number} · {holder}").format(number=content.number, holder=content.holder),
            "page": _("Page {page} of {pages}"),
        }


def _attached() -> str:
    return _("The certificate as a file for computers (Open Badges 3.0), signed by the provider.")


def _preview() -> dict[str, str]:
    return {
        "mark": _("PREVIEW"),
        "line": _("Preview: this is not a certificate. It was made to try out the system."),
    }


def _issuer_lines(content: CertificateContent) -> list[str]:
    number_line = _("Org. no. {number}").format(number=grouped(content.issuer.organisation_number))
    lines = [number_line, content.issuer.contact]
    return [line for line in lines if line]


def _statement(content: CertificateContent) -> str:
    """Return the sentence that goes on from the holder's name: "har nådd … og deltatt i …"."""
    values = {"hours": _total_hours(content.hours), "period": _period(content.period_from, content.period_to)}
    if content.kind is CertificateKind.PARTICIPATION:
        return _("has taken part in {hours} {period}.").format(**values)
    sentence = _("has attained {goals} and taken part in {hours} {period}.")
    sentence = sentence.format(goals=_how_many(content.goals), **values)
    if content.kind is CertificateKind.PARTIAL and not content.not_reached:
        sentence += " " + _("The document lists only the goals that are attained.")
    return sentence


def _period(start: date, end: date) -> str:
    if start == end:
        return _("on {day}").format(day=day(end))
    return _("from {start} to {end}").format(start=day(start, with_year=start.year != end.year), end=day(end))


def _how_many(goals: tuple[GoalLine, ...]) -> str:
    return _("one learning goal") if len(goals) == 1 else _("{count} learning goals").format(count=len(goals))


def _total_hours(lines: tuple[HoursLine, ...]) -> str:
    return hours(sum(line.attended for line in lines), sum(line.planned for line in lines))


def _body(content: CertificateContent) -> dict[str, object]:
    """Return the middle of the page: attendance alone, or hours as facts and the goals as a table with its annex."""
    beside = [*told_beside.documents(content), *told_beside.not_reached(content)]
    if content.kind is CertificateKind.PARTICIPATION:
        return {
            "attendance": _attendance(content.hours),
            "facts": told_beside.norwegian(content),
            "goals": None,
            "notes": [*told_beside.norwegian_notes(content), *beside],
            "annex": None,
        }
    hours_facts = [
        {"label": word(ARENAS, line.arena), "value": hours(line.attended, line.planned)} for line in content.hours
    ]
    return {
        "attendance": None,
        "facts": [*hours_facts, *told_beside.norwegian(content)],
        "goals": _goals(content.goals),
        "notes": [*_notes(content.goals), *told_beside.norwegian_notes(content), *beside],
        "annex": annex(content.goals),
    }


def _attendance(lines: tuple[HoursLine, ...]) -> Table:
    return {
        "columns": [_("Where"), _("Hours attended"), _("Hours planned")],
        "rows": [[word(ARENAS, line.arena), number(line.attended), number(line.planned)] for line in lines],
        "total": [
            _("In all"),
            number(sum(line.attended for line in lines)),
            number(sum(line.planned for line in lines)),
        ],
    }


def _goals(goals: tuple[GoalLine, ...]) -> Table:
    return {
        "columns": [_("Goal"), _("Curriculum"), _("Judged from"), _("Where"), _("Result")],
        "rows": [
            [
                goal.title,
                ", ".join(dict.fromkeys(aim.code for aim in goal.curriculum)) or "–",
                enumeration(SOURCES, goal.sources),
                enumeration(ARENAS, goal.arenas),
                word(RESULTS, goal.result),
            ]
            for goal in goals
        ],
    }


def _notes(goals: tuple[GoalLine, ...]) -> list[str]:
    """Return what a reader outside the course needs in order to understand the table, and nothing else."""
    results = {goal.result for goal in goals}
    explained = {
        _("“Word practice” means that the holder has practised the trade's words and knows them."): "words",
        _("“Result in the course” means points that the holder got online, or a part that is done."): "course",
        _("“Mentor” means that the mentor has seen it at the workplace."): "mentor",
    }
    notes = _judges(goals)
    notes += [sentence for sentence, source in explained.items() if any(source in goal.sources for goal in goals)]
    if GoalResult.SUPPORTED in results:
        notes.append(_("“Attained with support” means that the holder manages it with help."))
    if GoalResult.RECOGNISED in results:
        notes.append(_("“Recognised prior learning” is what the holder could do before the course."))
    if own := [goal.title for goal in goals if goal.own]:
        notes.append(_("The holder's own goals, in this plan alone: {goals}.").format(goals="; ".join(own)))
    return notes + _curricula(goals)


def _judges(goals: tuple[GoalLine, ...]) -> list[str]:
    """Say which role judged which goal; the role that judged most is told last, as the one for all the others."""
    most, *others = [role for role, _count in Counter(goal.judged_by_role for goal in goals).most_common()]
    if not others:
        return [_("All the goals were judged by {role}.").format(role=word(ROLES, most))]
    told = [
        _("Judged by {role}: {goals}.").format(
            role=word(ROLES, role), goals="; ".join(goal.title for goal in goals if goal.judged_by_role == role)
        )
        for role in others
    ]
    return [*told, _("The other goals were judged by {role}.").format(role=word(ROLES, most))]


def _curricula(goals: tuple[GoalLine, ...]) -> list[str]:
    codes = sorted({aim.curriculum for goal in goals for aim in goal.curriculum})
    if not codes:
        return []
    return [_("The codes refer to the curriculum {codes}, see the annex.").format(codes=", ".join(codes))]


def _verify(content: CertificateContent) -> dict[str, object]:
    return {
        "heading": _("Verify the certificate"),
        "url": content.verify_url,
        "address": _address_lines(content),
        "genuine": _("The certificate is genuine when the page says “Valid”:"),
        "code": list(qr.picture(content.verify_url)),
        "alt": _("QR code with the address {url}").format(url=content.verify_url),
    }


def _address_lines(content: CertificateContent) -> list[str]:
    """Return the address as people type it, with the number on a line of its own where the address ends with it."""
    address = content.verify_url.removeprefix("https://")
    start = address.removesuffix(content.number)
    return [address] if start == address else [start, content.number]


def _legal(content: CertificateContent, *, has_credential: bool) -> dict[str, str]:
    """Return the paragraph at the foot; ``not_statutory`` is what opplæringslova § 19-2 makes us say plainly."""
    return {
        "issued": _("Issued electronically on {day} by {issuer}, which is responsible for the content.").format(
            day=day(local_day(content.issued_at)), issuer=content.issuer.name
        ),
        "course": _("The document describes a course at the provider."),
        "not_statutory": _("It is not documentation under the Norwegian Education Act (opplæringslova)."),
        "name": _("The name is confirmed by {holder} and checked by {role}.").format(
            holder=content.holder, role=word(ROLES, content.name_checked_by_role)
        ),
        "proof": _("The signed certificate is attached to this file; the page at the address above can check it.")
        if has_credential
        else _("This PDF is not signed: the page at the address above is the proof."),
    }
