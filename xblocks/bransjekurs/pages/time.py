"""*Uka mi*: shifts and study time of one participant, for the participant and those who follow."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import links, timetable
from bransjekurs.api.access import Actor
from bransjekurs.api.timetable import TimePicture, local_day
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.timetable import Timetable
from bransjekurs.links.api import Purpose
from bransjekurs.pages import asking, new_link, time_conflict, time_form
from bransjekurs.pages.calendar_file import calendar_file
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import typed
from bransjekurs.pages.time_view import time_context
from bransjekurs.roles import Action, may

_PURPOSES = (Purpose.CONFIRM_HOURS, Purpose.SEE_TIME)
_WHY_LIMIT = 500
_DONE = {
    "time": gettext_lazy("The time is saved."),
    "move": gettext_lazy("The study time is moved."),
    "withdraw": gettext_lazy("The link is withdrawn."),
}


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show one participant's week, and take what is changed in it."""
    now = clock.now()
    wrong: dict[str, Any] = {}
    refused = ""
    if request.method == "POST" and request.POST.get("do") != "weeks":
        try:
            return _act(request, actor, participant_id)
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "typed": request.POST.dict()}
            refused = refusal.code
    picture = timetable.see_time(actor, participant_id, now, _asked_day(request))
    context = time_context(picture, actor, now) | _form(request, picture, local_day(now))
    if refused == "changed_meanwhile" and request.POST.get("do") == "time" and picture.table:
        wrong |= _both(request, actor, picture, picture.table, local_day(now))
    if may(picture.roles, Action.ASK_MENTOR):
        found = links.about(actor, participant_id, *_PURPOSES)
        context["made_links"] = [new_link.made_link(link, now) for link in found]
    told = {
        "message": _DONE.get(request.GET.get("done", "")),
        "new_link": new_link.take(request, participant_id),
    }
    status = 409 if "theirs" in wrong else 400 if wrong else 200
    return page(request, "pages/time.html", {**context, **told, **wrong}, status)


@course_page
def calendar(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Give the dates as a file that a calendar can read."""
    picture = timetable.see_time(actor, participant_id, clock.now())
    response = HttpResponse(calendar_file(picture, clock.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bransjekurs.ics"'
    return response


def _act(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    do = request.POST.get("do", "")
    if do == "time":
        _save(request, actor, participant_id)
    elif do == "move":
        number, revision = (time_form.count(request.POST, name) for name in ("number", "revision"))
        timetable.move_study(actor, participant_id, number, revision, clock.now())
    elif do == "ask":
        asking.ask(request, actor, participant_id, *_PURPOSES)
    elif do == "withdraw":
        asking.withdraw(request, actor, participant_id)
    else:
        raise Refusal("bad_request")
    return HttpResponseRedirect(f"{request.path}?done={do}")


def _save(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    form = request.POST
    why = typed(form, "why", _WHY_LIMIT)
    seen = time_conflict.read_seen(form.get("seen", ""))
    timetable.change_time(actor, participant_id, time_form.read(form), seen.revision, why, clock.now())


def _both(request: HttpRequest, actor: Actor, picture: TimePicture, theirs: Timetable, today: date) -> dict[str, Any]:
    """Return the form with both people's changes, and what the other has saved."""
    seen = time_conflict.read_seen(request.POST.get("seen", ""))
    values, off = time_conflict.together(seen, time_form.read(request.POST), theirs, today)
    return {
        "form": time_form.form_context(values, off, today),
        "seen": time_conflict.seen_of(theirs, picture.revision, today),
        "theirs": time_conflict.told(actor, picture.person.id, seen, theirs, today),
    }


def _form(request: HttpRequest, picture: TimePicture, today: date) -> dict[str, Any]:
    """Return the form as it was typed if it comes back, else as it is stored."""
    stands = time_conflict.seen_of(picture.table, picture.revision, today)
    if request.method == "POST" and request.POST.get("do") in ("time", "weeks"):
        values, off = request.POST.dict(), set(request.POST.getlist("weeks_off"))
        form = time_form.form_context(values, off, today)
        # Until it is told that somebody has saved since, the form goes on from what it showed first.
        return {"form": form, "open_form": True, "why": values.get("why", ""), "seen": values.get("seen", stands)}
    off = {monday.isoformat() for monday in picture.table.weeks_off} if picture.table else set()
    form = time_form.form_context(time_form.form_of(picture.table, today), off, today)
    return {"form": form, "open_form": picture.table is None, "seen": stands}


def _asked_day(request: HttpRequest) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2099 else None
