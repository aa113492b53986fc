"""Who issues certificates: from the settings, by the course key's organisation."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.certificate_content import Issuer
from bransjekurs.domain.refusal import Refusal

# The key of an issuer for organisations without one of their own: for the preview, where any course may be tried.
ANY_ORGANISATION = "*"


@dataclass(frozen=True, slots=True)
class IssuerSettings:
    """An issuer, the public address of its pages, and whether this is only a preview."""

    issuer: Issuer
    address: str
    is_preview: bool

    def verify_url(self, number: str) -> str:
        """Return the whole address of the page that verifies a certificate."""
        return self.address.rstrip("/") + reverse("bransjekurs:verify", args=[number])


def issuer_of(course_key: CourseKey) -> IssuerSettings:
    """Return the issuer for a course.

    Raises:
        Refusal: ``issuer_missing`` where the settings name none for the course's organisation.
    """
    issuers: dict[str, dict[str, Any]] = settings.BRANSJEKURS_ISSUERS
    found = issuers.get(str(course_key.org)) or issuers.get(ANY_ORGANISATION)
    if not found:
        raise Refusal("issuer_missing")
    issuer = Issuer(found["name"], found["organisation_number"], found.get("contact", ""))
    return IssuerSettings(issuer, found["address"], bool(found.get("preview")))
