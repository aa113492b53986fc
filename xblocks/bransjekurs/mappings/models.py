"""What participants bring: answers by area, what they need, judgements on the whole, and answers to proposals."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class MappingRecord(models.Model):
    """A participant's answers in one question area. Personal data; goes with the user (cascade)."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    area = models.CharField(max_length=32)
    values = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """One row for each participant, course and area."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["course_key", "user", "area"], name="bransjekurs_mapping_once")]


class NeedsRecord(models.Model):
    """What a participant needs in order to learn and work, every version of it.

    Personal data of the kind that must be kept narrowest: seen by the participant and the teacher alone, never on a
    certificate, in a group's figures or by an employer. Goes with the user (cascade).
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    values = models.JSONField(default=dict)
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """Rows are only added; the highest revision stands."""

        app_label = "bransjekurs"
        constraints = [
            models.UniqueConstraint(fields=["course_key", "user", "revision"], name="bransjekurs_needs_once")
        ]


class NeedsReading(models.Model):
    """Somebody other than the participant has read the needs on a day. Personal data of both; goes with either."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    by = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        """Once a day for each reader."""

        app_label = "bransjekurs"
        constraints = [
            models.UniqueConstraint(fields=["course_key", "user", "by", "day"], name="bransjekurs_needs_read_once")
        ]


class MappingJudgement(models.Model):
    """A judgement in words on the mapping: of the whole, or of the progression in Norwegian.

    Personal data; goes with the user (cascade). Rows are only added.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    about = models.CharField(max_length=16)
    verdict = models.CharField(max_length=16, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """Read by participant."""

        app_label = "bransjekurs"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["course_key", "user"], name="bransjekurs_judged_mapping")]


class ProposalAnswer(models.Model):
    """Whether a proposal from the mapping is taken. Personal data; goes with the user (cascade).

    ``key`` is the proposal's ("goal.merking"); ``documentation`` is what would show what the person can already.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    key = models.CharField(max_length=100)
    taken = models.BooleanField()
    documentation = models.TextField(blank=True)
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """One answer to each proposal, the latest."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["course_key", "user", "key"], name="bransjekurs_proposal_once")]
