"""Tor asks for the names without which nobody can have a certificate; nobody is asked twice within a day."""

from datetime import timedelta

import pytest
from bransjekurs.api import asking_for_names, participant_certificate, participant_plan
from bransjekurs.domain.next_step import Step
from bransjekurs.plans import api as plans
from bransjekurs.plans import history
from bransjekurs.plans.api import Follows
from bransjekurs.roles import NotAllowed, Role
from django.core import mail

from tests.api.test_issuing_group import Broken
from tests.api.together import TRIES, together
from tests.conftest import START, Cast

HOUR = timedelta(hours=1)


def test_amina_gets_a_letter_and_a_next_step_till_she_has_confirmed(cast: Cast) -> None:
    assert asking_for_names.to_ask(cast.tor, START) == (cast.amina.user_id,)
    assert asking_for_names.ask_for_name(cast.tor, cast.amina.user_id, START)

    (letter,) = mail.outbox
    assert letter.to == ["amina@fjordbyen.example"]
    assert "Beviset" not in letter.subject
    assert "Amina" not in letter.body
    assert "/unit/" in letter.body, "it leads to the place where she does it"
    assert participant_plan.see_plan(cast.amina, START).next_step.step is Step.CONFIRM_NAME

    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    assert participant_plan.see_plan(cast.amina, START).next_step.step is Step.MAP
    assert asking_for_names.to_ask(cast.tor, START + 48 * HOUR) == ()
    assert not asking_for_names.ask_for_name(cast.tor, cast.amina.user_id, START + 48 * HOUR)
    assert len(mail.outbox) == 1


def test_nobody_is_asked_twice_within_a_day_by_whomever(cast: Cast) -> None:
    amina = cast.amina.user_id
    for who, hours, asked in (
        (cast.tor, 0, True),
        (cast.ingrid, 23, False),
        (cast.ingrid, 24, True),
        (cast.tor, 25, False),
    ):
        now = START + hours * HOUR
        assert (amina in asking_for_names.to_ask(who, now)) is asked
        assert asking_for_names.ask_for_name(who, amina, now) is asked
    assert len(mail.outbox) == 2
    noted = history.changes_of(amina, cast.course_key, asking_for_names.FIELD)
    assert [(one.by_id, one.role, one.at) for one in noted] == [
        (cast.ingrid.user_id, Role.STAFF, START + 24 * HOUR),
        (cast.tor.user_id, Role.TEACHER, START),
    ]


def test_who_has_asked_for_nothing_is_not_nagged(cast: Cast) -> None:
    assert participant_plan.see_plan(cast.amina, START).next_step.step is Step.MAP


def test_a_letter_that_cannot_be_sent_has_asked_nobody(cast: Cast, settings) -> None:
    settings.EMAIL_BACKEND = f"{Broken.__module__}.{Broken.__name__}"
    with pytest.raises(OSError, match="no post"):
        asking_for_names.ask_for_name(cast.tor, cast.amina.user_id, START)
    assert asking_for_names.to_ask(cast.tor, START) == (cast.amina.user_id,)
    assert history.changes_of(cast.amina.user_id, cast.course_key) == ()


def test_tor_asks_those_he_follows_only(cast: Cast) -> None:
    assert cast.yusuf.user_id not in asking_for_names.to_ask(cast.tor, START)
    with pytest.raises(NotAllowed):
        asking_for_names.ask_for_name(cast.tor, cast.yusuf.user_id, START)
    with pytest.raises(NotAllowed):
        asking_for_names.to_ask(cast.carl, START)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(TRIES))
def test_two_teachers_at_once_send_one_letter(cast: Cast, attempt: int) -> None:
    amina = cast.amina.user_id
    plans.follow(cast.course_key, [Follows(amina, cast.carl.user_id, Role.TEACHER)])
    askers = (cast.tor, cast.carl, cast.ingrid)
    done = together(*(lambda who=who: asking_for_names.ask_for_name(who, amina, START) for who in askers))
    assert sorted(done) == [False, False, True]
    assert len(mail.outbox) == 1
