"""Verification of a certificate: open to anyone who is shown one."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from bransjekurs import clock
from bransjekurs.api import anyone
from bransjekurs.api.certificate_notice import certificate_path
from bransjekurs.api.participant_certificate import own_latest
from bransjekurs.certificates import beside
from bransjekurs.certificates.api import Issued, Status
from bransjekurs.certificates.words import grouped
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import field_errors, page, public_page
from bransjekurs.wording import hours_text


@public_page
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask for the number on the paper."""
    given = request.GET.get("number")
    number = "".join(sign for sign in given or "" if sign.isalnum() or sign in " -").strip()
    if number:
        return HttpResponseRedirect(reverse("bransjekurs:verify", args=[number[: anyone.NUMBER_LIMIT]]))
    # Nobody has typed yet, or nothing that a number could be.
    errors = [] if given is None else field_errors(Refusal("not_empty", "number"))
    context = {"typed": given, "errors": errors, "form_url": request.path}
    return page(request, "pages/verify_form.html", context, 400 if errors else 200)


@public_page
def show(request: HttpRequest, number: str) -> HttpResponseBase:
    """Say where a certificate stands, and what it says if it stands."""
    issued = anyone.verify(number)
    form_url = reverse("bransjekurs:verify_form")
    context: dict[str, Any] = {"checked_at": clock.now(), "typed": number, "form_url": form_url}
    if issued is None:
        return page(request, "pages/verify.html", {**context, "status": "unknown", "certificate": None}, 404)
    context |= {
        "status": issued.status.value,
        "certificate": shown_certificate(issued, with_goals=anyone.shows_goals(issued)),
    }
    context["contact"] = issued.content.issuer.contact if issued.content else ""
    context["own"] = _own(request, issued)
    return page(request, "pages/verify.html", context)


def _own(request: HttpRequest, issued: Issued) -> dict[str, str] | None:
    """Return where a signed-in holder goes on: the newer certificate, if one stands, and where all of theirs is."""
    latest = own_latest(request.user.pk, issued)
    if latest is None:
        return None
    newer = latest.number != issued.number and latest.status is Status.VALID
    return {
        "newer_url": reverse("bransjekurs:verify", args=[latest.number]) if newer else "",
        "certificate_url": certificate_path(issued.course_key),
    }


def shown_certificate(issued: Issued, *, with_goals: bool) -> dict[str, Any]:
    """Return what the page tells. A revoked or replaced certificate does not name its holder."""
    content = issued.content
    shown: dict[str, Any] = {
        "number": issued.number,
        "issuer": issued.issuer,
        "issued_at": issued.issued_at,
        "revoked_at": issued.revoked_at or issued.superseded_at,
        "reason": issued.revoked_reason or issued.superseded_reason,
        "by_holder": issued.by_holder,
    }
    if content is None:
        return shown
    hours = sum(line.attended for line in content.hours)
    stands = issued.status is Status.VALID
    return shown | {
        "kind": content.kind.value,
        "course": content.course_title,
        "organisation_number": grouped(content.issuer.organisation_number),
        "hours": hours_text(hours) if hours else "",
        "is_preview": content.is_preview,
        "holder": content.holder if stands else None,
        "goals": [{"title": goal.title, "result": goal.result.value} for goal in content.goals]
        if stands and with_goals
        else [],
        "beside": beside.sentences(content) if stands and with_goals else [],
        "goals_hidden": stands and bool(content.goals) and not with_goals,
    }
