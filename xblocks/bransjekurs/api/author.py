"""What an author asks for in Studio: the course as it is published, and an example of its certificate.

The doors that call this know who may write the course: Studio says so, and no table of ours.
"""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.issuers import issuer_of
from bransjekurs.api.reading import local_zone
from bransjekurs.courses import api as courses
from bransjekurs.domain.certificate import Issuing
from bransjekurs.domain.certificate_content import CertificateContent
from bransjekurs.domain.course import CertificateRules, Course
from bransjekurs.domain.example_certificate import example
from bransjekurs.domain.refusal import Refusal
from bransjekurs.roles import Role

_NUMBER = "EKSEMPEL"


def published_course(course_key: CourseKey) -> Course | None:
    """Return the course as it is published; None where it never was."""
    edition = courses.current(course_key)
    return edition.course if edition else None


def example_certificate(
    course_key: CourseKey, rules: CertificateRules, language: str, now: datetime
) -> CertificateContent:
    """Return a certificate with invented data by the author's rules, which may be saved and not published yet.

    Raises:
        Refusal: ``unknown_language``, ``course_not_published``, ``issuer_missing``.
    """
    if language not in rules.languages:
        raise Refusal("unknown_language")
    course = published_course(course_key)
    if course is None or not course.outcomes:
        raise Refusal("course_not_published")
    with translation.override(language):
        issuing = _issuing(course_key, language, _("Example Person"), now)
        return example(course, rules, issuing, _("example data"), _("Final test"))


def _issuing(course_key: CourseKey, language: str, holder: str, now: datetime) -> Issuing:
    issuer = issuer_of(course_key)
    return Issuing(
        number=_NUMBER,
        holder=holder,
        issuer=issuer.issuer,
        issued_at=now,
        language=language,
        verify_url=issuer.verify_url(_NUMBER),
        is_preview=True,
        name_checked_by_role=Role.TEACHER,
        zone=local_zone(),
    )
