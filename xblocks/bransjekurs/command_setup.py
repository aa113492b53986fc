"""What the commands need of Django: translation and a clock, and no site."""

import os
from pathlib import Path


def configure() -> None:
    """Set up what translation needs of Django, and nothing more; speak English where the machine does."""
    import django
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:
        settings.configure(
            USE_I18N=True,
            USE_TZ=True,
            LOCALE_PATHS=[str(Path(__file__).with_name("locale"))],
            BRANSJEKURS_CLOCK="django.utils.timezone.now",
        )
        django.setup()
    wanted = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    translation.activate("en" if wanted.startswith("en") else "nb")
