"""The certificate as a PDF, made from the frozen record each time: equal record, equal bytes."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from bransjekurs.api import participant_certificate, teacher_certificate
from bransjekurs.api.access import Actor
from bransjekurs.certificates.pdf import CannotPrint, render
from bransjekurs.domain.certificate_content import CertificateContent
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page


@course_page
def own(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Give the participant's own certificate."""
    return _pdf(participant_certificate.own_certificate(actor))


@course_page
def of_participant(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Give a participant's certificate to those who follow them."""
    return _pdf(teacher_certificate.certificate_of(actor, participant_id))


def _pdf(content: CertificateContent) -> HttpResponse:
    try:
        file = render(content)
    except CannotPrint as problem:
        # Forms refuse such characters; a course's name comes from the platform, and is checked by nobody.
        raise Refusal("unprintable", characters=" ".join(problem.characters)) from problem
    response = HttpResponse(file, content_type="application/pdf")
    # The number alone: a file name with the holder's name would spread it.
    response["Content-Disposition"] = f'inline; filename="bevis-{content.number}.pdf"'
    return response
