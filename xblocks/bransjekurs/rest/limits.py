"""How often one user may ask (``BRANSJEKURS_REST_RATE``). The count lives in the cache that the processes share."""

from django.conf import settings
from rest_framework.throttling import UserRateThrottle


class PerUser(UserRateThrottle):
    """Counts by user id; nothing is kept of what was asked for."""

    scope = "bransjekurs"

    def get_rate(self) -> str | None:
        """Return the rate as the settings have it now; None is without a limit."""
        rate: str | None = settings.BRANSJEKURS_REST_RATE
        return rate or None


def rate_problem() -> str:
    """Say what is wrong with the rate in the settings, or nothing."""
    throttle = PerUser.__new__(PerUser)
    try:
        most, _seconds = throttle.parse_rate(throttle.get_rate())
    except (ValueError, KeyError, IndexError, AttributeError):
        return "BRANSJEKURS_REST_RATE must be like 120/min (s, m, h or d), or None."
    return "BRANSJEKURS_REST_RATE lets nobody ask." if most is not None and most < 1 else ""
