"""The Django app, as Open edX's plugin system finds it."""

from typing import Any, ClassVar

from django.apps import AppConfig

# The receiver in signals.py, the signal, and whose it is where it is everybody's. Which arguments each comes with, and
# that it is sent, rests on the platform: see docs/decisions/0016.
_PUBLISHED = ("course_published", "xmodule.modulestore.django.COURSE_PUBLISHED")
_TOLD_IN_LMS = (
    ("enrolment_changed", "openedx_events.learning.signals.COURSE_ENROLLMENT_CREATED"),
    ("enrolment_changed", "openedx_events.learning.signals.COURSE_ENROLLMENT_CHANGED"),
    ("enrolment_changed", "openedx_events.learning.signals.COURSE_UNENROLLMENT_COMPLETED"),
    ("points_changed", "lms.djangoapps.grades.signals.signals.PROBLEM_WEIGHTED_SCORE_CHANGED"),
    ("subsection_points_changed", "lms.djangoapps.grades.signals.signals.SUBSECTION_SCORE_CHANGED"),
    ("block_completed", "django.db.models.signals.post_save", "completion.models.BlockCompletion"),
    ("user_retired", "openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_MISC"),
    ("user_retired", "openedx.core.djangoapps.user_api.accounts.signals.USER_RETIRE_LMS_CRITICAL"),
)


def _plugin_app() -> dict[str, Any]:
    """Describe URLs, settings and signals to the platform; see its plugin documentation."""
    after = {"relative_path": "settings.production"}
    settings = {"common": {"relative_path": "settings.common"}, "production": after, "devstack": after}
    urls = {"namespace": "bransjekurs", "regex": r"^bransjekurs/", "relative_path": "urls"}
    return {
        "url_config": {"lms.djangoapp": urls},
        "settings_config": {"lms.djangoapp": settings, "cms.djangoapp": settings},
        "signals_config": {
            "lms.djangoapp": {"relative_path": "signals", "receivers": [_receiver(*told) for told in _TOLD_IN_LMS]},
            # Studio publishes; the edition is then in the database that the LMS reads.
            "cms.djangoapp": {"relative_path": "signals", "receivers": [_receiver(*_PUBLISHED)]},
        },
    }


def _receiver(function: str, signal: str, sender: str = "") -> dict[str, str]:
    told = {"receiver_func_name": function, "signal_path": signal}
    return told | ({"sender_path": sender} if sender else {})


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
