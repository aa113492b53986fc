"""Goals and measures: from what the use cases return to what the templates show."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bransjekurs.api.access import Actor
from bransjekurs.api.goals import GoalsPicture
from bransjekurs.domain.measures import Measure
from bransjekurs.domain.plan import Goal
from bransjekurs.pages.sections import sections
from bransjekurs.roles import Action, may
from bransjekurs.stored import mark
from bransjekurs.wording import LEARNING_ARENAS, MEASURES, RESPONSIBLE

# What an author's measure is chosen by, beside the catalogue's kinds.
OFFERED = "course:"


def goals_context(picture: GoalsPicture, actor: Actor, goal_id: str) -> dict[str, Any]:
    """Return the context of *mål og tiltak*; ``goal_id`` is the goal that is open to be changed, if any."""
    plan, own = picture.plan, picture.person.id == actor.user_id
    return {
        "course_title": picture.course.title,
        "person": {"name": picture.person.name, "first_name": picture.person.name.split()[0]},
        "own": own,
        "sections": sections(actor, picture.person.id, picture.roles, "goals"),
        "areas": _areas(picture, goal_id),
        "area_names": list(dict.fromkeys(goal.outcome.area for goal in plan.goals if goal.outcome.area)),
        "taken_out": [{"id": goal.outcome.id, "title": goal.outcome.title} for goal in plan.taken_out],
        "may": {
            "change": may(picture.roles, Action.CHANGE_GOALS),
            "aftercare": may(picture.roles, Action.SET_AFTERCARE),
        },
        "way_on": {"text": plan.way_on, "seen": mark(plan.way_on)},
        "aftercare": _aftercare(picture),
        "edition": _edition(picture),
        "choices": _choices(picture),
        "history_url": reverse("bransjekurs:history", args=[actor.course_key, picture.person.id]),
    }


def _areas(picture: GoalsPicture, goal_id: str) -> list[dict[str, Any]]:
    """Group the goals by area, own ones without an area last."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for goal in picture.plan.goals:
        grouped.setdefault(goal.outcome.area or _("Own goals"), []).append(_goal(goal, picture, goal_id))
    return [{"name": area, "goals": goals} for area, goals in grouped.items()]


def _goal(goal: Goal, picture: GoalsPicture, goal_id: str) -> dict[str, Any]:
    outcome = goal.outcome
    return {
        "id": outcome.id,
        "title": outcome.title,
        "plain": outcome.plain,
        "icon": outcome.icon,
        "state": goal.state,
        "own": goal.own,
        "open": outcome.id == goal_id,
        "curriculum": outcome.curriculum,
        "arenas_required": outcome.arenas_required,
        "measures": [_measure(one, picture) for one in goal.measures],
        "may_take_out": may(
            picture.roles, Action.CHANGE_GOALS if goal.own and not goal.judgement else Action.TAKE_OUT_GOALS
        ),
        "change_url": f"?{urlencode({'goal': outcome.id})}#goal-{outcome.id}",
        "gone": not goal.own and any(goal is one for one in picture.difference.removed),
    }


def _measure(measure: Measure, picture: GoalsPicture) -> dict[str, Any]:
    offered = any(one.id == measure.offered for one in picture.course.measures)
    return {
        "id": measure.id,
        "kind": f"{OFFERED}{measure.offered}" if offered else measure.kind.value,
        "label": MEASURES[measure.kind],
        "wording": measure.wording,
        "arena": measure.arena.value,
        "arena_label": LEARNING_ARENAS[measure.arena],
        "responsible": measure.responsible,
        "role": measure.role.value,
        "role_label": RESPONSIBLE[measure.role],
        "by": measure.by,
        "by_value": measure.by.isoformat() if measure.by else "",
        "carried_out": measure.carried_out,
        "seen": mark(measure),
    }


def _choices(picture: GoalsPicture) -> dict[str, Any]:
    return {
        "offered": [{"value": f"{OFFERED}{one.id}", "label": one.title} for one in picture.course.measures],
        "kinds": [{"value": kind.value, "label": label} for kind, label in MEASURES.items()],
        "arenas": [{"value": arena.value, "label": label} for arena, label in LEARNING_ARENAS.items()],
        "roles": [{"value": role.value, "label": label} for role, label in RESPONSIBLE.items()],
        "people": list(dict.fromkeys([picture.person.name, *(name for name, _role in picture.followers)])),
    }


def _aftercare(picture: GoalsPicture) -> dict[str, Any]:
    aftercare = picture.plan.aftercare
    days = [day.isoformat() for day in aftercare.days]
    return {
        "responsible": aftercare.responsible,
        "role": aftercare.role.value,
        "role_label": RESPONSIBLE[aftercare.role],
        "days": aftercare.days,
        "values": (*days, "", "", "")[: max(3, len(days))],
        "about": aftercare.about,
        "seen": mark(aftercare),
    }


def _edition(picture: GoalsPicture) -> dict[str, Any] | None:
    difference = picture.difference
    if not difference.offered and not difference.removed:
        return None
    return {
        "changed": [
            {
                "id": one.outcome.id,
                "before": one.goal.outcome.title,
                "after": one.outcome.title,
                "plain_before": one.goal.outcome.plain,
                "plain_after": one.outcome.plain,
                "rules": one.goal.outcome.title == one.outcome.title and one.goal.outcome.plain == one.outcome.plain,
                "confirmed": one.goal.confirmed,
            }
            for one in difference.changed
        ],
        "new": [{"id": outcome.id, "title": outcome.title, "plain": outcome.plain} for outcome in difference.new],
        "removed": [{"id": goal.outcome.id, "title": goal.outcome.title} for goal in difference.removed],
        "number": picture.edition,
    }
