"""The agreement about one participant: read, asked for, agreed to; and its screen behind a link."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import agreement, links
from bransjekurs.api.access import Actor
from bransjekurs.api.agreement import AgreementPicture
from bransjekurs.domain.agreement import Responsibilities
from bransjekurs.domain.refusal import Refusal
from bransjekurs.links.api import Link, Purpose
from bransjekurs.pages import asking, new_link
from bransjekurs.pages.agreement_view import PARTIES, difference_text, responsible_fields, titles_of, version_context
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import typed
from bransjekurs.pages.link_view import link_context, thanks
from bransjekurs.pages.sections import sections
from bransjekurs.pages.time_form import count
from bransjekurs.roles import Action, may

_DONE = {
    "responsible": gettext_lazy("Saved."),
    "propose": gettext_lazy("There is a new version. Ask the parties to agree."),
    "agree": gettext_lazy("You have agreed to the plan."),
    "withdraw": gettext_lazy("The link is withdrawn."),
}


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show the agreement, its versions and what has changed since."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _act(request, actor, participant_id)
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "typed": request.POST.dict()}
    picture = agreement.see_agreement(actor, participant_id)
    context = _context(picture, actor, request)
    if may(picture.roles, Action.ASK_MENTOR):
        found, now = links.about(actor, participant_id, Purpose.AGREE), clock.now()
        context["made_links"] = [new_link.made_link(link, now) for link in found]
    told = {
        "message": _DONE.get(request.GET.get("done", "")),
        "new_link": new_link.take(request, participant_id),
    }
    return page(request, "pages/agreement.html", {**context, **told, **wrong}, 400 if wrong else 200)


def _act(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    do, now = request.POST.get("do", ""), clock.now()
    if do == "responsible":
        agreement.name_responsible(actor, participant_id, _responsible(request.POST), now)
    elif do == "propose":
        agreement.propose(actor, participant_id, now)
    elif do == "agree":
        agreement.agree(actor, participant_id, count(request.POST, "version"), now)
    elif do == "ask":
        picture = agreement.see_agreement(actor, participant_id)
        if not picture.versions or picture.differences:
            raise Refusal("version_changed")
        asking.ask(request, actor, participant_id, Purpose.AGREE, subject=str(picture.versions[0].number))
    elif do == "withdraw":
        asking.withdraw(request, actor, participant_id)
    else:
        raise Refusal("bad_request")
    return HttpResponseRedirect(f"{request.path}?done={do}")


def _responsible(form: QueryDict) -> Responsibilities:
    return Responsibilities(**{name: typed(form, name) for name in Responsibilities.__dataclass_fields__})


def _context(picture: AgreementPicture, actor: Actor, request: HttpRequest) -> dict[str, Any]:
    own = actor.user_id == picture.person_id
    latest = picture.versions[0] if picture.versions else None
    asked = request.GET.get("version", "")
    shown = next((one for one in picture.versions if str(one.number) == asked), latest)
    titles = titles_of(picture.current, *([latest.version] if latest else []))
    agreed = {consent.party.value for consent in latest.consents} if latest else set()
    mine = "participant" if own else "provider"
    action = Action.AGREE if own else Action.AGREE_FOR_PROVIDER
    can_agree = latest is not None and not picture.differences and mine not in agreed and may(picture.roles, action)
    return {
        "course_title": picture.course_title,
        "person": {"name": picture.current.participant, "own": own},
        "sections": sections(actor, picture.person_id, picture.roles, "agreement"),
        "group_url": None if own else reverse("bransjekurs:group", args=[actor.course_key]),
        "may": {
            "propose": may(picture.roles, Action.PROPOSE_AGREEMENT),
            "ask_mentor": may(picture.roles, Action.ASK_MENTOR),
            "agree": can_agree,
        },
        "latest": latest,
        "shown": shown,
        "old": shown is not latest,
        "content": version_context(shown.version if shown else picture.current),
        "consents": [_consent(consent) for consent in shown.consents] if shown else [],
        "missing": [PARTIES[party] for party in picture.missing],
        "differences": [difference_text(one, titles) for one in picture.differences],
        "versions": picture.versions,
        "fields": responsible_fields(picture.current.responsibilities, _typed(request)),
        "workplace_goals": _typed(request).get("workplace_goals", picture.current.responsibilities.workplace_goals),
    }


def _typed(request: HttpRequest) -> dict[str, str]:
    return request.POST.dict() if request.POST.get("do") == "responsible" else {}


def _consent(consent: Any) -> dict[str, Any]:
    return {"party": PARTIES[consent.party], "name": consent.name, "at": consent.at}


def asked(request: HttpRequest, link: Link, token: str) -> HttpResponseBase:
    """Show a version to somebody without an account, or take the answer."""
    found = agreement.see_asked(token, clock.now())
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return thanks(request, link, found.told, _answer(request, token))
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "typed": request.POST.dict()}
    context = link_context(link, found.told, token) | {"content": version_context(found.stored.version)}
    shown = context | {"typed": {"name": link.to_name}} | wrong
    return page(request, "pages/link_agree.html", shown, 400 if wrong else 200)


def _answer(request: HttpRequest, token: str) -> str:
    answer, form, now = request.POST.get("answer", ""), request.POST, clock.now()
    if answer == "agree":
        agreement.agree_by_link(token, typed(form, "name"), typed(form, "role"), now)
    elif answer == "object":
        agreement.object_by_link(token, typed(form, "comment"), now)
    else:
        raise Refusal("unknown_value", "answer")
    return answer
