"""One participant: goals, evidence, observation, judgement, the mentor's link, the certificate."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import teacher_certificate, teacher_goal
from bransjekurs.api.access import Actor
from bransjekurs.api.issuers import issuer_of
from bransjekurs.api.mentor import COMMENT_LIMIT
from bransjekurs.domain.evidence import Observation, Observed
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena
from bransjekurs.domain.plan import Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import chosen, ids, moment, number, typed
from bransjekurs.pages.participant_view import participant_context
from bransjekurs.plans.api import ReviewNote
from bransjekurs.templatetags.look import day

_DONE = {
    "judge": gettext_lazy("The judgement is saved."),
    "observe": gettext_lazy("What you have seen is saved."),
    "withdraw": gettext_lazy("The link is withdrawn."),
    "review": gettext_lazy("The conversation is saved."),
    "issue": gettext_lazy("The certificate is issued."),
    "revoke": gettext_lazy("The certificate is revoked."),
}
_NEW_LINK = "bransjekurs_new_link"
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
    picture = teacher_goal.see_participant(actor, participant_id, clock.now())
    goal_id = request.POST.get("goal") or request.GET.get("goal", "")
    standing = teacher_certificate.standing_of(actor, participant_id)
    context = participant_context(picture, standing, actor, goal_id, clock.now())
    told = {
        "message": _DONE.get(request.GET.get("done", "")),
        "new_link": _new_link(request, participant_id),
    }
    return page(request, "pages/participant.html", {**context, **told, **wrong}, 400 if wrong else 200)


def _act(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Do what the pressed button says, then show the page anew, so that loading it again does nothing twice."""
    do = request.POST.get("do", "")
    act = _ACTS.get(do)
    if act is None:
        raise Refusal("bad_request")
    act(request, actor, participant_id)
    query = QueryDict(mutable=True)
    query["done"] = do
    if goal := request.POST.get("goal", "")[:_OUTCOME_ID_LIMIT]:
        query["goal"] = goal
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}{_ANCHORS.get(do, '')}")


def _judge(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    verdict = chosen(form, "verdict", Verdict)
    basis = ids(form, "evidence")
    reason = typed(form, "reason")
    teacher_goal.judge(actor, participant_id, form.get("goal", ""), verdict, reason, basis, clock.now())


def _observe(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    arena = chosen(form, "arena", Arena)
    if arena not in COURSE_ARENAS:
        raise Refusal("unknown_value", "arena")
    observation = Observation(chosen(form, "answer", Observed), typed(form, "comment", COMMENT_LIMIT))
    teacher_goal.observe(actor, participant_id, form.get("goal", ""), observation, arena, clock.now())


def _ask(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    """Make the link; it waits in the session to be shown once, since only its hash is stored."""
    form = request.POST
    days = int(number(form, "days"))
    goal, mentor = form.get("goal", ""), typed(form, "mentor")
    site = issuer_of(actor.course_key).address.rstrip("/")
    token, asked = teacher_goal.ask_mentor(actor, participant_id, goal, mentor, days, clock.now())
    address = site + reverse("bransjekurs:mentor", args=[token])
    text = _(
        "Hi %(mentor)s! Can you answer a short question? It takes one minute. The link works until %(day)s: %(url)s"
    )
    link = {
        "participant": participant_id,
        "url": address,
        "mentor": asked.mentor,
        "expires_at": asked.expires_at.isoformat(),
        "text_to_copy": text % {"mentor": asked.mentor, "day": day(asked.expires_at), "url": address},
    }
    request.session[_NEW_LINK] = link


def _withdraw(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    request_id = next(iter(ids(request.POST, "request")), 0)
    teacher_goal.withdraw_link(actor, participant_id, request_id, clock.now())


def _review(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    note = ReviewNote(moment(form), typed(form, "with_whom", _WITH_WHOM_LIMIT), typed(form, "about", _ABOUT_LIMIT))
    teacher_goal.plan_review(actor, participant_id, note, clock.now())


def _issue(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    checked = bool(request.POST.get("name_checked"))
    teacher_certificate.issue(actor, participant_id, name_checked=checked, language="nb", now=clock.now())


def _revoke(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    reason = typed(request.POST, "reason")
    teacher_certificate.revoke_latest(actor, participant_id, reason, clock.now())


def _new_link(request: HttpRequest, participant_id: int) -> dict[str, Any] | None:
    """Return the link that was just made, once, and only beside the participant that it is about."""
    link = request.session.get(_NEW_LINK)
    if not link or link["participant"] != participant_id:
        return None
    del request.session[_NEW_LINK]
    return {**link, "expires_at": datetime.fromisoformat(link["expires_at"])}


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
