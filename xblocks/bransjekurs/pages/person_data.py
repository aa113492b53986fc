"""What is kept about one person: a file with all of it, and the way to have it erased."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bransjekurs import clock
from bransjekurs.api import person_data
from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.sections import sections
from bransjekurs.platform import platform
from bransjekurs.roles import Action


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Say what is kept, and erase it when somebody has ticked that they mean it."""
    held = require_towards(actor, participant_id, Action.SEE_PERSON_DATA)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            return _erase(request, actor, participant_id)
        except Refusal as refusal:
            errors = field_errors(refusal)
    context = {
        "course_title": edition_of(actor).course.title,
        "person": platform().people([participant_id])[participant_id].name,
        "own": participant_id == actor.user_id,
        "file_url": reverse("bransjekurs:person_file", args=[actor.course_key, participant_id]),
        "plan_url": reverse("bransjekurs:plan_pdf", args=[actor.course_key, participant_id]),
        "sections": sections(actor, participant_id, held, "person_data"),
        "message": _("It is erased.") if request.GET.get("done") else None,
        "errors": errors,
    }
    return page(request, "pages/person_data.html", context, 400 if errors else 200)


@course_page
def file(_request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponse:
    """Give everything as one file (JSON)."""
    data = person_data.see_data(actor, participant_id, clock.now())
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="mine-opplysninger.json"'
    return response


def _erase(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    if request.POST.get("do") != "erase":
        raise Refusal("bad_request")
    if not request.POST.get("sure"):
        raise Refusal("not_sure", "sure")
    person_data.erase(actor, participant_id)
    return HttpResponseRedirect(f"{request.path}?done=erase")
