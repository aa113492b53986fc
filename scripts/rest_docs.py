"""The REST interface's document, and the answers that its guide shows.

``docs/rest-examples.json`` holds real answers by the resource's name; ``tests/rest/test_examples.py`` compares them
with what the interface says, and writes them.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bransjekurs.rest.door import Door
from bransjekurs.rest.problems import MEDIA_TYPE, ProblemShape
from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.settings import patched_settings
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "rest-examples.json"
GUIDE = ROOT / "docs" / "rest.md"
DOCUMENT = ROOT / "xblocks" / "bransjekurs" / "rest" / "openapi.json"
_SHOWN = re.compile(r"(?<=<!-- example: )(\w+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)
_SETTINGS: dict[str, Any] = {
    "TITLE": "bransjekurs",
    "DESCRIPTION": "Plans, evidence, certificates and the group report of short vocational courses, to be read. "
    "The guide is docs/rest.md.",
    "VERSION": "1.0.0",
    # Its schemas are JSON Schema: before 3.1 it cannot be said that an object may be null.
    "OAS_VERSION": "3.1.1",
    "LICENSE": {"name": "AGPL-3.0-or-later"},
    "SCHEMA_PATH_PREFIX": "/bransjekurs/api/v1",
    "AUTHENTICATION_WHITELIST": [],
    "POSTPROCESSING_HOOKS": [],
    "PREPROCESSING_HOOKS": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SORT_OPERATIONS": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "SECURITY": [{"jwt": []}, {"token": []}, {"session": []}],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "jwt": {
                "type": "apiKey",
                "in": "header",
                "name": "Authorization",
                "description": "`JWT <token>`: from the platform, `/oauth2/access_token` with `token_type=jwt`.",
            },
            "token": {"type": "http", "scheme": "bearer", "description": "The platform’s OAuth2 token."},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "Signed in as a person."},
        }
    },
}


_PATH = {
    "course_id": "The platform’s course key.",
    "participant_id": "The platform’s user id, or `me` for the one who asks.",
    "number": "The certificate’s number, as printed.",
}
_REFUSED = {
    400: "A parameter cannot be used.",
    401: "Not signed in.",
    403: "Signed in, and without a role that may see this; also where there is no such course or participant.",
    404: "There is nothing at this address; `code` says what is lacking.",
    406: "Only `application/json` is spoken here.",
    429: "Asked too often; `Retry-After` says when to come back.",
}


class _Schema(AutoSchema):
    """Reads what each door says of itself."""

    def get_operation_id(self) -> str:
        return self.view.about.name

    def get_summary(self) -> str:
        return self.view.about.summary

    def get_description(self) -> str:
        return self.view.get.__doc__

    def get_serializer_name(self, serializer: Any, direction: str) -> str:
        return super().get_serializer_name(serializer, direction).removesuffix("Shape")

    def get_tags(self) -> list[str]:
        return ["read"]

    def get_override_parameters(self) -> list[OpenApiParameter]:
        path = [
            OpenApiParameter(name, str, OpenApiParameter.PATH, description=text)
            for name, text in _PATH.items()
            if f"{{{name}}}" in self.path
        ]
        return path + [OpenApiParameter(one.name, one.schema, description=one.text) for one in self.view.about.query]

    def get_response_serializers(self) -> dict[Any, OpenApiResponse]:
        refused = {(status, MEDIA_TYPE): OpenApiResponse(ProblemShape, text) for status, text in _REFUSED.items()}
        return {(200, "application/json"): OpenApiResponse(self.view.about.shape, "OK"), **refused}


def pages() -> Iterator[tuple[Path, str]]:
    """Yield the document and the guide with their answers."""
    examples = json.loads(EXAMPLES.read_text("utf-8"))
    yield DOCUMENT, _text(document(examples))
    yield (
        GUIDE,
        _SHOWN.sub(lambda found: f"{found[1]}{found[2]}{_fenced(examples[found[1]])}", GUIDE.read_text("utf-8")),
    )


def document(examples: dict[str, Any]) -> dict[str, Any]:
    """Return the OpenAPI document, with a real answer for each resource."""
    patterns = [path("bransjekurs/api/v1/", include("bransjekurs.rest.urls"))]
    Door.schema = _Schema()
    with patched_settings(_SETTINGS):
        made: dict[str, Any] = SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)
    for operation in (methods["get"] for methods in made["paths"].values()):
        operation["responses"]["200"]["content"]["application/json"]["example"] = examples[operation["operationId"]]
    return _plain(made)


def _plain(made: Any) -> Any:
    """Return the document without the generator's own marks."""
    if isinstance(made, dict):
        return {name: _plain(value) for name, value in made.items() if name != "x-spec-enum-id"}
    return [_plain(one) for one in made] if isinstance(made, list) else made


def _fenced(answer: Any) -> str:
    return f"```json\n{_text(answer)}```\n"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
