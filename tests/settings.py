"""The preview's settings with a folder of their own, so that tests never touch what somebody has done in a preview."""

import atexit
import os
import shutil
import tempfile

os.environ["BRANSJEKURS_VAR"] = tempfile.mkdtemp(prefix="bransjekurs-tests-")

from bransjekurs.preview.settings import *  # noqa: F403

atexit.register(shutil.rmtree, BRANSJEKURS_VAR, ignore_errors=True)  # noqa: F405

# What is hashed for passwords does not matter here: nobody has one.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# In a file, as the preview has it: threads then meet at the same locks. In memory they would share one connection.
DATABASES["default"]["TEST"]["NAME"] = str(BRANSJEKURS_VAR / "tests.sqlite3")  # noqa: F405
