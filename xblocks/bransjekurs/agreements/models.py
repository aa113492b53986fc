"""Agreements: who answers for what, the versions of a plan, and who has agreed to them."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class ResponsibilityRecord(models.Model):
    """Who answers for what around a participant, as JSON. Personal data, others' names too; goes with the user."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    document = models.TextField()

    class Meta:
        """One for each participant and course."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="bransjekurs_responsibility_once")]


class AgreementVersion(models.Model):
    """A frozen version of a plan, as canonical JSON with its hash. Personal data; goes with the user (cascade)."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    number = models.PositiveIntegerField()
    document = models.TextField()
    fingerprint = models.CharField(max_length=64)
    made_by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """Numbered for each participant and course."""

        app_label = "bransjekurs"
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "number"], name="bransjekurs_version_once")
        ]


class ConsentRecord(models.Model):
    """One party's agreement to a version. Personal data: a name and a role; goes with the participant's version."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="consents")
    party = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        """Each party once."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="bransjekurs_consent_once")]
