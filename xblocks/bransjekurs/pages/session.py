"""One session: when, where, how long, and who was there."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from bransjekurs import clock
from bransjekurs.api import teacher_group
from bransjekurs.api.access import Actor
from bransjekurs.api.reading import local_zone
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import chosen, ids, moment, number, parsed_number, typed
from bransjekurs.roles import Action, require
from bransjekurs.wording import ARENAS

_TITLE_LIMIT = 200


@course_page
def edit(request: HttpRequest, actor: Actor, session_id: int = 0) -> HttpResponseBase:
    """Note a new session or correct one."""
    now = clock.now()
    group = teacher_group.see_group(actor, now)
    require(group.roles, Action.NOTE_ATTENDANCE)
    group_url = reverse("bransjekurs:group", args=[actor.course_key])
    session = _find(group, session_id) if session_id else None
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            teacher_group.note_session(actor, *_read(request.POST, session_id, group))
            return HttpResponseRedirect(f"{group_url}?done=session")
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "session": _typed(request.POST, session_id)}
    hours = teacher_group.session_hours(actor, session_id) if session_id else {}
    context = {
        "course_title": group.edition.course.title,
        "group_url": group_url,
        "session": _shown(session) if session else _new(now),
        "arenas": [{"value": str(arena), "label": ARENAS[arena]} for arena in COURSE_ARENAS],
        "people": [_person(member, session, hours, request.POST) for member in _by_name(group)],
    }
    return page(request, "pages/session.html", {**context, **wrong}, 400 if wrong else 200)


def _find(group: teacher_group.Group, session_id: int) -> Session:
    found = next((session for session in group.sessions if session.id == session_id), None)
    if found is None:
        raise Refusal("unknown_session")
    return found


def _by_name(group: teacher_group.Group) -> list[teacher_group.Member]:
    return sorted(group.members, key=lambda member: member.person.name)


def _read(form: QueryDict, session_id: int, group: teacher_group.Group) -> tuple[Session, dict[int, float]]:
    """Return the session and each participant's hours: the whole session unless other hours are written."""
    length = number(form, "hours")
    arena = chosen(form, "arena", Arena)
    if arena not in COURSE_ARENAS:
        raise Refusal("unknown_value", "arena")
    session = Session(moment(form), typed(form, "title", _TITLE_LIMIT), arena, length, session_id)
    present = set(ids(form, "present"))
    hours = dict.fromkeys((member.person.id for member in group.members), 0.0)
    return session, hours | {user_id: _hours(form, user_id, length) for user_id in present}


def _hours(form: QueryDict, user_id: int, length: float) -> float:
    """Return one participant's hours. The use case checks them as well, but cannot say whose field is wrong."""
    field = f"hours-{user_id}"
    written = form.get(field, "").strip()
    hours = parsed_number(written, field) if written else length
    if length > 0 and not 0 <= hours <= length:
        raise Refusal("hours_out_of_range", field)
    return hours


def _typed(form: QueryDict, session_id: int) -> dict[str, Any]:
    return {**form.dict(), "id": session_id or None}


def _shown(session: Session) -> dict[str, Any]:
    at = timezone.localtime(session.at, local_zone())
    return {
        "id": session.id,
        "date": at.date().isoformat(),
        "time": at.strftime("%H:%M"),
        "title": session.title,
        "arena": str(session.arena),
        "hours": f"{session.hours:g}",
    }


def _new(now: Any) -> dict[str, Any]:
    today = timezone.localtime(now, local_zone()).date().isoformat()
    return {"id": None, "date": today, "time": "09:00", "title": "", "arena": str(Arena.CLASSROOM), "hours": "3"}


def _person(
    member: teacher_group.Member, session: Session | None, hours: dict[int, float], form: QueryDict
) -> dict[str, Any]:
    """One line of the roll: as typed, as noted, or present where nothing is noted yet."""
    user_id = member.person.id
    noted = hours.get(user_id)
    shown = {"id": user_id, "name": member.person.name, "present": noted is None or noted > 0, "hours": None}
    if session and noted and noted != session.hours:
        shown["hours"] = f"{noted:g}"
    if form:
        shown |= {"present": user_id in ids(form, "present"), "hours": form.get(f"hours-{user_id}")}
    return shown
