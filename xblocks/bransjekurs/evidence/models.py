"""Evidence, sessions and attendance."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class EvidenceItem(models.Model):
    """One piece of evidence on participant and outcome. Personal data; goes with the user (cascade)."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    outcome_id = models.CharField(max_length=80)
    arena = models.CharField(max_length=16)
    source = models.CharField(max_length=16)
    source_id = models.CharField(max_length=80)
    role = models.CharField(max_length=32)
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    what = models.JSONField()

    class Meta:
        """Told twice, stored once."""

        app_label = "bransjekurs"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course_key", "outcome_id", "source", "source_id"], name="bransjekurs_evidence_once"
            )
        ]


class HeldSession(models.Model):
    """A session that was held, for attendance. Its hours are in hours. Personal data only in who noted it."""

    course_key = CourseKeyField(max_length=255, db_index=True)
    at = models.DateTimeField()
    title = models.CharField(max_length=200)
    arena = models.CharField(max_length=16)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    noted_by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """The latest first."""

        app_label = "bransjekurs"
        ordering = ["-at", "-id"]


class Attendance(models.Model):
    """One participant's hours in one session; 0 is absent. Personal data; goes with the user.

    ``confirmed_by`` is the mentor who has confirmed hours at the workplace by link, a name and nothing else.
    """

    session = models.ForeignKey(HeldSession, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    confirmed_by = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Once for each participant and session."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["session", "user"], name="bransjekurs_attendance_once")]
