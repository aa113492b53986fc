"""Plain pages for what went wrong, in place of Django's own."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from bransjekurs.rendering import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _message(request, 404, gettext("We can't find this page"), gettext("Check the address, or start again."))


def no_access(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    text = gettext("The person you are signed in as can't see this. Choose somebody else, or ask the teacher.")
    return _message(request, 403, gettext("You don't have access"), text)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token."""
    text = gettext("Go back, load the page again, and send the form once more.")
    return _message(request, 403, gettext("The form is too old"), text)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    text = gettext("It isn't your fault. Nothing that you saved before is lost. Try again.")
    return _message(request, 500, gettext("Something went wrong"), text)


def _message(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    link = {"url": reverse("preview:sign_in"), "label": gettext("Choose who you are")}
    return HttpResponse(render("pages/message.html", {"title": title, "text": text, "link": link}), status=status)
