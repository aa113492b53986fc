"""What mentor and employer do by link: confirm hours at the workplace, see the agreed time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bransjekurs.api.links import Introduction, introduce, opened, use
from bransjekurs.api.timetable import local_day
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.time_budget import Week, week_of
from bransjekurs.domain.timetable import Timetable, monday_of
from bransjekurs.evidence import attendance
from bransjekurs.evidence.attendance import WorkHours
from bransjekurs.links import api as links
from bransjekurs.links.api import Link, LinkStatus, Purpose
from bransjekurs.timetables import api as timetables


@dataclass(frozen=True, slots=True)
class HoursAsked:
    """The hours that a mentor is asked to confirm: those that nobody has confirmed yet, the latest first."""

    link: Link
    told: Introduction
    hours: tuple[WorkHours, ...]


@dataclass(frozen=True, slots=True)
class AgreedTime:
    """What an employer sees of the time: this week, and the timetable's agreed hours; None before there is any."""

    link: Link
    told: Introduction
    table: Timetable | None
    week: Week | None


def see_hours(token: str, now: datetime) -> HoursAsked:
    """Return the hours behind a link.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
    """
    link = opened(links.find(token), now, Purpose.CONFIRM_HOURS)
    return HoursAsked(link, introduce(link), _unconfirmed(link))


def confirm_hours(token: str, session_ids: Iterable[int], now: datetime) -> None:
    """Confirm the hours that were shown, once; those that have changed since are shown anew.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
        Refusal: ``hours_changed``, ``nothing_to_confirm``.
    """
    shown = set(session_ids)
    with transaction.atomic():
        link = opened(links.find(token, lock=True), now, Purpose.CONFIRM_HOURS)
        hours = {one.session_id: one.hours for one in _unconfirmed(link)}
        if not hours:
            raise Refusal("nothing_to_confirm", "answer")
        if shown != set(hours):
            raise Refusal("hours_changed", "answer")
        use(token, Purpose.CONFIRM_HOURS, LinkStatus.ANSWERED, now)
        attendance.confirm_hours(link.user_id, link.course_key, hours, link.to_name, now)


def object_to_hours(token: str, comment: str, now: datetime) -> None:
    """Say that the hours are wrong; nothing is confirmed, and the teacher reads why.

    Raises:
        LinkClosed: if the link is used, expired, withdrawn or unknown.
        Refusal: ``not_empty``, ``comment_too_long``.
    """
    if not comment.strip():
        raise Refusal("not_empty", "comment")
    with transaction.atomic():
        use(token, Purpose.CONFIRM_HOURS, LinkStatus.ANSWERED, now, comment)


def see_agreed_time(token: str, now: datetime) -> AgreedTime:
    """Return the agreed time behind a link: the employer's part of it, and nothing else about the participant.

    Raises:
        LinkClosed: if the link is expired, withdrawn or unknown.
    """
    link = opened(links.find(token), now, Purpose.SEE_TIME)
    table, _revision = timetables.timetable_of(link.user_id, link.course_key)
    week = week_of(table, monday_of(local_day(now))) if table else None
    return AgreedTime(link, introduce(link), table, week)


def _unconfirmed(link: Link) -> tuple[WorkHours, ...]:
    found = attendance.work_hours(link.course_key, link.user_id)
    return tuple(one for one in found if one.confirmed_at is None)
