"""Links by which a holder shows a certificate: they end, can be withdrawn, and count how often they were used."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import F
from opaque_keys.edx.keys import CourseKey

from bransjekurs.certificates.models import Certificate, ShareLink


@dataclass(frozen=True, slots=True)
class Share:
    """A link as its holder sees it; ``number`` is the certificate's."""

    id: int
    number: str
    to_whom: str
    created_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    uses: int
    used_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Say whether the link still works."""
        return self.withdrawn_at is None and now < self.expires_at


def add(user_id: int, number: str, token: str, to_whom: str, now: datetime, expires_at: datetime) -> None:
    """Store a link; of the token only the hash."""
    ShareLink.objects.create(
        certificate=Certificate.objects.get(number=number),
        user_id=user_id,
        token_hash=_hash(token),
        to_whom=to_whom,
        created_at=now,
        expires_at=expires_at,
    )


def of_user(user_id: int, course_key: CourseKey) -> tuple[Share, ...]:
    """Return a holder's links in a course, the latest first."""
    rows = ShareLink.objects.filter(user_id=user_id, certificate__course_key=course_key)
    return tuple(_share(row) for row in rows.select_related("certificate").order_by("-created_at", "-id"))


def withdraw(user_id: int, share_id: int, now: datetime) -> bool:
    """End a link; False if the user has no such link that works."""
    rows = ShareLink.objects.filter(id=share_id, user_id=user_id, withdrawn_at=None)
    return bool(rows.update(withdrawn_at=now))


def find(token: str) -> Share | None:
    """Return the link behind a token."""
    row = ShareLink.objects.select_related("certificate").filter(token_hash=_hash(token)).first()
    return _share(row) if row else None


def used(share_id: int, now: datetime) -> None:
    """Count one use."""
    ShareLink.objects.filter(id=share_id).update(uses=F("uses") + 1, used_at=now)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _share(row: ShareLink) -> Share:
    return Share(
        id=row.id,
        number=row.certificate.number,
        to_whom=row.to_whom,
        created_at=row.created_at,
        expires_at=row.expires_at,
        withdrawn_at=row.withdrawn_at,
        uses=row.uses,
        used_at=row.used_at,
    )
