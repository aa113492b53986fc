"""Who holds an OAuth2 token; the tokens are a table here, not those of django-oauth-toolkit."""

from django.contrib.auth import get_user_model
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

TOKENS: dict[str, int] = {}


class BearerAuthenticationAllowInactiveUser(BaseAuthentication):
    def authenticate(self, request):
        sent = get_authorization_header(request).split()
        if not sent or sent[0].lower() != b"bearer":
            return None
        if len(sent) != 2:
            raise AuthenticationFailed
        # The platform's decodes what was sent just so: bytes that are no text are a fault.
        token = sent[1].decode("utf8")
        if token not in TOKENS:
            raise AuthenticationFailed
        return get_user_model().objects.get(pk=TOKENS[token]), token

    def authenticate_header(self, request):
        return 'Bearer realm="api"'
