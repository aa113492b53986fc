"""Certificates: those of a course, those of one participant, and one with all that it says."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bransjekurs.api import records
from bransjekurs.api.records import CertificatePage
from bransjekurs.certificates.api import Issued, Status
from bransjekurs.domain.certificate_content import CertificateKind
from bransjekurs.rest.about import About
from bransjekurs.rest.certificate_shape import StatementShape
from bransjekurs.rest.door import Door, actor_in, participant_in
from bransjekurs.rest.paging import PARAMETERS, Asked, asked, page_of, paged
from bransjekurs.rest.shapes import Code, Moment, PersonShape


class StandingShape(serializers.Serializer[Any]):
    """A certificate and where it stands. A correction is the next version; the one before is superseded."""

    number = serializers.CharField()
    version = serializers.IntegerField()
    status = Code(Status)
    issuer = serializers.CharField()
    issued_at = Moment()
    revoked_at = Moment(allow_null=True)
    revoked_reason = serializers.CharField(allow_blank=True)
    withdrawn_by_holder = serializers.BooleanField()
    superseded_at = Moment(allow_null=True)
    superseded_reason = serializers.CharField(allow_blank=True)
    verify_url = serializers.URLField(help_text="Where anybody can see where it stands.")


class CertificateLineShape(StandingShape):
    """A certificate in a list."""

    participant = PersonShape()
    kind = Code(CertificateKind)


class CertificateShape(CertificateLineShape):
    """A certificate with all that it says, as frozen when it was issued."""

    statement = StatementShape()


CertificatePageShape = page_of(CertificateLineShape, "CertificatePageShape")


class CertificatesDoor(Door):
    """The certificates of a course."""

    about = About("certificates", "The certificates of those whom you follow", CertificatePageShape, PARAMETERS)

    def get(self, request: Request, course_id: str) -> Response:
        """Give what was issued to everybody whom the one who asks may see."""
        of = asked(request)
        return self.answer(
            _page(request, of, records.see_certificates(actor_in(request, course_id), of.first, of.size))
        )


class ParticipantCertificatesDoor(Door):
    """The certificates of a participant."""

    about = About("participant_certificates", "A participant’s certificates", CertificatePageShape, PARAMETERS)

    def get(self, request: Request, course_id: str, participant_id: str) -> Response:
        """Give what was issued to a participant; ``me`` are one’s own."""
        actor, of = actor_in(request, course_id), asked(request)
        whose = participant_in(actor, participant_id)
        return self.answer(_page(request, of, records.see_certificates_of(actor, whose, of.first, of.size)))


class CertificateDoor(Door):
    """One certificate."""

    about = About("certificate", "A certificate, and where it stands", CertificateShape)

    def get(self, request: Request, course_id: str, number: str) -> Response:
        """Give a certificate to its holder and to those who follow the holder."""
        found = records.see_certificate(actor_in(request, course_id), number)
        [issued] = found.items
        return self.answer(_line(request, issued, found) | {"statement": issued.content})


def _page(request: Request, of: Asked, found: CertificatePage) -> dict[str, Any]:
    return paged(request, of, found.total, [_line(request, item, found) for item in found.items])


def _line(request: Request, issued: Issued, found: CertificatePage) -> dict[str, Any]:
    return _standing(request, issued) | {
        "participant": found.holders.get(issued.user_id or 0),
        "kind": issued.content.kind if issued.content else None,
    }


def _standing(request: Request, issued: Issued) -> dict[str, Any]:
    path = reverse("bransjekurs:verify", args=[issued.number])
    return {
        "number": issued.number,
        "version": issued.version,
        "status": issued.status,
        "issuer": issued.issuer,
        "issued_at": issued.issued_at,
        "revoked_at": issued.revoked_at,
        "revoked_reason": issued.revoked_reason,
        "withdrawn_by_holder": issued.by_holder,
        "superseded_at": issued.superseded_at,
        "superseded_reason": issued.superseded_reason,
        "verify_url": issued.content.verify_url if issued.content else request.build_absolute_uri(path),
    }
