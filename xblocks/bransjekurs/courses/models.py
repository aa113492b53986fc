"""Published course editions."""

from django.db import models
from opaque_keys.edx.django.models import CourseKeyField


class CourseEdition(models.Model):
    """One immutable edition of a course, as JSON. Holds no personal data but the signatories' names and titles."""

    course_key = CourseKeyField(max_length=255)
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    document = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        """One row per course and number."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["course_key", "number"], name="bransjekurs_edition_once")]
