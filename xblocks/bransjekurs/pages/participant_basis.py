"""What goes on one participant's certificate beside the goals: Norwegian, and certificates of others."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import certificate_basis
from bransjekurs.api.access import Actor
from bransjekurs.certificates.words import SKILLS
from bransjekurs.domain.course import FINAL_TEST
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import LanguageSkill, Level
from bransjekurs.pages.certificate_view import missing_for_teacher
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import ids, typed
from bransjekurs.pages.sections import sections
from bransjekurs.platform import platform
from bransjekurs.roles import Action, may

_DONE = {
    "norwegian": gettext_lazy("The level in Norwegian is saved."),
    "document": gettext_lazy("The certificate is noted."),
    "remove": gettext_lazy("The certificate is removed."),
}


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show what is judged and seen, and take what those who follow the participant add."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        do = request.POST.get("do", "")
        try:
            act = _ACTS.get(do)
            if act is None:
                raise Refusal("bad_request")
            act(request, actor, participant_id)
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "typed": request.POST.dict()}
        else:
            return HttpResponseRedirect(f"{request.path}?done={do}")
    message = _DONE.get(request.GET.get("done", ""))
    context = _context(actor, participant_id, wrong.get("typed", {})) | {"message": message, **wrong}
    return page(request, "pages/participant_basis.html", context, 400 if wrong else 200)


def _context(actor: Actor, participant_id: int, given: dict[str, Any]) -> dict[str, Any]:
    picture, held = certificate_basis.see_basis(actor, participant_id)
    norwegian = picture.shown.norwegian
    levels = {one.skill.value: one.level.value for one in norwegian.levels} if norwegian else {}
    course = picture.edition.course
    return {
        "course_title": course.title,
        "person": {"name": platform().people([participant_id])[participant_id].name},
        "sections": sections(actor, participant_id, held, "participant_basis"),
        "kind": picture.standing.kind,
        "missing": missing_for_teacher(picture),
        "skills": [
            {"name": skill.value, "label": SKILLS[skill], "level": given.get(skill.value, levels.get(skill.value, ""))}
            for skill in LanguageSkill
        ],
        "levels": [level.value for level in Level],
        "norwegian": norwegian,
        "basis": given.get("basis", norwegian.basis if norwegian else ""),
        "documents": picture.shown.documents,
        "known": [(one.id, one.name) for one in course.trade.certificates],
        "final_test": FINAL_TEST,
        "may_judge": may(held, Action.JUDGE_NORWEGIAN),
        "may_note": may(held, Action.NOTE_DOCUMENT),
        "example_url": _example_url(actor, participant_id) if may(held, Action.ISSUE) else "",
    }


def _example_url(actor: Actor, participant_id: int) -> str:
    return reverse("bransjekurs:certificate_example", args=[actor.course_key, participant_id])


def _norwegian(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    levels = {skill.value: request.POST.get(skill.value, "") for skill in LanguageSkill}
    certificate_basis.judge_norwegian(actor, participant_id, levels, typed(request.POST, "basis"), clock.now())


def _document(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    name, until = typed(form, "name"), _day(form.get("valid_until", ""))
    certificate_basis.note_document(actor, participant_id, form.get("document", ""), name, until, clock.now())


def _remove(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    certificate_basis.remove_document(actor, participant_id, next(iter(ids(request.POST, "record")), 0), clock.now())


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal("not_a_day", "valid_until") from None
    if not 2000 <= day.year <= 2099:
        raise Refusal("not_a_day", "valid_until")
    return day


_ACTS: dict[str, Callable[[HttpRequest, Actor, int], None]] = {
    "norwegian": _norwegian,
    "document": _document,
    "remove": _remove,
}
