"""Plans, their goals, judgements, reviews, and who follows whom."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class PlanRecord(models.Model):
    """A participant's plan in a course. Personal data; goes with the user (cascade)."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    edition = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()

    class Meta:
        """One plan for each participant and course."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="bransjekurs_plan_once")]


class PlanGoal(models.Model):
    """A goal with its copied wording and the participant's progress. Personal data; goes with the plan."""

    plan = models.ForeignKey(PlanRecord, on_delete=models.CASCADE, related_name="goals")
    outcome_id = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    outcome = models.TextField()
    progress = models.CharField(max_length=16)
    progress_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)

    class Meta:
        """One goal for each outcome of a plan."""

        app_label = "bransjekurs"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["plan", "outcome_id"], name="bransjekurs_goal_once")]


class JudgementRecord(models.Model):
    """A judgement; rows are only added, the latest counts. Personal data; goes with the plan."""

    goal = models.ForeignKey(PlanGoal, on_delete=models.CASCADE, related_name="judgements")
    verdict = models.CharField(max_length=16)
    reason = models.TextField()
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField()
    evidence_ids = models.JSONField(default=list)

    class Meta:
        """In the order they were made."""

        app_label = "bransjekurs"
        ordering = ["at", "id"]


class Review(models.Model):
    """A planned conversation. Personal data; goes with the user."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    at = models.DateTimeField()
    with_whom = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)
    noted_by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        """The newest note is the one that stands."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["course_key", "user"], name="bransjekurs_review_of")]


class Following(models.Model):
    """Who follows whom, in which role. Personal data of both; goes with either."""

    course_key = CourseKeyField(max_length=255)
    participant = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    follower = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=32)

    class Meta:
        """Each role once for each pair."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["course_key", "follower"], name="bransjekurs_follower_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["course_key", "participant", "follower", "role"], name="bransjekurs_following_once"
            )
        ]
