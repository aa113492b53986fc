"""One participant's contexts: from what the use cases return to what the templates show."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bransjekurs.api.access import Actor
from bransjekurs.api.participant_certificate import CertificatePicture
from bransjekurs.api.participant_plan import PlanPicture
from bransjekurs.api.reading import local_zone
from bransjekurs.api.teacher_goal import ParticipantPicture, judgements
from bransjekurs.api.timetable import local_day
from bransjekurs.domain.evidence import Evidence, Observation, latest_by_mentors
from bransjekurs.domain.plan import Goal, Judgement
from bransjekurs.pages.certificate_view import certificate_context, missing_for_teacher
from bransjekurs.pages.evidence_view import evidence_context
from bransjekurs.pages.group_view import pages, participant_url
from bransjekurs.pages.new_link import made_link
from bransjekurs.pages.plan_view import counts, words_text
from bransjekurs.pages.sections import sections
from bransjekurs.plans.api import ReviewNote
from bransjekurs.roles import Action, Role, may
from bransjekurs.stored import mark
from bransjekurs.wording import ROLES

_ACTIONS = {
    "judge": Action.JUDGE,
    "observe": Action.OBSERVE,
    "ask_mentor": Action.ASK_MENTOR,
    "plan_review": Action.PLAN_REVIEW,
    "issue": Action.ISSUE,
    "revoke": Action.REVOKE,
}


def participant_context(
    picture: ParticipantPicture,
    standing: CertificatePicture,
    actor: Actor,
    goal_id: str,
    now: datetime,
    query: dict[str, str],
    evidence_page: int = 1,
) -> dict[str, Any]:
    """Return the context of the three panes: people, goals, the chosen goal. ``query`` narrows the list of people."""
    plan = picture.plan_picture.plan
    goal = next((g for g in plan.goals if g.outcome.id == goal_id), None)
    shown = goal or _first_to_look_at(plan.goals)
    rights = {name: may(picture.roles, action) for name, action in _ACTIONS.items()}
    if shown:
        rights["judge"] = rights["judge"] and any(role in picture.roles for role in shown.outcome.judged_by)
    return {
        "course_title": picture.plan_picture.course.title,
        "group_url": _group_url(actor, query),
        "plan_pdf_url": reverse("bransjekurs:plan_pdf", args=[actor.course_key, picture.person.id]),
        "people": _people(picture, actor, query),
        "people_total": picture.beside.total,
        "people_page": pages(picture.beside, {**query, **({"goal": goal_id} if goal_id else {})}, "people"),
        "person": {"name": picture.person.name, "first_name": picture.person.name.split()[0]},
        "counts": counts(plan.goals),
        "review": _review(picture.plan_picture.review),
        "areas": _areas(picture, actor, shown, query),
        "goal": _goal(picture, actor, shown, evidence_page, query, now) if shown else None,
        "goal_chosen": goal is not None,
        "may": rights,
        "sections": sections(actor, picture.person.id, picture.roles, "participant"),
        "certificate": _certificate(standing, picture, actor),
        "certificate_preview": {
            "kind": standing.standing.kind,
            "missing": missing_for_teacher(standing),
            "name": standing.name,
            "name_confirmed": standing.name_confirmed,
            "languages": standing.edition.course.certificate.languages,
        },
    }


def _first_to_look_at(goals: tuple[Goal, ...]) -> Goal | None:
    """The goal that waits for a judgement, else one in work, else the first."""
    order = sorted(goals, key=lambda goal: (not goal.waiting, goal.confirmed, goal.progress != "begun"))
    return order[0] if order else None


def _people(picture: ParticipantPicture, actor: Actor, query: dict[str, str]) -> list[dict[str, Any]]:
    total = len(picture.plan_picture.plan.goals)
    counted = ((person, *picture.counts.get(person.id, (0, total))) for person in picture.group)
    return [
        {
            "name": person.name,
            "url": participant_url(actor.course_key, person.id, query),
            "confirmed": confirmed,
            "total": goals,
            "selected": person.id == picture.person.id,
        }
        for person, confirmed, goals in counted
    ]


def _group_url(actor: Actor, query: dict[str, str]) -> str:
    url = reverse("bransjekurs:group", args=[actor.course_key])
    return f"{url}?{urlencode(query)}#people" if query else url


def _areas(
    picture: ParticipantPicture, actor: Actor, shown: Goal | None, query: dict[str, str]
) -> list[dict[str, Any]]:
    def line(goal: Goal) -> dict[str, Any]:
        url = participant_url(actor.course_key, picture.person.id, query, goal.outcome.id)
        outcome = goal.outcome
        return {"id": outcome.id, "title": outcome.title, "state": goal.state, "url": url, "selected": goal is shown}

    grouped: dict[str, list[dict[str, Any]]] = {}
    for goal in picture.plan_picture.plan.goals:
        grouped.setdefault(goal.outcome.area or _("Own goals"), []).append(line(goal))
    return [{"name": area, "goals": goals} for area, goals in grouped.items()]


def _goal(
    picture: ParticipantPicture, actor: Actor, goal: Goal, page: int, query: dict[str, str], now: datetime
) -> dict[str, Any]:
    outcome = goal.outcome
    items = picture.plan_picture.evidence.get(outcome.id, ())
    history = judgements(actor, picture.person.id, outcome.id)
    counted = picture.plan_picture.words.get(outcome.id)
    evidence = evidence_context(items, words_text(counted) if counted else "", page, now)
    for name, number in (("newer_url", evidence["page"] - 1), ("older_url", evidence["page"] + 1)):
        told = {**query, "evidence": str(number)}
        there = 1 <= number <= evidence["pages"]
        evidence[name] = participant_url(actor.course_key, picture.person.id, told, outcome.id) if there else ""
    return {
        "id": outcome.id,
        "title": outcome.title,
        "icon": outcome.icon,
        "plain": outcome.plain,
        "state": goal.state,
        "judgement_seen": mark(goal.judgement),
        "curriculum": outcome.curriculum,
        "wants_recognised": _wants_recognised(picture, goal),
        "views": _views(goal, items, picture.plan_picture, now),
        "evidence": evidence,
        "history": [_judged(judgement, picture.plan_picture) for judgement in history],
        "requests": [made_link(r, now) for r in picture.requests if r.subject == outcome.id],
    }


def _wants_recognised(picture: ParticipantPicture, goal: Goal) -> str | None:
    """Return what would show that somebody can it from before, to those who may read the mapping."""
    if goal.confirmed or not may(picture.roles, Action.SEE_MAPPING):
        return None
    return picture.plan_picture.wants_recognised.get(goal.outcome.id)


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
            "waiting_days": (local_day(now) - local_day(goal.progress_at)).days
            if waiting and goal.progress_at
            else None,
        },
    }


def _judged(judgement: Judgement, picture: PlanPicture) -> dict[str, Any]:
    return {
        "verdict": judgement.verdict.value,
        "by": picture.people.get(judgement.by_id or 0, ""),
        "role": ROLES[Role(judgement.role)],
        "at": judgement.at,
        "reason": judgement.reason,
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
