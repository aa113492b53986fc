"""What participant and followers do with the plan's content: own goals, measures, the way on, a new edition."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.api.noting import as_text, note, require_unchanged
from bransjekurs.api.participant_plan import lock
from bransjekurs.api.reading import plans_for
from bransjekurs.certificates.pdf import unprintable
from bransjekurs.domain.course import Course
from bransjekurs.domain.edition import EditionDifference, edition_difference, taken_in
from bransjekurs.domain.measures import Measure, measure_of, with_measure, without_measure
from bransjekurs.domain.own_goal import MOST_OWN_GOALS, own_goal
from bransjekurs.domain.plan import Aftercare, Goal, Plan, with_aftercare, with_way_on
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans import api as plans
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role, acting_role

_REASON_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class GoalsPicture:
    """A plan's content as those may change it who see it; ``followers`` are (name, role) to choose from."""

    person: Person
    course: Course
    edition: int
    plan: Plan
    difference: EditionDifference
    roles: frozenset[Role]
    followers: tuple[tuple[str, str], ...]


def see_goals(actor: Actor, participant_id: int) -> GoalsPicture:
    """Return the goals with their measures, and what the course's latest edition offers."""
    held = require_towards(actor, participant_id, Action.SEE_GOALS)
    edition = edition_of(actor)
    plan = plans_for(actor, edition, [participant_id])[participant_id]
    links = plans.following(actor.course_key, participant_ids=[participant_id])
    people = platform().people({participant_id, *(link.follower_id for link in links)})
    return GoalsPicture(
        person=people[participant_id],
        course=edition.course,
        edition=edition.number,
        plan=plan,
        difference=edition_difference(plan, edition.course),
        roles=held,
        followers=tuple((people[f.follower_id].name, f.role) for f in links if f.follower_id in people),
    )


def add_own_goal(actor: Actor, participant_id: int, area: str, title: str, plain: str, now: datetime) -> str:
    """Add a goal in the participant's own words and return its id (R58, R60).

    Raises:
        Refusal: see ``own_goal``; ``unprintable`` (the certificate could not show it); ``too_many_goals``.
    """
    held = require_towards(actor, participant_id, Action.CHANGE_GOALS)
    outcome = own_goal(uuid4().hex[:12], area, title, plain)
    if lacking := unprintable(outcome.title):
        raise Refusal("unprintable", "title", characters=" ".join(lacking))
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        if sum(goal.own for goal in (*plan.goals, *plan.taken_out)) >= MOST_OWN_GOALS:
            raise Refusal("too_many_goals", "title", most=MOST_OWN_GOALS)
        plans.add_goal(plan_id, Goal(outcome))
        role = acting_role(held, Action.CHANGE_GOALS)
        note(actor, participant_id, role, now, [(f"goal.{outcome.id}", "", outcome.title)])
        standing.refresh(actor.course_key, [participant_id])
    return outcome.id


def save_measure(
    actor: Actor, participant_id: int, outcome_id: str, measure: Measure, seen: str | None, now: datetime
) -> None:
    """Store a measure for a goal: a new one without an id (R62, R68).

    Raises:
        Refusal: ``unknown_goal``, ``unknown_measure``, ``changed_meanwhile``; see ``with_measure``.
    """
    held = require_towards(actor, participant_id, Action.CHANGE_GOALS)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        measures = plan.goal(outcome_id).measures
        before = measure_of(measures, measure.id) if measure.id else None
        if before:
            require_unchanged(before, seen)
        stored = measure if before else replace(measure, id=uuid4().hex[:12])
        after = with_measure(measures, stored)
        plans.save_measures(plan_id, outcome_id, after)
        told = (as_text(before) if before else "", as_text(measure_of(after, stored.id)))
        role = acting_role(held, Action.CHANGE_GOALS)
        note(actor, participant_id, role, now, [(f"goal.{outcome_id}.measure.{stored.id}", *told)])
        standing.refresh(actor.course_key, [participant_id])


def drop_measure(
    actor: Actor, participant_id: int, outcome_id: str, measure_id: str, seen: str | None, now: datetime
) -> None:
    """Take a measure away; the history keeps what it was.

    Raises:
        Refusal: ``unknown_goal``, ``unknown_measure``, ``changed_meanwhile``.
    """
    held = require_towards(actor, participant_id, Action.CHANGE_GOALS)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        measures = plan.goal(outcome_id).measures
        gone = measure_of(measures, measure_id)
        require_unchanged(gone, seen)
        plans.save_measures(plan_id, outcome_id, without_measure(measures, measure_id))
        role = acting_role(held, Action.CHANGE_GOALS)
        note(actor, participant_id, role, now, [(f"goal.{outcome_id}.measure.{measure_id}", as_text(gone), "")])
        standing.refresh(actor.course_key, [participant_id])


def take_out(actor: Actor, participant_id: int, outcome_id: str, why: str, now: datetime) -> None:
    """Take a goal out of the plan, with the reason; evidence and judgements stay, and it can be put back.

    Participants may do so with a goal of their own that nobody has judged.

    Raises:
        Refusal: ``unknown_goal``, ``reason_missing``, ``reason_too_long``.
    """
    require_towards(actor, participant_id, Action.SEE_GOALS)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        goal = plan.goal(outcome_id)
        action = Action.CHANGE_GOALS if goal.own and not goal.judgement else Action.TAKE_OUT_GOALS
        held = require_towards(actor, participant_id, action)
        reason = _reason(why)
        plans.set_taken_out(plan_id, outcome_id, now)
        change = (f"goal.{outcome_id}", goal.outcome.title, "")
        note(actor, participant_id, acting_role(held, action), now, [change], reason)
        standing.refresh(actor.course_key, [participant_id])


def put_back(actor: Actor, participant_id: int, outcome_id: str, now: datetime) -> None:
    """Put a goal back that was taken out.

    Raises:
        Refusal: ``unknown_goal``.
    """
    held = require_towards(actor, participant_id, Action.CHANGE_GOALS)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        goal = next((one for one in plan.taken_out if one.outcome.id == outcome_id), None)
        if goal is None:
            raise Refusal("unknown_goal")
        plans.set_taken_out(plan_id, outcome_id, None)
        change = (f"goal.{outcome_id}", "", goal.outcome.title)
        note(actor, participant_id, acting_role(held, Action.CHANGE_GOALS), now, [change])
        standing.refresh(actor.course_key, [participant_id])


def set_way_on(actor: Actor, participant_id: int, text: str, seen: str | None, now: datetime) -> None:
    """Store where the participant is heading after the course (R63).

    Raises:
        Refusal: ``changed_meanwhile``, ``comment_too_long``.
    """
    held = require_towards(actor, participant_id, Action.CHANGE_GOALS)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        require_unchanged(plan.way_on, seen, "way_on")
        after = with_way_on(plan, text)
        plans.save_plan_fields(plan_id, after)
        role = acting_role(held, Action.CHANGE_GOALS)
        note(actor, participant_id, role, now, [("way_on", plan.way_on, after.way_on)])
        standing.refresh(actor.course_key, [participant_id])


def set_aftercare(actor: Actor, participant_id: int, aftercare: Aftercare, seen: str | None, now: datetime) -> None:
    """Store who follows the participant up after the course, and when (R70).

    Raises:
        Refusal: ``changed_meanwhile``; see ``with_aftercare``.
    """
    held = require_towards(actor, participant_id, Action.SET_AFTERCARE)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        require_unchanged(plan.aftercare, seen, "responsible")
        after = with_aftercare(plan, aftercare)
        plans.save_plan_fields(plan_id, after)
        told = ("aftercare", as_text(plan.aftercare), as_text(after.aftercare))
        note(actor, participant_id, acting_role(held, Action.SET_AFTERCARE), now, [told])
        standing.refresh(actor.course_key, [participant_id])


def take_edition(actor: Actor, participant_id: int, outcome_ids: Iterable[str], now: datetime) -> None:
    """Take changed and new outcomes of the course's latest edition into the plan, those that are named.

    Raises:
        Refusal: ``unknown_goal`` for one that is not offered (any more); ``nothing_chosen``.
    """
    held = require_towards(actor, participant_id, Action.CHANGE_GOALS)
    chosen, edition = set(outcome_ids), edition_of(actor)
    with transaction.atomic():
        plan_id, plan = lock(actor, participant_id, now)
        difference = edition_difference(plan, edition.course)
        if not chosen:
            raise Refusal("nothing_chosen", "outcome")
        if not chosen <= set(difference.offered):
            raise Refusal("unknown_goal", "outcome")
        noted = list(_take(plan_id, difference, chosen))
        if chosen == set(difference.offered):
            plans.save_plan_fields(plan_id, replace(plan, edition=edition.number))
            noted.append(("edition", str(plan.edition), str(edition.number)))
        note(actor, participant_id, acting_role(held, Action.CHANGE_GOALS), now, noted)
        standing.refresh(actor.course_key, [participant_id])


def _take(plan_id: int, difference: EditionDifference, chosen: set[str]) -> Iterable[tuple[str, str, str]]:
    for one in difference.changed:
        if one.outcome.id in chosen:
            after = taken_in(one.goal, one.outcome)
            plans.save_wording(plan_id, after.outcome)
            yield f"goal.{one.outcome.id}.wording", as_text(one.goal.outcome), as_text(after.outcome)
    for outcome in difference.new:
        if outcome.id in chosen:
            plans.add_goal(plan_id, Goal(outcome))
            yield f"goal.{outcome.id}", "", outcome.title


def _reason(why: str) -> str:
    reason = why.strip()
    if not reason:
        raise Refusal("reason_missing", "reason")
    if len(reason) > _REASON_LIMIT:
        raise Refusal("reason_too_long", "reason", limit=_REASON_LIMIT)
    return reason
