"""A participant's plan."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bransjekurs import clock
from bransjekurs.api import records
from bransjekurs.api.participant_plan import PlanPicture
from bransjekurs.domain.measures import LearningArena, MeasureKind, Responsible
from bransjekurs.domain.outcome import OutcomeKind
from bransjekurs.domain.plan import GOAL_STATES, Goal, Progress, Verdict
from bransjekurs.rest.about import About
from bransjekurs.rest.door import Door, actor_in, participant_in
from bransjekurs.rest.shapes import Code, CurriculumShape, Day, Moment, PersonShape, ReviewShape
from bransjekurs.roles import Role


class MeasureShape(serializers.Serializer[Any]):
    """What is done to reach a goal, where, by when, and who answers for it."""

    id = serializers.CharField()
    kind = Code(MeasureKind)
    arena = Code(LearningArena)
    wording = serializers.CharField(allow_blank=True)
    responsible = serializers.CharField()
    role = Code(Responsible)
    due_on = Day(source="by", allow_null=True)
    carried_out_on = Day(source="carried_out", allow_null=True)


class JudgementShape(serializers.Serializer[Any]):
    """The judgement that stands, and the ids of the evidence that it rests on."""

    verdict = Code(Verdict)
    reason = serializers.CharField()
    by_name = serializers.CharField(help_text="Empty where the account is gone.", allow_blank=True)
    role = Code(Role)
    at = Moment()
    evidence = serializers.ListField(child=serializers.IntegerField())


class WordsShape(serializers.Serializer[Any]):
    """How many of a goal’s words the participant knows today."""

    known = serializers.IntegerField()
    total = serializers.IntegerField()


class GoalShape(serializers.Serializer[Any]):
    """One goal as the plan words it: `progress` is the participant’s own, `judgement` a person’s with the right."""

    id = serializers.CharField()
    area = serializers.CharField(allow_blank=True)
    kind = Code(OutcomeKind)
    title = serializers.CharField()
    own = serializers.BooleanField(help_text="Whether the participant has added it.")
    required = serializers.BooleanField()  # type: ignore[assignment]  # a field, and no option of this one
    state = Code(GOAL_STATES, help_text="The verdict where there is one, else the progress.")
    progress = Code(Progress)
    progress_at = Moment(allow_null=True)
    comment = serializers.CharField(help_text="The participant’s own.", allow_blank=True)
    judgement = JudgementShape(allow_null=True)
    evidence_count = serializers.IntegerField()
    words = WordsShape(allow_null=True)
    measures = MeasureShape(many=True)
    curriculum = CurriculumShape(many=True)


class AftercareShape(serializers.Serializer[Any]):
    """Who follows up after the course, and on which days."""

    responsible = serializers.CharField(allow_blank=True)
    role = Code(Responsible)
    days = serializers.ListField(child=Day())
    about = serializers.CharField(allow_blank=True)


class PlanShape(serializers.Serializer[Any]):
    """A plan. Revision 0: nobody has acted yet, and the plan is the course’s."""

    participant = PersonShape()
    edition = serializers.IntegerField(help_text="The course edition that the wording is from.")
    revision = serializers.IntegerField()
    started_at = Moment(allow_null=True)
    goals = GoalShape(many=True)
    taken_out = serializers.ListField(child=serializers.CharField(), help_text="Ids of goals that were taken out.")
    way_on = serializers.CharField(help_text="Where the participant is heading after the course.", allow_blank=True)
    aftercare = AftercareShape()
    review = ReviewShape(allow_null=True)
    certificate = serializers.CharField(allow_null=True, help_text="The number of the latest one.")


class PlanDoor(Door):
    """A plan."""

    about = About("plan", "A participant’s plan", PlanShape)

    def get(self, request: Request, course_id: str, participant_id: str) -> Response:
        """Give the plan to the participant and to those who follow them."""
        actor = actor_in(request, course_id)
        whose = participant_in(actor, participant_id)
        return self.answer(_told(records.see_plan_of(actor, whose, clock.now()), whose))


def _told(picture: PlanPicture, whose: int) -> dict[str, Any]:
    plan = picture.plan
    return {
        "participant": {"id": whose, "name": picture.people.get(whose, "")},
        "edition": plan.edition,
        "revision": plan.revision,
        "started_at": plan.started_at,
        "goals": [_goal(goal, picture) for goal in plan.goals],
        "taken_out": [goal.outcome.id for goal in plan.taken_out],
        "way_on": plan.way_on,
        "aftercare": plan.aftercare,
        "review": picture.review,
        "certificate": picture.certificate.number if picture.certificate else None,
    }


def _goal(goal: Goal, picture: PlanPicture) -> dict[str, Any]:
    outcome = goal.outcome
    return {
        "id": outcome.id,
        "area": outcome.area,
        "kind": outcome.kind,
        "title": outcome.title,
        "own": goal.own,
        "required": outcome.required,
        "state": goal.state,
        "progress": goal.progress,
        "progress_at": goal.progress_at,
        "comment": goal.comment,
        "judgement": _judgement(goal, picture),
        "evidence_count": len(picture.evidence.get(outcome.id, ())),
        "words": picture.words.get(outcome.id),
        "measures": goal.measures,
        "curriculum": outcome.curriculum,
    }


def _judgement(goal: Goal, picture: PlanPicture) -> dict[str, Any] | None:
    judged = goal.judgement
    if judged is None:
        return None
    return {
        "verdict": judged.verdict,
        "reason": judged.reason,
        "by_name": picture.people.get(judged.by_id or 0, ""),
        "role": judged.role,
        "at": judged.at,
        "evidence": judged.evidence_ids,
    }
