"""What is answered when the answer is no: a problem document (RFC 9457) in the reader's language, with a code."""

from math import ceil
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework import serializers
from rest_framework.exceptions import APIException, Throttled
from rest_framework.response import Response
from rest_framework.views import exception_handler

from bransjekurs.domain.refusal import Refusal
from bransjekurs.roles import NotAllowed
from bransjekurs.wording import refusal_text

MEDIA_TYPE = "application/problem+json"
# What is not there, or not yet; all other refusals are of what was asked.
_NOT_THERE = frozenset({"course_not_published", "no_certificate", "too_few"})
_CODES = {401: "not_signed_in", 403: "not_allowed", 404: "not_found", 429: "too_often"}


class Missing(Exception):
    """There is nothing at this address."""


class ProblemShape(serializers.Serializer[Any]):
    """Why there is no answer: `code` for machines, `title` and `detail` for people, in their language."""

    status = serializers.IntegerField(help_text="The HTTP status.")
    code = serializers.CharField(help_text="Stays the same in every language.")
    title = serializers.CharField()
    detail = serializers.CharField()
    field = serializers.CharField(help_text="The parameter that it is about, or empty.", allow_blank=True)


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer to an error; None lets one that nobody foresaw go on to the host."""
    if isinstance(error, Refusal):
        status = 404 if error.code in _NOT_THERE else 400
        return _document(status, error.code, _("That did not work"), refusal_text(error), error.field)
    if isinstance(error, NotAllowed):
        return _told(403)
    if isinstance(error, Missing | Http404):
        return _told(404)
    # The framework also adds the headers that belong to the status, and gives up the host's transaction.
    framed = exception_handler(error, context)
    if framed is None:
        return None
    wait = getattr(error, "wait", None) if isinstance(error, Throttled) else None
    told = _told(framed.status_code, wait, error)
    for name, value in framed.headers.items():
        told.headers.setdefault(name, value)
    return told


def _told(status: int, wait: float | None = None, error: Exception | None = None) -> Response:
    seconds = max(1, ceil(wait or 1))
    many = ngettext(
        "You have asked many times. Wait %(count)d second, and ask again.",
        "You have asked many times. Wait %(count)d seconds, and ask again.",
        seconds,
    )
    words = {
        401: (_("Not signed in"), _("Sign in, or send a token that is valid.")),
        403: (_("No access"), _("You do not have access to this. Ask the one who runs the course.")),
        404: (_("Not found"), _("There is nothing at this address. Check it.")),
        429: (_("Wait a little"), many % {"count": seconds}),
    }
    title, detail = words.get(status, (_("That did not work"), _("This cannot be asked for in that way.")))
    code = error.default_code if isinstance(error, APIException) else "error"
    return _document(status, _CODES.get(status, code), title, detail)


def _document(status: int, code: str, title: str, detail: str, field: str = "") -> Response:
    told = {"status": status, "code": code, "title": str(title), "detail": str(detail), "field": field}
    return Response(told, status=status, content_type=MEDIA_TYPE)
