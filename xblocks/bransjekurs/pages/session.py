"""One session: when, where, how long, and who was there."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bransjekurs import clock
from bransjekurs.api import teacher_session
from bransjekurs.api.access import Actor
from bransjekurs.api.reading import local_zone
from bransjekurs.api.teacher_session import Roll
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import chosen, ids, moment, number, parsed_ids, parsed_number, typed
from bransjekurs.pages.group import narrowing_of, query_of
from bransjekurs.pages.group_view import pages
from bransjekurs.platform import Person
from bransjekurs.wording import ARENAS

_TITLE_LIMIT = 200


@course_page
def edit(request: HttpRequest, actor: Actor, session_id: int = 0) -> HttpResponseBase:
    """Note a new session or correct one; a large group's roll is called page by page."""
    now = clock.now()
    query = query_of(request)
    roll = teacher_session.see_roll(actor, session_id, narrowing_of(query), now)
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            saved = teacher_session.note_session(actor, *_read(request.POST, session_id))
            return HttpResponseRedirect(_onward(actor, saved, roll, query))
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "session": _typed(request.POST, session_id)}
    context = {
        "course_title": roll.edition.course.title,
        "group_url": reverse("bransjekurs:group", args=[actor.course_key]),
        "message": _("The attendance is saved. Here are the next ones.") if request.GET.get("done") else None,
        "session": _shown(roll.session) if roll.session else _new(now),
        "arenas": [{"value": str(arena), "label": ARENAS[arena]} for arena in COURSE_ARENAS],
        "people": [_person(person, roll, request.POST) for person in roll.people],
        "roll": " ".join(str(person.id) for person in roll.people),
        "total": roll.listed.total,
        "page": pages(roll.listed, query, "present-heading"),
        "cohorts": [{"value": value, "label": label} for value, label in roll.cohorts],
        "search": query.get("search", ""),
        "cohort": query.get("cohort", ""),
        # Who is sought among few can be seen.
        "searching": roll.listed.pages > 1 or len(query) > 0 or len(roll.cohorts) > 1,
    }
    return page(request, "pages/session.html", {**context, **wrong}, 400 if wrong else 200)


def _onward(actor: Actor, session_id: int, roll: Roll, query: dict[str, str]) -> str:
    """Return where to go after saving: the next page of the roll, or the group."""
    if roll.listed.page >= roll.listed.pages:
        return f"{reverse('bransjekurs:group', args=[actor.course_key])}?done=session"
    url = reverse("bransjekurs:session", args=[actor.course_key, session_id])
    return f"{url}?{urlencode({**query, 'page': roll.listed.page + 1, 'done': 'session'})}"


def _read(form: QueryDict, session_id: int) -> tuple[Session, dict[int, float]]:
    """Return the session and the hours of each who was on the page: the whole session unless other hours are written.

    The page's own field ``roll`` says who was on it: somebody who joined since then was not absent.
    """
    length = number(form, "hours")
    arena = chosen(form, "arena", Arena)
    if arena not in COURSE_ARENAS:
        raise Refusal("unknown_value", "arena")
    session = Session(moment(form), typed(form, "title", _TITLE_LIMIT), arena, length, session_id)
    hours = dict.fromkeys(parsed_ids(form.get("roll", "").split()), 0.0)
    return session, hours | {user_id: _hours(form, user_id, length) for user_id in ids(form, "present")}


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


def _person(person: Person, roll: Roll, form: QueryDict) -> dict[str, Any]:
    """One line of the roll: as typed, as noted, or present where nothing is noted yet."""
    noted = roll.hours.get(person.id)
    shown = {"id": person.id, "name": person.name, "present": noted is None or noted > 0, "hours": None}
    if roll.session and noted and noted != roll.session.hours:
        shown["hours"] = f"{noted:g}"
    if form:
        shown |= {"present": person.id in ids(form, "present"), "hours": form.get(f"hours-{person.id}")}
    return shown
