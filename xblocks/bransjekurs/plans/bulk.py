"""What is stored for several participants at once, in a constant number of queries."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from opaque_keys.edx.keys import CourseKey

from bransjekurs.domain.plan import Plan, Progress, Verdict, state_of
from bransjekurs.plans.api import ReviewNote, new_goals
from bransjekurs.plans.models import JudgementRecord, PlanGoal, PlanRecord, Review

_BATCH = 1000


def start_plans(course_key: CourseKey, user_ids: Iterable[int], fresh: Plan, now: datetime) -> list[int]:
    """Store ``fresh`` for each user without a plan, and return who they were."""
    ids = list(user_ids)
    records = PlanRecord.objects.filter(course_key=course_key)
    have = set(records.filter(user_id__in=ids).values_list("user_id", flat=True))
    new = [i for i in ids if i not in have]
    PlanRecord.objects.bulk_create(
        PlanRecord(user_id=i, course_key=course_key, edition=fresh.edition, started_at=now) for i in new
    )
    # Asked for anew: not every database tells the ids of rows that are stored together.
    plan_ids = records.filter(user_id__in=new).values_list("pk", flat=True)
    goals = [goal for plan_id in plan_ids for goal in new_goals(plan_id, fresh)]
    PlanGoal.objects.bulk_create(goals, batch_size=_BATCH)
    return new


def add_reviews(
    course_key: CourseKey, user_ids: Iterable[int], review: ReviewNote, noted_by: int, now: datetime
) -> None:
    """Note the same next conversation for each user."""
    values = {"at": review.at, "with_whom": review.with_whom, "about": review.about}
    Review.objects.bulk_create(
        Review(user_id=i, course_key=course_key, noted_by_id=noted_by, noted_at=now, **values) for i in user_ids
    )


def states_of(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return the state of each goal by user id and outcome id, of those who have a plan, in the plan's order.

    Two queries, and none of the wording: what a list of many shows of a plan.
    """
    records = PlanRecord.objects.filter(course_key=course_key, user_id__in=list(user_ids))
    user_of = dict(records.values_list("pk", "user_id"))
    goals = PlanGoal.objects.filter(plan_id__in=list(user_of), taken_out_at=None).order_by("position")
    found: dict[int, dict[str, str]] = {user_id: {} for user_id in user_of.values()}
    rows = goals.annotate(verdict=_latest_verdict()).values_list("plan_id", "outcome_id", "progress", "verdict")
    for plan_id, outcome_id, progress, verdict in rows:
        found[user_of[plan_id]][outcome_id] = state_of(Progress(progress), Verdict(verdict) if verdict else None)
    return found


def confirmed_counts(course_key: CourseKey, user_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return (goals confirmed, goals) by user id. One query."""
    later = JudgementRecord.objects.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")), goal=OuterRef("goal")
    )
    confirming = JudgementRecord.objects.filter(~Exists(later), goal=OuterRef("pk")).exclude(verdict=Verdict.NOT_YET)
    goals = PlanGoal.objects.filter(plan__course_key=course_key, plan__user_id__in=list(user_ids), taken_out_at=None)
    rows = goals.annotate(confirmed=Exists(confirming)).order_by().values_list("plan__user_id")
    counted = rows.annotate(n=Count("pk", filter=Q(confirmed=True)), total=Count("pk"))
    return {user_id: (n, total) for user_id, n, total in counted}


def states(course_key: CourseKey, users: QuerySet[Any]) -> dict[str, dict[str, int]]:
    """Return how many goals stand in each state, by outcome id: the latest verdict where it confirms, else progress.

    One query, whoever many the users are.
    """
    goals = PlanGoal.objects.filter(
        plan__course_key=course_key, plan__user_id__in=users.order_by().values("pk"), taken_out_at=None
    )
    rows = goals.annotate(verdict=_latest_verdict()).order_by().values_list("outcome_id", "verdict", "progress")
    found: dict[str, dict[str, int]] = {}
    for outcome_id, verdict, progress, count in rows.annotate(n=Count("pk")):
        state = verdict if verdict and verdict != Verdict.NOT_YET else progress
        counts = found.setdefault(outcome_id, {})
        counts[state] = counts.get(state, 0) + count
    return found


def _latest_verdict() -> Subquery:
    return Subquery(JudgementRecord.objects.filter(goal=OuterRef("pk")).order_by("-at", "-pk").values("verdict")[:1])
