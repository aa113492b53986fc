"""What several resources show alike. Values of the domain are told by their codes, times in UTC, hours as numbers."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from rest_framework import serializers

from bransjekurs.domain.outcome import Arena


class Moment(serializers.DateTimeField):
    """A moment in UTC (ISO 8601), whatever the host's settings say."""

    def __init__(self, **about: Any) -> None:
        super().__init__(format="iso-8601", default_timezone=UTC, **about)


class Day(serializers.DateField):
    """A day (ISO 8601), whatever the host's settings say."""

    def __init__(self, **about: Any) -> None:
        super().__init__(format="iso-8601", **about)


class Code(serializers.ChoiceField):
    """One of an enum's values."""

    def __init__(self, values: Iterable[str], **about: Any) -> None:
        super().__init__(choices=[str(value) for value in values], **about)


class PersonShape(serializers.Serializer[Any]):
    """A person: the platform's id, and the full name as the platform knows it. Never an e-mail address."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class CurriculumShape(serializers.Serializer[Any]):
    """One kompetansemål that a goal builds on, word for word."""

    curriculum = serializers.CharField(help_text="The curriculum’s code in Grep, such as ROF05-01.")
    code = serializers.CharField(help_text="The goal’s code in Grep, such as KM2345.")
    wording = serializers.CharField()
    language = serializers.CharField(help_text="nb or nn.")


class ArenaHoursShape(serializers.Serializer[Any]):
    """Hours in one arena."""

    arena = Code(Arena)
    hours = serializers.FloatField()


class ReviewShape(serializers.Serializer[Any]):
    """The next conversation about the plan."""

    at = Moment()
    with_whom = serializers.CharField(allow_blank=True)
    about = serializers.CharField(allow_blank=True)
