"""Links for people without an account."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class Link(models.Model):
    """A link to exactly one thing about one participant. Personal data, the receiver's name too; goes with the user.

    Only the token's hash is stored. ``subject`` is what the purpose needs to find its thing: an outcome's id, a
    version's number. ``status``: open, answered, not_seen, not_me, withdrawn. ``opened_at`` is the first look, which
    uses nothing up; ``language`` is what the receiver chose to read.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    purpose = models.CharField(max_length=16, default="observe")
    subject = models.CharField(max_length=80, blank=True)
    to_name = models.CharField(max_length=120)
    to_role = models.CharField(max_length=16, default="mentor")
    asked_by = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=16)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, blank=True)
    status = models.CharField(max_length=16)
    closed_at = models.DateTimeField(null=True)
    comment = models.CharField(max_length=500, blank=True)

    class Meta:
        """Found by participant."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["course_key", "user"], name="bransjekurs_link_of")]
