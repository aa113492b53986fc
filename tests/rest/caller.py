"""Somebody's program at the REST interface."""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.conftest import Cast


@dataclass
class Answer:
    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def json(self) -> Any:
        return json.loads(self.response.content)

    @property
    def text(self) -> str:
        return self.response.content.decode()

    @property
    def code(self) -> str:
        """The code of a refusal, which must be told in the one form that refusals have."""
        assert self.response["Content-Type"] == "application/problem+json"
        assert set(self.json) == {"status", "code", "title", "detail", "field"}
        assert self.json["status"] == self.status
        assert self.json["title"]
        assert self.json["detail"]
        return self.json["code"]


class Caller:
    """Signed in, or not."""

    def __init__(self, cast: Cast, user_id: int | None = None) -> None:
        self.cast = cast
        self.client = Client(enforce_csrf_checks=True)
        if user_id is not None:
            self.client.force_login(User.objects.get(pk=user_id))

    def get(self, name: str, *args: object, headers: dict[str, str] | None = None, **query: object) -> Answer:
        """Ask for a resource of the course."""
        return self.at(address(self.cast, name, *args), headers=headers, **query)

    def at(self, path: str, headers: dict[str, str] | None = None, **query: object) -> Answer:
        return Answer(self.client.get(path, query, headers=headers or {}))


def address(cast: Cast, name: str, *args: object) -> str:
    return reverse(f"bransjekurs:rest:{name}", args=[cast.course_key, *args])
