"""Template tags and filters for how things look: icons, the shapes and words of states, Norwegian dates."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from bransjekurs.wording import hours_text

register = template.Library()

_ICONS = Path(__file__).resolve().parent.parent / "templates" / "icons"
_FALLBACK_ICON = "clipboard"
_FEW_CELLS = 20
_NO_BREAK = "\N{NO-BREAK SPACE}"
_A_MONDAY = date(2024, 1, 1)

STATE_WORDS: dict[str, Promise] = {
    "not_begun": gettext_lazy("Not begun"),
    "begun": gettext_lazy("Begun"),
    "done": gettext_lazy("Done"),
    "attained": gettext_lazy("Attained"),
    "supported": gettext_lazy("Attained with support"),
    "recognised": gettext_lazy("Recognised prior learning"),
    "not_yet": gettext_lazy("Not yet"),
}


@lru_cache(maxsize=256)
def _drawing(name: str) -> SafeString | None:
    """Return a committed drawing; None where there is no file of that name."""
    path = _ICONS / f"{name}.svg"
    if not name.replace("-", "").replace("_", "").isalnum() or not path.is_file():
        return None
    return mark_safe(path.read_text(encoding="utf-8").strip())  # noqa: S308 - a file of ours


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the icon as inline svg, hidden from screen readers; an author's unknown name gives a clipboard."""
    return _drawing(name or _FALLBACK_ICON) or _drawing(_FALLBACK_ICON) or SafeString()


@register.simple_tag
def shape(state: str) -> SafeString:
    """Return the shape of a state as inline svg, hidden from screen readers.

    Circles belong to the learner, squares to the one who confirms; all can be told apart without colour.
    """
    return _drawing(f"state-{state}") or SafeString()


@register.simple_tag
def state(state: str) -> SafeString:
    """Return the shape and the word of a goal's state."""
    return format_html('<span class="bk-state bk-state-{}">{} {}</span>', state, shape(state), STATE_WORDS[state])


def state_word(state: str) -> str:
    """Return the word of a goal's state."""
    return str(STATE_WORDS[state])


@register.simple_tag
@lru_cache(maxsize=1024)
def bar(known: int, total: int) -> SafeString:
    """Return known of total as a row of cells, hidden from screen readers: the words stand beside it."""
    cells = ["known"] * known + ["left"] * (total - known)
    return format_html(
        '<div class="bk-segments bk-bar{}" aria-hidden="true">{}</div>',
        " bk-bar-many" if total > _FEW_CELLS else "",
        format_html_join("", '<span class="bk-segment-{}"></span>', ((cell,) for cell in cells)),
    )


def _local(value: date | datetime) -> date | datetime:
    """Move a moment to the time zone of the courses; a date stays what it is."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(ZoneInfo(getattr(settings, "BRANSJEKURS_TIME_ZONE", "Europe/Oslo")))


def _formatted(value: date | datetime, pattern: str) -> str:
    return format_date(_local(value), pattern).replace(" ", _NO_BREAK)


@register.filter
def day(value: date | datetime | None) -> str:
    """Return "torsdag 3. desember"; the line may break after the weekday only."""
    return f"{_formatted(value, 'l')} {day_month(value)}" if value else ""


@register.filter
def day_month(value: date | datetime | None) -> str:
    """Return "3. desember"."""
    return _formatted(value, gettext("j F")) if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """Return "3. des."."""
    return _formatted(value, gettext("j N")) if value else ""


@register.filter
def weekday(number: int) -> str:
    """Return "Mandag" for 0, as a heading begins."""
    name = _formatted(_A_MONDAY + timedelta(days=number), "l")
    return name[:1].upper() + name[1:]


@register.filter
def full_day(value: date | datetime | None) -> str:
    """Return "3. desember 2026", for what is read long afterwards."""
    return _formatted(value, gettext("j F Y")) if value else ""


@register.filter
def clock_time(value: datetime | None) -> str:
    """Return "14.00"."""
    return _formatted(value, gettext("H:i")) if value else ""


@register.filter
def at_time(value: datetime | None) -> str:
    """Return "kl. 14.00"."""
    at = gettext("at %(time)s") % {"time": clock_time(value)}
    return at.replace(" ", _NO_BREAK) if value else ""


@register.filter
def day_time(value: datetime | None) -> str:
    """Return "torsdag 3. desember kl. 14.00"."""
    return f"{day(value)} {at_time(value)}" if value else ""


@register.filter
def hours(value: float) -> str:
    """Return "6 timer"."""
    return hours_text(value)


@register.filter
def lower_first(text: str) -> str:
    """Return text with a small first letter, for use inside a sentence; "HMS-kort" keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
