"""The group: who needs somebody now, the table, attendance, who follows whom."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from bransjekurs import clock
from bransjekurs.api import teacher_group
from bransjekurs.api.access import Actor
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import ids, typed
from bransjekurs.pages.group_view import group_context

_DONE = {
    "assign": _("Saved. They follow the participants now."),
    "unassign": _("Saved. They no longer follow the participants."),
    "session": _("The attendance is saved."),
}
_USERNAME_LIMIT = 254  # what an e-mail address can be
_QUERY = ("search", "responsible", "page")


@course_page
def show(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show the group; staff also decide here who follows whom."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _act(request, actor)
        except Refusal as refusal:
            given = {**request.POST.dict(), "participants": ids(request.POST, "participants")}
            wrong = {"errors": field_errors(refusal), "typed": given}
    now = clock.now()
    query = {name: request.GET[name] for name in _QUERY if request.GET.get(name)}
    group = teacher_group.see_group(actor, now)
    context = group_context(group, teacher_group.followers(actor), actor.course_key, query, now)
    message = _DONE.get(request.GET.get("done", ""))
    return page(request, "pages/group.html", {**context, "message": message, **wrong}, 400 if wrong else 200)


def _act(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    act = {"assign": teacher_group.assign, "unassign": teacher_group.unassign}.get(request.POST.get("do", ""))
    if act is None:
        raise Refusal("bad_request")
    act(
        actor,
        ids(request.POST, "participants"),
        typed(request.POST, "username", _USERNAME_LIMIT),
        request.POST.get("role", ""),
    )
    return HttpResponseRedirect(f"{request.path}?done={request.POST['do']}")
