"""Conversations with one participant: what to take up, planning, noting, and what was said before."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import conversations
from bransjekurs.api.access import Actor
from bransjekurs.domain.conversation import Held
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.conflict import conflict
from bransjekurs.pages.conversations_view import conversations_context
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import ids, moment, typed
from bransjekurs.plans.api import ReviewNote

_DONE = {
    "plan": gettext_lazy("The conversation is planned."),
    "hold": gettext_lazy("What you wrote from the conversation is saved."),
}


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show the conversations to participant and followers; followers plan and note them."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _act(request, actor, participant_id)
        except Refusal as refusal:
            given = {**request.POST.dict(), "goals": request.POST.getlist("goals")}
            wrong = {"errors": field_errors(refusal), "typed": given}
            wrong |= conflict(refusal, actor, participant_id, _path(request.POST))
    now = clock.now()
    picture = conversations.see_conversations(actor, participant_id, now)
    context = conversations_context(picture, actor, wrong.get("typed", {}), now)
    status = 409 if "theirs" in wrong else 400 if wrong else 200
    told = {"message": _DONE.get(request.GET.get("done", ""))}
    return page(request, "pages/conversations.html", {**context, **told, **wrong}, status)


def _path(form: QueryDict) -> str:
    conversation = next(iter(ids(form, "conversation")), 0)
    return f"conversation.{conversation}" if conversation else "conversation"


def _act(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    do = request.POST.get("do", "")
    act = _ACTS.get(do)
    if act is None:
        raise Refusal("bad_request")
    act(request.POST, actor, participant_id)
    return HttpResponseRedirect(f"{request.path}?done={do}")


def _plan(form: QueryDict, actor: Actor, participant_id: int) -> None:
    note = ReviewNote(moment(form), typed(form, "with_whom"), typed(form, "about"), tuple(form.getlist("goals")))
    conversations.plan_conversation(actor, participant_id, note, clock.now(), form.get("seen", ""))


def _hold(form: QueryDict, actor: Actor, participant_id: int) -> None:
    held = Held(
        moment(form, "held_date", "held_time"), typed(form, "took_part"), typed(form, "said"), typed(form, "agreed")
    )
    number = next(iter(ids(form, "conversation")), 0)
    goals, seen = form.getlist("goals"), form.get("seen", "")
    conversations.hold_conversation(
        actor, participant_id, number, held, goals, _following(form), seen or None, clock.now()
    )


def _following(form: QueryDict) -> ReviewNote | None:
    """Return the next conversation where a date was written."""
    if not form.get("date", ""):
        return None
    return ReviewNote(moment(form), typed(form, "with_whom"), typed(form, "about"))


_ACTS: dict[str, Callable[[QueryDict, Actor, int], None]] = {"plan": _plan, "hold": _hold}
