"""An operator's cron runs the two commands: what is due is done once, however often they run, workers or not."""

from datetime import timedelta
from io import StringIO

import pytest
from bransjekurs import clock, tasks
from bransjekurs.api import conversations, issuing_group
from bransjekurs.api.access import Actor
from bransjekurs.certificates import runs
from bransjekurs.certificates.models import Certificate
from bransjekurs.plans.api import ReviewNote
from bransjekurs.plans.models import NeedRecord
from django.core import mail
from django.core.management import CommandError, call_command

from tests.api import test_issuing_group
from tests.api.test_issuing_group import ids
from tests.conftest import START, Cast

those = test_issuing_group.group
pytestmark = pytest.mark.django_db


def told(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_the_hour_takes_up_what_a_run_left_undone(cast: Cast, those: list[Actor]) -> None:
    issuing_group.start_run(cast.tor, ids(those), "nb", START)
    assert f"certificates: {len(those)} taken up, 0 failed" in told("bransjekurs_hourly")
    assert Certificate.objects.count() == len(those)
    letters = len(mail.outbox)
    assert "certificates: 0 taken up, 0 failed" in told("bransjekurs_hourly")
    assert (Certificate.objects.count(), len(mail.outbox)) == (len(those), letters)


def test_one_that_fails_keeps_nobody_waiting_and_is_tried_again(
    cast: Cast, those: list[Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = issuing_group.start_run(cast.tor, ids(those), "nb", START)
    first, whole = runs.unfinished(run)[0], tasks.issue_one

    def full_disk(task_id: int) -> None:
        if task_id == first:
            raise OSError("No space left on device")
        whole(task_id)

    with monkeypatch.context() as once:
        once.setattr(tasks, "issue_one", full_disk)
        with pytest.raises(CommandError, match="could not be issued"):
            told("bransjekurs_hourly")
    assert runs.unfinished(run) == [first]
    assert "certificates: 1 taken up, 0 failed" in told("bransjekurs_hourly")
    assert Certificate.objects.count() == len(those)


def test_the_hour_reminds_once(cast: Cast) -> None:
    now = clock.now()
    soon = ReviewNote(now + timedelta(hours=5), "Tor", "Hvordan går det?")
    conversations.plan_conversation(cast.tor, cast.amina.user_id, soon, now)
    assert "conversations: 1 reminded" in told("bransjekurs_hourly")
    assert "conversations: 0 reminded" in told("bransjekurs_hourly")
    assert len(mail.outbox) == 2


def test_the_night_makes_the_needs_anew(cast: Cast) -> None:
    cast.observed("merking")
    before = sorted(NeedRecord.objects.values_list("user_id", "kind", "rank"))
    assert before
    NeedRecord.objects.all().delete()
    for _ in range(2):
        assert str(cast.course_key) in told("bransjekurs_nightly")
        assert sorted(NeedRecord.objects.values_list("user_id", "kind", "rank")) == before
