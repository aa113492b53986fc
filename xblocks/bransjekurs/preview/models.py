"""What the platform stores elsewhere: here it is rows of the preview's own. All people in it are invented."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField, UsageKeyField


class Enrolment(models.Model):
    """A participant's place in a course, and the group in it; empty for none."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    cohort = models.CharField(max_length=80, blank=True)

    class Meta:
        """One place each; a course's places are found together."""

        constraints = (models.UniqueConstraint(fields=["user", "course_key"], name="preview_one_enrolment"),)
        indexes = (models.Index(fields=["course_key", "user"], name="preview_enrolled_in"),)


class CourseStaff(models.Model):
    """Who has a role of the platform's in a course: which one, as the platform calls it."""

    STAFF, LIMITED_STAFF, DATA_RESEARCHER = "staff", "limited_staff", "data_researcher"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    kind = models.CharField(max_length=20, default=STAFF)

    class Meta:
        """Told once."""

        constraints = (models.UniqueConstraint(fields=["user", "course_key"], name="preview_one_staff"),)


class TeacherCohort(models.Model):
    """The group in which somebody teaches who has no participant's place in the course."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    cohort = models.CharField(max_length=80)

    class Meta:
        """One each, as on the platform."""

        constraints = (models.UniqueConstraint(fields=["user", "course_key"], name="preview_one_cohort"),)


class BlockState(models.Model):
    """The value of one field of a block, or of a block type or a user, as the field's scope says.

    ``block`` is the usage key, the block type, or empty, and ``user_id`` is 0 where the scope has no user:
    then the unique constraint holds (NULLs would differ from each other).
    Rows with the scope ``content`` are what an author saved in Studio, over what the archive says.
    """

    scope = models.CharField(max_length=32)
    block = models.CharField(max_length=255, blank=True)
    user_id = models.BigIntegerField(default=0)
    field = models.CharField(max_length=100)
    value = models.TextField()

    class Meta:
        """One value each."""

        constraints = (
            models.UniqueConstraint(fields=["scope", "block", "user_id", "field"], name="preview_one_value"),
        )


class Grade(models.Model):
    """What a participant has earned on one block, out of ``possible``."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    usage_key = UsageKeyField(max_length=255)
    earned = models.FloatField()
    possible = models.FloatField()

    class Meta:
        """The latest only."""

        constraints = (models.UniqueConstraint(fields=["user", "usage_key"], name="preview_one_grade"),)


class Completion(models.Model):
    """How far a participant is with one block, 0 to 1."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    usage_key = UsageKeyField(max_length=255)
    completion = models.FloatField()

    class Meta:
        """The latest only."""

        constraints = (models.UniqueConstraint(fields=["user", "usage_key"], name="preview_one_completion"),)


class ClockOffset(models.Model):
    """One row: how many seconds the preview's clock is ahead of the real one."""

    seconds = models.PositiveBigIntegerField(default=0)


class OutboxMail(models.Model):
    """A mail that the real system would have sent."""

    sent_at = models.DateTimeField()
    recipients = models.TextField()
    subject = models.TextField()
    body = models.TextField()

    class Meta:
        """Newest first."""

        ordering = ("-sent_at", "-pk")
