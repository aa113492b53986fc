"""Messages are compared in the language that they are written in."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True, scope="module")
def _in_english() -> Iterator[None]:
    """Messages are compared in the language that they are written in."""
    with translation.override("en"):
        yield
