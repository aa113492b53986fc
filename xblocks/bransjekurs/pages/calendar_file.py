"""The dates of a plan as a calendar file (iCalendar, RFC 5545): study time, the next conversation, the course's end."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from bransjekurs.api.reading import local_zone
from bransjekurs.api.timetable import TimePicture
from bransjekurs.domain.timetable import Study, Timetable, pattern_week
from bransjekurs.wording import ARENAS

_TALK = timedelta(hours=1)


def calendar_file(picture: TimePicture, now: datetime) -> bytes:
    """Return the file. Each date keeps its own id, so that a calendar that reads it again shows nothing twice."""
    calendar = Calendar()
    calendar.add("prodid", "-//bransjekurs//NONSGML time//NO")
    calendar.add("version", "2.0")
    table = picture.table
    if table is not None:
        last = _last_day(picture)
        for number, study in enumerate(table.study):
            calendar.add_component(_study(picture, table, study, number, last, now))
    if picture.conversation:
        at = timezone.localtime(picture.conversation, local_zone())
        calendar.add_component(_event("talk", picture, _("Conversation about the plan"), at, at + _TALK, now))
    if picture.course_end:
        day = picture.course_end
        calendar.add_component(_event("end", picture, _("The course ends"), day, day + timedelta(days=1), now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _last_day(picture: TimePicture) -> date:
    """Study time repeats till it is done, or the course ends if that is not in sight."""
    if picture.forecast and picture.forecast.end:
        return picture.forecast.end
    return picture.course_end or date.max - timedelta(days=366)


def _study(picture: TimePicture, table: Timetable, study: Study, number: int, last: date, now: datetime) -> Event:
    zone = local_zone()
    first = table.starts + timedelta(days=study.day)
    interval = 1
    if study.week:
        while pattern_week(table, first - timedelta(days=study.day)) != study.week:
            first += timedelta(days=7)
        interval = table.weeks
    begins = datetime.combine(first, _time(study.start), zone)
    ends = begins + timedelta(minutes=study.end - study.start)
    event = _event(f"study-{number}", picture, str(ARENAS[study.arena]), begins, ends, now)
    until = datetime.combine(last, time(23, 59), zone).astimezone(UTC)
    event.add("rrule", {"freq": "weekly", "interval": interval, "until": until})
    for monday in table.weeks_off:
        event.add("exdate", datetime.combine(monday + timedelta(days=study.day), _time(study.start), zone))
    if study.paid:
        event.add("description", _("Paid by the employer"))
    return event


def _event(name: str, picture: TimePicture, title: str, begins: Any, ends: Any, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}-{picture.person.id}@bransjekurs")
    event.add("summary", f"{picture.course_title}: {title}")
    event.add("dtstamp", now)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    return event


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
