"""The course as a participant meets it: the outline, and one unit at a time."""

import mimetypes
from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from opaque_keys.edx.keys import UsageKey

from bransjekurs.course_builder.archive import Chapter, Unit
from bransjekurs.preview import progress, rendering, viewing
from bransjekurs.preview.courseware import LoadedCourse
from bransjekurs.preview.runtime import PreviewRuntime
from bransjekurs.preview.views.shared import for_course_members, page, user_of


@require_safe
@for_course_members
def outline(request: HttpRequest, course: LoadedCourse) -> HttpResponse:
    """Show chapters, parts and units, with a mark on those that are done."""
    done = progress.completed(viewing.learner(request, user_of(request)).pk)
    chapters = [_chapter(course, chapter, done) for chapter in course.tree.chapters]
    units = [unit for chapter in chapters for part in chapter["parts"] for unit in part["units"]]
    context = {
        "course": course.tree,
        "chapters": chapters,
        "done": sum(unit["done"] for unit in units),
        "total": len(units),
        "next_unit": next((unit for unit in units if not unit["done"]), None),
    }
    return page("course.html", context, request)


def _chapter(course: LoadedCourse, chapter: Chapter, done: Collection[UsageKey]) -> dict[str, Any]:
    parts = [
        {"title": part.title, "units": [_unit(course, unit, done) for unit in part.units]}
        for part in chapter.sequentials
    ]
    return {"title": chapter.title, "parts": parts}


def _unit(course: LoadedCourse, unit: Unit, done: Collection[UsageKey]) -> dict[str, Any]:
    return {
        "title": unit.title,
        "url": reverse("preview:unit", args=[course.usage_key(unit)]),
        "done": bool(unit.blocks) and all(course.usage_key(block) in done for block in unit.blocks),
    }


@require_safe
@for_course_members
def unit_page(request: HttpRequest, course: LoadedCourse, usage_key: UsageKey) -> HttpResponse:
    """Show one unit's blocks, and the way to the units before and after it."""
    if usage_key not in course.units:
        raise Http404
    keys = list(course.units)
    place = keys.index(usage_key)
    unit = course.units[usage_key]
    runtime = PreviewRuntime(course, viewing.learner(request, user_of(request)))
    context = {
        "course": course.tree,
        "title": unit.title,
        "block_says_title": _block_says_title(unit),
        "unit": rendering.render_unit(runtime, [course.usage_key(block) for block in unit.blocks]),
        "previous": _neighbour(course, keys, place - 1),
        "next": _neighbour(course, keys, place + 1),
        "number": place + 1,
        "total": len(keys),
    }
    return page("unit.html", context, request)


def _block_says_title(unit: Unit) -> bool:
    """Say whether the page begins with a block that shows the same title itself (texts show none)."""
    first = unit.blocks[0] if unit.blocks else None
    return first is not None and first.tag != "html" and first.title == unit.title


def _neighbour(course: LoadedCourse, keys: list[UsageKey], place: int) -> dict[str, str] | None:
    if not 0 <= place < len(keys):
        return None
    return {"title": course.units[keys[place]].title, "url": reverse("preview:unit", args=[keys[place]])}


@require_safe
@for_course_members
def course_file(request: HttpRequest, course: LoadedCourse, name: str) -> HttpResponse:
    """Serve one of the course's own files; scripts inside it (a drawing can hold some) don't run."""
    if name not in course.tree.static:
        raise Http404
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return HttpResponse(course.tree.static[name], content_type=kind, headers={"Content-Security-Policy": "sandbox"})
