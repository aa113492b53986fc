"""The group page's contexts: from what the use case returns to what the templates show."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api.teacher_group import ASSIGNABLE, Group, Member, hours_held
from bransjekurs.domain.next_step import PRACTICE_GAP, Need, NeedKind
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena
from bransjekurs.domain.plan import GOAL_STATES
from bransjekurs.plans.api import Follows
from bransjekurs.platform import Person
from bransjekurs.roles import Action, may
from bransjekurs.templatetags.look import day
from bransjekurs.wording import ARENAS, ROLES

_PAGE_SIZE = 25


def group_context(
    group: Group, links: tuple[tuple[Follows, Person], ...], course_key: CourseKey, query: dict[str, str], now: Any
) -> dict[str, Any]:
    """Return the context of the whole page; ``query`` holds search, responsible and page."""
    needing = needs_context(group, course_key)
    found = _search(group, links, query)
    shown = Paginator(found, _PAGE_SIZE).get_page(query.get("page"))
    new_session = reverse("bransjekurs:new_session", args=[course_key])
    return {
        "course_title": group.edition.course.title,
        "today": now,
        "needs": needing,
        "others": len(group.members) - len(needing),
        "people": [_row(member, group, course_key, now) for member in shown],
        "total": len(found),
        "search": query.get("search", ""),
        "page": _page(shown, query),
        "responsible": _responsible(links, query),
        "may": {name: may(group.roles, action) for name, action in _ACTIONS.items()},
        "sessions": [_session(session, group, course_key) for session in group.sessions],
        "hours": _hours(group),
        "assign": _assign(group, links),
        "new_session_url": new_session,
    }


_ACTIONS = {"assign": Action.ASSIGN, "note_attendance": Action.NOTE_ATTENDANCE}


def needs_context(group: Group, course_key: CourseKey) -> list[dict[str, Any]]:
    """Return those who need a person now, the most pressing first."""
    return [_need(member, member.need, course_key) for member in group.members if member.need]


def _need(member: Member, need: Need, course_key: CourseKey) -> dict[str, Any]:
    """Say why, with the cause by itself so that it can stand out."""
    before, bold, after, label = _reason(need, member.person.name.split()[0])
    return {
        "person": member.person.name,
        "initials": initials(member.person.name),
        "reason_before": before,
        "reason_bold": bold,
        "reason_after": after,
        "reason": f"{before}{bold}{after}",
        "url": _participant_url(course_key, member, need.goal.outcome.id if need.goal else ""),
        "label": label,
    }


def initials(name: str) -> str:
    """Return the first letters of the first and the last name."""
    parts = name.split()
    return "".join(part[0].upper() for part in dict.fromkeys((parts[0], parts[-1]))) if parts else ""


def _reason(need: Need, first_name: str) -> tuple[str, str, str, str]:
    """Say the reason in three pieces (before, cause, after), and what the button does."""
    title = need.goal.outcome.title if need.goal else ""
    since = day(need.since)
    if need.kind is NeedKind.DISAGREEMENT:
        after = _(". %(name)s says done. The mentor has seen something else.") % {"name": first_name}
        return _("Different views on "), title, after, _("See the judgements")
    if need.kind is NeedKind.WAITING:
        goals = ngettext("%(count)d goal", "%(count)d goals", need.count) % {"count": need.count}
        return "", goals, _(" waiting for you since %(day)s.") % {"day": since}, _("Confirm goals")
    if need.kind is NeedKind.REVIEW_OVERDUE:
        return _("The conversation should have been "), since, ".", _("Set a new date")
    if need.kind is NeedKind.NOT_PRACTISED:
        return _("Has not practised since "), since, ".", _("See the plan")
    return _("Has "), _("not started"), _(" the plan."), _("See the plan")


def _search(group: Group, links: tuple[tuple[Follows, Person], ...], query: dict[str, str]) -> list[Member]:
    words = query.get("search", "").casefold().split()
    responsible = query.get("responsible", "")
    followed = {link.participant_id for link, person in links if str(person.id) == responsible}
    members = sorted(group.members, key=lambda member: member.person.name)
    found = [m for m in members if all(word in m.person.name.casefold() for word in words)]
    return [m for m in found if not responsible or m.person.id in followed]


def _row(member: Member, group: Group, course_key: CourseKey, now: Any) -> dict[str, Any]:
    hours_at_work = sum(item.hours for item in member.attended if item.arena is Arena.WORKPLACE)
    practised = member.practised_at
    return {
        "name": member.person.name,
        "url": _participant_url(course_key, member, ""),
        "confirmed": len(member.plan.confirmed),
        "total": len(member.plan.goals),
        "segments": sorted((goal.state for goal in member.plan.goals), key=GOAL_STATES.index),
        "practised_at": practised,
        "practised_late": practised is not None and now - practised >= PRACTICE_GAP,
        "attended": sum(item.hours > 0 for item in member.attended),
        "sessions": len(member.attended),
        "workplace_hours": f"{hours_at_work:g}".replace(".", ","),
        "next_review": member.review.at if member.review else None,
        "review_overdue": bool(member.review and member.review.at < now),
    }


def _session(session: Any, group: Group, course_key: CourseKey) -> dict[str, Any]:
    noted = [a for member in group.members for a in member.attended if a.session_id == session.id]
    return {
        "id": session.id,
        "at": session.at,
        "title": session.title,
        "arena": ARENAS[session.arena],
        "hours": f"{session.hours:g}".replace(".", ","),
        "present": sum(item.hours > 0 for item in noted),
        "total": len(noted),
        "url": reverse("bransjekurs:session", args=[course_key, session.id]),
    }


def _hours(group: Group) -> list[dict[str, Any]]:
    planned = {item.arena: item.hours for item in group.edition.course.hours}
    held = hours_held(group.sessions)
    rows = [(arena, held.get(arena, 0.0), planned.get(arena, 0)) for arena in COURSE_ARENAS]
    return [
        {"arena": str(arena), "label": ARENAS[arena], "held": f"{hours:g}", "planned": plan}
        for arena, hours, plan in rows
    ]


def _assign(group: Group, links: tuple[tuple[Follows, Person], ...]) -> dict[str, Any]:
    people = []
    for member in sorted(group.members, key=lambda m: m.person.name):
        own = [(link, person) for link, person in links if link.participant_id == member.person.id]
        followers = [{"name": person.name, "role": ROLES[_role(link)]} for link, person in own]
        people.append({"id": member.person.id, "name": member.person.name, "followers": followers})
    return {"people": people, "roles": [{"value": str(role), "label": ROLES[role]} for role in ASSIGNABLE]}


def _role(link: Follows) -> Any:
    return next(role for role in ASSIGNABLE if role == link.role)


def _responsible(links: tuple[tuple[Follows, Person], ...], query: dict[str, str]) -> dict[str, Any]:
    people = {str(person.id): person.name for _link, person in links}
    everyone = [{"value": "", "label": _("All who are responsible")}]
    named = [{"value": value, "label": label} for value, label in sorted(people.items(), key=lambda item: item[1])]
    return {"value": query.get("responsible", ""), "choices": everyone + named}


def _page(shown: Any, query: dict[str, str]) -> dict[str, Any]:
    def url(number: int) -> str:
        return f"?{urlencode({**query, 'page': number})}#people"

    return {
        "number": shown.number,
        "pages": shown.paginator.num_pages,
        "previous_url": url(shown.previous_page_number()) if shown.has_previous() else None,
        "next_url": url(shown.next_page_number()) if shown.has_next() else None,
    }


def _participant_url(course_key: CourseKey, member: Member, goal_id: str) -> str:
    url = reverse("bransjekurs:participant", args=[course_key, member.person.id])
    return f"{url}?{urlencode({'goal': goal_id})}" if goal_id else url
