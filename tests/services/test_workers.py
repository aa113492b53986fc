"""Celery's workers on Redis and MariaDB: what they were doing is lost by nobody and done twice for nobody."""

import os
from datetime import timedelta

import pytest
import redis
from bransjekurs import clock, tasks
from bransjekurs.api import conversations, issuing_group
from bransjekurs.api.access import Actor
from bransjekurs.certificates import runs
from bransjekurs.certificates.credential.models import SignedCredential
from bransjekurs.certificates.models import Certificate, IssuingTask
from bransjekurs.certificates.runs import TaskState
from bransjekurs.plans.api import ReviewNote
from bransjekurs.plans.models import NeedRecord, Review
from bransjekurs.preview.models import OutboxMail
from django.db import connection

from tests.api import test_issuing_group
from tests.api.test_issuing_group import ids
from tests.conftest import START, Cast
from tests.services import servers
from tests.services.conftest import Workers, issued

# The same ten participants of Tor's, each with hours and a name.
those = test_issuing_group.group
pytestmark = pytest.mark.django_db(transaction=True)


def all_done(run: int) -> bool:
    return not runs.unfinished(run)


def each_has_one_and_one_letter(run: int, users: list[int]) -> None:
    assert sorted(Certificate.objects.values_list("user_id", flat=True)) == sorted(users)
    assert SignedCredential.objects.count() == len(users)
    assert {task.state for task in runs.tasks_of(run)} == {TaskState.ISSUED}
    letters = sorted(OutboxMail.objects.values_list("recipients", flat=True))
    assert letters == sorted(set(letters))
    assert len(letters) == len(users)


def test_workers_issue_to_a_group(cast: Cast, those: list[Actor], workers: Workers) -> None:
    workers.start()
    run = issuing_group.start_run(cast.tor, ids(those), "nb", START)
    tasks.start(run)
    tasks.start(run)
    servers.wait_until(lambda: all_done(run), "everybody has a certificate")
    each_has_one_and_one_letter(run, ids(those))


def test_workers_killed_and_the_broker_emptied_in_the_middle(cast: Cast, those: list[Actor], workers: Workers) -> None:
    workers.start()
    run = issuing_group.start_run(cast.tor, ids(those), "nb", START)
    tasks.start(run)
    servers.wait_until(lambda: issued() >= 2, "two have a certificate")
    workers.kill()
    redis.Redis.from_url(os.environ[servers.BROKER]).flushall()
    left = runs.unfinished(run)
    assert left

    workers.start()
    assert tasks.resume() == len(left)
    servers.wait_until(lambda: all_done(run), "the others have theirs")
    each_has_one_and_one_letter(run, ids(those))
    assert tasks.resume() == 0


def test_the_database_restarted_in_the_middle(cast: Cast, those: list[Actor], workers: Workers) -> None:
    workers.start()
    run = issuing_group.start_run(cast.tor, ids(those), "nb", START)
    tasks.start(run)
    servers.wait_until(lambda: issued() >= 2, "two have a certificate")
    servers.restart_database()
    connection.close()

    servers.wait_until(lambda: all_done(run), "the others have theirs")
    each_has_one_and_one_letter(run, ids(those))


def test_needs_are_made_anew_by_the_workers(cast: Cast, workers: Workers) -> None:
    cast.observed("merking")
    before = sorted(NeedRecord.objects.values_list("user_id", "kind", "rank"))
    NeedRecord.objects.all().delete()
    workers.start()
    for _ in range(3):
        tasks.nightly.delay()
    servers.wait_until(lambda: NeedRecord.objects.count() == len(before), "everybody's needs are there")
    assert sorted(NeedRecord.objects.values_list("user_id", "kind", "rank")) == before
    assert before


def test_a_reminder_asked_for_of_all_workers_is_sent_once(cast: Cast, workers: Workers) -> None:
    now = clock.now()
    soon = ReviewNote(now + timedelta(hours=5), "Tor", "Hvordan går det?")
    conversations.plan_conversation(cast.tor, cast.amina.user_id, soon, now)
    workers.start()
    for _ in range(6):
        tasks.remind.delay()
    servers.wait_until(lambda: OutboxMail.objects.count() >= 2, "both are reminded")
    workers.kill()
    assert Review.objects.exclude(reminded_at=None).count() == 1
    assert OutboxMail.objects.count() == 2
    assert not IssuingTask.objects.exists()
