"""What a site has configured for itself."""

from django.conf import settings


def get_value(val_name, default=None, **kwargs):
    return getattr(settings, "SITE_CONFIGURATION", {}).get(val_name, default)
