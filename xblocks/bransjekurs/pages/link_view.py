"""What the screens behind links show alike: who asks about whom, the languages, the thanks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from bransjekurs.api.links import Introduction
from bransjekurs.links.api import Link
from bransjekurs.pages.door import page
from bransjekurs.rendering import LANGUAGES

_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


def link_context(link: Link, told: Introduction, token: str) -> dict[str, Any]:
    """Return what stands on every link's page."""
    path = reverse("bransjekurs:link", args=[token])
    return {
        "teacher_name": told.teacher,
        "mentor": link.to_name,
        "course_title": told.course_title,
        "person_name": told.participant,
        "first_name": first_name(told.participant),
        "expires_at": link.expires_at,
        "languages": [
            {"code": code, "label": _NAMES[code], "url": f"{path}?lang={code}", "selected": code == get_language()}
            for code in LANGUAGES
        ],
    }


def thanks(request: HttpRequest, link: Link, told: Introduction, answer: str) -> HttpResponse:
    """Return the page that says what happens with the answer."""
    context = {"first_name": first_name(told.participant), "teacher_name": told.teacher, "answer": answer}
    return page(request, "pages/link_thanks.html", context | {"purpose": link.purpose.value})


def first_name(name: str) -> str:
    """Return the name that colleagues use."""
    return name.split(maxsplit=1)[0]
