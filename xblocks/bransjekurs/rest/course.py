"""A course: what its goals are called, and the roles of the one who asks."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bransjekurs.api import records
from bransjekurs.domain.outcome import OutcomeKind
from bransjekurs.rest.about import About
from bransjekurs.rest.door import Door, actor_in
from bransjekurs.rest.shapes import ArenaHoursShape, Code, CurriculumShape
from bransjekurs.roles import Role


class OutcomeShape(serializers.Serializer[Any]):
    """One learning outcome. Its id is the same in the course’s next run."""

    id = serializers.CharField()
    area = serializers.CharField(allow_blank=True)
    kind = Code(OutcomeKind)
    title = serializers.CharField()
    plain = serializers.CharField(help_text="The same for participants, in simple words.", allow_blank=True)
    # A field, and no option of this one.
    required = serializers.BooleanField(help_text="Whether the full certificate asks for it.")  # type: ignore[assignment]
    arenas_required = serializers.IntegerField(help_text="In how many arenas it must have been shown.")
    judged_by = serializers.ListField(child=Code(Role))
    curriculum = CurriculumShape(many=True)


class CourseShape(serializers.Serializer[Any]):
    """A course as published."""

    id = serializers.CharField()
    title = serializers.CharField()
    edition = serializers.IntegerField(help_text="Counts up each time other content is published.")
    roles = serializers.ListField(child=Code(Role), help_text="Yours in this course.")
    planned_hours = ArenaHoursShape(many=True)
    minimum_hours = serializers.FloatField(help_text="To be attended for the full certificate.")
    outcomes = OutcomeShape(many=True, help_text="What goals are made of: a plan’s goal has its outcome’s id.")


class CourseDoor(Door):
    """A course."""

    about = About("course", "A course, its goals and your roles", CourseShape)

    def get(self, request: Request, course_id: str) -> Response:
        """Give what goals are called, by the ids that the other resources use."""
        found = records.see_course(actor_in(request, course_id))
        course = found.edition.course
        told = {
            "id": course_id,
            "title": course.title,
            "edition": found.edition.number,
            "roles": sorted(found.roles),
            "planned_hours": course.hours,
            "minimum_hours": course.certificate.minimum_hours,
            "outcomes": course.outcomes,
        }
        return self.answer(told)
