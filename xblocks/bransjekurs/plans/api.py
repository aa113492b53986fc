"""Plans: typed functions in, frozen values out. Nothing here asks who may; the use cases do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db.models import F, Prefetch
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import Goal, Judgement, Plan, Progress, Verdict
from bransjekurs.plans.models import Following, JudgementRecord, PlanGoal, PlanRecord, Review


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """A planned conversation: when, with whom, what about."""

    at: datetime
    with_whom: str
    about: str


@dataclass(frozen=True, slots=True)
class Follows:
    """One person follows one participant in a role."""

    participant_id: int
    follower_id: int
    role: str


def plans_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, Plan]:
    """Return the stored plans by user id. Three queries, however many users."""
    judgements = JudgementRecord.objects.order_by("at", "id")
    goals = PlanGoal.objects.order_by("position").prefetch_related(Prefetch("judgements", judgements))
    records = PlanRecord.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    return {record.user_id: _plan(record) for record in records.prefetch_related(Prefetch("goals", goals))}


def lock_plan(user_id: int, course_key: CourseKey, fresh: Plan, now: datetime) -> int:
    """Return the id of the user's plan, stored from ``fresh`` if it is new, and locked till the transaction ends."""
    record, created = PlanRecord.objects.get_or_create(
        user_id=user_id, course_key=course_key, defaults={"edition": fresh.edition, "started_at": now}
    )
    if created:
        PlanGoal.objects.bulk_create(
            PlanGoal(
                plan=record,
                outcome_id=goal.outcome.id,
                position=position,
                outcome=msgspec.json.encode(goal.outcome).decode(),
                progress=goal.progress.value,
            )
            for position, goal in enumerate(fresh.goals)
        )
    PlanRecord.objects.select_for_update().get(id=record.id)
    return record.id


def save_progress(plan_id: int, goal: Goal) -> None:
    """Store a goal's progress and the participant's comment."""
    PlanGoal.objects.filter(plan_id=plan_id, outcome_id=goal.outcome.id).update(
        progress=goal.progress.value, progress_at=goal.progress_at, comment=goal.comment
    )
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


def add_review(user_id: int, course_key: CourseKey, review: ReviewNote, noted_by: int, now: datetime) -> None:
    """Note the next conversation; an earlier note is kept but no longer stands."""
    Review.objects.create(
        user_id=user_id,
        course_key=course_key,
        at=review.at,
        with_whom=review.with_whom,
        about=review.about,
        noted_by_id=noted_by,
        noted_at=now,
    )


def reviews_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, ReviewNote]:
    """Return each user's next conversation: the one noted last."""
    rows = Review.objects.filter(course_key=course_key, user_id__in=list(user_ids)).order_by("noted_at", "id")
    return {row.user_id: ReviewNote(row.at, row.with_whom, row.about) for row in rows}


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


def _changed(plan_id: int) -> None:
    PlanRecord.objects.filter(id=plan_id).update(revision=F("revision") + 1)


def _plan(record: PlanRecord) -> Plan:
    goals = tuple(_goal(row) for row in record.goals.all())
    return Plan(record.edition, goals, record.revision, record.started_at)


def _goal(row: PlanGoal) -> Goal:
    judgements = list(row.judgements.all())
    return Goal(
        outcome=msgspec.json.decode(row.outcome, type=Outcome),
        progress=Progress(row.progress),
        progress_at=row.progress_at,
        comment=row.comment,
        judgement=_judgement(judgements[-1]) if judgements else None,
    )


def _judgement(row: JudgementRecord) -> Judgement:
    return Judgement(Verdict(row.verdict), row.reason, row.by_id, row.role, row.at, tuple(row.evidence_ids))
