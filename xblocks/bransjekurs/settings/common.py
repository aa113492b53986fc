"""Settings and their defaults, added to the platform's when the plugin loads."""

from datetime import timedelta
from typing import Any

from bransjekurs.settings.filters import add_filters


def plugin_settings(settings: Any) -> None:
    """Add our settings where the operator has not set them."""
    for name, value in DEFAULTS.items():
        if not hasattr(settings, name):
            setattr(settings, name, value)
    add_filters(settings)
    # Where the platform has a table for Celery's clock, ours stand in it; nothing happens unless a clock runs.
    if isinstance(schedule := getattr(settings, "CELERYBEAT_SCHEDULE", None), dict):
        for name, entry in SCHEDULE.items():
            schedule.setdefault(name, entry)


# When each task is due, by Celery's clock: doing one too often does no harm.
SCHEDULE: dict[str, dict[str, Any]] = {
    "bransjekurs-resume": {"task": "bransjekurs.tasks.resume", "schedule": timedelta(hours=1)},
    "bransjekurs-remind": {"task": "bransjekurs.tasks.remind", "schedule": timedelta(hours=1)},
    "bransjekurs-nightly": {"task": "bransjekurs.tasks.nightly", "schedule": timedelta(days=1)},
}

DEFAULTS: dict[str, Any] = {
    # The class that speaks for the platform: see platform.py.
    "BRANSJEKURS_PLATFORM": "bransjekurs.compat.OpenEdx",
    # What tells the time: a callable that returns an aware datetime.
    "BRANSJEKURS_CLOCK": "django.utils.timezone.now",
    # Which zone a day belongs to.
    "BRANSJEKURS_TIME_ZONE": "Europe/Oslo",
    # How many minutes a day there are for practising words: decides how many new ones a day brings.
    "BRANSJEKURS_PRACTICE_MINUTES": 10,
    # How often one network address may open links without an account, in how many seconds; 0 is without a limit.
    "BRANSJEKURS_LINK_REQUESTS": 60,
    "BRANSJEKURS_LINK_SECONDS": 600,
    # How often one user may ask the REST interface, as Django REST framework writes it; None is without a limit.
    "BRANSJEKURS_REST_RATE": "120/min",
    # The classes (paths) by which the REST interface finds out who asks. None: those of the platform's own interfaces.
    "BRANSJEKURS_REST_AUTHENTICATION": None,
    # How many hours before a planned conversation the reminder is sent.
    "BRANSJEKURS_REMIND_HOURS": 48,
    # Whether the instructor's dashboard leads to the group, and the platform's certificate is told of ours.
    "BRANSJEKURS_FILTERS": True,
    # Whether Celery's workers do long work. None: they do where a broker is configured.
    "BRANSJEKURS_WORKERS": None,
    # Issuers by the course key's organisation: name, organisation_number, contact, address (public base URL), preview,
    # logo (path of a PNG or SVG file),
    # logo_alt (what it shows), signing_key (name, and path or env), earlier_keys (public, by name).
    "BRANSJEKURS_ISSUERS": {},
}
