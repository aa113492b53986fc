"""The evidence on a participant's goals."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bransjekurs.api import records
from bransjekurs.domain.evidence import Evidence, Observation, Observed, SituationKnown, Source, WordsMastered
from bransjekurs.domain.outcome import Arena
from bransjekurs.rest.about import About, Parameter
from bransjekurs.rest.door import Door, actor_in, participant_in
from bransjekurs.rest.paging import PARAMETERS, asked, page_of, paged
from bransjekurs.rest.shapes import Code, Moment

_GOAL_LIMIT = 80  # as long as an id can be


class MasteredShape(serializers.Serializer[Any]):
    """Words that were known, and on how many days they were practised."""

    known = serializers.IntegerField()
    total = serializers.IntegerField()
    days = serializers.IntegerField()


class SituationShape(serializers.Serializer[Any]):
    """A situation that is known: how many tasks it has, and on how many days all were right at the first try."""

    title = serializers.CharField()
    tasks = serializers.IntegerField()
    days = serializers.IntegerField()


class ObservationShape(serializers.Serializer[Any]):
    """What a person saw; `observed` is null for prior learning, which `comment` documents."""

    observed = Code(Observed, allow_null=True)
    comment = serializers.CharField(allow_blank=True)


class EvidenceShape(serializers.Serializer[Any]):
    """One piece of evidence: `words`, `situation` or `observation` says what it is, the others are null."""

    id = serializers.IntegerField(help_text="Judgements and certificates name it.")
    goal = serializers.CharField(help_text="The goal’s id.")
    arena = Code(Arena)
    source = Code(Source)  # type: ignore[assignment]  # a field, and no option of this one
    role = serializers.CharField(help_text="In which role the person acted.", allow_blank=True)
    by_name = serializers.CharField(help_text="Who observed; empty for practice.", allow_blank=True)
    at = Moment()
    words = MasteredShape(allow_null=True)
    situation = SituationShape(allow_null=True)
    observation = ObservationShape(allow_null=True)


EvidencePageShape = page_of(EvidenceShape, "EvidencePageShape")


class EvidenceDoor(Door):
    """Evidence."""

    about = About(
        "evidence",
        "The evidence on a participant’s goals, the latest first",
        EvidencePageShape,
        (Parameter("goal", {"type": "string"}, "The evidence of this goal only."), *PARAMETERS),
    )

    def get(self, request: Request, course_id: str, participant_id: str) -> Response:
        """Give the evidence to the participant and to those who follow them."""
        actor = actor_in(request, course_id)
        whose, of = participant_in(actor, participant_id), asked(request)
        goal = request.query_params.get("goal", "").replace("\0", "")[:_GOAL_LIMIT]
        found = records.see_evidence(actor, whose, goal, of.first, of.size)
        return self.answer(paged(request, of, found.total, [_told(item) for item in found.items]))


def _told(item: Evidence) -> dict[str, Any]:
    what = item.what
    return {
        "id": item.id,
        "goal": item.outcome_id,
        "arena": item.arena,
        "source": item.source,
        "role": item.role,
        "by_name": item.by_name,
        "at": item.at,
        "words": what if isinstance(what, WordsMastered) else None,
        "situation": what if isinstance(what, SituationKnown) else None,
        "observation": what if isinstance(what, Observation) else None,
    }
