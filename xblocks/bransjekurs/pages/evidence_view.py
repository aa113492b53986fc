"""A goal's evidence: the latest of each arena along the weeks, and all of it in pages.

However much there is, as much is shown: ``PAGE`` pieces to tick and to read, of each arena ``_SHOWN`` on the line.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from bransjekurs.api.timetable import local_day
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.timetable import monday_of
from bransjekurs.wording import ARENAS, evidence_text

PAGE = 20
_SHOWN = 4
_FEWEST_WEEKS, _MOST_TICKS = 4, 8
# How much of the line the words beside a mark take, in per cent.
_WORDS_WIDE = 36
_SHAPES = {Observed.ALONE: "attained", Observed.WITH_SUPPORT: "supported", Observed.NOT_YET: "not_yet"}


@dataclass(frozen=True, slots=True)
class _Line:
    """The weeks that the line spans: from a Monday to the Monday after the last of them."""

    start: date
    weeks: int

    def at(self, moment: datetime) -> float:
        """Where a moment is, in per cent of the line."""
        days = (local_day(moment) - self.start).days + 0.5
        return round(min(100.0, max(0.0, 100 * days / (7 * self.weeks))), 1)


def evidence_context(items: tuple[Evidence, ...], words: str, number: int, now: datetime) -> dict[str, Any]:
    """Return a goal's evidence; ``words`` says how far practice has come where it has left no evidence yet."""
    latest_first = tuple(reversed(items))
    pages = max(1, -(-len(items) // PAGE))
    page = min(max(1, number), pages)
    shown = latest_first[(page - 1) * PAGE : page * PAGE]
    line = _line(items, now)
    return {
        "arenas": [row for arena in Arena if (row := _arena(arena, items, words, line))],
        "weeks": _weeks(line),
        "total": len(items),
        "page": page,
        "pages": pages,
        "listed": [_told(item) for item in shown],
        "ticks": [_told(item) for item in sorted({*shown, *_latest_of_each(items, page)}, key=_order)],
    }


def _told(item: Evidence) -> dict[str, Any]:
    return {"id": item.id, "text": evidence_text(item), "at": item.at, "arena": ARENAS[item.arena]}


def _latest_of_each(items: tuple[Evidence, ...], page: int) -> tuple[Evidence, ...]:
    """Return the latest of each arena, for the first page: a goal may have to be shown in several."""
    return tuple({item.arena: item for item in items}.values()) if page == 1 else ()


def _order(item: Evidence) -> tuple[datetime, int]:
    return item.at, item.id


def _arena(arena: Arena, items: tuple[Evidence, ...], words: str, line: _Line) -> dict[str, Any] | None:
    """Return an arena's row; what was done before the course has one only where there is something."""
    here = [item for item in items if item.arena is arena]
    if arena is Arena.EARLIER and not here:
        return None
    marks, lanes = _marks(here[-_SHOWN:], line)
    progress = words if arena is Arena.ONLINE and not here else ""
    more = max(0, len(here) - _SHOWN)
    row = {"arena": str(arena), "label": ARENAS[arena], "items": marks, "progress": progress}
    return row | {"lanes": lanes, "more": more}


def _marks(items: list[Evidence], line: _Line) -> tuple[list[dict[str, Any]], int]:
    """Return the marks with their place, on as many lanes as it takes for the words not to meet."""
    ends: list[float] = []
    marks = []
    for item in items:
        at = line.at(item.at)
        before = at > 100 - _WORDS_WIDE
        start = at - _WORDS_WIDE if before else at
        lane = next((number for number, end in enumerate(ends) if end <= start), len(ends))
        ends[lane : lane + 1] = [start + _WORDS_WIDE]
        shape = _SHAPES.get(item.observed) if item.observed else None
        place = {"left": at, "lane": lane, "before": before}
        marks.append({"text": evidence_text(item), "short": _short(item), "at": item.at, "shape": shape} | place)
    return marks, max(1, len(ends))


def _short(item: Evidence) -> str:
    if not isinstance(item.what, Observation):
        return evidence_text(item)
    if item.source is Source.PRIOR:
        return _("Could it before")
    return _("%(name)s saw it") % {"name": item.by_name.partition(" ")[0]}


def _line(items: tuple[Evidence, ...], now: datetime) -> _Line:
    """Return the line from the first mark that is shown to this week."""
    today = monday_of(local_day(now))
    shown = [item for arena in Arena for item in [i for i in items if i.arena is arena][-_SHOWN:]]
    first = min((monday_of(local_day(item.at)) for item in shown), default=today)
    start = min(first, today - timedelta(weeks=_FEWEST_WEEKS - 1))
    return _Line(start, (today - start).days // 7 + 1)


def _weeks(line: _Line) -> list[dict[str, Any]]:
    step = -(-line.weeks // _MOST_TICKS)
    mondays = ((number, line.start + timedelta(weeks=number)) for number in range(0, line.weeks, step))
    return [{"left": round(100 * number / line.weeks, 1), "number": day.isocalendar().week} for number, day in mondays]
