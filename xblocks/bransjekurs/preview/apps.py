"""The Django app of the local site; never installed in Open edX."""

from django.apps import AppConfig


class PreviewConfig(AppConfig):
    """Stands in for the platform: enrolments, block state, grades, completion, mail and the clock."""

    name = "bransjekurs.preview"
    label = "bransjekurs_preview"
    verbose_name = "Bransjekurs preview"
    default_auto_field = "django.db.models.BigAutoField"
