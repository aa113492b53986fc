"""Staff who look at the course as a participant: kept in the session, told for as long as the request lasts.

The platform calls it masquerading and keeps it in the session too. Blocks and use cases ask ``Platform``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import User
from django.http import HttpRequest

from bransjekurs.preview import access, courseware
from bransjekurs.preview.models import Enrolment

ANYBODY = "*"
_SESSION_KEY = "views_as"
_views_as_learner = ContextVar("views_as_learner", default=False)


def is_on() -> bool:
    """Say whether this request looks at the course as a participant."""
    return _views_as_learner.get()


@contextmanager
def as_learner(on: bool = True) -> Iterator[None]:
    """Look at the course as a participant until the block ends."""
    token = _views_as_learner.set(on)
    try:
        yield
    finally:
        _views_as_learner.reset(token)


def choose(request: HttpRequest, who: str) -> None:
    """Keep as whom the user looks at the course: a participant's username, ``ANYBODY``, or empty for themselves."""
    request.session[_SESSION_KEY] = who if who == ANYBODY or who in _participants() else ""


def chosen(request: HttpRequest) -> str:
    """Return as whom the user looks at the course; empty for themselves, and for whoever is not staff."""
    who = str(request.session.get(_SESSION_KEY, ""))
    if not who or not isinstance(request.user, User):
        return ""
    return who if access.is_course_staff(request.user.pk, courseware.current().key) else ""


def learner(request: HttpRequest, user: User) -> User:
    """Return whose blocks are shown: a participant's whom the user has chosen, else the user's own."""
    who = chosen(request)
    return _participants().get(who, user) if who else user


def _participants() -> dict[str, User]:
    places = Enrolment.objects.filter(course_key=courseware.current().key)
    return {user.username: user for user in User.objects.filter(pk__in=places.values("user_id"))}
