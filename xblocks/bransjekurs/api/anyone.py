"""What anyone can do who is shown a certificate: verify it."""

from datetime import datetime

from django.db import transaction

from bransjekurs.api.participant_share import Shared
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates import shares
from bransjekurs.certificates.api import Issued
from bransjekurs.domain.refusal import Refusal

NUMBER_LIMIT, TOKEN_LIMIT = 40, 80


def verify(number: str) -> Issued | None:
    """Return the certificate with a number, whatever its status, or None if there is no such certificate."""
    return certificates.find(number) if len(number) <= NUMBER_LIMIT else None


def shows_goals(issued: Issued) -> bool:
    """Say whether the holder lets the page that anyone can open show the goals; not unless they have said so."""
    if issued.user_id is None:
        return False
    chosen = certificates.choices_of(issued.course_key, [issued.user_id]).get(issued.user_id)
    return bool(chosen and chosen.shows_goals)


def shared(token: str, now: datetime) -> Shared:
    """Return what a holder's link leads to, without counting: mail programs open links too.

    Raises:
        Refusal: ``link_closed`` where the link has ended, was withdrawn, or never was.
    """
    found = shares.find(token) if len(token) <= TOKEN_LIMIT else None
    issued = certificates.find(found.number) if found and found.is_open(now) else None
    if found is None or issued is None or issued.content is None:
        raise Refusal("link_closed")
    return Shared(issued, found.expires_at)


def look_at_shared(token: str, now: datetime) -> Shared:
    """Return what a holder's link leads to, and count that somebody looked; see ``shared``."""
    with transaction.atomic():
        seen = shared(token, now)
        found = shares.find(token)
        if found:
            shares.used(found.id, now)
    return seen


def credential_of(issued: Issued) -> bytes | None:
    """Return the signed credential, byte for byte as issued; None once its holder was erased."""
    return certificates.credential_of(issued.number)
