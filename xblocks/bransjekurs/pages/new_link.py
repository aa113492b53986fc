"""The link that was just made: shown once to the one who made it, since only its hash is stored."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from bransjekurs.api.access import Actor
from bransjekurs.api.issuers import issuer_of
from bransjekurs.links.api import Link, LinkStatus, Purpose
from bransjekurs.templatetags.look import day

_NEW_LINK = "bransjekurs_new_link"
_TEXTS = {
    Purpose.OBSERVE: gettext_lazy(
        "Hi %(mentor)s! Can you answer a short question? It takes one minute. The link works until %(day)s: %(url)s"
    ),
    Purpose.CONFIRM_HOURS: gettext_lazy(
        "Hi %(mentor)s! Can you check some hours? It takes one minute. The link works until %(day)s: %(url)s"
    ),
    Purpose.AGREE: gettext_lazy(
        "Hi %(mentor)s! Here is a training plan. Can you read it and say if you agree? "
        "The link works until %(day)s: %(url)s"
    ),
    Purpose.SEE_TIME: gettext_lazy(
        "Hi %(mentor)s! Here you see the hours that we have agreed. The link works until %(day)s: %(url)s"
    ),
}


def make(request: HttpRequest, actor: Actor, made: Callable[[], tuple[str, Link]]) -> None:
    """Let a link be made, and wait in the session until the next page shows it.

    Raises:
        Refusal: ``issuer_missing`` before the link is made, since without an address nobody could use it.
    """
    site = issuer_of(actor.course_key).address.rstrip("/")
    token, link = made()
    address = site + reverse("bransjekurs:link", args=[token])
    words = {"mentor": link.to_name, "day": day(link.expires_at), "url": address}
    request.session[_NEW_LINK] = {
        "participant": link.user_id,
        "url": address,
        "mentor": link.to_name,
        "expires_at": link.expires_at.isoformat(),
        "once": link.purpose is not Purpose.SEE_TIME,
        "text_to_copy": str(_TEXTS[link.purpose]) % words,
    }


def take(request: HttpRequest, participant_id: int) -> dict[str, Any] | None:
    """Return the link that was just made, once, and only beside the participant that it is about."""
    link = request.session.get(_NEW_LINK)
    if not link or link["participant"] != participant_id:
        return None
    del request.session[_NEW_LINK]
    return {**link, "expires_at": datetime.fromisoformat(link["expires_at"])}


def made_link(link: Link, now: datetime) -> dict[str, Any]:
    """Return what a follower is told of a link: made, opened, used, and what it led to."""
    expired = link.status is LinkStatus.OPEN and not link.is_open(now)
    return {
        "id": link.id,
        "mentor": link.to_name,
        "purpose": _PURPOSES[link.purpose],
        "sent_at": link.created_at,
        "opened_at": link.opened_at,
        "closed_at": link.closed_at,
        "expires_at": link.expires_at,
        "comment": link.comment,
        "status": "expired" if expired else link.status.value,
        "asks": link.purpose is not Purpose.SEE_TIME,
    }


_PURPOSES = {
    Purpose.OBSERVE: gettext_lazy("Say what one has seen"),
    Purpose.CONFIRM_HOURS: gettext_lazy("Confirm hours at work"),
    Purpose.AGREE: gettext_lazy("Agree to the plan"),
    Purpose.SEE_TIME: gettext_lazy("See the agreed time"),
}
