"""What the preview puts around every page, the package's own pages included."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

from bransjekurs import rendering
from bransjekurs.preview import access, courseware, viewing

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_BODY = re.compile(rb"<body[^>]*>")


def norwegian_first(get_response: GetResponse) -> GetResponse:
    """Speak bokmål until somebody chooses another language, whatever the browser is set to."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return middleware


def as_whom(get_response: GetResponse) -> GetResponse:
    """Let the request know that staff look at the course as a participant; the platform knows it of its session too."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with viewing.as_learner(bool(viewing.chosen(request))):
            return get_response(request)

    return middleware


def bar(get_response: GetResponse) -> GetResponse:
    """Put a bar on top of each page: that this is a preview, who is signed in, and where to go."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        # After an error of the server's own nothing can be relied on, the database least of all.
        if isinstance(response, HttpResponse) and response.status_code != 500:
            _add_bar(request, response)
        return response

    return middleware


def _add_bar(request: HttpRequest, response: HttpResponse) -> None:
    """Put the bar first in the page's body; what isn't a page has none."""
    is_page = response.headers["Content-Type"].startswith("text/html")
    if is_page and (start := _BODY.search(response.content)):
        html = rendering.render("preview/bar.html", _context(request), request).encode()
        response.content = response.content[: start.end()] + html + response.content[start.end() :]


def _context(request: HttpRequest) -> dict[str, Any]:
    user = request.user if isinstance(request.user, User) else None
    context: dict[str, Any] = {"person": user, "path": request.get_full_path(), "languages": rendering.LANGUAGES}
    if user:
        key = courseware.current().key
        context |= {
            "course_key": key,
            "may_enter": access.may_enter(user.pk, key),
            "may_see_group": access.may_see_group(user.pk, key),
            "is_staff": access.is_course_staff(user.pk, key),
            "may_author": access.may_author(user.pk, key),
            "may_see_report": access.may_see_report(user.pk, key),
            "views_as": viewing.chosen(request),
        }
    return context
