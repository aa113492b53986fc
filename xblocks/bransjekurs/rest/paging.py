"""Lists, page by page: as many as were asked for, and never more than the most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.utils.urls import replace_query_param

from bransjekurs.domain.refusal import Refusal
from bransjekurs.rest.about import Parameter
from bransjekurs.rest.problems import Missing

SIZE, MOST = 25, 100
_LAST_PAGE = 100_000

PARAMETERS = (
    Parameter("page", {"type": "integer", "minimum": 1, "maximum": _LAST_PAGE, "default": 1}, "1 is the first."),
    Parameter(
        "page_size",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE},
        f"How many on a page, at most {MOST}.",
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page somebody asked for, and how many on each."""

    page: int
    size: int

    @property
    def first(self) -> int:
        """The place of the page's first among all; the first of all is 0."""
        return (self.page - 1) * self.size


class PageShape(Serializer[Any]):
    """A page of a list."""

    total = serializers.IntegerField(help_text="How many there are on all pages.")
    page = serializers.IntegerField()
    pages = serializers.IntegerField(help_text="How many pages there are; 1 where the list is empty.")
    next = serializers.URLField(allow_null=True, help_text="The address of the next page.")
    previous = serializers.URLField(allow_null=True, help_text="The address of the page before.")


def page_of(shape: type[Serializer[Any]], name: str) -> type[Serializer[Any]]:
    """Return the shape of a page of such things."""
    return type(name, (PageShape,), {"results": shape(many=True), "__doc__": PageShape.__doc__})


def asked(request: Request) -> Asked:
    """Return which page is asked for.

    Raises:
        Refusal: ``number_out_of_range``.
    """
    return Asked(whole(request, "page", _LAST_PAGE, 1), whole(request, "page_size", MOST, SIZE))


def whole(request: Request, name: str, most: int, otherwise: int) -> int:
    """Return a parameter that is a whole number from 1.

    Raises:
        Refusal: ``number_out_of_range``.
    """
    text = request.query_params.get(name, str(otherwise))
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
        raise Refusal("number_out_of_range", name, low=1, high=most)
    return int(text)


def paged(request: Request, of: Asked, total: int, results: Sequence[Any]) -> dict[str, Any]:
    """Return a page.

    Raises:
        Missing: there are not so many pages.
    """
    pages = max(1, -(-total // of.size))
    if of.page > pages:
        raise Missing
    here = request.build_absolute_uri()
    return {
        "total": total,
        "page": of.page,
        "pages": pages,
        "next": replace_query_param(here, "page", of.page + 1) if of.page < pages else None,
        "previous": replace_query_param(here, "page", of.page - 1) if of.page > 1 else None,
        "results": results,
    }
