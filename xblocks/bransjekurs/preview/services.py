"""The services that the platform gives to blocks, as far as the blocks of a short course ask for them."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation
from opaque_keys.edx.keys import CourseKey
from xblock.reference.user_service import UserService, XBlockUser

from bransjekurs.preview import access, viewing
from bransjekurs.preview.courseware import LoadedCourse


class CurrentUser(UserService):
    """Tells who acts, with the platform's attributes (``edx-platform.…``)."""

    def __init__(self, user: User | None, course_key: CourseKey, author: bool) -> None:
        super().__init__()
        author = author or viewing.is_on()
        self.user = _as_xblock_user(user, course_key, author) if user else XBlockUser()
        self.course_key = course_key

    def get_user_by_anonymous_id(self, anonymous_id: str) -> User | None:
        """Return the user whom the course knows by an anonymous id."""
        users = User.objects.all()
        return next((user for user in users if _anonymous_id(user, str(self.course_key)) == anonymous_id), None)

    def get_current_user(self) -> XBlockUser:
        """Return the user who makes the request."""
        return self.user


def _as_xblock_user(user: User, course_key: CourseKey, author: bool) -> XBlockUser:
    """In Studio's views everybody is a student, as on the platform, and so is who looks as one.

    Rights in Studio come from ``StudioPermissions``.
    """
    is_staff = not author and access.is_course_staff(user.pk, course_key)
    person = XBlockUser(is_current_user=True, emails=[user.email], full_name=user.get_full_name())
    attributes = {
        "anonymous_user_id": _anonymous_id(user, str(course_key)),
        "deprecated_anonymous_user_id": _anonymous_id(user, ""),
        "is_authenticated": True,
        "user_id": user.pk,
        "username": user.get_username(),
        "user_is_beta_tester": False,
        "user_is_global_staff": False,
        "user_is_staff": is_staff,
        "user_preferences": {"pref-lang": translation.get_language()},
        "user_role": "staff" if is_staff else "student",
    }
    person.opt_attrs = {f"edx-platform.{name}": value for name, value in attributes.items()}
    return person


def _anonymous_id(user: User, course: str) -> str:
    return hashlib.blake2b(f"{settings.SECRET_KEY}{course}{user.pk}".encode(), digest_size=16).hexdigest()


class StudioPermissions:
    """Says who may change a course, in Studio's views only.

    As on the platform, limited staff read as somebody who can write and cannot read: its own words for why are that
    the LMS asks the same question for other things.
    """

    def __init__(self, user: User) -> None:
        self.user = user

    def can_read(self, course_key: CourseKey) -> bool:
        """Say whether the user may look at the course in Studio."""
        return access.may_author(self.user.pk, course_key)

    def can_write(self, course_key: CourseKey) -> bool:
        """Say whether the user may change the course."""
        return access.is_course_staff(self.user.pk, course_key)


class Translation:
    """Django's translation, under the names that blocks call."""

    gettext = ugettext = staticmethod(translation.gettext)
    ngettext = ungettext = staticmethod(translation.ngettext)


class Settings:
    """Settings that an operator can give a block type; the preview's operator gives none."""

    def get_settings_bucket(self, block: Any, default: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """Return the block type's settings."""
        return {} if default is None else default


class Sandbox:
    """Python inside questions isn't run: that takes a jail which a laptop doesn't have."""

    def can_execute_unsafe_code(self) -> bool:
        """Say no."""
        return False

    def get_python_lib_zip(self) -> None:
        """Give no library."""


class ReplaceUrls:
    """Makes the course's own addresses real: its files (``/static/…``) and places (``/jump_to_id/…``)."""

    def __init__(self, course: LoadedCourse) -> None:
        self.course = course
        self.places = {key.block_id: key for key in (*course.units, *course.blocks)}

    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        """Return the HTML with addresses that the browser can follow; unknown ones stay as they are."""
        text = re.sub(r"""(?<=["'])/static/([^"'?#]+)""", self._file, text)
        return text if static_replace_only else re.sub(r"""(?<=["'])/jump_to_id/([^"'?#/]+)""", self._place, text)

    def _file(self, found: re.Match[str]) -> str:
        return reverse("preview:file", args=[found[1]]) if found[1] in self.course.tree.static else found[0]

    def _place(self, found: re.Match[str]) -> str:
        key = self.places.get(found[1])
        return reverse("preview:unit", args=[self.course.unit_of.get(key, key)]) if key else found[0]
