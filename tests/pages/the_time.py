"""A clock that stands where a test has put it; the setting ``BRANSJEKURS_CLOCK`` names ``now``."""

from datetime import datetime

from tests.conftest import START

_stands_at = START


def now() -> datetime:
    return _stands_at


def stand_at(moment: datetime) -> None:
    global _stands_at
    _stands_at = moment
