"""Settings and their defaults, added to the platform's when the plugin loads."""

from typing import Any


def plugin_settings(settings: Any) -> None:
    """Add our settings where the operator has not set them."""
    for name, value in DEFAULTS.items():
        if not hasattr(settings, name):
            setattr(settings, name, value)


DEFAULTS: dict[str, Any] = {
    # The class that speaks for the platform: see platform.py.
    "BRANSJEKURS_PLATFORM": "bransjekurs.compat.OpenEdx",
    # What tells the time: a callable that returns an aware datetime.
    "BRANSJEKURS_CLOCK": "django.utils.timezone.now",
    # Which zone a day belongs to.
    "BRANSJEKURS_TIME_ZONE": "Europe/Oslo",
    # Issuers by the course key's organisation: name, organisation_number, contact, address (public base URL), preview.
    "BRANSJEKURS_ISSUERS": {},
}
