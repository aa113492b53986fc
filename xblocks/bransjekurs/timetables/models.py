"""Timetables: when a participant works and studies."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField


class TimetableRecord(models.Model):
    """A participant's shifts and study time, as JSON. Personal data; goes with the user (cascade)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    document = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        """One for each participant and course."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="bransjekurs_timetable_once")]
