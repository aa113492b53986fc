"""One participant: goals, evidence, observation, judgement, the mentor's link, the certificate."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import links, teacher_certificate, teacher_goal
from bransjekurs.api.access import Actor
from bransjekurs.api.links import COMMENT_LIMIT
from bransjekurs.domain.evidence import Observation, Observed
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena
from bransjekurs.domain.plan import Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages import new_link
from bransjekurs.pages.conflict import conflict
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import chosen, ids, moment, number, typed
from bransjekurs.pages.group import narrowing_of, query_of
from bransjekurs.pages.participant_view import participant_context
from bransjekurs.pages.time_form import count
from bransjekurs.plans.api import ReviewNote

_DONE = {
    "judge": gettext_lazy("The judgement is saved."),
    "observe": gettext_lazy("What you have seen is saved."),
    "withdraw": gettext_lazy("The link is withdrawn."),
    "review": gettext_lazy("The conversation is saved."),
    "issue": gettext_lazy("The certificate is issued."),
    "revoke": gettext_lazy("The certificate is revoked."),
}
_WITH_WHOM_LIMIT, _ABOUT_LIMIT, _OUTCOME_ID_LIMIT = 200, 500, 80


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show one participant to those who follow them, and take what they do."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _act(request, actor, participant_id)
        except Refusal as refusal:
            given = {**request.POST.dict(), "evidence": ids(request.POST, "evidence")}
            wrong = {"errors": field_errors(refusal), "typed": given}
            wrong |= conflict(refusal, actor, participant_id, f"goal.{given.get('goal', '')}.judgement")
    beside = query_of(request)
    picture = teacher_goal.see_participant(actor, participant_id, clock.now(), narrowing_of(beside))
    goal_id = request.POST.get("goal") or request.GET.get("goal", "")
    standing = teacher_certificate.standing_of(actor, participant_id)
    number_of_page = count(request.GET, "evidence")
    context = participant_context(picture, standing, actor, goal_id, clock.now(), beside, number_of_page)
    told = {
        "message": _DONE.get(request.GET.get("done", "")),
        "new_link": new_link.take(request, participant_id),
    }
    status = 409 if "theirs" in wrong else 400 if wrong else 200
    return page(request, "pages/participant.html", {**context, **told, **wrong}, status)


def _act(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Do what the pressed button says, then show the page anew, so that loading it again does nothing twice."""
    do = request.POST.get("do", "")
    act = _ACTS.get(do)
    if act is None:
        raise Refusal("bad_request")
    act(request, actor, participant_id)
    query = QueryDict(mutable=True)
    query.update({**query_of(request), "done": do})
    if goal := request.POST.get("goal", "")[:_OUTCOME_ID_LIMIT]:
        query["goal"] = goal
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}{_ANCHORS.get(do, '')}")


def _judge(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    verdict = chosen(form, "verdict", Verdict)
    basis = ids(form, "evidence")
    reason = typed(form, "reason")
    teacher_goal.judge(
        actor, participant_id, form.get("goal", ""), verdict, reason, basis, clock.now(), form.get("seen")
    )


def _observe(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    arena = chosen(form, "arena", Arena)
    if arena not in COURSE_ARENAS:
        raise Refusal("unknown_value", "arena")
    observation = Observation(chosen(form, "answer", Observed), typed(form, "comment", COMMENT_LIMIT))
    teacher_goal.observe(actor, participant_id, form.get("goal", ""), observation, arena, clock.now())


def _ask(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    days = int(number(form, "days"))
    goal, mentor = form.get("goal", ""), typed(form, "mentor")
    ask = partial(teacher_goal.ask_mentor, actor, participant_id, goal, mentor, days, clock.now())
    new_link.make(request, actor, ask)


def _withdraw(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    request_id = next(iter(ids(request.POST, "request")), 0)
    links.withdraw(actor, participant_id, request_id, clock.now())


def _review(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    note = ReviewNote(moment(form), typed(form, "with_whom", _WITH_WHOM_LIMIT), typed(form, "about", _ABOUT_LIMIT))
    teacher_goal.plan_review(actor, participant_id, note, clock.now())


def _issue(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    checked = bool(request.POST.get("name_checked"))
    language, reason = request.POST.get("language", "nb"), typed(request.POST, "reason")
    teacher_certificate.issue(
        actor, participant_id, name_checked=checked, language=language, now=clock.now(), reason=reason
    )


def _revoke(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    reason = typed(request.POST, "reason")
    teacher_certificate.revoke_latest(actor, participant_id, reason, clock.now())


_ACTS: dict[str, Callable[[HttpRequest, Actor, int], None]] = {
    "judge": _judge,
    "observe": _observe,
    "ask": _ask,
    "withdraw": _withdraw,
    "review": _review,
    "issue": _issue,
    "revoke": _revoke,
}
_ANCHORS = {"issue": "#certificate", "revoke": "#certificate"}
