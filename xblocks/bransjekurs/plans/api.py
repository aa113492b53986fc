"""Plans: typed functions in, frozen values out. Nothing here asks who may; the use cases do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.contrib.auth import get_user_model
from django.db.models import Exists, F, Max, OuterRef, Prefetch, QuerySet
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.measures import Measure
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import Aftercare, Goal, Judgement, Plan, Progress, Verdict
from bransjekurs.locks import hold
from bransjekurs.plans.models import Following, JudgementRecord, PlanGoal, PlanRecord, Review


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """A planned conversation: when, with whom, what about, and the ids of the goals that it takes up."""

    at: datetime
    with_whom: str
    about: str
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Follows:
    """One person follows one participant in a role."""

    participant_id: int
    follower_id: int
    role: str


def plans_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Plan]:
    """Return the stored plans by user id. Three queries, however many users."""
    records = PlanRecord.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    whole = records.prefetch_related(Prefetch("goals", _goal_rows()))
    return {record.user_id: _plan(record, record.goals.all()) for record in whole}


def lock_plan(user_id: int, course_key: CourseKey, fresh: Plan, now: datetime) -> tuple[int, Plan]:
    """Return the id of the user's plan and the plan, stored from ``fresh`` if it is new.

    It is locked till the transaction ends. Three queries, unless it is new.
    """
    key = {"user_id": user_id, "course_key": course_key}
    record = hold(PlanRecord, key, {"edition": fresh.edition, "started_at": now})
    rows = _goal_rows().filter(plan_id=record.id)
    if not rows:
        PlanGoal.objects.bulk_create(new_goals(record.id, fresh))
        rows = rows.all()
    return record.id, _plan(record, rows)


def new_goals(plan_id: int, fresh: Plan) -> list[PlanGoal]:
    """Return the rows of a plan that is new."""
    return [_new_row(plan_id, goal, position) for position, goal in enumerate(fresh.goals)]


def save_progress(plan_id: int, goal: Goal) -> None:
    """Store a goal's progress and the participant's comment."""
    PlanGoal.objects.filter(plan_id=plan_id, outcome_id=goal.outcome.id).update(
        progress=goal.progress.value, progress_at=goal.progress_at, comment=goal.comment
    )
    _changed(plan_id)


def save_measures(plan_id: int, outcome_id: str, measures: tuple[Measure, ...]) -> None:
    """Store a goal's measures."""
    document = msgspec.json.encode(measures).decode()
    PlanGoal.objects.filter(plan_id=plan_id, outcome_id=outcome_id).update(measures=document)
    _changed(plan_id)


def save_wording(plan_id: int, outcome: Outcome) -> None:
    """Store a goal's wording anew; progress, judgements and measures stay."""
    document = msgspec.json.encode(outcome).decode()
    PlanGoal.objects.filter(plan_id=plan_id, outcome_id=outcome.id).update(outcome=document)
    _changed(plan_id)


def add_goal(plan_id: int, goal: Goal) -> None:
    """Add a goal as the plan's last."""
    last = PlanGoal.objects.filter(plan_id=plan_id).aggregate(last=Max("position"))["last"]
    _new_row(plan_id, goal, 0 if last is None else last + 1).save()
    _changed(plan_id)


def set_taken_out(plan_id: int, outcome_id: str, at: datetime | None) -> None:
    """Take a goal out of the plan, or put it back (None); all that belongs to it stays."""
    PlanGoal.objects.filter(plan_id=plan_id, outcome_id=outcome_id).update(taken_out_at=at)
    _changed(plan_id)


def save_plan_fields(plan_id: int, plan: Plan) -> None:
    """Store what belongs to the plan as a whole: its edition, the way on, the aftercare."""
    aftercare = msgspec.json.encode(plan.aftercare).decode()
    PlanRecord.objects.filter(id=plan_id).update(edition=plan.edition, way_on=plan.way_on, aftercare=aftercare)
    _changed(plan_id)


def add_judgement(plan_id: int, goal: Goal, judgement: Judgement) -> None:
    """Add a judgement to the goal's history, and store the progress that came with it."""
    record = PlanGoal.objects.get(plan_id=plan_id, outcome_id=goal.outcome.id)
    JudgementRecord.objects.create(
        goal=record,
        verdict=judgement.verdict.value,
        reason=judgement.reason,
        by_id=judgement.by_id,
        role=judgement.role,
        at=judgement.at,
        evidence_ids=list(judgement.evidence_ids),
    )
    PlanGoal.objects.filter(id=record.id).update(progress=goal.progress.value)
    _changed(plan_id)


def judgements_of(user_id: int, course_key: CourseKey, outcome_id: str) -> tuple[Judgement, ...]:
    """Return every judgement of one goal, the latest first."""
    rows = JudgementRecord.objects.filter(
        goal__plan__user_id=user_id, goal__plan__course_key=course_key, goal__outcome_id=outcome_id
    )
    return tuple(_judgement(row) for row in rows.order_by("-at", "-id"))


def lock_participant(user_id: int) -> None:
    """Let nobody else change this participant's conversations till the transaction ends."""
    get_user_model().objects.select_for_update().filter(pk=user_id).values_list("pk").first()


def reviews_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, ReviewNote]:
    """Return each user's next conversation: of those that are not held, the one noted last."""
    rows = Review.objects.filter(course_key=course_key, user_id__in=list(user_ids), held_at=None)
    return {
        row.user_id: ReviewNote(row.at, row.with_whom, row.about, tuple(row.goals))
        for row in rows.order_by("noted_at", "id")
    }


def follow(course_key: CourseKey, links: Iterable[Follows]) -> None:
    """Store who follows whom; what is there already stays."""
    Following.objects.bulk_create(
        (
            Following(course_key=course_key, participant_id=f.participant_id, follower_id=f.follower_id, role=f.role)
            for f in links
        ),
        ignore_conflicts=True,
    )


def unfollow(course_key: CourseKey, links: Iterable[Follows]) -> None:
    """End followings."""
    for link in links:
        Following.objects.filter(
            course_key=course_key, participant_id=link.participant_id, follower_id=link.follower_id, role=link.role
        ).delete()


def following(
    course_key: CourseKey, *, participant_ids: Iterable[int] | None = None, follower_id: int | None = None
) -> tuple[Follows, ...]:
    """Return who follows whom in a course, narrowed to participants or a follower. One query."""
    rows = Following.objects.filter(course_key=course_key).order_by("id")
    if participant_ids is not None:
        rows = rows.filter(participant_id__in=list(participant_ids))
    if follower_id is not None:
        rows = rows.filter(follower_id=follower_id)
    return tuple(Follows(row.participant_id, row.follower_id, row.role) for row in rows)


def hold_following(course_key: CourseKey, participant_id: int) -> None:
    """Hold the rows that say who follows somebody till the transaction ends: what one follower does, no other does."""
    rows = Following.objects.select_for_update().filter(course_key=course_key, participant_id=participant_id)
    list(rows.order_by("id").values_list("id"))


def roles_of_follower(course_key: CourseKey, follower_id: int) -> set[str]:
    """Return the roles in which somebody follows anybody in a course. One query, a few rows."""
    rows = Following.objects.filter(course_key=course_key, follower_id=follower_id)
    return set(rows.order_by().values_list("role", flat=True).distinct())


def followed_by(course_key: CourseKey, follower_id: int) -> QuerySet[Any, Any]:
    """Return the ids of those whom somebody follows, as a part of a larger query."""
    return Following.objects.filter(course_key=course_key, follower_id=follower_id).values("participant_id")


def followers_in(course_key: CourseKey, users: QuerySet[Any] | None = None) -> set[int]:
    """Return the ids of those who follow any of these users, or anybody in the course. One query."""
    rows = Following.objects.filter(course_key=course_key)
    if users is not None:
        rows = rows.filter(Exists(users.order_by().filter(pk=OuterRef("participant_id"))))
    return set(rows.order_by().values_list("follower_id", flat=True).distinct())


def _changed(plan_id: int) -> None:
    PlanRecord.objects.filter(id=plan_id).update(revision=F("revision") + 1)


def _new_row(plan_id: int, goal: Goal, position: int) -> PlanGoal:
    return PlanGoal(
        plan_id=plan_id,
        outcome_id=goal.outcome.id,
        position=position,
        outcome=msgspec.json.encode(goal.outcome).decode(),
        progress=goal.progress.value,
        measures=msgspec.json.encode(goal.measures).decode() if goal.measures else "",
    )


def _goal_rows() -> QuerySet[PlanGoal]:
    judgements = JudgementRecord.objects.order_by("at", "id")
    return PlanGoal.objects.order_by("position").prefetch_related(Prefetch("judgements", judgements))


def _plan(record: PlanRecord, rows: QuerySet[PlanGoal]) -> Plan:
    return Plan(
        edition=record.edition,
        goals=tuple(_goal(row) for row in rows if row.taken_out_at is None),
        revision=record.revision,
        started_at=record.started_at,
        way_on=record.way_on,
        aftercare=msgspec.json.decode(record.aftercare, type=Aftercare) if record.aftercare else Aftercare(),
        taken_out=tuple(_goal(row) for row in rows if row.taken_out_at is not None),
    )


def _goal(row: PlanGoal) -> Goal:
    judgements = list(row.judgements.all())
    return Goal(
        outcome=msgspec.json.decode(row.outcome, type=Outcome),
        progress=Progress(row.progress),
        progress_at=row.progress_at,
        comment=row.comment,
        judgement=_judgement(judgements[-1]) if judgements else None,
        measures=msgspec.json.decode(row.measures, type=tuple[Measure, ...]) if row.measures else (),
    )


def _judgement(row: JudgementRecord) -> Judgement:
    return Judgement(Verdict(row.verdict), row.reason, row.by_id, row.role, row.at, tuple(row.evidence_ids))
