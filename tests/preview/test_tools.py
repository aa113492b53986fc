from datetime import timedelta

import pytest
from bransjekurs import clock as the_clock
from bransjekurs.preview import clock
from bransjekurs.preview.models import OutboxMail
from django.core.mail import send_mail
from django.utils import timezone

SOON = timedelta(seconds=30)


def ahead() -> timedelta:
    return the_clock.now() - timezone.now()


def test_the_clock_shows_the_real_time_until_it_is_moved(db):
    assert abs(ahead()) < SOON


@pytest.mark.parametrize(("button", "step"), [("day", timedelta(days=1)), ("week", timedelta(days=7))])
def test_the_clock_is_moved_forward(signed_in, button: str, step: timedelta):
    client = signed_in("amina")
    client.post("/clock/", {"do": button})
    client.post("/clock/", {"do": button})
    assert abs(ahead() - 2 * step) < SOON


@pytest.mark.parametrize("step", [timedelta(days=-1), timedelta()])
def test_the_clock_does_not_go_back(db, step: timedelta):
    clock.move_forward(timedelta(days=3))
    with pytest.raises(ValueError, match="forward"):
        clock.move_forward(step)
    assert abs(ahead() - timedelta(days=3)) < SOON


def test_a_button_that_is_not_there_does_nothing(signed_in):
    assert signed_in("amina").post("/clock/", {"do": "year"}).status_code == 200
    assert abs(ahead()) < SOON


def test_somebody_without_access_does_not_move_the_clock(signed_in):
    assert signed_in("carl").post("/clock/", {"do": "day"}).status_code == 403
    assert abs(ahead()) < SOON


def test_a_mail_is_stored_and_not_sent(signed_in, settings):
    settings.EMAIL_BACKEND = "bransjekurs.preview.mail.OutboxBackend"  # the test runner has put its own in place
    clock.move_forward(timedelta(days=3))
    assert send_mail("Hei Liv", "Se http://127.0.0.1/link/x", None, ["liv@example.org"]) == 1
    mail = OutboxMail.objects.get()
    assert abs(mail.sent_at - timezone.now() - timedelta(days=3)) < SOON
    page = signed_in("tor").get("/outbox/").content.decode()
    assert "Hei Liv" in page
    assert "liv@example.org" in page
    assert 'href="http://127.0.0.1/link/x"' in page
