"""*Du og jobben*: the gap, proposals to take or leave, and the judgements in words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import gap
from bransjekurs.api.access import Actor
from bransjekurs.domain.refusal import Refusal
from bransjekurs.mappings.api import About, Judged
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import typed
from bransjekurs.pages.gap_view import gap_context

_DONE = {
    "answer": gettext_lazy("Your choice is saved."),
    "progression": gettext_lazy("The judgement is saved."),
    "whole": gettext_lazy("The judgement is saved."),
}


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show the gap, and take answers to proposals and judgements."""
    wrong = {}
    if request.method == "POST":
        try:
            return _act(request, actor, participant_id)
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "typed": request.POST.dict()}
    context = gap_context(gap.see_gap(actor, participant_id, clock.now()), actor)
    told = {"message": _DONE.get(request.GET.get("done", ""))}
    return page(request, "pages/mapping/gap.html", {**context, **told, **wrong}, 400 if wrong else 200)


def _act(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    do = request.POST.get("do", "")
    act = _ACTS.get(do)
    if act is None:
        raise Refusal("bad_request")
    act(request, actor, participant_id)
    return HttpResponseRedirect(f"{request.path}?done={do}")


def _answer(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    offered, taken = request.POST.getlist("offered"), request.POST.getlist("taken")
    gap.answer_proposals(actor, participant_id, offered, taken, clock.now())


def _progression(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form, now = request.POST, clock.now()
    judged = Judged(About.PROGRESSION, typed(form, "reason"), None, "", now, form.get("verdict", ""))
    gap.judge(actor, participant_id, judged)


def _whole(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    gap.judge(actor, participant_id, Judged(About.WHOLE, typed(request.POST, "reason"), None, "", clock.now()))


_ACTS: dict[str, Callable[[HttpRequest, Actor, int], None]] = {
    "answer": _answer,
    "progression": _progression,
    "whole": _whole,
}
