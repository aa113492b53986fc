"""What a certificate says, as an Open Badges 3.0 ``AchievementCredential``: the same as the PDF, for machines.

The holder stands there by name alone: no e-mail address, no identity number. Every object that has a place on the
public page has that page's address, so that nothing has to be looked up elsewhere.
"""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from bransjekurs.certificates import beside as told_beside
from bransjekurs.certificates.credential import beside
from bransjekurs.certificates.credential.beside import line
from bransjekurs.certificates.credential.proof import timestamp
from bransjekurs.certificates.credential.terms import CONTEXTS
from bransjekurs.certificates.words import ARENAS, HEADINGS, RESULTS, ROLES, SOURCES, enumeration, hours, word
from bransjekurs.domain.certificate_content import CertificateContent, CertificateKind, GoalLine
from bransjekurs.domain.outcome import CurriculumGoal

# Where Utdanningsdirektoratet publishes a kompetansemål of LK20 as open data (Grep, NLOD 2.0).
_GREP = "https://data.udir.no/kl06/v201906/kompetansemaal-lk20/"
_TYPES = {CertificateKind.COMPETENCE: "CertificateOfCompletion"}


def credential(content: CertificateContent, did: str, status: dict[str, str]) -> dict[str, Any]:
    """Return the unsigned credential of a certificate; ``status`` says where its bit is in the status list."""
    with translation.override(content.language):
        return {
            "@context": list(CONTEXTS),
            "id": content.verify_url,
            "type": ["VerifiableCredential", "AchievementCredential"],
            "name": _name(content),
            "description": _description(content),
            "issuer": _issuer(content, did),
            "validFrom": timestamp(content.issued_at),
            "credentialSubject": _subject(content),
            **_filled("evidence", [*(_evidence(content, goal) for goal in content.goals), *beside.evidence(content)]),
            "credentialStatus": status,
        }


def _issuer(content: CertificateContent, did: str) -> dict[str, Any]:
    number = {
        "type": "IdentifierEntry",
        "identifier": content.issuer.organisation_number,
        "identifierType": "identifier",
    }
    return {"id": did, "type": ["Profile"], "name": line(content.issuer.name), "otherIdentifier": [number]}


def _subject(content: CertificateContent) -> dict[str, Any]:
    holder = {"type": "IdentityObject", "hashed": False, "identityHash": content.holder, "identityType": "name"}
    return {
        "type": ["AchievementSubject"],
        "identifier": [holder],
        "activityStartDate": content.period_from.isoformat(),
        "activityEndDate": content.period_to.isoformat(),
        **beside.credit_points(content, "creditsEarned"),
        "achievement": _achievement(content),
        **_filled("result", [*(_result(content, goal) for goal in content.goals), *beside.results(content)]),
    }


def _achievement(content: CertificateContent) -> dict[str, Any]:
    aims = dict.fromkeys(aim for goal in content.goals for aim in goal.curriculum)
    described = [_result_description(content, goal) for goal in content.goals]
    return {
        "id": f"{content.verify_url}#achievement",
        "type": ["Achievement"],
        "achievementType": _TYPES.get(content.kind, "Course"),
        "inLanguage": content.course_language,
        "name": line(content.course_title),
        "description": line(content.purpose or content.course_title),
        "criteria": {"narrative": _criteria(content.kind)},
        **beside.credit_points(content, "creditsAvailable"),
        **_filled("alignment", [_alignment(aim) for aim in aims]),
        **_filled("resultDescription", [*described, *beside.result_descriptions(content)]),
    }


def _filled(name: str, values: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return a list under its term; an empty one is left out, since the signature could not cover it."""
    return {name: values} if values else {}


def _criteria(kind: CertificateKind) -> str:
    if kind is CertificateKind.COMPETENCE:
        return _("The goals that the course requires are attained, and so are the hours that it requires.")
    if kind is CertificateKind.PARTIAL:
        return _("The goals that are listed are attained. The course has more requirements.")
    return _("The holder has taken part in the course.")


def _result_description(content: CertificateContent, goal: GoalLine) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": _goal_id(content, goal),
        "type": ["ResultDescription"],
        "name": line(goal.title),
        "resultType": "Result",
    }
    if goal.curriculum:
        described["alignment"] = [_alignment(aim) for aim in dict.fromkeys(goal.curriculum)]
    return described


def _alignment(aim: CurriculumGoal) -> dict[str, Any]:
    """Return the kompetansemål that a goal builds on; an address only where there is one that is known."""
    framework = aim.curriculum if not aim.module.strip("-") else f"{aim.curriculum}, {aim.module}"
    alignment = {
        "type": ["Alignment"],
        "targetCode": aim.code,
        "targetName": line(aim.wording),
        "targetFramework": framework,
    }
    if aim.code.startswith("KM") and aim.code[2:].isdecimal():
        alignment["targetUrl"] = f"{_GREP}{aim.code}"
    return alignment


def _result(content: CertificateContent, goal: GoalLine) -> dict[str, Any]:
    return {"type": ["Result"], "resultDescription": _goal_id(content, goal), "value": word(RESULTS, goal.result)}


def _evidence(content: CertificateContent, goal: GoalLine) -> dict[str, Any]:
    """Return what a goal was judged from, in kinds: never what somebody wrote about the holder."""
    narrative = _("Judged by {role}, from: {sources}. Where: {arenas}.").format(
        role=word(ROLES, goal.judged_by_role),
        sources=enumeration(SOURCES, goal.sources).lower(),
        arenas=enumeration(ARENAS, goal.arenas).lower(),
    )
    return {
        "id": f"{content.verify_url}#evidence-{goal.outcome_id}",
        "type": ["Evidence"],
        "name": line(goal.title),
        "narrative": " ".join([narrative, *beside.about_goal(goal)]),
    }


def _name(content: CertificateContent) -> str:
    heading = word(HEADINGS, content.kind)
    return " – ".join([_("PREVIEW"), heading]) if content.is_preview else heading


def _description(content: CertificateContent) -> str:
    sentences = [
        *_attendance(content),
        _("The document describes a course at the provider."),
        _("It is not documentation under the Norwegian Education Act (opplæringslova)."),
        _("The name is confirmed by {holder} and checked by {role}.").format(
            holder=content.holder, role=word(ROLES, content.name_checked_by_role)
        ),
    ]
    if credits_told := told_beside.credit_points(content):
        sentences.insert(0, line(credits_told))
    if content.is_preview:
        sentences.insert(0, _("Preview: this is not a certificate. It was made to try out the system."))
    return " ".join(sentences)


def _attendance(content: CertificateContent) -> list[str]:
    """Return the hours in all, and in each arena where there are several."""
    attended, planned = (sum(getattr(one, name) for one in content.hours) for name in ("attended", "planned"))
    told = [_("Attendance: {hours}.").format(hours=hours(attended, planned))]
    if len(content.hours) > 1:
        told += [f"{word(ARENAS, one.arena)}: {hours(one.attended, one.planned)}." for one in content.hours]
    return told


def _goal_id(content: CertificateContent, goal: GoalLine) -> str:
    return f"{content.verify_url}#{beside.GOAL}-{goal.outcome_id}"
