"""The group report: numbers without names."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bransjekurs import clock
from bransjekurs.api import report
from bransjekurs.api.report import Report
from bransjekurs.domain.anonymous import FEWEST
from bransjekurs.domain.needs import NeedKind
from bransjekurs.domain.trade import LanguageSkill
from bransjekurs.rest.about import About
from bransjekurs.rest.door import Door, actor_in
from bransjekurs.rest.shapes import Code


class Count(serializers.IntegerField):
    """How many; null where the number is held back."""

    def __init__(self, **about: Any) -> None:
        super().__init__(allow_null=True, min_value=FEWEST, **about)


class AttainmentShape(serializers.Serializer[Any]):
    """How far the participants are with one goal."""

    goal = serializers.CharField(help_text="The goal’s id.")
    confirmed = Count()
    in_work = Count()
    not_begun = Count()


class NeedCountShape(serializers.Serializer[Any]):
    """How many have one need."""

    kind = Code(NeedKind)
    has = Count()
    has_not = Count()


class SkillCountShape(serializers.Serializer[Any]):
    """How many have the Norwegian that the job asks for, in one skill."""

    skill = Code(LanguageSkill)
    enough = Count()
    missing = Count()
    unknown = Count()


class ReportShape(serializers.Serializer[Any]):
    """The report on the whole course. No number under `fewest` is told: it is null."""

    participants = serializers.IntegerField()
    fewest = serializers.IntegerField()
    goals = AttainmentShape(many=True)
    needs = NeedCountShape(many=True)
    norwegian = SkillCountShape(many=True)


class ReportDoor(Door):
    """The report."""

    about = About("report", "The group in numbers, without names", ReportShape)

    def get(self, request: Request, course_id: str) -> Response:
        """Give the report to those who follow anybody in the course."""
        return self.answer(_told(report.see_report(actor_in(request, course_id), clock.now())))


def _told(found: Report) -> dict[str, Any]:
    return {
        "participants": found.participants,
        "fewest": FEWEST,
        "goals": [{"goal": outcome.id, **cells} for outcome, cells in found.outcomes],
        "needs": [{"kind": kind, **cells} for kind, cells in found.needs.items()],
        "norwegian": [{"skill": skill, **cells} for skill, cells in found.gaps.items()],
    }
