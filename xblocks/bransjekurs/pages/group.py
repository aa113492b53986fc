"""The group: who needs somebody now, the participants page by page, attendance, what is done to several at once."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from bransjekurs import clock
from bransjekurs.api import group_acts, group_list, teacher_group
from bransjekurs.api.access import Actor
from bransjekurs.api.group_list import Narrowing
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import ids, moment, typed, whole_number
from bransjekurs.pages.group_view import group_context
from bransjekurs.plans.api import ReviewNote

_DONE: dict[str, Any] = {
    "assign": _("Saved. They follow the participants now."),
    "unassign": _("Saved. They no longer follow the participants."),
    "session": _("The attendance is saved."),
    "start": ngettext_lazy("%(n)d plan is started.", "%(n)d plans are started.", "n"),
    "review": ngettext_lazy(
        "The conversation is noted for %(n)d participant.", "The conversation is noted for %(n)d participants.", "n"
    ),
}
_USERNAME_LIMIT = 254  # what an e-mail address can be
_WITH_WHOM_LIMIT, _ABOUT_LIMIT = 200, 500
_QUERY = ("search", "need", "cohort", "responsible", "page")
_LATEST_SESSIONS = 8


@course_page
def show(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show the group, and do what is done to those who are ticked."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _act(request, actor)
        except Refusal as refusal:
            given = {**request.POST.dict(), "participants": ids(request.POST, "participants")}
            wrong = {"errors": field_errors(refusal), "typed": given}
    now = clock.now()
    query = query_of(request)
    latest = None if request.GET.get("sessions") == "all" else _LATEST_SESSIONS
    group = teacher_group.see_group(actor, now, narrowing_of(query), latest)
    context = group_context(group, actor.course_key, query, now)
    return page(request, "pages/group.html", {**context, "message": _told(request), **wrong}, 400 if wrong else 200)


def query_of(request: HttpRequest) -> dict[str, str]:
    """Return what narrows the list, as it stands in the address."""
    return {name: request.GET[name] for name in _QUERY if request.GET.get(name)}


def narrowing_of(query: dict[str, str]) -> Narrowing:
    """Return what narrows the list. A follower that is no number follows nobody, a page that is none is the first."""
    responsible = query.get("responsible")
    return Narrowing(
        search=query.get("search", "").replace("\0", ""),
        need=query.get("need", ""),
        cohort=query.get("cohort", "").replace("\0", ""),
        responsible=None if not responsible else whole_number(responsible, 0),
        page=whole_number(query.get("page", ""), 1),
    )


def _told(request: HttpRequest) -> str | None:
    message = _DONE.get(request.GET.get("done", ""))
    if message is None:
        return None
    return str(message % {"n": whole_number(request.GET.get("n", ""), 0)})


def _act(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    do = request.POST.get("do", "")
    act = _ACTS.get(do)
    if act is None:
        raise Refusal("bad_request")
    query = query_of(request)
    whom = ids(request.POST, "participants")
    if request.POST.get("all"):
        whom = group_list.matching(actor, narrowing_of(query), clock.now())
    done = {"done": do, "n": act(actor, whom, request.POST)}
    return HttpResponseRedirect(f"{request.path}?{urlencode({**query, **done})}")


def _start(actor: Actor, whom: list[int], _form: QueryDict) -> int:
    return group_acts.start_plans(actor, whom, clock.now())


def _review(actor: Actor, whom: list[int], form: QueryDict) -> int:
    note = ReviewNote(moment(form), typed(form, "with_whom", _WITH_WHOM_LIMIT), typed(form, "about", _ABOUT_LIMIT))
    return group_acts.plan_reviews(actor, whom, note, clock.now())


def _assign(actor: Actor, whom: list[int], form: QueryDict) -> int:
    group_acts.assign(actor, whom, typed(form, "username", _USERNAME_LIMIT), form.get("role", ""), clock.now())
    return len(whom)


def _unassign(actor: Actor, whom: list[int], form: QueryDict) -> int:
    group_acts.unassign(actor, whom, typed(form, "username", _USERNAME_LIMIT), form.get("role", ""), clock.now())
    return len(whom)


_ACTS: dict[str, Callable[[Actor, list[int], QueryDict], int]] = {
    "start": _start,
    "review": _review,
    "assign": _assign,
    "unassign": _unassign,
}
