"""The Django app, as Open edX's plugin system finds it."""

from typing import Any, ClassVar

from django.apps import AppConfig


def _plugin_app() -> dict[str, Any]:
    """Describe URLs, settings and signals to the platform; see its plugin documentation."""
    settings = {"common": {"relative_path": "settings.common"}}
    urls = {"namespace": "bransjekurs", "regex": r"^bransjekurs/", "relative_path": "urls"}
    # Studio publishes; the edition is then in the database that the LMS reads.
    published = {
        "receiver_func_name": "course_published",
        "signal_path": "xmodule.modulestore.django.COURSE_PUBLISHED",
    }
    return {
        "url_config": {"lms.djangoapp": urls},
        "settings_config": {"lms.djangoapp": settings, "cms.djangoapp": settings},
        "signals_config": {"cms.djangoapp": {"relative_path": "signals", "receivers": [published]}},
    }


class BransjekursConfig(AppConfig):
    """Plans, evidence, practice and certificates."""

    name = "bransjekurs"
    label = "bransjekurs"
    verbose_name = "Bransjekurs"
    default_auto_field = "django.db.models.BigAutoField"
    plugin_app: ClassVar[dict[str, Any]] = _plugin_app()

    def ready(self) -> None:
        """Register the checks at the start."""
        from bransjekurs import checks  # noqa: F401  # it needs the models, which are ready now
        from bransjekurs.settings import checks as _of_settings  # noqa: F401
