"""The group page's contexts: from what the use case returns to what the templates show."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.group_acts import ASSIGNABLE
from bransjekurs.api.group_list import ANY_NEED, Listed
from bransjekurs.api.teacher_group import Group, Member
from bransjekurs.domain.needs import PRACTICE_GAP
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import CONFIRMED_STATES, GOAL_STATES
from bransjekurs.pages.needs_view import choices, need_context, needs_context
from bransjekurs.roles import Action, Role, may
from bransjekurs.wording import ARENAS, ROLES

_ACTIONS = {
    "assign": Action.ASSIGN,
    "note_attendance": Action.NOTE_ATTENDANCE,
    "plan_review": Action.PLAN_REVIEW,
    "start_plan": Action.START_PLAN,
}


def group_context(group: Group, course_key: CourseKey, query: dict[str, str], now: datetime) -> dict[str, Any]:
    """Return the context of the whole page; ``query`` holds what narrows the list, as it stands in the address."""
    needing = group.needing
    return {
        "course_title": group.edition.course.title,
        "today": now,
        "needs": needs_context(needing, course_key),
        "needing": needing.total,
        "others": needing.everyone - needing.total,
        "all_needs_url": f"?{urlencode({'need': ANY_NEED})}#people",
        "people": [_row(member, course_key, query, now) for member in group.members],
        "total": group.listed.total,
        "everyone": needing.everyone,
        "narrowed": any(query.get(name) for name in ("search", "need", "cohort", "responsible")),
        "search": query.get("search", ""),
        "page": pages(group.listed, query, "people"),
        "filters": _filters(group, query),
        "may": {name: may(group.roles, action) for name, action in _ACTIONS.items()},
        "sessions": [_session(session, group, course_key) for session in group.sessions],
        "more_sessions_url": f"?{urlencode({**query, 'sessions': 'all'})}#attendance",
        "more_sessions": group.all_sessions - len(group.sessions),
        "hours": _hours(group),
        "followed": _followed(group),
        "roles": [{"value": str(role), "label": ROLES[role]} for role in ASSIGNABLE],
        "grid_url": reverse("bransjekurs:grid", args=[course_key]),
        "report_url": reverse("bransjekurs:report", args=[course_key]),
        "sheet_url": _with_query(reverse("bransjekurs:group_sheet", args=[course_key]), query),
        "new_session_url": reverse("bransjekurs:new_session", args=[course_key]),
    }


def pages(listed: Listed, query: dict[str, str], anchor: str) -> dict[str, Any]:
    """Return where one is in a list that comes in pages, and the addresses before and after."""

    def url(number: int) -> str | None:
        inside = 1 <= number <= listed.pages and number != listed.page
        return f"?{urlencode({**query, 'page': number})}#{anchor}" if inside else None

    return {
        "number": listed.page,
        "pages": listed.pages,
        "previous_url": url(listed.page - 1),
        "next_url": url(listed.page + 1),
    }


def participant_url(course_key: CourseKey, participant_id: int, query: dict[str, str], goal_id: str = "") -> str:
    """Return the address of a participant's page, which keeps what narrows the list beside it."""
    url = reverse("bransjekurs:participant", args=[course_key, participant_id])
    told = {**({"goal": goal_id} if goal_id else {}), **query}
    return f"{url}?{urlencode(told)}" if told else url


def number_text(value: float) -> str:
    """Return a number with a Norwegian comma."""
    return f"{value:g}".replace(".", ",")


def _with_query(url: str, query: dict[str, str]) -> str:
    kept = {name: value for name, value in query.items() if name != "page"}
    return f"{url}?{urlencode(kept)}" if kept else url


def _row(member: Member, course_key: CourseKey, query: dict[str, str], now: datetime) -> dict[str, Any]:
    hours_at_work = sum(item.hours for item in member.attended if item.arena is Arena.WORKPLACE)
    practised = member.practised_at
    return {
        "id": member.person.id,
        "name": member.person.name,
        "url": participant_url(course_key, member.person.id, query),
        "need": need_context(member.person, member.need, course_key) if member.need and query.get("need") else None,
        "confirmed": sum(state in CONFIRMED_STATES for state in member.states.values()),
        "total": len(member.states),
        "segments": sorted(member.states.values(), key=GOAL_STATES.index),
        "practised_at": practised,
        "practised_late": practised is not None and now - practised >= PRACTICE_GAP,
        "attended": sum(item.hours > 0 for item in member.attended),
        "sessions": len(member.attended),
        "workplace_hours": number_text(hours_at_work),
        "next_review": member.review.at if member.review else None,
        "review_overdue": bool(member.review and member.review.at < now),
    }


def _filters(group: Group, query: dict[str, str]) -> list[dict[str, Any]]:
    """Return the choices beside the search field; what there is nothing to choose of is left out."""
    by_need = [{"value": ANY_NEED, "label": _("Needs you now"), "count": group.needing.total}]
    filters = [
        _filter("need", _("Needs"), _("All needs"), by_need + choices(group.needing.by_kind), query),
        _filter("cohort", _("Group"), _("All groups"), [{"value": v, "label": n} for v, n in group.cohorts], query),
        _filter(
            "responsible",
            _("Who is responsible"),
            _("All who are responsible"),
            [{"value": str(person.id), "label": person.name} for person in group.responsible],
            query,
        ),
    ]
    return [found for found in filters if len(found["choices"]) > 1]


def _filter(
    name: str, label: str, everything: str, found: list[dict[str, Any]], query: dict[str, str]
) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "value": query.get(name, ""),
        "choices": [{"value": "", "label": everything}, *found],
    }


def _session(session: Session, group: Group, course_key: CourseKey) -> dict[str, Any]:
    present, noted = group.present.get(session.id, (0, 0))
    return {
        "id": session.id,
        "at": session.at,
        "title": session.title,
        "arena": ARENAS[session.arena],
        "hours": number_text(session.hours),
        "present": present,
        "total": noted,
        "url": reverse("bransjekurs:session", args=[course_key, session.id]),
    }


def _hours(group: Group) -> list[dict[str, Any]]:
    planned = {item.arena: item.hours for item in group.edition.course.hours}
    return [
        {
            "arena": str(arena),
            "label": ARENAS[arena],
            "held": f"{group.hours.get(arena, 0.0):g}",
            "planned": planned.get(arena, 0),
        }
        for arena in COURSE_ARENAS
    ]


def _followed(group: Group) -> list[dict[str, Any]]:
    """Return who follows each participant on the page."""
    followed = []
    for member in group.members:
        own = [(link, person) for link, person in group.links if link.participant_id == member.person.id]
        named = [{"name": person.name, "role": ROLES[Role(link.role)]} for link, person in own]
        followed.append({"name": member.person.name, "followers": named})
    return followed
