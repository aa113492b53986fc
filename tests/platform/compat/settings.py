"""Settings for what speaks with Open edX: the stand-ins are apps like the platform's, and compat is the platform."""

import sys
from pathlib import Path

from tests.settings import *  # noqa: F403

sys.path.append(str(Path(__file__).parents[1] / "openedx_standins"))

INSTALLED_APPS = [
    *INSTALLED_APPS,  # noqa: F405
    "eventtracking.django.apps.EventTrackingConfig",
    "common.djangoapps.student",
    "openedx.core.djangoapps.content.course_overviews",
    "openedx.core.djangoapps.course_groups",
    "lms.djangoapps.courseware",
    "lms.djangoapps.grades.apps.GradesConfig",
]
DATABASES["default"]["TEST"]["NAME"] = str(BRANSJEKURS_VAR / "compat.sqlite3")  # noqa: F405
BRANSJEKURS_PLATFORM = "bransjekurs.compat.OpenEdx"
ROOT_URLCONF = "tests.platform.compat.urls"
MODULESTORE_BRANCH = "published-only"
DEFAULT_FROM_EMAIL = "plattform@example.org"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EVENT_TRACKING_ENABLED = True
EVENT_TRACKING_BACKENDS = {}
EVENT_TRACKING_PROCESSORS = []
# How the platform's tokens are read; the key comes with the tests.
JWT_AUTH = {
    "JWT_ALGORITHM": "RS512",
    "JWT_AUTH_COOKIE": "edx-jwt-cookie",
    "JWT_AUTH_HEADER_PREFIX": "JWT",
    "JWT_DECODE_HANDLER": "edx_rest_framework_extensions.auth.jwt.decoder.jwt_decode_handler",
    "JWT_ISSUERS": [{"ISSUER": "https://lms.example/oauth2", "AUDIENCE": "openedx", "SECRET_KEY": ""}],
    "JWT_LEEWAY": 1,
    "JWT_SUPPORTED_VERSION": "1.2.0",
    "JWT_VERIFY_AUDIENCE": False,
    "JWT_VERIFY_EXPIRATION": True,
}
