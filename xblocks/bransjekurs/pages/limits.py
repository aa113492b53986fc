"""How often somebody without an account may try: enough for any person, too little for guessing."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bransjekurs.pages.door import message

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def limited(view: Page[P]) -> Page[P]:
    """Let each network address ask so many times in so many seconds (settings); after that, ask to wait.

    The count lives in the cache under a hash of the address, and goes away with the time: nothing is kept of who
    looked.
    """

    @wraps(view)
    def run(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        most, seconds = settings.BRANSJEKURS_LINK_REQUESTS, settings.BRANSJEKURS_LINK_SECONDS
        if most and _count(request, seconds) > most:
            response = _wait(request, seconds)
            response["Retry-After"] = str(seconds)
            return response
        return view(request, *args, **kwargs)

    return run


def _count(request: HttpRequest, seconds: int) -> int:
    address = sha256(str(request.META.get("REMOTE_ADDR", "")).encode()).hexdigest()
    key = f"bransjekurs-link-{address}"
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the time ran out between the two lines
        return 1


def _wait(request: HttpRequest, seconds: int) -> HttpResponseBase:
    minutes = max(1, round(seconds / 60))
    text = ngettext(
        "You have opened links many times. Wait %(count)d minute, and open the link again.",
        "You have opened links many times. Wait %(count)d minutes, and open the link again.",
        minutes,
    )
    return message(request, 429, _("Wait a little"), text % {"count": minutes})
