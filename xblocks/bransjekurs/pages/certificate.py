"""The certificate as a PDF, made from the frozen record each time: equal record, equal bytes."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from bransjekurs import clock
from bransjekurs.api import anyone, participant_certificate, teacher_certificate
from bransjekurs.api.access import Actor
from bransjekurs.certificates.pdf import CannotPrint, render
from bransjekurs.domain.certificate_content import CertificateContent
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page, message, public_page
from bransjekurs.wording import refusal_text


@course_page
def own(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Give the participant's own certificate."""
    return _pdf(request, *participant_certificate.own_file(actor))


@course_page
def of_participant(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Give a participant's certificate to those who follow them."""
    return _pdf(request, *teacher_certificate.file_of(actor, participant_id))


@course_page
def example(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Give the teacher the certificate as it would be if it was issued now, marked as a preview."""
    language = request.GET.get("language", "nb")
    return _pdf(request, teacher_certificate.example_of(actor, participant_id, language, clock.now()), None)


@public_page
def shared(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the certificate to somebody with the holder's link."""
    try:
        found = anyone.look_at_shared(token, clock.now())
        if found.issued.content is None or found.issued.status != "valid":
            raise Refusal("no_certificate")
        return _pdf(request, found.issued.content, anyone.credential_of(found.issued))
    except Refusal as refusal:
        return message(request, 404, refusal_text(refusal), "")


def _pdf(request: HttpRequest, content: CertificateContent, credential: bytes | None) -> HttpResponse:
    language = request.GET.get("language", content.language)
    if language in content.languages:
        content = replace(content, language=language)
    response = HttpResponse(rendered(content, credential), content_type="application/pdf")
    # The number alone: a file name with the holder's name would spread it.
    response["Content-Disposition"] = f'inline; filename="bevis-{content.number}.pdf"'
    return response


def rendered(content: CertificateContent, credential: bytes | None) -> bytes:
    """Return the PDF.

    Raises:
        Refusal: ``unprintable``.
    """
    try:
        return render(content, credential)
    except CannotPrint as problem:
        # Forms refuse such characters; a course's name comes from the platform, and is checked by nobody.
        raise Refusal("unprintable", characters=" ".join(problem.characters)) from problem
