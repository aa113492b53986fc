"""The certificate block's contexts: from what the use cases return to what the templates show."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.issuers import issuer_of
from bransjekurs.api.participant_certificate import CertificatePicture
from bransjekurs.api.teacher_certificate import Candidate
from bransjekurs.certificates.shares import Share
from bransjekurs.pages.certificate_view import certificate_context, missing
from bransjekurs.wording import hours_text


def participant_context(picture: CertificatePicture, course_key: CourseKey, wrong: dict[str, str]) -> dict[str, Any]:
    """Return the context of *Beviset mitt*; ``wrong`` holds a refused name and the reason."""
    name = {"value": picture.name, "confirmed": picture.name_confirmed and not wrong, **wrong}
    return {
        "course_title": picture.edition.course.title,
        "name": name,
        "missing": missing(picture),
        "ready": _ready(picture),
        "kind": picture.standing.kind,
        "certificate": certificate_context(picture.certificate, course_key),
        "teacher_name": picture.teacher or None,
    }


def sharing(picture: CertificatePicture, links: tuple[Share, ...], token: str, now: datetime) -> dict[str, Any]:
    """Return what the holder has chosen, the links that work, and the link that was just made."""
    address = issuer_of(picture.certificate.course_key).address.rstrip("/") if token and picture.certificate else ""
    return {
        "choices": picture.choices,
        "shares": [one for one in links if one.is_open(now)],
        "new_share_url": address + reverse("bransjekurs:shared", args=[token]) if token else "",
    }


def teacher_context(candidates: tuple[Candidate, ...], course_key: CourseKey) -> dict[str, Any]:
    """Return the context of the teacher's list."""
    people = [
        {
            "name": candidate.person.name,
            "url": reverse("bransjekurs:participant", args=[course_key, candidate.person.id]) + "#certificate",
            "kind": candidate.picture.standing.kind,
            "missing": len(missing(candidate.picture)),
            "certificate": certificate_context(candidate.picture.certificate, course_key),
            "name_confirmed": candidate.picture.name_confirmed,
        }
        for candidate in candidates
    ]
    title = candidates[0].picture.edition.course.title if candidates else ""
    url = reverse("bransjekurs:group", args=[course_key])
    issue_url = reverse("bransjekurs:certificates", args=[course_key])
    return {"course_title": title, "people": people, "group_url": url, "issue_url": issue_url}


def _ready(picture: CertificatePicture) -> list[dict[str, Any]]:
    total, confirmed = len(picture.plan.goals), len(picture.plan.confirmed)
    required = sum(goal.outcome.required for goal in picture.plan.goals)
    items = []
    if confirmed:
        title = _("%(confirmed)d of %(total)d goals are confirmed") % {"confirmed": confirmed, "total": total}
        text = ngettext("The course requires %(count)d goal.", "The course requires %(count)d goals.", required)
        items.append({"title": title, "explanation": text % {"count": required}})
    if picture.standing.hours and not picture.standing.hours_missing:
        title = _("Attendance: %(hours)s") % {"hours": hours_text(picture.standing.hours)}
        text = _("The course requires %(hours)s.") % {"hours": hours_text(picture.standing.minimum_hours)}
        items.append({"title": title, "explanation": text if picture.standing.minimum_hours else ""})
    if picture.name_confirmed:
        items.append(
            {"title": _("Your name: %(name)s") % {"name": picture.name}, "explanation": _("You confirmed it.")}
        )
    return items
