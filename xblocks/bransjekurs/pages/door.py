"""How a page is entered: sign-in, the course, and what is shown when the answer is no."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.access import Actor
from bransjekurs.domain.refusal import Refusal
from bransjekurs.locks import begun_again
from bransjekurs.platform import platform
from bransjekurs.rendering import LANGUAGES, language, render
from bransjekurs.roles import NotAllowed
from bransjekurs.wording import refusal_text

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def public_page(view: Page[P]) -> Page[P]:
    """Speak the reader's language, keep the page out of caches and out of other sites' referrers."""

    # A use case owns its transaction, also where the platform would put one around each request.
    @transaction.non_atomic_requests
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def run(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        asked = request.GET.get("lang")
        with translation.override(asked if asked in LANGUAGES else language()):
            response = begun_again(lambda: view(request, *args, **kwargs))
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return run


def course_page(
    view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Let a signed-in user into a page of a course; refusals become pages that say what to do.

    Who looks at the course as a participant opens pages with their own rights, and saves nothing (decisions/0020).
    """

    @public_page
    def run(request: HttpRequest, /, course_id: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated or request.user.pk is None:
            return redirect_to_login(request.get_full_path())
        try:
            actor = Actor(request.user.pk, CourseKey.from_string(course_id))
        except InvalidKeyError:
            return message(request, 404, _("This page does not exist."), _("Check the address."))
        if request.method == "POST" and platform().views_as_learner(actor.course_key):
            return message(
                request, 403, refusal_text(Refusal("viewing_as_participant")), _("View the course as yourself first.")
            )
        try:
            return view(request, actor, *args, **kwargs)
        except NotAllowed:
            text = _("You do not have access to this page. Ask the one who runs the course.")
            return message(request, 403, _("No access"), text)
        except Refusal as refusal:
            return message(request, 400, _("That did not work"), refusal_text(refusal))

    return wraps(view)(run)


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Return a rendered page."""
    return HttpResponse(render(template, context, request), status=status)


def message(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """Return a page that only tells something."""
    return page(request, "pages/message.html", {"title": title, "text": text, "link": None}, status)


def field_errors(refusal: Refusal) -> list[dict[str, str]]:
    """Return a refusal as a form's error list."""
    return [{"field": refusal.field, "message": refusal_text(refusal)}]
