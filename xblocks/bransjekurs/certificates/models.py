"""Certificates as issued, and the names that their holders confirmed."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class HolderName(models.Model):
    """The name to print, as in the passport, confirmed by the holder. Personal data; goes with the user."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    name = models.CharField(max_length=120)
    confirmed_at = models.DateTimeField()

    class Meta:
        """One name for each participant and course."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="bransjekurs_name_once")]


class Certificate(models.Model):
    """A certificate: what it says is frozen in ``content``.

    Personal data. When the holder is erased, ``content`` is emptied and number, hash, issuer, date and status remain,
    so that a paper in somebody's hand can still be checked.
    """

    number = models.CharField(max_length=20, unique=True)
    user = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    course_key = CourseKeyField(max_length=255)
    version = models.PositiveIntegerField()
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    statement_hash = models.CharField(max_length=64)
    issuer = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Versions count up for each participant and course, so two at once cannot both be the next."""

        app_label = "bransjekurs"
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "version"], name="bransjekurs_certificate_version")
        ]
