"""What a certificate says, as another system reads it."""

from typing import Any

from rest_framework import serializers

from bransjekurs.domain.certificate_content import CertificateKind, GoalResult
from bransjekurs.domain.evidence import Source
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.trade import LanguageSkill, Level
from bransjekurs.rest.shapes import Code, CurriculumShape, Day


class IssuerShape(serializers.Serializer[Any]):
    """The provider that answers for it."""

    name = serializers.CharField()
    organisation_number = serializers.CharField()


class HoursShape(serializers.Serializer[Any]):
    """Hours in one arena."""

    arena = Code(Arena)
    attended = serializers.FloatField()
    planned = serializers.FloatField()


class GoalLineShape(serializers.Serializer[Any]):
    """A goal that was confirmed, and the ids of the evidence that the line rests on."""

    id = serializers.CharField(source="outcome_id")
    title = serializers.CharField()
    result = Code(GoalResult)
    own = serializers.BooleanField(help_text="Whether the participant had added it.")
    arenas = serializers.ListField(child=Code(Arena))
    sources = serializers.ListField(child=Code(Source))
    judged_by_role = serializers.CharField()
    judged_on = Day(allow_null=True)
    evidence = serializers.ListField(child=serializers.IntegerField(), source="evidence_ids")
    curriculum = CurriculumShape(many=True)


class SkillShape(serializers.Serializer[Any]):
    """The level in one skill."""

    skill = Code(LanguageSkill)
    level = Code(Level)


class NorwegianShape(serializers.Serializer[Any]):
    """Norwegian, skill by skill, as a person judged it."""

    levels = SkillShape(many=True)
    basis = serializers.CharField()
    judged_by_role = serializers.CharField()
    judged_on = Day()


class DocumentShape(serializers.Serializer[Any]):
    """A certificate of others that was shown."""

    name = serializers.CharField()
    shown_on = Day()
    seen_by_role = serializers.CharField()
    valid_until = Day(allow_null=True)


class AccreditationShape(serializers.Serializer[Any]):
    """What makes the course a module of a fagskole."""

    approved_by = serializers.CharField()
    credits = serializers.IntegerField()
    level = serializers.CharField()


class StatementShape(serializers.Serializer[Any]):
    """All that the certificate says."""

    kind = Code(CertificateKind)
    language = serializers.CharField()
    holder = serializers.CharField(help_text="The name as the holder confirmed it.")
    course_title = serializers.CharField()
    purpose = serializers.CharField(allow_blank=True)
    issuer = IssuerShape()
    period_from = Day()
    period_to = Day()
    hours = HoursShape(many=True)
    goals = GoalLineShape(many=True)
    not_reached = serializers.ListField(
        child=serializers.CharField(), help_text="Titles of goals, only where the holder wishes it."
    )
    norwegian = NorwegianShape(allow_null=True)
    documents = DocumentShape(many=True)
    accreditation = AccreditationShape(allow_null=True)
    is_preview = serializers.BooleanField(help_text="Not valid: made in a preview.")
