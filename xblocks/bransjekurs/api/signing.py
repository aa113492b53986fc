"""With which keys issuers sign: named in the settings, by path or environment, and never kept in the database."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import reverse
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.issuers import issuer_settings, organisations
from bransjekurs.certificates.credential import store
from bransjekurs.certificates.credential.did import did_document as _did_document
from bransjekurs.certificates.credential.did import did_web
from bransjekurs.certificates.credential.keys import BadKeyError, SigningKey, private_key, public_key
from bransjekurs.certificates.credential.store import Signer
from bransjekurs.domain.refusal import Refusal

_READABLE_BY_ALL = 0o007


def signer_of(course_key: CourseKey) -> Signer:
    """Return who signs for a course.

    Raises:
        Refusal: ``issuer_missing``; ``signing_key_missing`` where there is no key that can be used.
            Without one nothing is issued: a certificate is never unsigned.
    """
    return _signer(str(course_key.org))


def did_document(organisation: str) -> dict[str, Any]:
    """Return the document with an issuer's keys, the earlier ones included: what they signed still holds.

    Raises:
        Refusal: ``issuer_missing``, ``signing_key_missing``.
    """
    return _did_document(_did(organisation), public_keys(organisation))


def public_keys(organisation: str) -> dict[str, str]:
    """Return an issuer's Multikeys by name, the one that signs today first.

    Raises:
        Refusal: ``issuer_missing``, ``signing_key_missing``.
    """
    key = _signer(organisation).key
    return {key.name: key.multikey, **issuer_settings(organisation).get("earlier_keys", {})}


def status_list(organisation: str, number: int) -> bytes | None:
    """Return an issuer's signed status list, or None if there is none with that number.

    Raises:
        Refusal: ``issuer_missing``, ``signing_key_missing``.
    """
    return store.published_list(_signer(organisation), number)


def key_problems() -> Iterator[tuple[str, str]]:
    """Yield each organisation whose keys can't be used, and why, for the check at start."""
    for organisation in organisations():
        try:
            _check_keys(organisation)
        except BadKeyError as problem:
            yield organisation, str(problem)


def _check_keys(organisation: str) -> None:
    found = issuer_settings(organisation)
    key = _key(found)
    path = found["signing_key"].get("path")
    if path and Path(path).stat().st_mode & _READABLE_BY_ALL:
        raise BadKeyError(f"Everybody on the machine can read {path}. Take the right away: chmod o-rwx")
    for name, text in found.get("earlier_keys", {}).items():
        public_key(text)
        if name == key.name:
            raise BadKeyError(f"Two keys are called “{name}”. Give the new one a new name.")


def _signer(organisation: str) -> Signer:
    try:
        key = _key(issuer_settings(organisation))
    except BadKeyError as problem:
        raise Refusal("signing_key_missing") from problem
    lists_url = _public("status_list", organisation, 1).rpartition("/")[0]
    return Signer(organisation, _did(organisation), key, lists_url)


def _did(organisation: str) -> str:
    return did_web(_public("did_document", organisation).removesuffix("/did.json"))


def _public(page: str, organisation: str, *arguments: object) -> str:
    address = str(issuer_settings(organisation)["address"]).rstrip("/")
    return address + reverse(f"bransjekurs:{page}", args=[organisation, *arguments])


def _key(found: dict[str, Any]) -> SigningKey:
    named = found.get("signing_key")
    if not isinstance(named, dict) or not named.get("name"):
        raise BadKeyError("There is no signing_key with a name in the settings. Make one: bransjekurs keys new")
    return SigningKey(named["name"], private_key(_pem(named)))


def _pem(named: dict[str, Any]) -> bytes:
    if "env" in named:
        if not (text := os.environ.get(named["env"], "")):
            raise BadKeyError(f"The environment has no {named['env']}.")
        return text.encode()
    try:
        return Path(named["path"]).read_bytes()
    except (KeyError, OSError) as error:
        raise BadKeyError(f"The key cannot be read: {named.get('path', 'neither path nor env is set')}.") from error
