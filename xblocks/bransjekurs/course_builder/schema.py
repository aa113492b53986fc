"""The format as a JSON schema, for editors that check and complete YAML while one types."""

import json
from typing import Any

import msgspec

from bransjekurs.course_builder.spec import PlanSpec
from bransjekurs.course_builder.spec_pages import SituationSpec

SCHEMAS: dict[str, type] = {"kursplan.schema.json": PlanSpec, "situation.schema.json": SituationSpec}


def schema_text(kind: type) -> str:
    """Return the schema of a file that holds ``kind``, as JSON that is the same every time."""
    (schema,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    written = {name: _as_written(part) for name, part in parts.items() if name != "Place"}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "$defs": written}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _as_written(part: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the reader adds (the place) and the defaults that a file can't hold; refuse unknown fields."""
    if part.get("type") != "object":
        return part
    fields = {
        name: {key: value for key, value in one.items() if key != "default"} for name, one in part["properties"].items()
    }
    fields.pop("place", None)
    required = [name for name in part.get("required", []) if name != "place"]
    return part | {"properties": fields, "required": required, "additionalProperties": False}
