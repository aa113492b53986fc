"""What ``manage.py check`` says of our own settings: what would fail later, told at the start."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from bransjekurs import tasks
from bransjekurs.platform import Platform
from bransjekurs.settings.common import DEFAULTS

_HINT = "See docs/operator.md, “Settings”."
_STYLESHEET = "bransjekurs/bransjekurs.css"
# Caches that each process has for itself, so that what is counted in one is not seen by the next.
_UNSHARED = ("locmem.LocMemCache", "dummy.DummyCache")
_NUMBERS = {
    "BRANSJEKURS_PRACTICE_MINUTES": 0,
    "BRANSJEKURS_LINK_REQUESTS": 0,
    "BRANSJEKURS_LINK_SECONDS": 1,
    "BRANSJEKURS_REMIND_HOURS": 0,
}


@register("bransjekurs")
def values(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    """Say which of our settings hold what nothing can use."""
    told = (
        _time_zone("BRANSJEKURS_TIME_ZONE"),
        _platform("BRANSJEKURS_PLATFORM"),
        _clock("BRANSJEKURS_CLOCK"),
        _classes("BRANSJEKURS_REST_AUTHENTICATION"),
        *(_number(name, least) for name, least in _NUMBERS.items()),
    )
    return [Error(text, hint=_HINT, id="bransjekurs.E010") for text in told if text]


@register("bransjekurs")
def surroundings(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    """Say where our settings ask for what the platform around us does not have."""
    return [*_workers(), *_cache(), *_static_files()]


@register("bransjekurs")
def names(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    """Say which settings look like ours and are none: a letter too many, and the default is used unseen."""
    unknown = [name for name in dir(settings) if name.startswith("BRANSJEKURS_") and name not in DEFAULTS]
    return [
        checks.Warning(f"{name} is no setting of ours.{_meant(name)}", hint=_HINT, id="bransjekurs.W014")
        for name in unknown
    ]


def _time_zone(name: str) -> str:
    problem = _problem(ZoneInfo, getattr(settings, name))
    return f"{name}: there is no such time zone ({problem})." if problem else ""


def _platform(name: str) -> str:
    if problem := _problem(import_string, getattr(settings, name)):
        return f"{name} cannot be loaded: {problem}"
    platform = import_string(getattr(settings, name))
    lacking = [one for one in vars(Platform) if not one.startswith("_") and not hasattr(platform, one)]
    return f"{name} lacks {', '.join(lacking)}: see bransjekurs.platform.Platform." if lacking else ""


def _clock(name: str) -> str:
    if problem := _problem(import_string, getattr(settings, name)):
        return f"{name} cannot be loaded: {problem}"
    return "" if callable(import_string(getattr(settings, name))) else f"{name} must be something that can be called."


def _classes(name: str) -> str:
    paths = getattr(settings, name) or ()
    if isinstance(paths, str):
        return f"{name} must be a list of paths."
    problem = next((problem for path in paths if (problem := _problem(import_string, path))), "")
    return f"{name} cannot be loaded: {problem}" if problem else ""


def _number(name: str, least: int) -> str:
    value = getattr(settings, name)
    right = isinstance(value, int) and not isinstance(value, bool) and value >= least
    return "" if right else f"{name} must be a whole number, {least} or more."


def _workers() -> Iterator[CheckMessage]:
    chosen = settings.BRANSJEKURS_WORKERS
    if chosen is not None and not isinstance(chosen, bool):
        yield Error("BRANSJEKURS_WORKERS must be True, False or None.", hint=_HINT, id="bransjekurs.E010")
    elif chosen and not tasks.has_broker():
        text = "BRANSJEKURS_WORKERS is True, but Celery has no broker: certificates to a group would never be issued."
        yield Error(text, hint=_HINT, id="bransjekurs.E011")


def _cache() -> Iterator[CheckMessage]:
    backend = settings.CACHES["default"]["BACKEND"]
    if settings.BRANSJEKURS_LINK_REQUESTS and backend.endswith(_UNSHARED):
        text = "Links are limited by BRANSJEKURS_LINK_REQUESTS, but the default cache is not shared by all processes."
        yield checks.Warning(
            text, hint="See docs/operator.md, “Links for people without an account”.", id="bransjekurs.W012"
        )


def _static_files() -> Iterator[CheckMessage]:
    published = getattr(staticfiles_storage, "hashed_files", None)
    if not settings.DEBUG and published is not None and _STYLESHEET not in published:
        yield checks.Warning(f"{_STYLESHEET} is not published.", hint="Run collectstatic.", id="bransjekurs.W013")


def _problem(load: Callable[[str], object], value: str) -> str:
    """Return why a value cannot be loaded, whatever the reason; empty where it can."""
    try:
        load(value)
    except Exception as error:
        return str(error) or type(error).__name__
    return ""


def _meant(name: str) -> str:
    near = get_close_matches(name, DEFAULTS, n=1)
    return f" Is {near[0]} meant?" if near else ""
