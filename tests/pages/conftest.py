from collections.abc import Callable, Iterator

import pytest
from bransjekurs.domain.refusal import Refusal
from bransjekurs.wording import refusal_text
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.pages.visitor import Visitor

Address = Callable[..., str]


@pytest.fixture(autouse=True)
def _it_is_the_first_day(settings) -> Iterator[None]:
    """Let the doors read the time at which the cast acts."""
    settings.BRANSJEKURS_CLOCK = "tests.pages.the_time.now"
    the_time.stand_at(START)
    cache.clear()  # nobody has tried any link yet
    with translation.override("nb"):
        yield


@pytest.fixture
def at(cast: Cast) -> Address:
    """The address of a page in the course."""

    def address(name: str, *args: object) -> str:
        return reverse(f"bransjekurs:{name}", args=[cast.course_key, *args])

    return address


@pytest.fixture
def tor(cast: Cast) -> Visitor:
    return Visitor(cast.tor.user_id)


@pytest.fixture
def nina(cast: Cast) -> Visitor:
    return Visitor(cast.nina.user_id)


@pytest.fixture
def per(cast: Cast) -> Visitor:
    return Visitor(cast.per.user_id)


@pytest.fixture
def ingrid(cast: Cast) -> Visitor:
    return Visitor(cast.ingrid.user_id)


@pytest.fixture
def amina(cast: Cast) -> Visitor:
    return Visitor(cast.amina.user_id)


@pytest.fixture
def carl(cast: Cast) -> Visitor:
    return Visitor(cast.carl.user_id)


@pytest.fixture
def stranger(db: None) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor()


def words(code: str, **details: object) -> str:
    """The message for a refusal, in bokmål."""
    with translation.override("nb"):
        return refusal_text(Refusal(code, **details))
