"""What block and pages show alike of a certificate."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.participant_certificate import CertificatePicture
from bransjekurs.certificates.api import Issued
from bransjekurs.domain.course import FINAL_TEST
from bransjekurs.domain.plan import Goal
from bransjekurs.wording import hours_text


def certificate_context(issued: Issued | None, course_key: CourseKey) -> dict[str, Any] | None:
    """Return what a template shows of an issued certificate."""
    if issued is None:
        return None
    return {
        "number": issued.number,
        "kind": issued.content.kind.value if issued.content else None,
        "issued_at": issued.issued_at,
        "pdf_url": reverse("bransjekurs:certificate", args=[course_key]),
        "verify_url": reverse("bransjekurs:verify", args=[issued.number]),
        "status": issued.status.value,
        "reason": issued.revoked_reason,
        "revoked_at": issued.revoked_at,
        "by_holder": issued.by_holder,
        "issuer": issued.issuer,
        "contact": issued.content.issuer.contact if issued.content else "",
    }


def missing(picture: CertificatePicture) -> list[dict[str, Any]]:
    """Return what the full certificate still lacks, and whose turn it is."""
    items = []
    if not picture.name_confirmed:
        items.append(_item("not_begun", _("Confirm the name"), _("You do this."), "you"))
    items += [_missing_goal(goal) for goal in picture.standing.missing_goals]
    if picture.standing.hours_missing:
        lacking = hours_text(picture.standing.minimum_hours - picture.standing.hours)
        text = _("The course requires %(required)s. You need %(lacking)s more.") % {
            "required": hours_text(picture.standing.minimum_hours),
            "lacking": lacking,
        }
        items.append(_item("begun", _("Attendance: %(hours)s") % {"hours": hours_text(picture.standing.hours)}, text))
    names = {one.id: one.name for one in picture.edition.course.trade.certificates}
    names[FINAL_TEST] = _("Final test")
    told = _("Show it to your teacher.")
    items += [_item("not_begun", names.get(one, one), told, "you") for one in picture.standing.missing_documents]
    return items


def _missing_goal(goal: Goal) -> dict[str, Any]:
    if goal.confirmed:
        text = _("You reached it with support. The course requires that you do it alone.")
        return _item(goal.state, goal.outcome.title, text, "you")
    if goal.waiting:
        return _item(goal.state, goal.outcome.title, _("You are done. Your teacher confirms it."), "teacher")
    return _item(goal.state, goal.outcome.title, _("Work on this goal in your plan."), "you")


def _item(state: str, title: str, explanation: str, whose: str = "course") -> dict[str, Any]:
    return {"state": state, "title": title, "explanation": explanation, "whose": whose}


def missing_for_teacher(picture: CertificatePicture) -> list[dict[str, Any]]:
    """Return what is missing as the teacher is told it: what waits for the teacher stands out, the rest is a title."""
    return [
        {**item, "explanation": _("Waits for you.") if item["whose"] == "teacher" else ""} for item in missing(picture)
    ]
