"""The OpenAPI document: valid, served to anybody, and about every resource."""

import json
from typing import Any

from bransjekurs.rest import urls
from bransjekurs.rest.document import FILE
from openapi_spec_validator import validate

from tests.rest.caller import Caller

DOCUMENT: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
OPERATIONS = [methods["get"]["operationId"] for methods in DOCUMENT["paths"].values()]


def test_the_document_is_valid_and_open_to_anybody(stranger: Caller) -> None:
    served = stranger.at("/bransjekurs/api/v1/openapi.json")
    assert (served.status, served.json) == (200, DOCUMENT)
    validate(served.json)


def test_it_names_every_resource_and_nothing_but_reading() -> None:
    assert sorted(OPERATIONS) == sorted(pattern.name for pattern in urls.urlpatterns if pattern.name != "openapi")
    assert {method for methods in DOCUMENT["paths"].values() for method in methods} == {"get"}
    assert {schema for one in DOCUMENT["paths"].values() for schema in one["get"]["responses"]} == {
        "200",
        "400",
        "401",
        "403",
        "404",
        "406",
        "429",
    }
