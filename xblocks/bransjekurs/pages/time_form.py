"""The form for shifts and study time: shown from a timetable or as it was typed, read back into a timetable."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict

from bransjekurs.api.timetable import weeks_after
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.timetable import MOST_WEEKS, Shift, Study, Timetable, monday_of, parse_spans
from bransjekurs.pages.fields import chosen, number
from bransjekurs.templatetags.look import short_day, weekday
from bransjekurs.wording import ARENAS

_MOST_STUDY = 20
_BLANK_ROWS = 2
_WEEKS_AHEAD = 26
_STUDY_FIELDS = ("week", "day", "from", "to", "arena", "paid")


def form_of(table: Timetable | None, today: date) -> dict[str, str]:
    """Return what stands in the fields for a timetable, or before there is any."""
    table = table or Timetable(monday_of(today))
    values = {
        "starts": table.starts.isoformat(),
        "weeks": str(table.weeks),
        "paid_hours": _number(table.paid_hours),
        "own_hours": _number(table.own_hours),
    }
    for shift in table.shifts:
        key = f"shift-{shift.week}-{shift.day}"
        span = f"{clock_text(shift.start)}–{clock_text(shift.end)}"
        values[key] = f"{values[key]}, {span}" if key in values else span
    for place, study in enumerate(table.study):
        paid = "yes" if study.paid else ""
        told = (study.week, study.day, clock_text(study.start), clock_text(study.end), study.arena.value, paid)
        values |= {f"study-{place}-{name}": str(value) for name, value in zip(_STUDY_FIELDS, told, strict=True)}
    return values


def form_context(values: dict[str, str], off: set[str], today: date) -> dict[str, Any]:
    """Return the form as a template shows it; ``off`` are the weeks that are ticked, by their Mondays."""
    weeks = range(1, shown_weeks(values) + 1)
    used = [place for place in range(_MOST_STUDY) if f"study-{place}-from" in values]
    rows = range(min(_MOST_STUDY, len(used) + _BLANK_ROWS))
    return {
        "values": values,
        "week_counts": [str(count) for count in range(1, MOST_WEEKS + 1)],
        "shift_weeks": [{"number": w, "days": [_shift_field(values, w, day) for day in range(7)]} for w in weeks],
        "study_rows": [_study_row(values, place, weeks) for place in rows],
        "arenas": [{"value": str(arena), "label": ARENAS[arena]} for arena in COURSE_ARENAS],
        "weekdays": [{"value": str(day), "label": weekday(day)} for day in range(7)],
        "off_weeks": [_off_week(monday, off) for monday in weeks_after(today, _WEEKS_AHEAD)],
    }


def shown_weeks(values: dict[str, str]) -> int:
    """Return for how many weeks of the pattern there are fields."""
    text = values.get("weeks", "1")
    return min(MOST_WEEKS, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 3 else 1


def read(form: QueryDict) -> Timetable:
    """Return the timetable that was typed.

    Raises:
        Refusal: at the first field that cannot be read.
    """
    weeks = shown_weeks({"weeks": form.get("weeks", "1")})
    return Timetable(
        starts=monday_of(_date(form, "starts")),
        weeks=weeks,
        shifts=tuple(_shifts(form, weeks)),
        study=tuple(_study(form, weeks)),
        paid_hours=number(form, "paid_hours"),
        own_hours=number(form, "own_hours"),
        weeks_off=tuple(sorted({monday_of(_as_date(text, "weeks_off")) for text in form.getlist("weeks_off")})),
    )


def clock_text(minutes: int) -> str:
    """Return a time of day as people write it: "07.00"."""
    return f"{minutes // 60:02}.{minutes % 60:02}"


def _shift_field(values: dict[str, str], week: int, day: int) -> dict[str, str]:
    name = f"shift-{week}-{day}"
    return {"name": name, "label": weekday(day), "value": values.get(name, "")}


def _study_row(values: dict[str, str], place: int, weeks: range) -> dict[str, Any]:
    typed = {name: values.get(f"study-{place}-{name}", "") for name in _STUDY_FIELDS}
    return {
        "prefix": f"study-{place}",
        "number": place + 1,
        "weeks": [str(week) for week in weeks],
        **typed,
        "from_": typed["from"],
    }


def _off_week(monday: date, off: set[str]) -> dict[str, Any]:
    sunday = monday + timedelta(days=6)
    label = f"{monday.isocalendar().week}: {short_day(monday)}–{short_day(sunday)}"
    return {"value": monday.isoformat(), "label": label, "ticked": monday.isoformat() in off}


def _shifts(form: QueryDict, weeks: int) -> Iterator[Shift]:
    for week in range(1, weeks + 1):
        for day in range(7):
            field = f"shift-{week}-{day}"
            for start, end in parse_spans(form.get(field, ""), field):
                yield Shift(week, day, start, end)


def _study(form: QueryDict, weeks: int) -> Iterator[Study]:
    """Yield the rows in which somebody has written a time; rows that were emptied are gone."""
    for place in range(_MOST_STUDY):
        row = f"study-{place}"
        begins, ends = form.get(f"{row}-from", "").strip(), form.get(f"{row}-to", "").strip()
        if not begins and not ends:
            continue
        [(start, end)] = parse_spans(f"{begins}–{ends}", f"{row}-from") or [(0, 0)]
        if end <= start:
            raise Refusal("not_a_time", f"{row}-from")
        arena = chosen(form, f"{row}-arena", Arena)
        week, day = (_small(form, f"{row}-{name}", most) for name, most in (("week", weeks), ("day", 6)))
        yield Study(week, day, start, end, arena, bool(form.get(f"{row}-paid")))


def _small(form: QueryDict, field: str, most: int) -> int:
    text = form.get(field, "")
    if text not in {str(value) for value in range(most + 1)}:
        raise Refusal("unknown_value", field)
    return int(text)


def _date(form: QueryDict, field: str) -> date:
    return _as_date(form.get(field, ""), field)


def _as_date(text: str, field: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refusal("not_a_day", field) from None
    if not 2000 <= day.year <= 2099:
        raise Refusal("not_a_day", field)
    return day


def _number(hours: float) -> str:
    return f"{hours:g}".replace(".", ",")


def count(form: QueryDict, field: str) -> int:
    """Return a small whole number that a hidden field holds; what is none counts as 0."""
    text = form.get(field, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
