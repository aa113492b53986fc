"""Our plugin as Open edX's own loader plugs it in, with the signals that the platform sends.

``openedx-events``, ``edx-completion`` and the loader in ``edx-django-utils`` are the real ones. The platform
itself is no package that can be installed: of its modules only the signals stand here, as it makes them, and are sent
with the arguments with which it sends them (decisions/0016 says where that is read).
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from types import ModuleType

import pytest
from bransjekurs.api import provider
from bransjekurs.apps import _PUBLISHED, _TOLD_IN_LMS
from bransjekurs.domain.outcome import ResultKind, ResultRule
from bransjekurs.preview import courseware
from bransjekurs.preview.parts import course_parts as courseware_parts
from django.dispatch import Signal
from django.utils import translation
from django.utils.module_loading import import_string
from edx_django_utils.plugins import connect_plugin_receivers
from eventtracking.tracker import Tracker, register_tracker

from tests.conftest import START, Cast
from tests.pages import the_time

GRADES = "lms.djangoapps.grades.signals.signals"
ACCOUNTS = "openedx.core.djangoapps.user_api.accounts.signals"
STUDIO = "xmodule.modulestore.django"
SIGNALS = {
    GRADES: ("PROBLEM_WEIGHTED_SCORE_CHANGED", "SUBSECTION_SCORE_CHANGED"),
    ACCOUNTS: ("USER_RETIRE_LMS_MISC", "USER_RETIRE_LMS_CRITICAL"),
    STUDIO: ("COURSE_PUBLISHED",),
}
Stored = Callable[[], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def _plugged_in(monkeypatch: pytest.MonkeyPatch, settings) -> Iterator[None]:
    """The platform has started: LMS and Studio have connected their plugins."""
    settings.BRANSJEKURS_CLOCK = "tests.pages.the_time.now"
    the_time.stand_at(START)
    register_tracker(Tracker())
    for name, signals in SIGNALS.items():
        module = ModuleType(name)
        for signal in signals:
            setattr(module, signal, Signal())
        monkeypatch.setitem(sys.modules, name, module)
    for project in ("lms.djangoapp", "cms.djangoapp"):
        connect_plugin_receivers(project)
    with translation.override("nb"):
        yield
    for receiver, signal, *sender in (*_TOLD_IN_LMS, _PUBLISHED):
        whose = import_string(sender[0]) if sender else None
        import_string(signal).disconnect(sender=whose, dispatch_uid=f"bransjekurs.signals.{receiver}")


@pytest.fixture
def stored(django_capture_on_commit_callbacks) -> Stored:
    """What is done inside is stored at the end of it, as by the platform's own transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def signal(module: str, name: str) -> Signal:
    found = getattr(sys.modules[module], name)
    assert isinstance(found, Signal)
    return found


def _with_rule(cast: Cast, rule: ResultRule) -> None:
    """Publish the course with one more rule on what shows how to get help."""
    outcomes = tuple(replace(o, shown_by=(rule,)) if o.id == "ulykke" else o for o in cast.course.outcomes)
    parts = tuple(part for part in courseware_parts(courseware.current()) if part.name == rule.part)
    course = replace(cast.course, outcomes=outcomes, parts=(*cast.course.parts, *parts))
    provider.publish_course(cast.course_key, course, START)


@pytest.fixture
def question_rule(cast: Cast) -> None:
    """A question of its own shows how to get help."""
    _with_rule(cast, ResultRule("problem@hull-i-hansken", ResultKind.POINTS, 1.0))


@pytest.fixture
def done_rule(cast: Cast) -> None:
    """That a text is read shows how to get help."""
    _with_rule(cast, ResultRule("sequential@les-kropp", ResultKind.DONE))
