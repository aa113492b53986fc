"""Certificates as issued, and the names that their holders confirmed."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class HolderName(models.Model):
    """The name to print, as in the passport, confirmed by the holder, and what the holder has chosen to show.

    Personal data; goes with the user.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    name = models.CharField(max_length=120)
    confirmed_at = models.DateTimeField()
    lists_not_reached = models.BooleanField(default=False)
    shows_goals = models.BooleanField(default=False)

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
    # The holder's own act, and no judgement of anybody's.
    by_holder = models.BooleanField(default=False)
    superseded_at = models.DateTimeField(null=True)
    superseded_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Versions count up for each participant and course, so two at once cannot both be the next."""

        app_label = "bransjekurs"
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "version"], name="bransjekurs_certificate_version")
        ]


class NorwegianJudgement(models.Model):
    """What a person judged the level in Norwegian to be, skill by skill. The latest stands; the earlier are kept.

    Personal data; goes with the user.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    levels = models.JSONField()
    basis = models.CharField(max_length=300)
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        """Asked for by participant and course."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["user", "course_key"], name="bransjekurs_norwegian")]


class SeenDocument(models.Model):
    """A certificate of others that a participant showed: what it is and how long it holds, never a copy of it.

    Personal data; goes with the user.
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    document_id = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=120)
    valid_until = models.DateField(null=True)
    by = models.ForeignKey(_USER, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        """Asked for by participant and course."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["user", "course_key"], name="bransjekurs_document")]


class IssuingRun(models.Model):
    """The issuing of certificates to several: who asked for it, when, in which language.

    Personal data of the one who asked; goes with that user.
    """

    course_key = CourseKeyField(max_length=255)
    by = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    at = models.DateTimeField()

    class Meta:
        """A course's runs, the latest first."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["course_key", "at"], name="bransjekurs_run")]


class IssuingTask(models.Model):
    """One person in a run: waiting, issued (``number``) or refused (``code``). Personal data; goes with the user."""

    run = models.ForeignKey(IssuingRun, on_delete=models.CASCADE, related_name="tasks")
    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, default="waiting")
    code = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=20, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        """A person is in a run once."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["run", "user"], name="bransjekurs_task_once")]
        indexes = [models.Index(fields=["run", "state"], name="bransjekurs_task_state")]


class ShareLink(models.Model):
    """A link that the holder made to show a certificate; of its token only the hash.

    Who used it is not stored, only how often and when last. Personal data; goes with the user.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="shares")
    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    to_whom = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    uses = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        """Listed for their holder."""

        app_label = "bransjekurs"
