"""The mentor's link: one screen, no account. Opening it uses nothing up; sending does, once."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bransjekurs import clock
from bransjekurs.api import mentor
from bransjekurs.api.mentor import LinkClosed, Question
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence.api import RequestStatus
from bransjekurs.pages.door import field_errors, page, public_page
from bransjekurs.pages.fields import chosen, typed
from bransjekurs.rendering import LANGUAGES
from bransjekurs.templatetags.look import lower_first

_DECLINES = {"not_seen": RequestStatus.NOT_SEEN, "not_me": RequestStatus.NOT_ME}
_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


@public_page
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the question, or take the answer."""
    try:
        question = mentor.see_question(token, clock.now())
        if request.method != "POST":
            return page(request, "pages/mentor.html", _context(question, token))
        return _answered(request, question, token)
    except LinkClosed as closed:
        status = 404 if closed.why == "unknown" else 410
        return page(request, "pages/mentor_closed.html", {"why": closed.why, "teacher_name": None}, status)


def _answered(request: HttpRequest, question: Question, token: str) -> HttpResponseBase:
    do = request.POST.get("do", "send")
    try:
        if do in _DECLINES:
            mentor.decline(token, _DECLINES[do], clock.now())
            answer = do
        else:
            observed = chosen(request.POST, "answer", Observed)
            mentor.answer(token, observed, typed(request.POST, "comment"), clock.now())
            answer = observed.value
    except Refusal as refusal:
        wrong = {"errors": field_errors(refusal), "typed": request.POST.dict()}
        return page(request, "pages/mentor.html", _context(question, token) | wrong, 400)
    thanks = {"first_name": _first(question.participant), "teacher_name": question.teacher, "answer": answer}
    return page(request, "pages/mentor_thanks.html", thanks)


def _context(question: Question, token: str) -> dict[str, Any]:
    path = reverse("bransjekurs:mentor", args=[token])
    return {
        "teacher_name": question.teacher,
        "mentor": question.request.mentor,
        "course_title": question.course_title,
        "person_name": question.participant,
        "first_name": _first(question.participant),
        "question": _("Can %(name)s do this: %(goal)s?")
        % {"name": _first(question.participant), "goal": lower_first(question.outcome.title)},
        "look_for": question.outcome.look_for,
        "expires_at": question.request.expires_at,
        "languages": [
            {"code": code, "label": _NAMES[code], "url": f"{path}?lang={code}", "selected": code == get_language()}
            for code in LANGUAGES
        ],
    }


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0]
