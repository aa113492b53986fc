"""Who issues certificates: from the settings, by the course key's organisation."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from opaque_keys.edx.keys import CourseKey

from bransjekurs.certificates import logos
from bransjekurs.certificates.credential.did import did_web
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
    found = issuer_settings(str(course_key.org))
    issuer = Issuer(
        found["name"], found["organisation_number"], found.get("contact", ""), _logo(found), found.get("logo_alt", "")
    )
    return IssuerSettings(issuer, found["address"], bool(found.get("preview")))


def issuer_settings(organisation: str) -> dict[str, Any]:
    """Return what the settings say of the issuer for an organisation.

    Raises:
        Refusal: ``issuer_missing`` where they name none.
    """
    issuers: dict[str, dict[str, Any]] = settings.BRANSJEKURS_ISSUERS
    found = issuers.get(organisation) or issuers.get(ANY_ORGANISATION)
    if not found:
        raise Refusal("issuer_missing")
    return found


def _logo(found: dict[str, Any]) -> str:
    return logos.keep(logos.read_logo(str(found["logo"]))) if found.get("logo") else ""


def wrong_settings() -> list[str]:
    """Say what is wrong with the issuers in the settings, for the check at the start; an empty list is right."""
    if not _are_dicts(issuers := settings.BRANSJEKURS_ISSUERS):
        return ["BRANSJEKURS_ISSUERS must be a dict of dicts, by the organisation in the course key."]
    return [f"BRANSJEKURS_ISSUERS[{key!r}]: {text}" for key, found in issuers.items() for text in _wrong(found)]


def organisations() -> list[str]:
    """Return the organisations that the settings say anything of; none where they cannot be read."""
    issuers = settings.BRANSJEKURS_ISSUERS
    return [key for key, found in issuers.items() if found] if _are_dicts(issuers) else []


def _are_dicts(issuers: object) -> bool:
    return isinstance(issuers, dict) and all(isinstance(found, dict) for found in issuers.values())


def _wrong(found: dict[str, Any]) -> list[str]:
    wrong = [f"{name} is missing." for name in ("name", "organisation_number", "address") if not found.get(name)]
    if found.get("address") and not _is_address(str(found["address"])):
        wrong.append("address must be like https://bevis.example.org: certificates and keys are found there.")
    digits = str(found.get("organisation_number", ""))
    if digits and not (len(digits) == 9 and digits.isdecimal()):
        wrong.append("organisation_number must have nine digits, without spaces.")
    if found.get("logo"):
        try:
            logos.read_logo(str(found["logo"]))
        except logos.LogoError as error:
            wrong.append(str(error))
        if not str(found.get("logo_alt", "")).strip():
            wrong.append("logo_alt is missing: say what the logo shows, for those who cannot see it.")
    return wrong


def _is_address(text: str) -> bool:
    try:
        did_web(text)
    except ValueError:
        return False
    return True
