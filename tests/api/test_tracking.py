"""Tracking events: what is told when Amina and those around her act, and what is never told."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest
from bransjekurs.api import (
    agreement,
    conversations,
    course_results,
    links,
    mentor,
    participant_answers,
    participant_certificate,
    participant_plan,
    participant_practice,
    participant_share,
    participant_situations,
    teacher_certificate,
    teacher_goal,
)
from bransjekurs.api.participant_practice import RoundMode
from bransjekurs.api.participant_situations import TaskGiven, see_situations
from bransjekurs.domain.conversation import Held
from bransjekurs.domain.events import EVENTS
from bransjekurs.domain.evidence import Observed, Source
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situation_tasks import tasks_of
from bransjekurs.links.api import Purpose
from bransjekurs.roles import Role
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import START, Cast

GOAL, OTHER_GOAL = "merking", "rom"
KINDS = {event.name: event for event in EVENTS}
Event = dict[str, Any]
Watch = Callable[[], Any]


class Lines(logging.Handler):
    """What the preview writes in its file of events."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.events: list[Event] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.events.append(json.loads(record.getMessage()))


class Full(logging.Handler):
    """The file of events where the disk is full."""

    def emit(self, record: logging.LogRecord) -> None:
        raise OSError(record.getMessage())


@contextmanager
def written_to(handler: logging.Handler) -> Iterator[None]:
    log = logging.getLogger("bransjekurs.events")
    before, log.handlers = log.handlers, [handler]
    try:
        yield
    finally:
        log.handlers = before


@pytest.fixture
def watch(django_capture_on_commit_callbacks) -> Watch:
    """What is told of by the end of a passage."""

    @contextmanager
    def watched() -> Iterator[list[Event]]:
        lines = Lines()
        with written_to(lines), django_capture_on_commit_callbacks(execute=True):
            yield lines.events

    return watched


def do_situation(cast: Cast, day: int = 0) -> None:
    tasks = see_situations(cast.amina, cast.situation("toalett")).situations[0].tasks
    given = [TaskGiven(f"{day}-{task.id}", "toalett", task.id, " ".join(task.right)) for task in tasks]
    when = START + timedelta(days=day)
    participant_situations.send_task_answers(cast.amina, cast.situation("toalett"), given, when)


def hold_conversation(cast: Cast, number: int = 0, said: str = "Amina trives.") -> None:
    held = Held(START, "Amina og Tor", said, "Merking først.")
    conversations.hold_conversation(cast.tor, cast.amina.user_id, number, held, [GOAL], None, None, START)


def agree(cast: Cast) -> None:
    number = agreement.propose(cast.tor, cast.amina.user_id, START)
    agreement.agree(cast.amina, cast.amina.user_id, number, START)
    agreement.agree(cast.tor, cast.amina.user_id, number, START)
    invitation = links.Invitation(Purpose.AGREE, "Kari", links.EMPLOYER, 14, str(number))
    token, _link = links.make(cast.tor, cast.amina.user_id, invitation, START)
    agreement.agree_by_link(token, "Kari Nordmann", "daglig leder", START)


def reach_results(cast: Cast) -> None:
    key = cast.course_key.make_usage_key("sequential", "sporsmal-trygt-arbeid")
    course_results.take_points(cast.amina.user_id, key, 10, 10, START)


def recognise(cast: Cast) -> None:
    teacher_goal.judge(cast.tor, cast.amina.user_id, OTHER_GOAL, Verdict.RECOGNISED, "Attest fra 2019.", [], START)


def live(cast: Cast) -> None:
    """Everything that there is to tell of, from the first word to a certificate that is withdrawn."""
    agree(cast)
    last = cast.learn_all_words(cast.amina)
    for day in (0, 2, 4):
        do_situation(cast, day)
    reach_results(cast)
    cast.confirm(GOAL)
    recognise(cast)
    participant_plan.set_progress(cast.amina, "smittevern", Progress.BEGUN, START, "Det går fint.")
    hold_conversation(cast)
    cast.attend(96)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", last)
    cast.certificate(last)
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Utstedt ved en feil.", last)
    cast.certificate(last)
    participant_share.withdraw_certificate(cast.amina, True, last)


def told(events: list[Event], name: str = "") -> list[Event]:
    return [{"by": one["context"]["user_id"], **one["event"]} for one in events if one["name"].endswith(name)]


def named(cast: Cast) -> dict[str, set[str]]:
    """By field, what the strings of an event may be that are no values of a list: all of it stands in the course."""
    course = cast.course
    situations = [situation for listed in course.situation_lists for situation in listed.situations]
    return {
        "course_id": {str(cast.course_key)},
        "usage_key": {one.usage_key for one in (*course.word_lists, *course.situation_lists)},
        "outcome_id": {one.id for one in course.outcomes},
        "term_id": {term.id for words in course.word_lists for term in words.terms},
        "situation_id": {one.id for one in situations},
        "task_id": {task.id for one in situations for task in tasks_of(one)},
        "role": {*map(str, Role), links.MENTOR},
    }


def values_of(kind: type, field: str) -> set[str]:
    """The values of the list (an enumeration) that a field is of."""
    hint = get_type_hints(kind)[field]
    lists = [one for one in (hint, *get_args(hint)) if isinstance(one, type) and issubclass(one, StrEnum)]
    return {str(value) for one in lists for value in one}


def test_a_whole_story_tells_of_each_event_in_the_list_and_of_no_other(cast: Cast, watch: Watch) -> None:
    """And nothing is told but ids, codes and numbers."""
    with watch() as events:
        live(cast)
    assert {one["name"] for one in events} == set(KINDS)
    ids, who = named(cast), {cast.amina.user_id, cast.tor.user_id, None}
    for one in events:
        kind, payload = KINDS[one["name"]], one["event"]
        assert list(payload) == ["course_id", "user_id", *(field.name for field in fields(kind))]
        assert payload["user_id"] == cast.amina.user_id
        assert one["context"].pop("user_id") in who
        assert one["context"] == {"course_id": str(cast.course_key)}
        for field, value in payload.items():
            allowed = ids.get(field) or (values_of(kind, field) if isinstance(value, str) else set())
            assert value in allowed if isinstance(value, str) else value is None or isinstance(value, int), one


def test_a_word_is_told_of_once_with_how_long_the_device_kept_it(cast: Cast, watch: Watch) -> None:
    key = cast.word_lists[0]
    task = participant_practice.start_round(cast.amina, key, START, RoundMode.MORE)[0]
    given = replace(cast.right_answer(task, "a1"), age=timedelta(minutes=5))
    with watch() as events:
        for _ in range(2):
            participant_answers.answer(cast.amina, key, given, START)
    assert told(events) == [
        {
            "by": cast.amina.user_id,
            "course_id": str(cast.course_key),
            "user_id": cast.amina.user_id,
            "usage_key": str(key),
            "term_id": task.term_id,
            "task_kind": task.kind.value,
            "result": "right",
            "age": 300,
        }
    ]


def test_a_situation_and_the_evidence_of_it_are_told_of_once(cast: Cast, watch: Watch) -> None:
    with watch() as events:
        for day in (0, 2, 0, 2):
            do_situation(cast, day)
    assert [one["age"] for one in told(events, "situation.answered")] == [0, 0]
    evidence = told(events, "evidence.added")
    assert {one["outcome_id"] for one in evidence} == {"smittevern", "rom", "verneutstyr"}
    assert len({one["evidence_id"] for one in evidence}) == len(evidence) == 3
    assert {(one["source"], one["arena"], one["role"]) for one in evidence} == {("situation", "online", "participant")}


def test_results_that_the_platform_tells_twice_are_told_of_once_when_stored(cast: Cast, watch: Watch) -> None:
    with watch() as events:
        reach_results(cast)
        assert events == []
        reach_results(cast)
    assert {one["source"] for one in told(events)} == {Source.COURSE.value}
    assert len({one["outcome_id"] for one in told(events)}) == len(told(events))


def test_what_a_mentor_saw_is_told_without_the_mentor(cast: Cast, watch: Watch) -> None:
    token, _link = teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, GOAL, "Kari", 14, START)
    with watch() as events:
        mentor.answer(token, Observed.WITH_SUPPORT, "Trenger litt hjelp.", START)
    [one] = told(events)
    assert (one["by"], one["user_id"], one["role"]) == (None, cast.amina.user_id, "mentor")
    assert (one["source"], one["arena"], one["observed"]) == ("mentor", "workplace", "with_support")


def test_who_judges_and_who_is_judged_are_told_apart(cast: Cast, watch: Watch) -> None:
    with watch() as events:
        recognise(cast)
    [judged] = told(events, "goal.judged")
    assert (judged["by"], judged["user_id"]) == (cast.tor.user_id, cast.amina.user_id)
    assert (judged["verdict"], judged["role"], judged["evidence"]) == ("recognised", "teacher", 1)


def test_a_comment_alone_is_no_progress(cast: Cast, watch: Watch) -> None:
    with watch() as events:
        for comment in ("", "Jeg har øvd."):
            participant_plan.set_progress(cast.amina, GOAL, Progress.BEGUN, START, comment)
    assert [(one["before"], one["progress"]) for one in told(events)] == [("not_begun", "begun")]


def test_each_party_agrees_once(cast: Cast, watch: Watch) -> None:
    with watch() as events:
        agree(cast)
        with pytest.raises(Refusal, match="already_agreed"):
            agreement.agree(cast.amina, cast.amina.user_id, 1, START)
    by = [(one["party"], one["by"]) for one in told(events)]
    assert by == [("participant", cast.amina.user_id), ("provider", cast.tor.user_id), ("employer", None)]


def test_notes_that_are_mended_are_no_second_conversation(cast: Cast, watch: Watch) -> None:
    with watch() as events:
        hold_conversation(cast)
    [first] = told(events)
    with watch() as events:
        hold_conversation(cast, first["review_id"], "Amina trives godt.")
    assert (first["goals"], told(events)) == (1, [])


def test_the_same_certificate_is_not_issued_twice(cast: Cast, watch: Watch) -> None:
    cast.reach_everything()
    with watch() as events:
        cast.certificate()
        cast.certificate(START + timedelta(days=1))
        teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Feil navn.", START)
        with pytest.raises(Refusal, match="no_certificate"):
            teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Feil navn.", START)
    issued, revoked = told(events)
    assert (issued["certificate_kind"], issued["version"], issued["goals"]) == ("competence", 1, 18)
    assert (revoked["version"], revoked["by_holder"]) == (1, False)


def test_what_is_refused_or_only_looked_at_is_not_told(cast: Cast, watch: Watch) -> None:
    looking = replace(cast.ingrid, viewing=True)
    with watch() as events:
        with pytest.raises(Refusal, match="viewing_as_participant"):
            participant_plan.set_progress(looking, GOAL, Progress.BEGUN, START)
        with pytest.raises(Refusal, match="evidence_missing"):
            teacher_goal.judge(cast.tor, cast.amina.user_id, GOAL, Verdict.ATTAINED, "Så det.", [], START)
        participant_plan.see_plan(cast.amina, START)
    assert events == []


def test_where_nobody_can_be_told_the_act_stands_and_the_log_names_nobody(
    cast: Cast, django_capture_on_commit_callbacks, caplog: pytest.LogCaptureFixture
) -> None:
    with written_to(Full()), django_capture_on_commit_callbacks(execute=True):
        participant_plan.set_progress(cast.amina, GOAL, Progress.BEGUN, START)
    assert participant_plan.see_plan(cast.amina, START).plan.goal(GOAL).progress is Progress.BEGUN
    [record] = [one for one in caplog.records if one.name == "bransjekurs.attempt"]
    assert record.getMessage().splitlines()[0] == "bransjekurs.goal.progressed was not told: OSError"
    assert record.exc_info is None


def test_to_tell_asks_the_database_nothing(cast: Cast, django_capture_on_commit_callbacks) -> None:
    with written_to(Lines()), django_capture_on_commit_callbacks() as callbacks:
        participant_plan.set_progress(cast.amina, GOAL, Progress.BEGUN, START)
        do_situation(cast)
    tracked = [one for one in callbacks if one.func.__module__ == "bransjekurs.api.tracking"]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for tell in tracked:
            tell()
    assert (len(tracked), len(asked)) == (2, 0)
