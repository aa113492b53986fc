"""Tor issues to several at once, and sees how it goes."""

import pytest
from bransjekurs import tasks
from bransjekurs.api import participant_certificate
from bransjekurs.certificates.models import Certificate

from tests.conftest import START, Cast
from tests.pages.conftest import Address, words
from tests.pages.visitor import Visitor


def test_tor_ticks_who_gets_one_and_follows_it_to_the_end(cast: Cast, tor: Visitor, at: Address) -> None:
    cast.attend(3)
    assert words("name_not_confirmed") in tor.get(at("certificates")).text
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


def test_where_the_broker_is_out_of_reach_the_run_waits_and_tor_is_told_how_far_it_is(
    cast: Cast, tor: Visitor, at: Address, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.attend(3)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    settings.BRANSJEKURS_WORKERS = True

    def out_of_reach(_task_id: int) -> None:
        raise ConnectionError

    monkeypatch.setattr(tasks.issue_one, "delay", out_of_reach)
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
