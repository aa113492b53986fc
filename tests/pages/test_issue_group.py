"""Tor issues to several at once, and sees how it goes."""

import pytest
from bransjekurs import tasks
from bransjekurs.api import participant_certificate
from bransjekurs.certificates.models import Certificate
from django.core import mail

from tests.conftest import START, Cast
from tests.pages.conftest import Address, words
from tests.pages.visitor import Visitor


def test_tor_ticks_who_gets_one_and_follows_it_to_the_end(cast: Cast, tor: Visitor, at: Address) -> None:
    cast.attend(3)
    assert "1 har ikke bekreftet navnet" in tor.get(at("certificates")).text
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    page = tor.get(at("certificates"))
    assert "Deltakerbevis" in page.text
    asked = tor.post(at("certificates"), {"participants": cast.amina.user_id, "language": "nb"})
    assert asked.status == 302
    assert not Certificate.objects.exists()
    followed = tor.follow(asked)
    assert "0 av 1 er ferdige." in followed.text
    assert "data-go-on" in followed.source, "it goes on by itself"
    assert "1 av 1 er ferdige." in tor.follow(tor.post(followed.path, {})).text
    assert Certificate.objects.count() == 1
    assert "Har et bevis fra før." in tor.get(at("certificates")).text


def test_where_workers_do_it_tor_can_start_it_again(
    cast: Cast, tor: Visitor, at: Address, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.attend(3)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    settings.BRANSJEKURS_WORKERS = True
    given: list[int] = []
    tor.get(at("certificates"))
    # What Celery's worker gets; that it does it is tried with real ones in tests/services.
    monkeypatch.setattr(tasks.issue_one, "delay", given.append)
    followed = tor.follow(tor.post(at("certificates"), {"participants": cast.amina.user_id, "language": "nb"}))
    assert len(given) == 1
    tor.post(followed.path, {})
    assert len(given) == 1, "to look at it asks for nothing"
    assert "Start på nytt" in tor.follow(tor.post(followed.path, {"do": "again"})).text
    assert given[0] == given[1]
    tasks.issue_one(given[0])
    tor.post(followed.path, {"do": "again"})
    assert len(given) == 2, "what is done is not asked for again"


def test_tor_asks_those_who_have_not_confirmed_their_name(
    cast: Cast, tor: Visitor, amina: Visitor, at: Address
) -> None:
    cast.attend(3)
    page = tor.get(at("certificates"))
    assert "1 har ikke bekreftet navnet" in page.text
    assert "Be 1 om å bekrefte navnet" in page.text
    page = tor.follow(tor.post(at("certificates"), {"do": "ask_names"}))
    assert page.message == "1 er bedt om å bekrefte navnet."
    assert "Alle er spurt det siste døgnet." in page.text
    assert "Spurt mandag 5. oktober kl. 09.00" in page.text.replace("\u00a0", " ")
    assert page.form("ask_names") is None
    assert [letter.to for letter in mail.outbox] == [["amina@fjordbyen.example"]]
    history = tor.get(at("history", cast.amina.user_id)).text
    assert "Beviset: bedt om å bekrefte navnet" in history
    tor.post(at("certificates"), {"do": "ask_names"})
    assert len(mail.outbox) == 1, "nobody is asked twice within a day"


def test_a_letter_that_cannot_be_sent_is_told_and_can_be_sent_again(
    cast: Cast, tor: Visitor, at: Address, settings
) -> None:
    tor.get(at("certificates"))
    settings.EMAIL_BACKEND = "tests.api.test_issuing_group.Broken"
    page = tor.follow(tor.post(at("certificates"), {"do": "ask_names"}))
    assert page.message == "0 er bedt om å bekrefte navnet. 1 e-post ble ikke sendt. Prøv igjen."
    assert page.form("ask_names") is not None
    assert tor.get(at("certificates") + "?asked=x&failed=1e99").message == "0 er bedt om å bekrefte navnet."


def test_names_that_no_worker_can_be_told_of_are_asked_for_again(
    cast: Cast, tor: Visitor, at: Address, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BRANSJEKURS_WORKERS = True
    tor.get(at("certificates"))
    monkeypatch.setattr(tasks.ask_for_name, "delay", _out_of_reach)
    page = tor.follow(tor.post(at("certificates"), {"do": "ask_names"}))
    assert page.message == "0 er bedt om å bekrefte navnet. 1 e-post ble ikke sendt. Prøv igjen."
    assert page.form("ask_names") is not None


def test_a_broker_out_of_reach_is_tried_once_for_all(cast: Cast, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BRANSJEKURS_WORKERS = True
    tried: list[int] = []

    def out_of_reach(_by: int, _course_id: str, user_id: int) -> None:
        tried.append(user_id)
        raise ConnectionError

    monkeypatch.setattr(tasks.ask_for_name, "delay", out_of_reach)
    assert (tasks.start_asking(cast.tor, [7, 8, 9]), tried) == (3, [7])


@pytest.mark.parametrize("who", ["carl", "amina", "nina", "per"])
def test_others_ask_nobody(cast: Cast, at: Address, who: str) -> None:
    visitor = Visitor(getattr(cast, who).user_id)
    visitor.get(at("certificates"))
    assert visitor.post(at("certificates"), {"do": "ask_names"}).status == 403
    assert mail.outbox == []


def test_where_there_are_workers_they_send_the_letters(
    cast: Cast, tor: Visitor, at: Address, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BRANSJEKURS_WORKERS = True
    given: list[tuple] = []
    tor.get(at("certificates"))
    monkeypatch.setattr(tasks.ask_for_name, "delay", lambda *task: given.append(task))
    assert tor.follow(tor.post(at("certificates"), {"do": "ask_names"})).message == "1 er bedt om å bekrefte navnet."
    assert (given, mail.outbox) == ([(cast.tor.user_id, str(cast.course_key), cast.amina.user_id)], [])
    tasks.ask_for_name(*given[0])
    assert len(mail.outbox) == 1


def test_where_the_broker_is_out_of_reach_the_run_waits_and_tor_is_told_how_far_it_is(
    cast: Cast, tor: Visitor, at: Address, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.attend(3)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    settings.BRANSJEKURS_WORKERS = True
    monkeypatch.setattr(tasks.issue_one, "delay", _out_of_reach)
    tor.get(at("certificates"))
    page = tor.follow(tor.post(at("certificates"), {"participants": cast.amina.user_id, "language": "nb"}))
    assert ("0 av 1 er ferdige." in page.text, "Start på nytt" in page.text) == (True, True)
    given: list[int] = []
    monkeypatch.setattr(tasks.issue_one, "delay", given.append)
    assert (tasks.resume(), len(given)) == (1, 1)


def test_nobody_ticked_is_told(cast: Cast, tor: Visitor, at: Address) -> None:
    tor.get(at("certificates"))
    answer = tor.post(at("certificates"), {"language": "nb"})
    assert (answer.status, words("nobody_chosen") in answer.text) == (400, True)


def test_nina_judges_norwegian_and_tor_notes_what_he_has_seen(
    cast: Cast, tor: Visitor, nina: Visitor, at: Address
) -> None:
    path = at("participant_basis", cast.amina.user_id)
    nina.get(path)
    tor.get(path)
    form = {"do": "norwegian", "listening": "B1", "basis": "Samtale."}
    assert nina.post(path, form).status == 302
    assert tor.post(path, form).status == 403
    note = {"do": "document", "document": "", "name": "Førstehjelp", "valid_until": "2028-08-14"}
    assert tor.post(path, note).status == 302
    page = tor.get(path)
    assert "Førstehjelp" in page.text
    assert "14. august 2028" in page.text.replace("\u00a0", " ")
    assert tor.post(path, {**note, "valid_until": "i morgen"}).status == 400


def _out_of_reach(*_task: object) -> None:
    """Stand for a broker that does not answer."""
    raise ConnectionError
