"""A holder's link: opening it says that there is a certificate; showing it is asked for, and counted."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bransjekurs import clock
from bransjekurs.api import anyone
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import message, page, public_page
from bransjekurs.pages.verify import shown_certificate


@public_page
def show(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask whether to show the certificate, or show it with its goals and as a file."""
    now = clock.now()
    try:
        found = anyone.look_at_shared(token, now) if request.method == "POST" else anyone.shared(token, now)
    except Refusal:
        text = _("Ask the one who sent you the link for a new one.")
        return message(request, 404, _("This link does not work any more."), text)
    context: dict[str, Any] = {
        "status": found.issued.status.value,
        "expires_at": found.expires_at,
        "checked_at": now,
        "number": found.issued.number,
        "verify_url": reverse("bransjekurs:verify", args=[found.issued.number]),
    }
    if request.method != "POST":
        return page(request, "pages/shared_ask.html", context)
    context |= {
        "certificate": shown_certificate(found.issued, with_goals=True),
        "pdf_url": reverse("bransjekurs:shared_pdf", args=[token]),
    }
    return page(request, "pages/shared.html", context)
