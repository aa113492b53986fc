"""The Django app, as Open edX's plugin system finds it."""

from typing import Any, ClassVar

from django.apps import AppConfig


def _plugin_app() -> dict[str, Any]:
    """Describe URLs and settings to the platform (LMS and Studio alike); see the platform's plugin documentation."""
    settings = {name: {"relative_path": "settings.common"} for name in ("common",)}
    urls = {"namespace": "bransjekurs", "regex": r"^bransjekurs/", "relative_path": "urls"}
    return {
        "url_config": {"lms.djangoapp": urls},
        "settings_config": {"lms.djangoapp": settings, "cms.djangoapp": settings},
    }


class BransjekursConfig(AppConfig):
    """Plans, evidence, practice and certificates."""

    name = "bransjekurs"
    label = "bransjekurs"
    verbose_name = "Bransjekurs"
    default_auto_field = "django.db.models.BigAutoField"
    plugin_app: ClassVar[dict[str, Any]] = _plugin_app()
