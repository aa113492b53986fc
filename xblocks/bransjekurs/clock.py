"""The one place that reads the time. Doors call ``now()`` once and pass the value on."""

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> datetime:
    """Return the current time, aware; the preview points ``BRANSJEKURS_CLOCK`` at a clock that can be moved forward."""
    value: datetime = import_string(settings.BRANSJEKURS_CLOCK)()
    return value
