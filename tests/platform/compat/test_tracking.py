"""Tracking events in Open edX: the platform's own tracker takes them to whatever backends an operator has."""

from collections.abc import Iterator
from typing import Any

import pytest
from bransjekurs.api.tracking import track
from bransjekurs.domain.agreement import Party
from bransjekurs.domain.events import GoalJudged, PlanAgreed
from bransjekurs.domain.plan import Verdict
from eventtracking import tracker
from opaque_keys.edx.keys import CourseKey

COURSE = CourseKey.from_string("course-v1:fjordbyen+RENHOLD+2026")
AMINA, TOR = 7, 8
JUDGED = GoalJudged("merking", Verdict.ATTAINED, "teacher", 2)
pytestmark = pytest.mark.django_db


class Store:
    """A backend as an operator may have one."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def send(self, event: dict[str, Any]) -> None:
        self.events.append(event)


@pytest.fixture
def store() -> Iterator[Store]:
    before, backend = tracker.get_tracker(), Store()
    tracker.register_tracker(tracker.Tracker(backends={"store": backend}))
    yield backend
    tracker.register_tracker(before)


def test_a_worker_tells_who_acted_and_about_whom(store: Store, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        track(TOR, AMINA, COURSE, JUDGED)
    [event] = store.events
    assert event["name"] == "bransjekurs.goal.judged"
    assert event["context"] == {"course_id": str(COURSE), "org_id": "fjordbyen", "user_id": TOR}
    assert event["data"] == {
        "course_id": str(COURSE),
        "user_id": AMINA,
        "outcome_id": "merking",
        "verdict": "attained",
        "role": "teacher",
        "evidence": 2,
    }


def test_a_request_says_itself_who_makes_it(store: Store, django_capture_on_commit_callbacks) -> None:
    """The platform's middleware has put it there; Kari, without an account, is nobody there either."""
    request = {"user_id": None, "username": "", "course_id": "", "org_id": "", "path": "/bransjekurs/link/"}
    with tracker.get_tracker().context("edx.course.browser", request), django_capture_on_commit_callbacks(execute=True):
        track(None, AMINA, COURSE, PlanAgreed(1, Party.EMPLOYER))
    [event] = store.events
    assert event["context"] == request | {"course_id": str(COURSE), "org_id": "fjordbyen"}
    assert tracker.get_tracker().resolve_context() == {}


def test_a_platform_without_a_tracker_loses_the_event_and_nothing_else(
    django_capture_on_commit_callbacks, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tracker, "TRACKERS", {})
    with django_capture_on_commit_callbacks(execute=True):
        track(TOR, AMINA, COURSE, JUDGED)
    [message] = caplog.messages
    assert message.splitlines()[0] == "bransjekurs.goal.judged was not told: KeyError"
