"""Measures, aftercare and conversations as teacher and participant use them on their pages."""

from bransjekurs.api import goals
from bransjekurs.plans.history import changes_of

from tests.conftest import Cast
from tests.pages.conftest import Address
from tests.pages.visitor import Visitor


def test_tor_names_who_follows_amina_up_and_she_sees_it(cast: Cast, at: Address, tor: Visitor, amina: Visitor) -> None:
    page = tor.get(at("goals", cast.amina.user_id))
    tor.press(page, "aftercare", responsible="Per Lund", role="adviser", day1="2027-01-15")
    seen = amina.get(at("goals", cast.amina.user_id))
    assert "Per Lund (programrådgiver) kontakter deg etter kurset." in seen.text
    assert "15. januar 2027" in seen.text
    assert seen.form("aftercare") is None


def test_tor_writes_from_a_conversation_and_amina_reads_it(
    cast: Cast, at: Address, tor: Visitor, amina: Visitor
) -> None:
    page = tor.get(at("conversations", cast.amina.user_id))
    saved = tor.follow(tor.press(page, "hold", said="Det går bra.", agreed="Øve mer.", date=""))
    assert saved.message == "Det du skrev fra samtalen, er lagret."
    seen = amina.get(at("conversations", cast.amina.user_id))
    assert "Det går bra." in seen.text
    assert seen.form("hold") is None


def test_two_write_the_way_on_at_once_and_both_texts_are_seen(
    cast: Cast, at: Address, tor: Visitor, amina: Visitor
) -> None:
    path = at("goals", cast.amina.user_id)
    his, hers = tor.get(path), amina.get(path)
    amina.press(hers, "way_on", way_on="Jeg vil ta fagbrev.")
    refused = tor.press(his, "way_on", way_on="Jobb på sykehuset.")
    assert refused.status == 409
    assert "Jeg vil ta fagbrev." in refused.text
    assert refused.typed("way_on")["way_on"] == "Jobb på sykehuset."
    tor.press(refused, "way_on", way_on="Fagbrev, og jobb på sykehuset.")
    assert goals.see_goals(cast.tor, cast.amina.user_id).plan.way_on == "Fagbrev, og jobb på sykehuset."
    kept = [change.after for change in changes_of(cast.amina.user_id, cast.course_key, "way_on")]
    assert kept == ["Fagbrev, og jobb på sykehuset.", "Jeg vil ta fagbrev."]
