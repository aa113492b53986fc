"""The link's door: one address for everybody without an account. Opening it uses nothing up; sending does, once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from bransjekurs import clock
from bransjekurs.api import links
from bransjekurs.api.links import LinkClosed
from bransjekurs.links.api import Link, LinkStatus, Purpose
from bransjekurs.pages import agreement, mentor, workplace
from bransjekurs.pages.door import page, public_page
from bransjekurs.pages.limits import limited
from bransjekurs.pages.link_view import thanks
from bransjekurs.rendering import LANGUAGES, language

_SCREENS: dict[Purpose, Callable[[HttpRequest, Link, str], HttpResponseBase]] = {
    Purpose.OBSERVE: mentor.observe,
    Purpose.CONFIRM_HOURS: workplace.hours,
    Purpose.SEE_TIME: workplace.time,
    Purpose.AGREE: agreement.asked,
}
_DECLINES = {"not_seen": LinkStatus.NOT_SEEN, "not_me": LinkStatus.NOT_ME}


@public_page
@limited
def open_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what the link leads to, or take the answer, in the language that the receiver has chosen."""
    asked = request.GET.get("lang")
    chosen = asked if asked in LANGUAGES else ""
    try:
        link = links.look(token, clock.now(), chosen or "")
        with translation.override(chosen or link.language or language()):
            return _decline(request, link, token) or _SCREENS[link.purpose](request, link, token)
    except LinkClosed as closed:
        status = 404 if closed.why == "unknown" else 410
        return page(request, "pages/link_closed.html", {"why": closed.why}, status)


def _decline(request: HttpRequest, link: Link, token: str) -> HttpResponseBase | None:
    do = request.POST.get("do", "")
    if request.method != "POST" or do not in _DECLINES:
        return None
    told = links.introduce(link)
    links.decline(token, _DECLINES[do], clock.now())
    return thanks(request, link, told, do)
