"""Letters to holders about their certificates, by the platform's e-mail. No name, number or goal stands in them.

A letter is in the language of the certificate that it is about.
"""

from django.utils import translation
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.api.issuers import issuer_of
from bransjekurs.courses import api as courses
from bransjekurs.platform import platform


def tell_issued(user_id: int, course_key: CourseKey, language: str) -> None:
    """Tell a holder that the certificate is ready, and where."""
    with translation.override(language):
        text = _("Hi! You have got a certificate from the course %(course)s. You find it here: %(url)s")
        values = {"course": platform().course_title(course_key), "url": _address(course_key)}
        platform().send_mail(user_id, _("Your certificate is ready"), text % values)


def ask_for_name(user_id: int, course_key: CourseKey) -> None:
    """Ask a participant to see whether the name is right, in the first language of the course's certificates."""
    edition = courses.current(course_key)
    with translation.override(edition.course.certificate.languages[0] if edition else None):
        text = _(
            "Hi! Before you can get a certificate from the course %(course)s, you must see whether your name is right. "
            "You do it here: %(url)s"
        )
        values = {"course": platform().course_title(course_key), "url": _address(course_key)}
        platform().send_mail(user_id, _("Is your name spelled right?"), text % values)


def tell_revoked(user_id: int, course_key: CourseKey, language: str) -> None:
    """Tell a holder that the certificate does not stand any more; why is told where they sign in."""
    with translation.override(language):
        text = _(
            "Hi! Your certificate from the course %(course)s does not stand any more. "
            "Talk to your teacher. You read why here: %(url)s"
        )
        values = {"course": platform().course_title(course_key), "url": _address(course_key)}
        platform().send_mail(user_id, _("Your certificate has been revoked"), text % values)


def certificate_path(course_key: CourseKey) -> str:
    """Return the path of the block where the holder meets the certificate."""
    edition = courses.current(course_key)
    key = edition.course.certificate.usage_key if edition else ""
    return platform().block_url(UsageKey.from_string(key)) if key else "/"


def _address(course_key: CourseKey) -> str:
    """Return the whole address of the block where the holder meets the certificate."""
    return issuer_of(course_key).address.rstrip("/") + certificate_path(course_key)
