"""The mapping's pages: a question area at a time, kept and told, by the person and by those who follow."""

import json

import pytest
from bransjekurs.api import mapping
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.mappings.models import NeedsReading
from django.urls import reverse

from tests.conftest import START, Cast
from tests.pages.conftest import words
from tests.pages.visitor import Page, Visitor


@pytest.fixture
def base(cast: Cast) -> str:
    """The address of the pages about Amina."""
    return f"/bransjekurs/{cast.course_key}/participants/{cast.amina.user_id}/"


def note(cast: Cast, area: MappingArea, revision: int = 0, **answers: str) -> None:
    given = {name.replace("_", "-", 1): value for name, value in answers.items()}
    mapping.save_area(cast.amina, cast.amina.user_id, area, given, revision, START)


def revision_of(page: Page) -> str:
    [value] = page.tree.xpath("//input[@name='revision']/@value")
    return str(value)


def test_amina_and_tor_see_the_same_mapping_and_begin_where_it_stands(
    cast: Cast, base: str, amina: Visitor, tor: Visitor
) -> None:
    note(cast, MappingArea.EARLIER, mapped="unknown")
    for visitor in (amina, tor):
        page = visitor.get(f"{base}mapping/")
        assert "1 av 13 deler har svar" in page.text
        assert "Fortsett med: hva du vil." in page.text
    assert "Amina Hassan" in tor.get(f"{base}mapping/").text


def test_per_reads_all_the_answers_with_who_wrote_them_and_never_the_needs(cast: Cast, base: str, per: Visitor) -> None:
    note(cast, MappingArea.READING, level="A2")
    note(cast, MappingArea.ABLE, can_smittevern="yes", shown_smittevern="Kursbevis i hygiene")
    note(cast, MappingArea.NEEDS, needs="yes", more="En stol å hvile på.")
    text = per.get(f"{base}mapping/").text
    for said in ("Jeg forstår det viktigste", "Stoppe smitte", "Kursbevis i hygiene", "Skrevet av Amina Hassan"):
        assert said in text
    assert "stol" not in text


@pytest.mark.parametrize("area", MappingArea)
def test_every_area_can_be_opened_has_its_own_ids_and_can_be_answered_with_not_knowing(
    cast: Cast, base: str, amina: Visitor, area: MappingArea
) -> None:
    page = amina.get(f"{base}mapping/{area}/")
    assert page.status == 200
    assert page.doubled_ids() == []
    choices = page.tree.xpath("//form//input[@type='radio'][@value='unknown']/@name")
    answered = amina.post(page.path, {"revision": "0", "do": "save", **dict.fromkeys(map(str, choices), "unknown")})
    assert answered.status == 302
    again = amina.get(page.path)
    assert set(again.tree.xpath("//form//input[@checked]/@name")) == set(choices) != set()
    assert revision_of(again) == "1"


def test_next_leads_through_every_area_to_the_gap(cast: Cast, base: str, amina: Visitor) -> None:
    path, seen = f"{base}mapping/earlier/", []
    amina.get(path)
    while "/mapping/" in path:
        seen.append(path.split("/")[-2])
        path = amina.post(path, {"revision": "0", "do": "save"}).response["Location"]
    assert seen == [area.value for area in MappingArea]
    assert path == f"{base}gap/"


def test_the_script_is_told_the_revision_and_what_went_wrong(cast: Cast, base: str, amina: Visitor) -> None:
    path = f"{base}mapping/reading/"
    amina.get(path)
    sent = {"do": "autosave", "revision": "0", "level": "A2"}
    assert json.loads(amina.post(path, sent).source) == {"revision": 1}
    assert json.loads(amina.post(path, sent).source) == {"revision": 1}
    assert amina.post(path, {**sent, "level": "B1"}).status == 409
    assert amina.post(path, {**sent, "level": "Z9"}).status == 400
    assert amina.post(path, {**sent, "revision": "-1"}).status == 400


def test_who_saves_second_sees_both_and_saves_again_knowing(
    cast: Cast, base: str, amina: Visitor, tor: Visitor
) -> None:
    path = f"{base}mapping/interest/"
    tor.get(path)
    note(cast, MappingArea.INTEREST, interest="sure", why="Jeg liker orden.")
    page = tor.post(path, {"do": "save", "revision": "0", "interest": "curious", "why": "Vil prøve først."})
    assert page.status == 409
    assert "Amina Hassan har også skrevet her" in page.text
    assert "Jeg liker orden." in page.text
    assert page.by_id("why").text_content().strip() == "Vil prøve først."
    assert revision_of(page) == "1"
    assert tor.post(path, {"do": "save", "revision": "1", "why": "Begge deler."}).status == 302
    assert "Begge deler." in amina.get(path).source


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(cast: Cast, base: str, amina: Visitor) -> None:
    path = f"{base}mapping/certificates/"
    amina.get(path)
    field = "expires-hms-kort-for-renhold"
    page = amina.post(path, {"do": "save", "revision": "0", field: "i fjor", "other": "Truckførerbevis"})
    assert page.status == 400
    assert page.error_at(field) == words("not_a_day")
    assert "Truckførerbevis" in page.source


@pytest.mark.parametrize("area", ["flying", "NEEDS", "mapping"])
def test_an_area_that_does_not_exist_is_told(base: str, amina: Visitor, area: str) -> None:
    page = amina.get(f"{base}mapping/{area}/")
    assert (page.status, words("unknown_area") in page.text) == (400, True)


# --- What somebody needs ---


def test_only_amina_and_tor_open_what_she_needs_and_she_sees_that_he_did(
    cast: Cast, base: str, amina: Visitor, tor: Visitor, nina: Visitor, per: Visitor, ingrid: Visitor
) -> None:
    note(cast, MappingArea.NEEDS, needs="yes", helps="breaks", more="En stol å hvile på.")
    assert "En stol å hvile på." in tor.get(f"{base}mapping/needs/").source
    for visitor, status in ((nina, 400), (per, 400), (ingrid, 403)):
        page = visitor.get(f"{base}mapping/needs/")
        assert page.status == status
        sent = visitor.post(page.path, {"do": "save", "revision": "1", "needs": "no"})
        assert sent.status == status
        assert "stol" not in page.source + sent.source
    assert "Tor Bakken leste det" in amina.get(f"{base}mapping/needs/").text
    assert NeedsReading.objects.count() == 1


def test_what_amina_needs_is_on_no_other_page(
    cast: Cast, base: str, amina: Visitor, tor: Visitor, nina: Visitor
) -> None:
    note(cast, MappingArea.NEEDS, needs="yes", helps="breaks", more="En stol å hvile på.")
    group = reverse("bransjekurs:group", args=[cast.course_key])
    for visitor in (amina, tor, nina):
        for path in (f"{base}mapping/", f"{base}gap/", f"{base}mapping/reading/", base, group):
            page = visitor.get(path)
            assert "stol" not in page.source, path
    assert "Hva som hjelper deg" not in nina.get(f"{base}mapping/").text


# --- The gap ---


def test_the_gap_is_told_in_words_for_who_does_not_see_the_bars(cast: Cast, base: str, amina: Visitor) -> None:
    note(cast, MappingArea.READING, level="A1")
    note(cast, MappingArea.WRITING, level="A1")
    note(cast, MappingArea.SPEAKING, level="unknown")
    page = amina.get(f"{base}gap/")
    assert "Norsken din er god nok til å skrive på jobb. Du trenger å øve mer på å lese." in page.text
    assert "Vi finner sammen ut hvor godt det går å snakke." in page.text
    said = {
        " ".join(skill.text_content().split())
        for skill in page.tree.xpath("//div[contains(@class, 'bk-gap-skill')]")[:4]
    }
    assert "Lese 1 trinn igjen Du A1 Jobben A2" in said
    assert "Skrive Nok for jobben Du A1 Jobben A1" in said


def test_amina_takes_a_goal_and_it_stands_first_in_her_plan(cast: Cast, base: str, amina: Visitor) -> None:
    note(cast, MappingArea.READING, level="A1")
    page = amina.get(f"{base}gap/")
    assert "Fordi jobben krever at du kan lese (A2)." in page.text
    taken = amina.press(page, "answer", taken=["goal.renholdsplan"])
    assert amina.follow(taken).message == "Valget ditt er lagret."
    assert mapping.taken_of(cast.course_key, cast.amina.user_id).goals == {"renholdsplan"}


def test_tor_sees_at_the_goal_what_amina_wants_to_show(cast: Cast, base: str, amina: Visitor, tor: Visitor) -> None:
    note(cast, MappingArea.ABLE, can_smittevern="yes", shown_smittevern="Kursbevis i hygiene")
    amina.press(amina.get(f"{base}gap/"), "answer", taken=["recognise.smittevern"])
    assert "vil vise: Kursbevis i hygiene" in tor.get(base, {"goal": "smittevern"}).text


def test_nina_says_whether_it_is_realistic_and_only_she_is_asked(
    cast: Cast, base: str, nina: Visitor, tor: Visitor, amina: Visitor
) -> None:
    assert tor.get(f"{base}gap/").form("progression") is None
    page = nina.get(f"{base}gap/")
    wrong = nina.press(page, "progression", verdict="realistic", reason=" ")
    assert wrong.error_at("progression-reason") == words("reason_missing")
    nina.press(page, "progression", verdict="realistic", reason="Øver hver dag.")
    for visitor in (nina, tor, amina):
        text = visitor.get(f"{base}gap/").text
        assert "Realistisk i kurstiden" in text
        assert "Da: 0 av 18 mål var kvittert" in text


def test_the_whole_is_written_by_those_who_follow_and_read_by_amina(
    cast: Cast, base: str, per: Visitor, amina: Visitor
) -> None:
    per.press(per.get(f"{base}gap/"), "whole", reason="Lite norsk, men mye erfaring.")
    page = amina.get(f"{base}gap/")
    assert "«Lite norsk, men mye erfaring.»" in page.text
    assert page.form("whole") is None
