"""The screens of mentor and employer, reached by link: hours to confirm, and the agreed time."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from bransjekurs import clock
from bransjekurs.api import workplace
from bransjekurs.api.timetable import local_day
from bransjekurs.domain.refusal import Refusal
from bransjekurs.links.api import Link
from bransjekurs.pages.door import field_errors, page
from bransjekurs.pages.fields import ids, typed
from bransjekurs.pages.link_view import link_context, thanks
from bransjekurs.pages.time_view import week_grid
from bransjekurs.wording import hours_text

_ANSWERS = ("right", "wrong")


def hours(request: HttpRequest, link: Link, token: str) -> HttpResponseBase:
    """Show the hours to confirm, or take the answer."""
    asked = workplace.see_hours(token, clock.now())
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return thanks(request, link, asked.told, _answer(request, token))
        except Refusal as refusal:
            wrong = {"errors": field_errors(refusal), "typed": request.POST.dict()}
            asked = workplace.see_hours(token, clock.now())
    total = hours_text(sum(one.hours for one in asked.hours))
    context = link_context(link, asked.told, token) | {"hours": asked.hours, "total": total}
    return page(request, "pages/link_hours.html", context | wrong, 400 if wrong else 200)


def _answer(request: HttpRequest, token: str) -> str:
    answer = request.POST.get("answer", "")
    if answer not in _ANSWERS:
        raise Refusal("unknown_value", "answer")
    if answer == "right":
        workplace.confirm_hours(token, ids(request.POST, "session"), clock.now())
    else:
        workplace.object_to_hours(token, typed(request.POST, "comment"), clock.now())
    return answer


def time(request: HttpRequest, link: Link, token: str) -> HttpResponseBase:
    """Show the week with shifts and paid study time; the participant's own time is not the employer's to see."""
    seen = workplace.see_agreed_time(token, clock.now())
    context = link_context(link, seen.told, token)
    if seen.table and seen.week:
        context |= {
            "week": week_grid(seen.week, seen.table, local_day(clock.now()), paid_only=True),
            "week_number": seen.week.monday.isocalendar().week,
            "paid": hours_text(seen.table.paid_hours),
        }
    return page(request, "pages/link_time.html", context)
