"""The OpenAPI document: made by ``make docs``, served as it is.

Made at each request it would differ with the host's versions, and to make it our way would change the host's own
settings while the request lasts.
"""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

FILE = Path(__file__).with_name("openapi.json")


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """Give the document to anybody: it says what can be asked for, and nothing of anyone."""
    return HttpResponse(FILE.read_bytes(), content_type="application/json")
