from collections.abc import Iterator

import pytest
from bransjekurs.preview.models import Enrolment
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import translation

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.rest.caller import Caller


@pytest.fixture(autouse=True)
def _it_is_the_first_day(settings) -> Iterator[None]:
    """Let the doors read the time at which the cast acts."""
    settings.BRANSJEKURS_CLOCK = "tests.pages.the_time.now"
    the_time.stand_at(START)
    cache.clear()  # nobody has asked for anything yet
    with translation.override("nb"):
        yield


@pytest.fixture
def tor(cast: Cast) -> Caller:
    return Caller(cast, cast.tor.user_id)


@pytest.fixture
def nina(cast: Cast) -> Caller:
    return Caller(cast, cast.nina.user_id)


@pytest.fixture
def per(cast: Cast) -> Caller:
    return Caller(cast, cast.per.user_id)


@pytest.fixture
def ingrid(cast: Cast) -> Caller:
    return Caller(cast, cast.ingrid.user_id)


@pytest.fixture
def amina(cast: Cast) -> Caller:
    return Caller(cast, cast.amina.user_id)


@pytest.fixture
def carl(cast: Cast) -> Caller:
    return Caller(cast, cast.carl.user_id)


@pytest.fixture
def stranger(cast: Cast) -> Caller:
    """Somebody who is not signed in."""
    return Caller(cast)


def enrol(cast: Cast, many: int, called: str = "d") -> list[int]:
    """Let so many more take part, and return their ids; only course staff see them."""
    names = [f"{number:03}" for number in range(many)]
    made = [User.objects.create(username=called + name, first_name="Deltaker", last_name=name) for name in names]
    for user in made:
        Enrolment.objects.create(user=user, course_key=cast.course_key)
    return [user.pk for user in made]
