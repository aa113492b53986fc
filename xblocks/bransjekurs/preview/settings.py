"""Django settings of the preview. Everything it keeps is in one folder: ``BRANSJEKURS_VAR``, by default ``./var``."""

import os
import secrets
import sys
import warnings
from pathlib import Path

import django
from django.utils.translation import gettext_lazy as _

from bransjekurs.certificates.credential.keys import new_pem
from bransjekurs.settings.common import plugin_settings

# What xblocks-contrib reads files through says so at every start; our own pin (setup.py) is the answer.
warnings.filterwarnings("ignore", message="pkg_resources is deprecated as an API")

BRANSJEKURS_VAR = Path(os.environ.get("BRANSJEKURS_VAR", "var")).resolve()
BRANSJEKURS_VAR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """Return this installation's own key, made at the first start."""
    path = BRANSJEKURS_VAR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii")


def _signing_key() -> Path:
    """Return this installation's own key for signing certificates, made at the first start."""
    path = BRANSJEKURS_VAR / "signing_key.pem"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(new_pem())
    return path


SECRET_KEY = _secret_key()
DEBUG = False
# Anyone who reaches the server is let in without a password: only this machine may reach it.
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "bransjekurs.preview.urls"
WSGI_APPLICATION = None
LOGIN_URL = "preview:sign_in"
CSRF_FAILURE_VIEW = "bransjekurs.preview.views.errors.form_expired"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bransjekurs.preview",
    "bransjekurs",
    "xblocks_contrib.problem.capa",  # the templates of questions
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bransjekurs.preview.middleware.norwegian_first",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "bransjekurs.preview.middleware.as_whom",
    "bransjekurs.preview.middleware.bar",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "bransjekurs.preview.sqlite",
        "NAME": BRANSJEKURS_VAR / "preview.sqlite3",
        "OPTIONS": {"timeout": 20},
        "TEST": {"NAME": ":memory:"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": BRANSJEKURS_VAR / "media"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The preview is one process, with a folder of its own (BRANSJEKURS_VAR).
SILENCED_SYSTEM_CHECKS = ["bransjekurs.W012", "bransjekurs.W014"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "bransjekurs.preview.mail.OutboxBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "events": {"class": "logging.FileHandler", "filename": BRANSJEKURS_VAR / "events.log", "delay": True},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # No line for each page that is not there, nor for a request that had to wait its turn.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "waitress.queue": {"level": "ERROR"},
        "bransjekurs.events": {"level": "INFO", "handlers": ["events"], "propagate": False},
    },
}

LANGUAGES = [("nb", _("Norwegian Bokmål")), ("nn", _("Norwegian Nynorsk")), ("en", _("English"))]
LANGUAGE_CODE = "nb"
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
# jQuery, which the platform has on every page and the question block needs: Django carries a copy.
STATICFILES_DIRS = [("vendor", Path(django.__file__).parent / "contrib/admin/static/admin/js/vendor")]

# How the question block finds out that its files are in its own package, not collected by the platform.
PIPELINE = {"PIPELINE_ENABLED": False}
REQUIRE_DEBUG = True

BRANSJEKURS_TIME_ZONE = TIME_ZONE
BRANSJEKURS_LINK_REQUESTS = 60
BRANSJEKURS_LINK_SECONDS = 600
BRANSJEKURS_PRACTICE_MINUTES = 10
BRANSJEKURS_WORKERS = False  # what is long is done where it is asked for
MEDIA_ROOT = BRANSJEKURS_VAR / "media"
BRANSJEKURS_REST_RATE: str | None = "120/min"
BRANSJEKURS_REST_AUTHENTICATION: tuple[str, ...] | None = None
BRANSJEKURS_REMIND_HOURS = 48
BRANSJEKURS_PLATFORM = "bransjekurs.preview.platform.PreviewPlatform"
BRANSJEKURS_CLOCK = "bransjekurs.preview.clock.now"
BRANSJEKURS_ISSUERS = {
    "fjordbyen": {
        "name": "Fjordbyen læringssenter",
        "organisation_number": "310245187",
        "address": os.environ.get("BRANSJEKURS_ADDRESS", "http://127.0.0.1:8000"),
        "contact": "post@fjordbyen.example",
        "logo": str(Path(__file__).parent / "logo.svg"),
        "logo_alt": "Fjordbyen læringssenter: en bølge",
        "preview": True,
        "signing_key": {"name": "preview", "path": str(_signing_key())},
    }
}
# A course of any provider can be tried; its certificates say that they are the preview's.
BRANSJEKURS_ISSUERS["*"] = BRANSJEKURS_ISSUERS["fjordbyen"] | {"name": "Kurstilbyderen", "logo": ""}

plugin_settings(sys.modules[__name__])
