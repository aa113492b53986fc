"""What a certificate tells beside the goals, in the terms of Open Badges: Norwegian, certificates of others, credits.

The words are those of the PDF (``certificates/beside.py``), so that paper and file say the same.
"""

from typing import Any

from django.utils.translation import gettext as _

from bransjekurs.certificates import beside
from bransjekurs.certificates.words import SKILLS, word
from bransjekurs.domain.certificate_content import CertificateContent, GoalLine, GoalResult, SkillLevel

# Results that are not goals have their own names in the address, so that nobody counts them as goals.
GOAL, NORWEGIAN, NOT_REACHED = "goal", "norwegian", "not-reached"
DOCUMENT = "document"


def line(text: str) -> str:
    """Return a text with single spaces: the signature is over text without line breaks or other control characters."""
    return " ".join(text.split())


def result_descriptions(content: CertificateContent) -> list[dict[str, Any]]:
    """Return what was judged beside the goals: each skill of Norwegian, and what the holder wishes told of the rest."""
    skills = [
        _described(content, f"{NORWEGIAN}-{one.skill}", _skill_name(one), "PerformanceLevel")
        for one in _levels(content)
    ]
    return skills + [
        _described(content, f"{NOT_REACHED}-{place}", title, "Result")
        for place, title in enumerate(content.not_reached, 1)
    ]


def results(content: CertificateContent) -> list[dict[str, Any]]:
    """Return how it was judged, in the order of the descriptions."""
    skills = [_result(content, f"{NORWEGIAN}-{one.skill}", one.level.value) for one in _levels(content)]
    return skills + [
        _result(content, f"{NOT_REACHED}-{place}", _("Not reached")) for place in range(1, len(content.not_reached) + 1)
    ]


def evidence(content: CertificateContent) -> list[dict[str, Any]]:
    """Return what the judgement of Norwegian rests on, and each certificate of others that somebody has seen."""
    told = [
        _evidence(content, f"{DOCUMENT}-{place}", document.name, sentence)
        for place, (document, sentence) in enumerate(zip(content.documents, beside.documents(content), strict=True), 1)
    ]
    if content.norwegian is None:
        return told
    (fact,) = beside.norwegian(content)
    narrative = " ".join([f"{fact['label']}: {fact['value']}.", *beside.norwegian_notes(content)])
    return [_evidence(content, f"{NORWEGIAN}-basis", _("Norwegian"), narrative), *told]


def about_goal(goal: GoalLine) -> list[str]:
    """Return what a reader has to know of a goal that was not learned in the course, not done alone, or not its."""
    told = []
    if goal.result is GoalResult.RECOGNISED:
        told.append(_("“Recognised prior learning” is what the holder could do before the course."))
    if goal.result is GoalResult.SUPPORTED:
        told.append(_("“Attained with support” means that the holder manages it with help."))
    if goal.own:
        told.append(_("The goal is the holder's own, in this plan alone."))
    return told


def credit_points(content: CertificateContent, name: str) -> dict[str, int]:
    """Return the credits of an accredited module under a term; nothing for all other courses (R21)."""
    return {name: content.accreditation.credits} if content.accreditation else {}


def _levels(content: CertificateContent) -> tuple[SkillLevel, ...]:
    return content.norwegian.levels if content.norwegian else ()


def _skill_name(one: SkillLevel) -> str:
    return _("Norwegian: {skill}").format(skill=word(SKILLS, one.skill))


def _described(content: CertificateContent, name: str, title: str, kind: str) -> dict[str, Any]:
    return {
        "id": f"{content.verify_url}#{name}",
        "type": ["ResultDescription"],
        "name": line(title),
        "resultType": kind,
    }


def _result(content: CertificateContent, name: str, value: str) -> dict[str, Any]:
    return {"type": ["Result"], "resultDescription": f"{content.verify_url}#{name}", "value": value}


def _evidence(content: CertificateContent, name: str, title: str, narrative: str) -> dict[str, Any]:
    return {
        "id": f"{content.verify_url}#{name}",
        "type": ["Evidence"],
        "name": line(title),
        "narrative": line(narrative),
    }
