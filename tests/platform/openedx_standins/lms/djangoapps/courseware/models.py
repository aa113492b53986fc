"""A learner's row for a block."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField, UsageKeyField


class StudentModule(models.Model):
    module_type = models.CharField(max_length=32)
    module_state_key = UsageKeyField(max_length=255)
    course_id = CourseKeyField(max_length=255)
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    grade = models.FloatField(null=True)
    max_grade = models.FloatField(null=True)

    class Meta:
        app_label = "courseware"
        unique_together = (("student", "module_state_key", "course_id"),)
