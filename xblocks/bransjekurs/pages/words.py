"""The words of a list on paper, for the wall of the break room."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import UsageKey

from bransjekurs import clock
from bransjekurs.api import teacher_words
from bransjekurs.api.access import Actor
from bransjekurs.api.teacher_words import WordSheet
from bransjekurs.domain.vocabulary import Term
from bransjekurs.pages.door import course_page, message, page
from bransjekurs.wording import language_name

_HARD = "hard"


@course_page
def sheet(request: HttpRequest, actor: Actor, usage_id: str) -> HttpResponseBase:
    """Show the words as a page that prints well: all, or the group's hard ones, with another language if asked for."""
    try:
        key = UsageKey.from_string(usage_id)
    except InvalidKeyError:
        return message(request, 404, _("This page does not exist."), _("Check the address."))
    only_hard = request.GET.get("words") == _HARD
    found = teacher_words.see_sheet(actor, key, clock.now(), only_hard)
    language = request.GET.get("language", "")
    return page(request, "pages/word_sheet.html", _context(found, actor, only_hard, language))


def _context(found: WordSheet, actor: Actor, only_hard: bool, language: str) -> dict[str, Any]:
    return {
        "title": found.title,
        "course_title": found.course_title,
        "rows": [_row(term, language) for term in found.terms],
        "choices": [("", found.total, not only_hard), (_HARD, found.hard, only_hard)],
        "languages": [(code, language_name(code), code == language) for code in found.languages],
        "language": language if language in found.languages else "",
        "group_url": reverse("bransjekurs:group", args=[actor.course_key]),
    }


def _row(term: Term, language: str) -> dict[str, Any]:
    spelled = dict.fromkeys(form.spellings[0] for form in term.forms)
    spelled.pop(term.lemma, None)
    return {
        "word": term.with_article,
        "forms": ", ".join(spelled),
        "definition": term.definition,
        "sentence": term.sentence,
        "safety": term.safety,
        "translation": ", ".join(one.text for one in term.translations if one.language == language),
    }
