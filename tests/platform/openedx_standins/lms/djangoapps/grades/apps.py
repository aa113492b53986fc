"""The app of the grades."""

from django.apps import AppConfig


class GradesConfig(AppConfig):
    name = "lms.djangoapps.grades"

    def ready(self):
        from lms.djangoapps.grades.signals import handlers  # noqa: F401
