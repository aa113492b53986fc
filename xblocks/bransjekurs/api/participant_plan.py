"""What a participant does with the plan: look at it, and set progress."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_own
from bransjekurs.api.asking_for_names import is_asked
from bransjekurs.api.mapping import is_mapped, mapping_of, taken_of
from bransjekurs.api.noting import note
from bransjekurs.api.participant_practice import due_in, due_terms
from bransjekurs.api.reading import plans_for, terms_for
from bransjekurs.api.tracking import track
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates.api import Issued
from bransjekurs.courses.api import Edition
from bransjekurs.domain.course import Course
from bransjekurs.domain.course_results import without_outdone
from bransjekurs.domain.events import GoalProgressed
from bransjekurs.domain.evidence import Evidence
from bransjekurs.domain.mastery import WordCount, count_known
from bransjekurs.domain.memory import Memory
from bransjekurs.domain.next_step import NextStep, next_step
from bransjekurs.domain.plan import Plan, Progress, new_plan, with_progress
from bransjekurs.evidence import api as evidence
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import ReviewNote
from bransjekurs.platform import platform
from bransjekurs.practice import api as practice
from bransjekurs.roles import Action, Role


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """A plan with everything that is told beside it.

    ``people`` are names by user id; ``practice_usage_key`` is the block with most words due, empty if there is none.
    ``chosen`` are the outcomes chosen from the mapping's proposals; ``wants_recognised`` what would show others.
    """

    course: Course
    plan: Plan
    evidence: dict[str, tuple[Evidence, ...]]
    words: dict[str, WordCount]
    next_step: NextStep
    practice_usage_key: str
    review: ReviewNote | None
    people: dict[int, str]
    teacher: str
    certificate: Issued | None
    chosen: frozenset[str]
    wants_recognised: dict[str, str]


def see_plan(actor: Actor, now: datetime) -> PlanPicture:
    """Return the participant's own plan (R56, R60)."""
    require_own(actor, Action.SEE_OWN_PLAN)
    return picture(actor, actor.user_id, now)


def set_progress(actor: Actor, outcome_id: str, progress: Progress, now: datetime, comment: str = "") -> None:
    """Let the participant say how far a goal has come.

    Raises:
        Refusal: ``unknown_goal``, ``goal_confirmed``, ``comment_too_long``.
    """
    require_own(actor, Action.SET_PROGRESS)
    with transaction.atomic():
        plan_id, plan = lock(actor, actor.user_id, now)
        before = plan.goal(outcome_id)
        after = with_progress(before, progress, now, comment)
        plans.save_progress(plan_id, after)
        if after.progress is not before.progress:
            told = GoalProgressed(outcome_id, after.progress, before.progress)
            track(actor.user_id, actor.user_id, actor.course_key, told)
        changes = [
            (f"goal.{outcome_id}.progress", before.progress.value, after.progress.value),
            (f"goal.{outcome_id}.comment", before.comment, after.comment),
        ]
        note(actor, actor.user_id, Role.PARTICIPANT, now, changes)
        standing.refresh(actor.course_key, [actor.user_id])


def lock(actor: Actor, user_id: int, now: datetime, edition: Edition | None = None) -> tuple[int, Plan]:
    """Return the id and the newest state of a plan, held till the transaction ends; stores it if it is new.

    ``edition`` is the course's current one, where it has been read already.
    """
    edition = edition or edition_of(actor)
    fresh = new_plan(edition.number, edition.course.outcomes)
    return plans.lock_plan(user_id, actor.course_key, fresh, now)


def picture(actor: Actor, user_id: int, now: datetime) -> PlanPicture:
    """Gather one participant's plan; who may see it was asked before."""
    edition = edition_of(actor)
    plan = plans_for(actor, edition, [user_id])[user_id]
    memories = practice.memories(user_id, actor.course_key)
    items = evidence.evidence_of(actor.course_key, [user_id]).get(user_id, {})
    followers = plans.following(actor.course_key, participant_ids=[user_id])
    teacher_ids = [f.follower_id for f in followers if f.role == Role.TEACHER]
    judges = {goal.judgement.by_id for goal in plan.goals if goal.judgement and goal.judgement.by_id}
    people = platform().people({*teacher_ids, *judges, user_id})
    mapped = is_mapped(edition.course, mapping_of(actor.course_key, user_id))
    taken = taken_of(actor.course_key, user_id)
    due = len(due_terms(actor, edition.course, memories, now))
    return PlanPicture(
        course=edition.course,
        plan=plan,
        evidence=_told(plan, items),
        words=_word_counts(edition, plan, memories, now),
        next_step=next_step(
            plan, due, mapped=mapped, chosen=taken.goals, name_asked=is_asked(actor.course_key, user_id)
        ),
        practice_usage_key=_most_due(edition.course, memories, now),
        review=plans.reviews_of(actor.course_key, [user_id]).get(user_id),
        people={person.id: person.name for person in people.values()},
        teacher=next((people[i].name for i in teacher_ids if i in people), ""),
        certificate=certificates.latest_of(actor.course_key, [user_id]).get(user_id),
        chosen=taken.goals,
        wants_recognised=taken.recognise,
    )


def _told(plan: Plan, items: Mapping[str, tuple[Evidence, ...]]) -> dict[str, tuple[Evidence, ...]]:
    """Return the evidence without results that better ones outdo, but for what a judgement rests on."""
    rested_on = {id_ for goal in plan.goals if goal.judgement for id_ in goal.judgement.evidence_ids}
    return {outcome_id: without_outdone(found, rested_on) for outcome_id, found in items.items()}


def _most_due(course: Course, memories: dict[str, Memory], now: datetime) -> str:
    lists = sorted(course.word_lists, key=lambda words: len(due_in(words.terms, memories, now)), reverse=True)
    return lists[0].usage_key if lists else ""


def _word_counts(edition: Edition, plan: Plan, memories: dict[str, Memory], now: datetime) -> dict[str, WordCount]:
    counts = {}
    for goal in plan.goals:
        terms, rule = terms_for(edition.course, goal.outcome.id)
        if terms:
            counts[goal.outcome.id] = count_known(terms, memories, rule, now)
    return counts
