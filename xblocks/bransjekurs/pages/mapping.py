"""The mapping: one question area a screen, saved as one goes; used by participant and teacher in the same room."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, JsonResponse, QueryDict
from django.utils.translation import gettext as _

from bransjekurs import clock
from bransjekurs.api import carry_over, mapping
from bransjekurs.api.access import Actor
from bransjekurs.api.mapping import Conflict, MappingPicture
from bransjekurs.domain.mapping import Kind, MappingArea, Noted, questions
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import readable
from bransjekurs.pages.mapping_view import area_context, earlier_context, needs_context, overview_context
from bransjekurs.roles import Action, NotAllowed

_AUTOSAVE = "autosave"
_CONFLICT, _WRONG = 409, 400


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show how far the mapping has come, and what comes next."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            taken = carry_over.take_over(_own(actor, participant_id), request.POST.getlist("areas"), clock.now())
            return HttpResponseRedirect(f"{request.path}?taken={taken}")
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal)}
    picture = mapping.see_mapping(actor, participant_id)
    earlier = carry_over.see_earlier(actor) if actor.user_id == participant_id else None
    context = overview_context(picture, actor) | {"earlier": earlier and earlier_context(picture, earlier)}
    told = _("The answers are here now. Look through them.") if request.GET.get("taken", "0") > "0" else ""
    return page(request, "pages/mapping/overview.html", context | {"message": told} | wrong, _WRONG if wrong else 200)


def _own(actor: Actor, participant_id: int) -> Actor:
    """Return the actor, who carries over nobody's answers but their own."""
    if actor.user_id != participant_id:
        raise NotAllowed(Action.FILL_MAPPING)
    return actor


@course_page
def area(request: HttpRequest, actor: Actor, participant_id: int, area: str) -> HttpResponseBase:
    """Show one area's questions; take the answers, from the script as one types or from the form as one goes on."""
    picture = mapping.see_mapping(actor, participant_id)
    if area not in picture.areas:
        raise Refusal("unknown_area")
    asked_area = MappingArea(area)
    if request.method == "POST":
        return _save(request, actor, picture, asked_area)
    context = _with_needs(actor, picture, asked_area)
    return page(request, "pages/mapping/area.html", context)


def _save(request: HttpRequest, actor: Actor, picture: MappingPicture, area: MappingArea) -> HttpResponseBase:
    given, quiet = _given(request.POST, picture, area), request.POST.get("do") == _AUTOSAVE
    try:
        noted = mapping.save_area(actor, picture.person.id, area, given, _revision(request.POST), clock.now())
    except Conflict as conflict:
        if quiet:
            return JsonResponse({}, status=_CONFLICT)
        shown = area_context(picture, actor, area, given, conflict.theirs.revision, conflict)
        return page(request, "pages/mapping/area.html", shown, _CONFLICT)
    except Refusal as refusal:
        if quiet:
            return JsonResponse({}, status=_WRONG)
        shown = area_context(picture, actor, area, given, _revision(request.POST))
        return page(request, "pages/mapping/area.html", shown | {"errors": field_errors(refusal)}, _WRONG)
    if quiet:
        return JsonResponse({"revision": noted.revision})
    context = area_context(picture, actor, area, {}, noted.revision)
    return HttpResponseRedirect(context["next_url"])


def _with_needs(actor: Actor, picture: MappingPicture, area: MappingArea) -> dict[str, Any]:
    """Return an area's context with what is noted in it; the needs are read apart, and that they are is noted."""
    if area is not MappingArea.NEEDS:
        noted = picture.mapping.areas.get(area)
        return area_context(picture, actor, area, *_standing(noted))
    needs = mapping.see_needs(actor, picture.person.id, clock.now())
    return area_context(picture, actor, area, *_standing(needs.now)) | needs_context(needs, picture.people)


def _standing(noted: Noted | None) -> tuple[Any, int]:
    return (noted.values, noted.revision) if noted else ({}, 0)


def _given(form: QueryDict, picture: MappingPicture, area: MappingArea) -> dict[str, str]:
    """Return what was typed, by question; several ticks with spaces between."""
    asked = questions(area, picture.course.trade, picture.course.outcomes)
    return {
        one.name: readable(" ".join(form.getlist(one.name)) if one.kind is Kind.TICKS else form.get(one.name, ""))
        for one in asked
    }


def _revision(form: QueryDict) -> int:
    value = form.get("revision", "")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise Refusal("bad_request")
    return int(value)
