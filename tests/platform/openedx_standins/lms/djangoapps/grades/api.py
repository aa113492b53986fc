"""What other apps may use of the grades."""

from lms.djangoapps.grades.signals import signals  # noqa: F401
