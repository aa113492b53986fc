"""Verification of a certificate: open to anyone who is shown one."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from bransjekurs import clock
from bransjekurs.api import anyone
from bransjekurs.certificates.api import Issued, Status
from bransjekurs.certificates.words import grouped
from bransjekurs.pages.door import page, public_page


@public_page
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask for the number on the paper."""
    number = request.GET.get("number", "").strip()
    if number:
        return HttpResponseRedirect(
            reverse("bransjekurs:verify", args=[number.replace("/", " ")[: anyone.NUMBER_LIMIT]])
        )
    return page(request, "pages/verify_form.html", {"number": "", "errors": [], "form_url": request.path})


@public_page
def show(request: HttpRequest, number: str) -> HttpResponseBase:
    """Say where a certificate stands, and what it says if it stands."""
    issued = anyone.verify(number)
    form_url = reverse("bransjekurs:verify_form")
    context: dict[str, Any] = {"checked_at": clock.now(), "number": number, "form_url": form_url}
    if issued is None:
        return page(request, "pages/verify.html", {**context, "status": "unknown", "certificate": None}, 404)
    context |= {"status": issued.status.value, "certificate": _certificate(issued)}
    context["contact"] = issued.content.issuer.contact if issued.content else ""
    return page(request, "pages/verify.html", context)


def _certificate(issued: Issued) -> dict[str, Any]:
    """Return what the page tells. A revoked or replaced certificate does not name its holder."""
    content = issued.content
    shown: dict[str, Any] = {
        "number": issued.number,
        "issuer": issued.issuer,
        "issued_at": issued.issued_at,
        "revoked_at": issued.revoked_at,
        "reason": issued.revoked_reason,
    }
    if content is None:
        return shown
    stands = issued.status is Status.VALID
    return shown | {
        "kind": content.kind.value,
        "course": content.course_title,
        "organisation_number": grouped(content.issuer.organisation_number),
        "hours": sum(line.attended for line in content.hours),
        "is_preview": content.is_preview,
        "holder": content.holder if stands else None,
        "goals": [{"title": goal.title, "result": goal.result.value} for goal in content.goals] if stands else [],
    }
