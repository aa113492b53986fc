"""Answers to practice tasks, the cards folded from them, and texts that participants have sent."""

from django.conf import settings
from django.db import models
from opaque_keys.edx.django.models import CourseKeyField

_USER = settings.AUTH_USER_MODEL


class PracticeAnswer(models.Model):
    """One answer, as given. Personal data; goes with the user (cascade)."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    term_id = models.CharField(max_length=80)
    answer_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    verdict = models.CharField(max_length=8)
    typed = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        """An answer counts once, however often it is sent."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["user", "course_key", "term_id"], name="bransjekurs_answers_of")]
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "answer_id"], name="bransjekurs_answer_once")
        ]


class PracticeTurn(models.Model):
    """One row per participant and course, locked while answers are folded, so that two batches at once take turns.

    Personal data: that somebody has practised, and the last local day; goes with the user (cascade).
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    practised_on = models.DateField(null=True)

    class Meta:
        """One turn at a time."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="bransjekurs_practice_turn")]


class WordCard(models.Model):
    """What a participant remembers of a word: the fold of the answers, kept for reading.

    Personal data; goes with the user (cascade).
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    term_id = models.CharField(max_length=80)
    due = models.DateTimeField()
    last_answer_at = models.DateTimeField()
    stability = models.FloatField()
    difficulty = models.FloatField()
    answers = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    days = models.PositiveIntegerField()
    kinds = models.PositiveSmallIntegerField()
    met_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        """One card for each participant and word of a course, whichever block asked."""

        app_label = "bransjekurs"
        constraints = [models.UniqueConstraint(fields=["user", "course_key", "term_id"], name="bransjekurs_card_once")]


class SituationAnswer(models.Model):
    """One answer to a task in a situation. Personal data; goes with the user (cascade)."""

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    situation_id = models.CharField(max_length=80)
    task_id = models.CharField(max_length=40)
    answer_id = models.CharField(max_length=40)
    verdict = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        """An answer counts once, however often it is sent."""

        app_label = "bransjekurs"
        indexes = [models.Index(fields=["user", "course_key", "situation_id"], name="bransjekurs_situation_of")]
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "answer_id"], name="bransjekurs_situation_once")
        ]


class SentText(models.Model):
    """The text that a participant has sent to the teacher from a situation; the last one sent stands.

    Personal data: the participant's own words. Only a text that was sent is here; the participant can take it back,
    which deletes it, and it goes with the user (cascade).
    """

    user = models.ForeignKey(_USER, on_delete=models.CASCADE, related_name="+")
    course_key = CourseKeyField(max_length=255)
    situation_id = models.CharField(max_length=80)
    text = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        """One text for each participant and situation."""

        app_label = "bransjekurs"
        constraints = [
            models.UniqueConstraint(fields=["user", "course_key", "situation_id"], name="bransjekurs_text_once")
        ]
