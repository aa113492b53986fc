"""The context of *Uka mi*: from what the use case returns to what the template shows."""

from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bransjekurs.api.access import Actor
from bransjekurs.api.timetable import TimePicture, local_day
from bransjekurs.domain.time_budget import Breach, BreachKind, Forecast, Week
from bransjekurs.domain.timetable import Laid, Piece, Timetable, another_time
from bransjekurs.pages.sections import sections
from bransjekurs.pages.time_form import clock_text
from bransjekurs.roles import Action, may
from bransjekurs.templatetags.look import day_month, short_day, weekday
from bransjekurs.wording import ARENAS, hours_text

_WEEKS_SHOWN = 12
_USUAL_DAY = (7, 19)


def time_context(picture: TimePicture, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the context of the page about one participant's time."""
    today = local_day(now)
    own = actor.user_id == picture.person.id
    args = [actor.course_key, picture.person.id]
    return {
        "course_title": picture.course_title,
        "person": {"name": picture.person.name, "first_name": picture.person.name.split()[0], "own": own},
        "sections": sections(actor, picture.person.id, picture.roles, "time"),
        "may": {
            "change": may(picture.roles, Action.CHANGE_TIME),
            "ask_mentor": may(picture.roles, Action.ASK_MENTOR),
        },
        "group_url": None if own else reverse("bransjekurs:group", args=[actor.course_key]),
        "revision": picture.revision,
        "calendar_url": reverse("bransjekurs:calendar", args=args),
        "remaining": hours_text(round(picture.remaining, 1)),
        "areas": [_area(area) for area in picture.areas],
        "at_work": picture.at_work,
        "confirmed_hours": hours_text(sum(one.hours for one in picture.at_work if one.confirmed_at)),
        "work_hours": hours_text(sum(one.hours for one in picture.at_work)),
        **_week_context(picture, today, own),
    }


def _area(area: Any) -> dict[str, Any]:
    goals = [{"title": title, "hours": hours_text(round(hours, 1))} for title, hours in area.goals if hours]
    return {"name": area.area, "hours": hours_text(round(area.hours, 1)), "goals": goals}


def _week_context(picture: TimePicture, today: date, own: bool) -> dict[str, Any]:
    """What is shown only when there is a timetable."""
    if picture.table is None or picture.week is None or picture.forecast is None or picture.with_extra is None:
        return {"week": None}
    monday = picture.week.monday
    return {
        "week": week_grid(picture.week, picture.table, today),
        "week_number": monday.isocalendar().week,
        "before": (monday - timedelta(days=7)).isoformat(),
        "after": (monday + timedelta(days=7)).isoformat(),
        "next": _next_step(picture.table, picture.breaches, own),
        "flags": [breach_text(breach) for breach in picture.breaches],
        "fit": _fit_text(picture.week),
        "paid": _paid_text(picture.week, picture.table),
        "end": _end(picture.forecast),
        "late": _late(picture.forecast, picture.course_end),
        "extra": _extra(picture.forecast, picture.with_extra),
        "weeks_ahead": [_ahead(week) for week in picture.forecast.weeks[:_WEEKS_SHOWN]],
    }


def week_grid(week: Week, table: Timetable, today: date, *, paid_only: bool = False) -> dict[str, Any]:
    """Return the seven days with shifts and study time, and the hours that the grid spans."""
    study = [laid for laid in week.study if laid.study.paid or not paid_only]
    bounds = [(piece.start, piece.end) for piece in week.shifts] + [(s.study.start, s.study.end) for s in study]
    first = min([_USUAL_DAY[0], *(start // 60 for start, _end in bounds)])
    last = max([_USUAL_DAY[1], *(-(-end // 60) for _start, end in bounds)])
    days = []
    for number in range(7):
        day = week.monday + timedelta(days=number)
        blocks = [_shift_block(piece, first) for piece in week.shifts if piece.day == number]
        blocks += [_study_block(laid, table, first) for laid in study if laid.study.day == number]
        blocks.sort(key=lambda block: (block["top"], block["kind"] != "shift"))
        days.append({"name": weekday(number), "date": short_day(day), "today": day == today, "blocks": blocks})
    return {
        "days": days,
        "hours": [{"text": f"{hour:02}.00", "top": (hour - first) * 60} for hour in range(first + 1, last, 2)],
        "minutes": (last - first) * 60,
        "off": week.off,
    }


def _shift_block(piece: Piece, first: int) -> dict[str, Any]:
    return {"kind": "shift", "label": _("Shift"), **_place(piece.start, piece.end, first)}


def _study_block(laid: Laid, table: Timetable, first: int) -> dict[str, Any]:
    study = laid.study
    return {
        "kind": "study" if laid.fits else "clash",
        "label": ARENAS[study.arena],
        "paid": study.paid,
        "inside": laid.clash is not None,
        "number": table.study.index(study),
        **_place(study.start, study.end, first),
    }


def _place(start: int, end: int, first: int) -> dict[str, Any]:
    return {"time": f"{clock_text(start)}–{clock_text(end)}", "top": start - first * 60, "length": end - start}


def _next_step(table: Timetable, found: tuple[Breach, ...], own: bool) -> dict[str, Any]:
    """The first thing to do: move what meets a shift, else say that all is well."""
    clash = next((breach.laid for breach in found if breach.laid), None)
    if clash is None:
        return {"sentence": _("Everything fits this week.") if not found else "", "move": None}
    study = clash.study
    words = {"day": weekday(study.day), "time": clock_text(study.start)}
    text = _("%(day)s at %(time)s you are at work.") if own else _("%(day)s at %(time)s there is a shift.")
    moved = another_time(table, study)
    move = None
    if moved:
        free = {"day": weekday(moved.day).lower(), "start": clock_text(moved.start), "end": clock_text(moved.end)}
        move = {
            "number": table.study.index(study),
            "label": _("Move to %(day)s") % free,
            "fact": _("There is free time on %(day)s from %(start)s to %(end)s.") % free,
        }
    return {"sentence": text % words, "move": move}


def breach_text(breach: Breach) -> str:
    """Say in a sentence how a week breaks the agreement."""
    words = {"hours": hours_text(breach.hours), "agreed": hours_text(breach.agreed)}
    if breach.kind is BreachKind.UNPAID_AT_WORK and breach.laid:
        at = {"day": weekday(breach.laid.study.day), "time": clock_text(breach.laid.study.start)}
        return _("%(day)s at %(time)s is working time. Study in working time must be paid, or be moved.") % at
    texts = {
        BreachKind.PAID_MISSING: _("The employer pays %(agreed)s a week, but only %(hours)s are set as paid."),
        BreachKind.PAID_BEYOND: _("%(hours)s are set as paid, but the employer has agreed to %(agreed)s a week."),
        BreachKind.OWN_BEYOND: _("%(hours)s are of one’s own time, but %(agreed)s a week are agreed."),
    }
    return texts[breach.kind] % words


def _fit_text(week: Week) -> str:
    if week.off:
        return _("No study this week")
    words = {"fit": _plain(week.fitting), "all": hours_text(week.planned)}
    return _("%(fit)s of %(all)s fit") % words


def _plain(hours: float) -> str:
    return hours_text(hours).split()[0]


def _paid_text(week: Week, table: Timetable) -> str:
    paid = sum(laid.study.hours for laid in week.study if laid.study.paid) if week.study else table.paid_hours
    if week.off or not paid:
        return ""
    return _("%(hours)s are paid by the employer. The rest is your own time.") % {"hours": hours_text(paid)}


def _end(forecast: Forecast) -> dict[str, Any] | None:
    if forecast.end is None:
        return None
    monday = forecast.end - timedelta(days=6)
    return {"week": monday.isocalendar().week, "days": f"{day_month(monday)} – {day_month(forecast.end)}"}


def _late(forecast: Forecast, course_end: date | None) -> str:
    """Say so if the course is over before the hours are done."""
    if course_end is None or (forecast.end and forecast.end <= course_end + timedelta(days=6)):
        return ""
    return _("The course ends on %(day)s. There is too little time until then.") % {"day": day_month(course_end)}


def _extra(usual: Forecast, more: Forecast) -> dict[str, Any] | None:
    shown = _end(more)
    if shown is None:
        return None
    sooner = len(usual.weeks) - len(more.weeks)
    text = ngettext("That is %(count)d week earlier.", "That is %(count)d weeks earlier.", sooner) % {"count": sooner}
    return shown | {"text": text if usual.end and sooner else _("That is the same week.") if usual.end else ""}


def _ahead(week: Week) -> dict[str, Any]:
    state = "off" if week.off else "fits" if week.fits else "clash"
    return {
        "number": week.monday.isocalendar().week,
        "days": f"{short_day(week.monday)}–{short_day(week.monday + timedelta(days=6))}",
        "hours": "" if week.off else hours_text(week.fitting),
        "state": state,
        "monday": week.monday.isoformat(),
    }
