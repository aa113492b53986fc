"""What an issuer publishes for machines: its keys, and which certificates stand no more."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from bransjekurs.api import signing
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import public_page


@public_page
def did_document(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Give the document that the issuer's DID stands for."""
    try:
        return open_to_all(JsonResponse(signing.did_document(organisation), content_type="application/did+json"))
    except Refusal as refusal:
        raise Http404(refusal.code) from refusal


@public_page
def status_list(request: HttpRequest, organisation: str, number: int) -> HttpResponseBase:
    """Give a status list, signed."""
    try:
        found = signing.status_list(organisation, number)
    except Refusal as refusal:
        raise Http404(refusal.code) from refusal
    if found is None:
        raise Http404("status_list")
    return open_to_all(HttpResponse(found, content_type="application/vc"))


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Let a verifier in anybody's browser read it: it is public, and the same to everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
