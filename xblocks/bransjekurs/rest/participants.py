"""The group: the participants page by page, with who needs somebody, and why."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bransjekurs import clock
from bransjekurs.api import teacher_group
from bransjekurs.api.group_list import ANY_NEED, Narrowing
from bransjekurs.api.teacher_group import Member
from bransjekurs.domain.needs import NeedKind
from bransjekurs.domain.participation import hours_by_arena
from bransjekurs.domain.plan import GOAL_STATES
from bransjekurs.domain.refusal import Refusal
from bransjekurs.rest.about import About, Parameter
from bransjekurs.rest.door import Door, actor_in
from bransjekurs.rest.paging import PARAMETERS, Asked, asked, page_of, paged, whole
from bransjekurs.rest.shapes import ArenaHoursShape, Code, Moment, PersonShape, ReviewShape

_NEEDS = (ANY_NEED, *NeedKind)
_COHORT_LIMIT = 100
_LARGEST_ID = 10**18 - 1


class NeedShape(serializers.Serializer[Any]):
    """The most pressing reason to look at a participant."""

    kind = Code(NeedKind)
    since = Moment(help_text="The moment to tell; for a certificate that expires it is still to come.")
    goal = serializers.CharField(source="goal_id", help_text="The goal’s id, or empty.", allow_blank=True)
    count = serializers.IntegerField(help_text="How many goals, or parties, it is about.")


class StateShape(serializers.Serializer[Any]):
    """Where one goal stands."""

    goal = serializers.CharField(help_text="The goal’s id.")
    state = Code(GOAL_STATES)


class MemberShape(serializers.Serializer[Any]):
    """A participant in the group."""

    participant = PersonShape()
    need = NeedShape(allow_null=True)
    goals = StateShape(many=True)
    practised_at = Moment(allow_null=True)
    attended_hours = ArenaHoursShape(many=True)
    review = ReviewShape(allow_null=True)


MemberPageShape = page_of(MemberShape, "MemberPageShape")


class ParticipantsDoor(Door):
    """The group."""

    about = About(
        "participants",
        "The participants whom you follow, by name",
        MemberPageShape,
        (
            Parameter("need", {"type": "string", "enum": [str(one) for one in _NEEDS]}, "Those with this need."),
            Parameter("cohort", {"type": "string"}, "Those in this cohort (the platform’s id)."),
            Parameter(
                "responsible",
                {"type": "integer", "minimum": 1, "maximum": _LARGEST_ID},
                "Those whom this user follows.",
            ),
            *PARAMETERS,
        ),
    )

    def get(self, request: Request, course_id: str) -> Response:
        """Give those whom the one who asks may see. Names are not searched for: addresses end up in logs."""
        actor, of = actor_in(request, course_id), asked(request)
        found = teacher_group.see_members(actor, clock.now(), _narrowing(request, of), of.size)
        return self.answer(paged(request, of, found.listed.total, [_told(one) for one in found.members]))


def _narrowing(request: Request, of: Asked) -> Narrowing:
    query = request.query_params
    need = query.get("need", "")
    if need and need not in _NEEDS:
        raise Refusal("unknown_value", "need")
    return Narrowing(
        need=need,
        cohort=query.get("cohort", "").replace("\0", "")[:_COHORT_LIMIT],
        responsible=whole(request, "responsible", _LARGEST_ID, 0) if query.get("responsible") else None,
        page=of.page,
    )


def _told(member: Member) -> dict[str, Any]:
    hours = hours_by_arena(member.attended)
    return {
        "participant": member.person,
        "need": member.need,
        "goals": [{"goal": goal, "state": state} for goal, state in member.states.items()],
        "practised_at": member.practised_at,
        "attended_hours": [{"arena": arena, "hours": hours[arena]} for arena in hours],
        "review": member.review,
    }
