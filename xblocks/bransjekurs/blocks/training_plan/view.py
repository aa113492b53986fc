"""The training plan block's contexts: from what the use cases return to what the templates show."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.api.access import Actor
from bransjekurs.api.participant_plan import PlanPicture
from bransjekurs.api.teacher_group import Needing
from bransjekurs.domain.edition import edition_difference
from bransjekurs.domain.evidence import CourseResult, Evidence, Observation, latest_by_mentors
from bransjekurs.domain.next_step import NextStep, Step
from bransjekurs.domain.plan import Goal, Judgement, Progress
from bransjekurs.pages.history_words import measure_text
from bransjekurs.pages.needs_view import needs_context
from bransjekurs.pages.plan_view import counts, segments
from bransjekurs.pages.sections import sections
from bransjekurs.platform import platform
from bransjekurs.roles import Role
from bransjekurs.wording import OBSERVED, next_step_text, own_result_text

_MOST_NEEDS = 5
_WAY_ICONS = {"goals": "list", "conversations": "chat", "mapping": "clipboard", "history": "clock"}


def participant_context(picture: PlanPicture, actor: Actor) -> dict[str, Any]:
    """Return the context of *Min plan*."""
    mapping_url = reverse("bransjekurs:mapping", args=[actor.course_key, actor.user_id])
    goals = [goal_context(goal, picture) for goal in picture.plan.goals]
    open_goals = [goal for goal in goals if not goal["confirmed"]]
    in_work = [goal for goal in open_goals if goal["progress"] != Progress.NOT_BEGUN.value]
    later = [goal for goal in open_goals if goal["progress"] == Progress.NOT_BEGUN.value]
    later.sort(key=lambda goal: not goal["chosen"])
    return {
        "course_title": picture.course.title,
        "next_step": _next_step(picture.next_step, picture, mapping_url),
        "counts": counts(picture.plan.goals),
        "segments": segments(picture.plan.goals),
        # Somebody who has begun nothing sees the goals at once: an empty list would be no plan.
        "current": in_work or later,
        "beginning": bool(later) and not in_work,
        "confirmed": [goal for goal in goals if goal["confirmed"]],
        "later": later if in_work else [],
        "review": picture.review,
        "ways": [{**way, "icon": _WAY_ICONS.get(way["name"], "list")} for way in _ways(actor)],
        "offers": len(edition_difference(picture.plan, picture.course).offered),
        "goals_url": reverse("bransjekurs:goals", args=[actor.course_key, actor.user_id]),
        "way_on": picture.plan.way_on,
        "aftercare": picture.plan.aftercare,
        "certificate_url": _block_url(picture.course.certificate.usage_key),
        "mapping_url": mapping_url,
    }


def goal_context(goal: Goal, picture: PlanPicture) -> dict[str, Any]:
    """Return what a template shows of one goal."""
    outcome = goal.outcome
    evidence = picture.evidence.get(outcome.id, ())
    return {
        "id": outcome.id,
        "title": outcome.title,
        "plain": outcome.plain,
        "icon": outcome.icon,
        "area": outcome.area,
        "state": goal.state,
        "progress": goal.progress.value,
        "confirmed": goal.confirmed,
        "waiting": goal.waiting,
        "chosen": outcome.id in picture.chosen and not goal.confirmed,
        "bring": picture.wants_recognised.get(outcome.id) if not goal.confirmed else None,
        "note": _note(goal, picture),
        "words": picture.words.get(outcome.id),
        "results": _results(evidence),
        "observations": _observations(evidence),
        "judgement": goal.judgement and _judgement(goal.judgement, picture),
        "judge_name": picture.teacher or None,
        "curriculum": outcome.curriculum,
        "own": goal.own,
        "measures": [measure_text(measure) for measure in goal.measures],
    }


def _results(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    """Return what was attained in the course itself."""
    return [
        {"text": own_result_text(item.what), "at": item.at} for item in evidence if isinstance(item.what, CourseResult)
    ]


def _observations(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    """Return what each mentor saw last."""
    return [
        {
            "who": item.by_name,
            "answer": item.what.observed,
            "words": OBSERVED[item.what.observed],
            "comment": item.what.comment,
            "at": item.at,
        }
        for item in latest_by_mentors(evidence)
        if isinstance(item.what, Observation) and item.what.observed
    ]


def _judgement(judgement: Judgement, picture: PlanPicture) -> dict[str, Any]:
    return {
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        "by": picture.people.get(judgement.by_id or 0, ""),
        "at": judgement.at,
    }


def teacher_context(needing: Needing, course_key: CourseKey) -> dict[str, Any]:
    """Return the context of *trenger deg nå* in the block."""
    return {
        "course_title": needing.edition.course.title,
        "needs": needs_context(needing, course_key)[:_MOST_NEEDS],
        "needing": needing.total,
        "total": needing.everyone,
        "group_url": reverse("bransjekurs:group", args=[course_key]),
    }


def _ways(actor: Actor) -> list[dict[str, Any]]:
    """Return the pages about oneself that stand beside the plan."""
    return sections(actor, actor.user_id, {Role.PARTICIPANT}, "")


def _next_step(step: NextStep, picture: PlanPicture, mapping_url: str) -> dict[str, Any]:
    """The step's words, and where its button leads: to the words, the certificate, or the goal on the same page."""
    sentence, fact, label = next_step_text(step)
    url = f"#plan-goal-{step.goal.outcome.id}" if step.goal else None
    if step.step is Step.MAP:
        url = mapping_url
    elif step.step is Step.PRACTISE:
        url = _block_url(picture.practice_usage_key)
    elif step.step in (Step.CERTIFICATE, Step.CONFIRM_NAME):
        url = _block_url(picture.course.certificate.usage_key)
    return {"sentence": sentence, "fact": fact, "url": url if label else None, "label": label}


def _note(goal: Goal, picture: PlanPicture) -> str:
    """The short line on a folded goal: whose turn it is, or how many of its words are known."""
    words = picture.words.get(goal.outcome.id)
    if goal.confirmed:
        return ""
    if goal.waiting:
        return _("%(name)s is going to confirm") % {"name": picture.teacher} if picture.teacher else ""
    return _("You know %(known)d of %(total)d words") % {"known": words.known, "total": words.total} if words else ""


def _block_url(usage_key: str) -> str | None:
    return platform().block_url(UsageKey.from_string(usage_key)) if usage_key else None
