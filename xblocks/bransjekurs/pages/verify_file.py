"""Verification for those who hold a file, and for machines."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from bransjekurs import clock
from bransjekurs.api import anyone, anyone_file
from bransjekurs.api.anyone_file import FileAnswer, Verdict
from bransjekurs.certificates.api import Status
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import field_errors, page, public_page
from bransjekurs.pages.issuer import open_to_all


@public_page
def check_file(request: HttpRequest) -> HttpResponseBase:
    """Say what a file is. It is read in memory, and gone with the answer."""
    form_url = reverse("bransjekurs:verify_form")
    if request.method != "POST":
        return HttpResponseRedirect(form_url)
    now = clock.now()
    try:
        answer = anyone_file.check_file(_sent(request), now)
    except Refusal as refusal:
        context = {"typed": None, "errors": [], "form_url": form_url, "file_errors": field_errors(refusal)}
        return page(request, "pages/verify_form.html", context, 400)
    return page(request, "pages/verify_file.html", {"checked_at": now, **_shown(answer)})


@public_page
def as_json(request: HttpRequest, number: str) -> HttpResponseBase:
    """Say where a certificate stands, for machines; the credential only where the holder lets the page show it all."""
    issued = anyone.verify(number)
    if issued is None:
        return open_to_all(JsonResponse({"number": number, "status": "unknown"}, status=404))
    shows = issued.status is Status.VALID and anyone.shows_goals(issued)
    answer = {
        "number": issued.number,
        "status": issued.status.value,
        "issuer": issued.issuer,
        "issued_at": issued.issued_at,
        "revoked_at": issued.revoked_at,
        "reason": issued.revoked_reason,
        "checked_at": clock.now(),
        "credential": anyone_file.credential_of(issued) if shows else None,
    }
    return open_to_all(JsonResponse(answer))


def _sent(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        raise Refusal("file_missing", "file")
    if (file.size or 0) > anyone_file.FILE_LIMIT:
        raise Refusal("file_too_large", "file")
    return bytes(file.read())


def _shown(answer: FileAnswer) -> dict[str, Any]:
    """Return what the page tells; of what is revoked or replaced no more than that."""
    issued, says = answer.issued, answer.says
    status = issued.status.value if answer.verdict is Verdict.GENUINE and issued else answer.verdict.value
    return {
        "status": status,
        "says": says,
        "issued_on": datetime.fromisoformat(says.issued) if says else None,
        "same_bytes": answer.same_bytes,
        "number": issued.number if issued else "",
        "page_url": reverse("bransjekurs:verify", args=[issued.number]) if issued else "",
    }
