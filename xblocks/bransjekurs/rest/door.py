"""How the REST interface is entered: who asks, about which course, and what is answered when the answer is no.

Every class that Django REST framework would take from the host's ``REST_FRAMEWORK`` is named here, so that the answers
are the same whatever the host configures.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bransjekurs.api.access import Actor
from bransjekurs.platform import platform
from bransjekurs.rendering import language
from bransjekurs.rest.about import About
from bransjekurs.rest.limits import PerUser
from bransjekurs.rest.problems import Missing, problem

ME = "me"
_ID_DIGITS = 18  # no longer than the database can hold


def authenticators() -> tuple[type[BaseAuthentication], ...]:
    """Return the classes that find out who asks: the setting's, else those of the platform's own interfaces.

    Where the setting's cannot be loaded, nobody gets in, and the check at the start says why. The platform's own not
    to be there is a broken installation, and ends it.
    """
    chosen = settings.BRANSJEKURS_REST_AUTHENTICATION
    try:
        return tuple(import_string(path) for path in chosen or platform().authenticators())
    except (ImportError, AttributeError):
        if not chosen:
            raise
        return ()


class Door(APIView):
    """A resource of a course: to be read by somebody who is signed in, in their language, kept out of caches."""

    about: ClassVar[About]

    # Known when the class is made: the platform's middleware looks for them here, see ``compat``.
    authentication_classes = authenticators()
    permission_classes = (IsAuthenticated,)
    throttle_classes = (PerUser,)
    renderer_classes = (JSONRenderer,)
    parser_classes = ()
    content_negotiation_class = DefaultContentNegotiation
    metadata_class = None
    versioning_class = None
    http_method_names = ("get", "head")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in the reader's language."""
        with translation.override(language()):
            response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def perform_authentication(self, request: Request) -> None:
        """Find out who asks; a token of bytes that are no text, on which the platform's class fails, is no token."""
        try:
            super().perform_authentication(request)
        except UnicodeError:
            raise AuthenticationFailed from None

    def get_authenticate_header(self, request: Request) -> str:
        """Return what a 401 must say: where a session is all there is, the framework would answer 403."""
        return str(super().get_authenticate_header(request) or 'Session realm="api"')

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response | None]:
        """Tell every refusal in one form."""
        return problem

    def answer(self, value: Any) -> Response:
        """Return a value in the resource's shape."""
        return Response(self.about.shape(value).data)


def actor_in(request: Request, course_id: str) -> Actor:
    """Return who asks about the course: with their own rights, also while they look at it as a participant.

    Raises:
        Missing: the id is no course's.
    """
    try:
        return Actor(request.user.pk or 0, CourseKey.from_string(course_id))
    except InvalidKeyError:
        raise Missing from None


def participant_in(actor: Actor, participant_id: str) -> int:
    """Return the id of the participant who is asked about; ``me`` is the one who asks.

    Raises:
        Missing: the text is no id.
    """
    if participant_id == ME:
        return actor.user_id
    if not (participant_id.isascii() and participant_id.isdigit() and len(participant_id) <= _ID_DIGITS):
        raise Missing
    return int(participant_id)
