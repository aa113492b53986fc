"""Studio, the preview's way: the blocks that an author can change, and each one's own form."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from opaque_keys.edx.keys import UsageKey
from xblock.plugin import PluginMissingError

from bransjekurs.preview import rendering
from bransjekurs.preview.courseware import LoadedCourse
from bransjekurs.preview.runtime import PreviewRuntime, load_class
from bransjekurs.preview.views.shared import for_authors, page, user_of

# Their forms are a separate web application, which isn't part of the package.
_WITHOUT_FORM = frozenset({"html", "problem"})


@require_safe
@for_authors
def block_list(request: HttpRequest, course: LoadedCourse) -> HttpResponse:
    """Show the blocks that have a form, with the unit where each stands."""
    runtime = PreviewRuntime(course, user_of(request), author=True)
    blocks = [
        {
            "title": runtime.get_block(key).display_name or key.block_type,
            "unit": course.units[course.unit_of[key]].title,
            "url": reverse("preview:studio_block", args=[key]),
            "unit_url": reverse("preview:unit", args=[course.unit_of[key]]),
        }
        for key in course.blocks
        if _has_form(key)
    ]
    return page("studio.html", {"course": course.tree, "blocks": blocks}, request)


@require_safe
@for_authors
def block_form(request: HttpRequest, course: LoadedCourse, usage_key: UsageKey) -> HttpResponse:
    """Show one block's Studio view."""
    if usage_key not in course.blocks or not _has_form(usage_key):
        raise Http404
    runtime = PreviewRuntime(course, user_of(request), author=True)
    context = {
        "course": course.tree,
        "form": rendering.render_studio(runtime, usage_key),
        "unit_url": reverse("preview:unit", args=[course.unit_of[usage_key]]),
    }
    return page("studio_block.html", context, request)


def _has_form(key: UsageKey) -> bool:
    try:
        return key.block_type not in _WITHOUT_FORM and hasattr(load_class(key.block_type), "studio_view")
    except PluginMissingError:
        return False
