"""The mentor's screens, reached by link: what was seen."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from bransjekurs import clock
from bransjekurs.api import mentor
from bransjekurs.api.links import Introduction
from bransjekurs.api.mentor import Question
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.refusal import Refusal
from bransjekurs.links.api import Link
from bransjekurs.pages.door import field_errors, page
from bransjekurs.pages.fields import chosen, typed
from bransjekurs.pages.link_view import first_name, link_context, thanks
from bransjekurs.templatetags.look import lower_first


def observe(request: HttpRequest, link: Link, token: str) -> HttpResponseBase:
    """Show the question on one goal, or take the answer."""
    question = mentor.see_question(token, clock.now())
    if request.method != "POST":
        return page(request, "pages/mentor.html", _context(question, token))
    try:
        observed = chosen(request.POST, "answer", Observed)
        mentor.answer(token, observed, typed(request.POST, "comment"), clock.now())
    except Refusal as refusal:
        wrong = {"errors": field_errors(refusal), "typed": request.POST.dict()}
        return page(request, "pages/mentor.html", _context(question, token) | wrong, 400)
    return thanks(request, link, _introduction(question), observed.value)


def _context(question: Question, token: str) -> dict[str, Any]:
    words = {"name": first_name(question.participant), "goal": lower_first(question.outcome.title)}
    return link_context(question.link, _introduction(question), token) | {
        "question": _("Can %(name)s do this: %(goal)s?") % words,
        "look_for": question.outcome.look_for,
    }


def _introduction(question: Question) -> Introduction:
    return Introduction(question.participant, question.teacher, question.course_title)
