from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.blocks.desk import Desk
from tests.conftest import START, Cast
from tests.pages import the_time


@pytest.fixture(autouse=True)
def _it_is_the_first_day(settings) -> Iterator[None]:
    settings.BRANSJEKURS_CLOCK = "tests.pages.the_time.now"
    the_time.stand_at(START)
    with translation.override("nb"):
        yield


@pytest.fixture
def desk(cast: Cast) -> Desk:
    names = ("amina", "yusuf", "tor", "nina", "per", "ingrid", "lena", "rolf", "carl")
    return Desk({name: getattr(cast, name) for name in names})
