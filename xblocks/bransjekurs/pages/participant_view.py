"""One participant's contexts: from what the use cases return to what the templates show."""

from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from bransjekurs.api.access import Actor
from bransjekurs.api.participant_certificate import CertificatePicture
from bransjekurs.api.participant_plan import PlanPicture
from bransjekurs.api.reading import local_zone
from bransjekurs.api.teacher_goal import ParticipantPicture, judgements
from bransjekurs.domain.evidence import Evidence, Observation, latest_by_mentors
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Goal, Judgement
from bransjekurs.evidence.api import Request, RequestStatus
from bransjekurs.pages.certificate_view import certificate_context, missing_for_teacher
from bransjekurs.pages.plan_view import counts, words_text
from bransjekurs.plans.api import ReviewNote
from bransjekurs.roles import Action, Role, may
from bransjekurs.wording import ARENAS, ROLES, evidence_text

_ACTIONS = {
    "judge": Action.JUDGE,
    "observe": Action.OBSERVE,
    "ask_mentor": Action.ASK_MENTOR,
    "plan_review": Action.PLAN_REVIEW,
    "issue": Action.ISSUE,
    "revoke": Action.REVOKE,
}


def participant_context(
    picture: ParticipantPicture, standing: CertificatePicture, actor: Actor, goal_id: str, now: datetime
) -> dict[str, Any]:
    """Return the context of the three panes: people, goals, the chosen goal."""
    plan = picture.plan_picture.plan
    goal = next((g for g in plan.goals if g.outcome.id == goal_id), None)
    shown = goal or _first_to_look_at(plan.goals)
    rights = {name: may(picture.roles, action) for name, action in _ACTIONS.items()}
    if shown:
        rights["judge"] = rights["judge"] and any(role in picture.roles for role in shown.outcome.judged_by)
    return {
        "course_title": picture.plan_picture.course.title,
        "group_url": reverse("bransjekurs:group", args=[actor.course_key]),
        "people": _people(picture, actor),
        "person": {"name": picture.person.name, "first_name": picture.person.name.split()[0]},
        "counts": counts(plan.goals),
        "review": _review(picture.plan_picture.review),
        "areas": _areas(picture, actor, shown),
        "goal": _goal(picture, actor, shown, now) if shown else None,
        "goal_chosen": goal is not None,
        "may": rights,
        "certificate": _certificate(standing, picture, actor),
        "certificate_preview": {
            "kind": standing.standing.kind,
            "missing": missing_for_teacher(standing),
            "name": standing.name,
            "name_confirmed": standing.name_confirmed,
        },
    }


def _first_to_look_at(goals: tuple[Goal, ...]) -> Goal | None:
    """The goal that waits for a judgement, else one in work, else the first."""
    order = sorted(goals, key=lambda goal: (not goal.waiting, goal.confirmed, goal.progress != "begun"))
    return order[0] if order else None


def _people(picture: ParticipantPicture, actor: Actor) -> list[dict[str, Any]]:
    plans = picture.group_plans
    total = len(picture.plan_picture.plan.goals)
    return [
        {
            "name": person.name,
            "url": reverse("bransjekurs:participant", args=[actor.course_key, person.id]),
            "confirmed": len(plans[person.id].confirmed) if person.id in plans else 0,
            "total": len(plans[person.id].goals) if person.id in plans else total,
            "selected": person.id == picture.person.id,
        }
        for person in picture.group
    ]


def _areas(picture: ParticipantPicture, actor: Actor, shown: Goal | None) -> list[dict[str, Any]]:
    path = reverse("bransjekurs:participant", args=[actor.course_key, picture.person.id])

    def line(goal: Goal) -> dict[str, Any]:
        url = f"{path}?{urlencode({'goal': goal.outcome.id})}"
        outcome = goal.outcome
        return {"id": outcome.id, "title": outcome.title, "state": goal.state, "url": url, "selected": goal is shown}

    grouped = groupby(picture.plan_picture.plan.goals, key=lambda goal: goal.outcome.area)
    return [{"name": area, "goals": [line(goal) for goal in goals]} for area, goals in grouped]


def _goal(picture: ParticipantPicture, actor: Actor, goal: Goal, now: datetime) -> dict[str, Any]:
    outcome = goal.outcome
    items = picture.plan_picture.evidence.get(outcome.id, ())
    history = judgements(actor, picture.person.id, outcome.id)
    return {
        "id": outcome.id,
        "title": outcome.title,
        "icon": outcome.icon,
        "plain": outcome.plain,
        "state": goal.state,
        "curriculum": outcome.curriculum,
        "views": _views(goal, items, picture.plan_picture, now),
        "arenas": _by_arena(items, picture.plan_picture, outcome.id),
        "evidence": [{"id": e.id, "text": evidence_text(e), "at": e.at, "arena": str(e.arena)} for e in items],
        "history": [_judged(judgement, picture.plan_picture) for judgement in history],
        "requests": [_request(r, now) for r in picture.requests if r.outcome_id == outcome.id],
    }


def _views(goal: Goal, items: tuple[Evidence, ...], picture: PlanPicture, now: datetime) -> dict[str, Any]:
    """The three views side by side: the participant's own, the mentors', the teacher's."""
    judgement = goal.judgement
    waiting = goal.waiting and goal.progress_at
    return {
        "self": {"state": goal.progress.value, "at": goal.progress_at, "comment": goal.comment},
        "mentors": [
            {"who": item.by_name, "answer": item.what.observed, "comment": item.what.comment, "at": item.at}
            for item in latest_by_mentors(items)
            if isinstance(item.what, Observation)
        ],
        "teacher": {
            "state": judgement.verdict.value if judgement else None,
            "by": picture.people.get(judgement.by_id or 0, "") if judgement else picture.teacher,
            "at": judgement.at if judgement else None,
            "reason": judgement.reason if judgement else "",
            "waiting_days": (now - goal.progress_at).days if waiting and goal.progress_at else None,
        },
    }


def _by_arena(items: tuple[Evidence, ...], picture: PlanPicture, outcome_id: str) -> list[dict[str, Any]]:
    rows = []
    for arena in Arena:
        lines = [{"text": evidence_text(item), "at": item.at} for item in items if item.arena is arena]
        if arena is Arena.ONLINE and outcome_id in picture.words and not lines:
            rows.append(
                {
                    "arena": str(arena),
                    "label": ARENAS[arena],
                    "items": [],
                    "progress": words_text(picture.words[outcome_id]),
                }
            )
        elif lines or arena is not Arena.EARLIER:
            rows.append({"arena": str(arena), "label": ARENAS[arena], "items": lines})
    return rows


def _judged(judgement: Judgement, picture: PlanPicture) -> dict[str, Any]:
    return {
        "verdict": judgement.verdict.value,
        "by": picture.people.get(judgement.by_id or 0, ""),
        "role": ROLES[Role(judgement.role)],
        "at": judgement.at,
        "reason": judgement.reason,
    }


def _request(request: Request, now: datetime) -> dict[str, Any]:
    expired = request.status is RequestStatus.OPEN and not request.is_open(now)
    return {
        "id": request.id,
        "mentor": request.mentor,
        "sent_at": request.created_at,
        "expires_at": request.expires_at,
        "status": "expired" if expired else request.status.value,
    }


def _review(review: ReviewNote | None) -> dict[str, Any] | None:
    """Return the next conversation, also as the form's fields want it."""
    if review is None:
        return None
    local = timezone.localtime(review.at, local_zone())
    return {
        "at": review.at,
        "date": local.date().isoformat(),
        "time": local.strftime("%H:%M"),
        "with_whom": review.with_whom,
        "about": review.about,
    }


def _certificate(standing: CertificatePicture, picture: ParticipantPicture, actor: Actor) -> dict[str, Any] | None:
    shown = certificate_context(standing.certificate, actor.course_key)
    if shown:
        args = [actor.course_key, picture.person.id]
        shown["pdf_url"] = reverse("bransjekurs:participant_certificate", args=args)
    return shown
