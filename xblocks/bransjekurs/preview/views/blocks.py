"""Where blocks' scripts call: handlers, and the files of a block's own package."""

import mimetypes

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_safe
from opaque_keys.edx.keys import UsageKey
from xblock.django.request import django_to_webob_request, webob_to_django_response
from xblock.exceptions import DisallowedFileError, NoSuchHandlerError, NoSuchUsage
from xblock.plugin import PluginMissingError

from bransjekurs.api import publishing
from bransjekurs.domain.refusal import Refusal
from bransjekurs.preview import access, clock, courseware, viewing
from bransjekurs.preview.courseware import LoadedCourse
from bransjekurs.preview.rendering import without_web_fonts
from bransjekurs.preview.runtime import PreviewRuntime, load_class
from bransjekurs.preview.views.shared import user_of
from bransjekurs.wording import refusal_text


@require_http_methods(["GET", "HEAD", "POST"])
def handler(request: HttpRequest, usage_key: UsageKey, name: str, suffix: str = "") -> HttpResponse:
    """Run a block's handler for whoever is signed in.

    Enrolment isn't asked for: the platform doesn't either, and so the use cases behind the blocks must.
    """
    user = viewing.learner(request, user_of(request))
    return _handle(PreviewRuntime(courseware.current(), user), request, usage_key, name, suffix)


@require_http_methods(["GET", "HEAD", "POST"])
def studio_handler(request: HttpRequest, usage_key: UsageKey, name: str, suffix: str = "") -> HttpResponse:
    """Run a handler of a block's Studio view, for who may write the course; what it saves is published at once."""
    course = courseware.current()
    user = user_of(request)
    if not access.may_author(user.pk, course.key):
        raise PermissionDenied
    runtime = PreviewRuntime(course, user, author=True)
    answer = _handle(runtime, request, usage_key, name, suffix)
    return _published(course, answer) if runtime.store.content_changed else answer


def _published(course: LoadedCourse, answer: HttpResponse) -> HttpResponse:
    """Publish what was saved; if it can't be, say why in place of the handler's answer (what was saved stays)."""
    try:
        publishing.publish(course.key, clock.now())
    except Refusal as refusal:
        return JsonResponse({"error": refusal_text(refusal), "field": refusal.field}, status=400)
    return answer


def _handle(runtime: PreviewRuntime, request: HttpRequest, usage_key: UsageKey, name: str, suffix: str) -> HttpResponse:
    try:
        answer = runtime.handle(runtime.get_block(usage_key), name, django_to_webob_request(request), suffix)
    except (NoSuchUsage, NoSuchHandlerError, PluginMissingError) as error:
        raise Http404 from error
    response: HttpResponse = webob_to_django_response(answer)
    return response


@require_safe
def resource(request: HttpRequest, block_type: str, uri: str) -> HttpResponse:
    """Serve a public file of a block's package, as ``open_local_resource`` allows it."""
    user_of(request)
    try:
        with load_class(block_type).open_local_resource(uri) as opened:
            data: bytes = opened.read()
    except (PluginMissingError, DisallowedFileError, OSError) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(uri)[0] or "application/octet-stream"
    content = without_web_fonts(data.decode()).encode() if kind == "text/css" else data
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": "private, max-age=3600"})
