"""The REST interface in Open edX: its JWT, its OAuth2 token or its session says who asks, as at its own interfaces.

Token, session and middleware are those of the real edx-drf-extensions; the OAuth2 token's class is a stand-in.
"""

import json
import time
from types import SimpleNamespace

import jwt
import pytest
from bransjekurs.compat import OpenEdx
from bransjekurs.rest.door import authenticators
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse
from django.test import Client
from jwt.algorithms import RSAAlgorithm

from tests.platform.compat.settings import JWT_AUTH
from tests.platform.compat.test_open_edx import COURSE, edx, give, new_request, people  # noqa: F401  # the fixtures

pytestmark = pytest.mark.django_db
ADDRESS = f"/bransjekurs/api/v1/courses/{COURSE}/"
ISSUER = JWT_AUTH["JWT_ISSUERS"][0]["ISSUER"]
# A course that is not published is told to Ingrid alone: others learn nothing.
LET_IN, KEPT_OUT, UNKNOWN = (404, "course_not_published"), (403, "not_allowed"), (401, "not_signed_in")


@pytest.fixture
def key(settings) -> rsa.RSAPrivateKey:
    """The key by which the platform signs tokens, made known to those who read them."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = json.loads(RSAAlgorithm.to_jwk(made.public_key())) | {"kid": "lms"}
    settings.JWT_AUTH = settings.JWT_AUTH | {"JWT_PUBLIC_SIGNING_JWK_SET": json.dumps({"keys": [public]})}
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "edx_rest_framework_extensions.auth.jwt.middleware.EnsureJWTAuthSettingsMiddleware",
    ]
    return made


def signed(key: rsa.RSAPrivateKey, username: str, **otherwise: object) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "openedx", "iat": now, "exp": now + 3600, "preferred_username": username}
    more = {"version": "1.2.0", "scopes": ["profile"], "is_restricted": False, "email": "", "administrator": False}
    return jwt.encode(claims | more | otherwise, key, algorithm="RS512", headers={"kid": "lms"})


def said(response: HttpResponse) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, json.loads(response.content)["code"]


def asked(header: str = "", client: Client | None = None) -> tuple[int, str]:
    return said((client or Client()).get(ADDRESS, **({"HTTP_AUTHORIZATION": header} if header else {})))


def test_the_classes_are_the_platform_s(edx: OpenEdx) -> None:  # noqa: F811
    assert [f"{one.__module__}.{one.__qualname__}" for one in authenticators()] == list(edx.authenticators())


def test_who_sends_no_token_is_told_how(key: rsa.RSAPrivateKey) -> None:
    assert asked() == UNKNOWN
    assert Client().get(ADDRESS)["WWW-Authenticate"].startswith("JWT")


def test_ingrid_asks_with_a_jwt_of_the_platform_s(people: SimpleNamespace, key: rsa.RSAPrivateKey) -> None:  # noqa: F811
    give(people.ingrid, "staff")
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert asked(f"JWT {signed(key, 'ingrid')}") == LET_IN
    assert asked(f"JWT {signed(key, 'carl')}") == KEPT_OUT
    assert asked(f"JWT {signed(other, 'ingrid')}") == UNKNOWN
    assert asked(f"JWT {signed(key, 'ingrid', exp=1)}") == UNKNOWN
    assert asked("JWT rubbish") == UNKNOWN


def test_a_token_that_is_restricted_to_scopes_is_kept_out(people: SimpleNamespace, key: rsa.RSAPrivateKey) -> None:  # noqa: F811
    """The platform's middleware does it, where it finds the classes on the view."""
    give(people.ingrid, "staff")
    assert asked(f"JWT {signed(key, 'ingrid', is_restricted=True)}") == KEPT_OUT


def test_ingrid_asks_with_an_oauth2_token(people: SimpleNamespace, key: rsa.RSAPrivateKey, monkeypatch) -> None:  # noqa: F811
    from openedx.core.lib.api.authentication import TOKENS

    give(people.ingrid, "staff")
    monkeypatch.setitem(TOKENS, "hers", people.ingrid.pk)
    assert asked("Bearer hers") == LET_IN
    for wrong in ("Bearer his", "Bearer", "Bearer a b", "Bearer \xff\xfe"):
        assert asked(wrong) == UNKNOWN, wrong


def test_ingrid_asks_in_her_session(people: SimpleNamespace, key: rsa.RSAPrivateKey) -> None:  # noqa: F811
    give(people.ingrid, "staff")
    client = Client()
    client.force_login(people.ingrid)
    assert asked(client=client) == LET_IN
    client.force_login(people.carl)
    assert asked(client=client) == KEPT_OUT
