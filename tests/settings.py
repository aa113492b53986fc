"""The preview's settings with a folder of their own, so that tests never touch what somebody has done in a preview."""

import atexit
import os
import shutil
import tempfile
from urllib.parse import urlsplit

os.environ["BRANSJEKURS_VAR"] = os.environ.get("BRANSJEKURS_TEST_VAR") or tempfile.mkdtemp(prefix="bransjekurs-tests-")

from tests.preview_settings import *  # noqa: F403

atexit.register(shutil.rmtree, BRANSJEKURS_VAR, ignore_errors=True)  # noqa: F405

# The platform's own table of what is completed, and its switch, for the tests of its signals.
INSTALLED_APPS = [*INSTALLED_APPS, "completion", "waffle"]  # noqa: F405

# What is hashed for passwords does not matter here: nobody has one.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# In a file, as the preview has it: threads then meet at the same locks. In memory they would share one connection.
DATABASES["default"]["TEST"]["NAME"] = str(BRANSJEKURS_VAR / "tests.sqlite3")  # noqa: F405

# As Open edX has them, where tests.services.servers has started them: its collation, its workers' broker.
if database := urlsplit(os.environ.get("BRANSJEKURS_TEST_DATABASE", "")).port:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.mysql",
            "HOST": "127.0.0.1",
            "PORT": database,
            "USER": "root",
            "NAME": os.environ.get("BRANSJEKURS_TEST_DATABASE_NAME", "bransjekurs"),
            "OPTIONS": {"charset": "utf8mb4", "init_command": "SET sql_mode='STRICT_TRANS_TABLES'"},
            "TEST": {"CHARSET": "utf8mb4", "COLLATION": "utf8mb4_unicode_ci"},
        }
    }
CELERY_BROKER_URL = os.environ.get("BRANSJEKURS_TEST_BROKER", "")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
