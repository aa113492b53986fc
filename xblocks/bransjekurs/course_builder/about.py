"""The course's page in the catalogue: purposes, for whom, what one learns, how long it is, what law it rests on."""

from collections.abc import Iterable
from dataclasses import fields

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bransjekurs.course_builder.spec import PlanSpec
from bransjekurs.course_builder.spec_trade import (
    Applicant,
    Assessment,
    ConditionsSpec,
    JobCertificateSpec,
    NorwegianSpec,
)


def overview(plan: PlanSpec) -> str:
    """Return the page as HTML, in the language that is active."""
    hours = {
        _("Online"): plan.hours.online,
        _("Classroom"): plan.hours.classroom,
        _("Workplace"): plan.hours.workplace,
    }
    sections = [
        _section(_("About the course"), [plan.course.summary]),
        _section(_("Purpose"), (purpose.text for purpose in plan.purposes)),
        _section(_("Who the course is for"), (group.text for group in plan.target_groups)),
        _section(_("What you learn"), (outcome.title for outcome in plan.outcomes)),
        _section(_("Hours"), (f"{arena}: {_amount(number)}" for arena, number in hours.items() if number)),
        _section(_("Norwegian that the job asks for"), _norwegian(plan.trade_profile.norwegian)),
        _section(_("What employers look for"), plan.trade_profile.employers_look_for),
        _section(_("What it takes to join"), _conditions(plan.conditions)),
        _section(_("Certificates that the job asks for"), map(_job_certificate, plan.certificates)),
        _section(_("At the end of the course"), _ending(plan)),
        _section(_("Together with"), plan.combined_with),
        _section(_("Legal basis"), plan.legal_basis),
    ]
    return str(
        format_html(
            '<div lang="{}">\n{}</div>\n',
            plan.course.language,
            format_html_join("", "{}", ((one,) for one in sections if one)),
        )
    )


def _section(title: str, items: Iterable[str]) -> SafeString:
    """Return a heading with a list under it, or nothing where the list is empty."""
    rows = format_html_join("\n", "<li>{}</li>", ((item,) for item in items))
    if not rows:
        return rows
    return format_html('<section class="about">\n<h2>{}</h2>\n<ul>\n{}\n</ul>\n</section>\n', title, rows)


def _amount(number: int) -> str:
    return ngettext("{number} hour", "{number} hours", number).format(number=number)


def _norwegian(profile: NorwegianSpec) -> list[str]:
    levels = (
        (_("Listening"), profile.listening),
        (_("Reading"), profile.reading),
        (_("Speaking"), profile.speaking),
        (_("Writing"), profile.writing),
    )
    return [f"{skill}: {level}" for skill, level in levels]


def _conditions(conditions: ConditionsSpec | None) -> list[str]:
    if conditions is None:
        return []
    texts = [getattr(conditions, one.name) for one in fields(ConditionsSpec) if one.name not in ("place", "open_to")]
    return [_applicant(one) for one in conditions.open_to] + [text for text in texts if text]


def _applicant(applicant: Applicant) -> str:
    return {
        Applicant.EMPLOYED: _("You can join if you have a job."),
        Applicant.LAID_OFF: _("You can join if you are laid off."),
        Applicant.UNEMPLOYED: _("You can join if you are looking for a job."),
        Applicant.INTRODUCTION_PROGRAMME: _("You can join if you are in the introduction programme."),
    }[applicant]


def _job_certificate(certificate: JobCertificateSpec) -> str:
    years = certificate.valid_years
    valid = (
        ngettext("Valid for {number} year.", "Valid for {number} years.", years).format(number=years) if years else ""
    )
    return " ".join(filter(None, (f"{certificate.name}: {certificate.needed_for}", valid, certificate.note)))


def _ending(plan: PlanSpec) -> list[str]:
    final, accreditation = plan.final_assessment, plan.accreditation
    kinds = {Assessment.TEST: _("A test"), Assessment.PRIOR_LEARNING: _("An assessment of prior learning")}
    found = [f"{kinds[final.kind]}: {final.with_whom}"] if final else []
    if accreditation:
        text = _("{credits} credits, {level}. Approved by: {approved_by}")
        found.append(
            text.format(credits=accreditation.credits, level=accreditation.level, approved_by=accreditation.approved_by)
        )
    return found
