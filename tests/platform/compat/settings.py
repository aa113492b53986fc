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
# The classes that compat names are the platform's, and are not here.
BRANSJEKURS_REST_AUTHENTICATION = ("rest_framework.authentication.SessionAuthentication",)
