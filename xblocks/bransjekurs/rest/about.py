"""What each resource says of itself; the OpenAPI document is made of it (``scripts/rest_docs.py``)."""

from dataclasses import dataclass
from typing import Any

from rest_framework.serializers import Serializer


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the query: ``schema`` as OpenAPI writes it."""

    name: str
    schema: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """A resource: ``name`` is what generated clients call it, ``shape`` what it answers."""

    name: str
    summary: str
    shape: type[Serializer[Any]]
    query: tuple[Parameter, ...] = ()
