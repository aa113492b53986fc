"""What the OpenAPI document says of an answer, read strictly: every field that it names is there, and no other."""

import json
from functools import cache
from typing import Any

from bransjekurs.rest.document import FILE
from jsonschema import Draft202012Validator

from tests.rest.caller import Answer

DOCUMENT: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
PATHS = {one["get"]["operationId"]: path for path, one in DOCUMENT["paths"].items()}
OPERATIONS = {one["get"]["operationId"]: one["get"] for one in DOCUMENT["paths"].values()}


def strict(schema: Any) -> Any:
    """The same schema, in which an object has just the properties that are named."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: strict(value) for name, value in schema.items()}
    named = schema.get("properties")
    return told | {"additionalProperties": False, "required": sorted(named)} if isinstance(named, dict) else told


@cache
def _validator(name: str, status: int, media_type: str) -> Draft202012Validator:
    responses = OPERATIONS[name]["responses"]
    assert str(status) in responses, f"{name} answers {status}, of which the document says nothing"
    schema = responses[str(status)]["content"][media_type]["schema"]
    whole = {"components": {"schemas": strict(DOCUMENT["components"]["schemas"])}, **strict(schema)}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def is_as_documented(name: str, answer: Answer) -> None:
    """Fail with the places in which a resource's answer is another than the document says."""
    validator = _validator(name, answer.status, answer.response["Content-Type"])
    wrong = [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in validator.iter_errors(answer.json)]
    assert wrong == [], f"{name} {answer.status}"
