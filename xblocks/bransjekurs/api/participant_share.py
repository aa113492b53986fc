"""What a holder decides about the certificate: what it lists and shows, who is shown it, that it ends."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from bransjekurs.api.access import Actor, require_own
from bransjekurs.api.tracking import track
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates import shares
from bransjekurs.certificates.api import Choices, Issued, Status
from bransjekurs.certificates.shares import Share
from bransjekurs.domain.events import CertificateRevoked
from bransjekurs.domain.refusal import Refusal
from bransjekurs.roles import Action

SHARE_DAYS = (1, 365)
_WHOM_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Shared:
    """What a link shows: the certificate, and until when."""

    issued: Issued
    expires_at: datetime


def choose(actor: Actor, choices: Choices) -> None:
    """Store whether goals that are not reached are listed, and whether the public page shows goals.

    Raises:
        Refusal: ``name_not_confirmed``: the name comes first.
    """
    require_own(actor, Action.SHARE_CERTIFICATE)
    if not certificates.choose(actor.course_key, actor.user_id, choices):
        raise Refusal("name_not_confirmed")


def share(actor: Actor, to_whom: str, days: int, now: datetime) -> str:
    """Make a link that shows the holder's certificate; return its token, which is told once.

    Raises:
        Refusal: ``no_certificate``, ``days_out_of_range``, ``comment_too_long``.
    """
    require_own(actor, Action.SHARE_CERTIFICATE)
    if not SHARE_DAYS[0] <= days <= SHARE_DAYS[1]:
        raise Refusal("days_out_of_range", "days", low=SHARE_DAYS[0], high=SHARE_DAYS[1])
    if len(to_whom) > _WHOM_LIMIT:
        raise Refusal("comment_too_long", "to_whom", limit=_WHOM_LIMIT)
    number = _standing(actor).number
    token = secrets.token_urlsafe(24)
    shares.add(actor.user_id, number, token, " ".join(to_whom.split()), now, now + timedelta(days=days))
    return token


def own_shares(actor: Actor) -> tuple[Share, ...]:
    """Return the holder's links, the latest first, with how often each was used."""
    require_own(actor, Action.SEE_OWN_CERTIFICATE)
    return shares.of_user(actor.user_id, actor.course_key)


def withdraw_share(actor: Actor, share_id: int, now: datetime) -> None:
    """End a link.

    Raises:
        Refusal: ``link_closed`` if there is none that works.
    """
    require_own(actor, Action.SHARE_CERTIFICATE)
    if not shares.withdraw(actor.user_id, share_id, now):
        raise Refusal("link_closed")


def withdraw_certificate(actor: Actor, sure: bool, now: datetime) -> None:
    """Withdraw the holder's own certificate, for good; the provider can issue a new one if the holder asks.

    Raises:
        Refusal: ``not_sure`` without the tick, ``no_certificate``.
    """
    require_own(actor, Action.SHARE_CERTIFICATE)
    if not sure:
        raise Refusal("not_sure", "sure")
    with transaction.atomic():
        standing = _standing(actor)
        if not certificates.revoke(standing.number, actor.user_id, "", now, by_holder=True):
            raise Refusal("no_certificate")
        told = CertificateRevoked(standing.version, by_holder=True)
        track(actor.user_id, actor.user_id, actor.course_key, told)


def _standing(actor: Actor) -> Issued:
    latest = certificates.latest_of(actor.course_key, [actor.user_id]).get(actor.user_id)
    if latest is None or latest.status is not Status.VALID:
        raise Refusal("no_certificate")
    return latest
