"""Plans, their goals, judgements, reviews, and who follows whom."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class PlanRecord(models.Model):
    """A participant's plan in a course. Personal data; goes with the user (cascade).

    ``aftercare`` is ``domain.plan.Aftercare`` as JSON: a name, a role and days.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    edition = models.PositiveIntegerField()
    revision = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    way_on = models.TextField(blank=True, default="")
    aftercare = models.TextField(blank=True, default="")

    class Meta:
        """One plan for each participant and course."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="bransjekurs_plan_once")]


class PlanGoal(models.Model):
    """A goal with its copied wording and the participant's progress. Personal data; goes with the plan.

    ``measures`` are ``domain.measures.Measure`` as JSON, with the names of those who answer for them. A goal that was
    taken out of the plan stays, with its judgements, and can be put back.
    """

    plan = models.ForeignKey(PlanRecord, on_delete=models.CASCADE, related_name="goals")
    outcome_id = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    outcome = models.TextField()
    progress = models.CharField(max_length=16)
    progress_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)
    measures = models.TextField(blank=True, default="")
    taken_out_at = models.DateTimeField(null=True)

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
    """A conversation (*oppfølgingssamtale*), planned or held. Personal data; goes with the user.

    Both participant and followers read all of it: what is sensitive does not belong here. ``goals`` are outcome ids.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    at = models.DateTimeField()
    with_whom = models.CharField(max_length=200)
    about = models.CharField(max_length=500, blank=True)
    goals = models.JSONField(default=list)
    noted_by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    took_part = models.CharField(max_length=300, blank=True, default="")
    said = models.TextField(blank=True, default="")
    agreed = models.TextField(blank=True, default="")
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        """Of those that are not held, the one noted last stands; the reminders look for those that come soon."""

        app_label = "bransjekurs"
        indexes = [
            models.Index(fields=["course_key", "user"], name="bransjekurs_review_of"),
            models.Index(fields=["reminded_at", "at"], name="bransjekurs_review_soon"),
        ]


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


class ChangeRecord(models.Model):
    """Who changed what in a plan, when and why; rows are only added. Personal data; goes with the participant.

    ``field`` is a dotted path ("goal.merking.progress"); ``by_name`` is for those who act without an account.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    field = models.CharField(max_length=160)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField(blank=True)
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """Read by participant, in the order of the changes."""

        app_label = "bransjekurs"
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["course_key", "user", "at"], name="bransjekurs_change_of")]


class NeedRecord(models.Model):
    """Why a participant needs a person, from a moment on: derived from the plan and what stands beside it.

    Personal data; goes with the user, and can be made anew at any time (``api.standing``). ``title`` copies what the
    reason is about, so that a list needs no plan.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    kind = models.CharField(max_length=24)
    rank = models.PositiveSmallIntegerField()
    from_at = models.DateTimeField()
    since = models.DateTimeField()
    goal_id = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=300, blank=True)
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Sorted by rank, then by how long it has applied; one of each kind for each participant."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["course_key", "rank", "from_at"], name="bransjekurs_need_order")]
        constraints = [
            models.UniqueConstraint(fields=["course_key", "user", "kind"], name="bransjekurs_need_once"),
        ]
