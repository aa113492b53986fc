"""Who sees what in each block, in which language, and that two blocks on a page do not meet."""

from collections import Counter
from datetime import timedelta

import pytest
from bransjekurs.api import participant_certificate, participant_share, teacher_certificate
from bransjekurs.courses.models import CourseEdition
from bransjekurs.preview.rendering import render_unit
from bransjekurs.preview.runtime import PreviewRuntime
from django.contrib.auth.models import User
from django.utils import translation

from tests.blocks.desk import KINDS, Desk, View
from tests.conftest import START, Cast
from tests.pages import the_time

NOT_HERE = "Du er ikke deltaker på dette kurset"
SIGN_IN = "Logg inn"


@pytest.mark.parametrize(
    ("kind", "handlers"),
    [
        ("training_plan", {"set_progress"}),
        ("trade_language", {"start_round"}),
        ("competence_certificate", {"confirm_name"}),
    ],
)
def test_amina_sees_what_is_hers_and_can_act(desk: Desk, kind: str, handlers: set[str]) -> None:
    assert desk.see(kind, "amina").handlers() == handlers


@pytest.mark.parametrize("who", ["tor", "nina", "per", "ingrid"])
@pytest.mark.parametrize("kind", KINDS)
def test_those_who_follow_see_the_group_and_a_way_to_its_page(desk: Desk, kind: str, who: str) -> None:
    view = desk.see(kind, who)
    assert view.handlers() == set()
    assert f"/bransjekurs/{desk.course.key}/group/" in view.tree.xpath("//a/@href")


def test_the_plan_tells_tor_of_amina_alone_and_ingrid_of_both(desk: Desk) -> None:
    assert "Yusuf Ali" not in desk.see("training_plan", "tor").text
    assert "Yusuf Ali" in desk.see("training_plan", "ingrid").text
    assert "Yusuf Ali" not in desk.see("competence_certificate", "tor").text


@pytest.mark.parametrize("kind", KINDS)
def test_carl_is_told_that_he_is_not_in_the_course(desk: Desk, kind: str) -> None:
    view = desk.see(kind, "carl")
    assert NOT_HERE in view.text
    assert "Amina" not in view.source
    assert view.handlers() == set()


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_not_signed_in_is_asked_to_do_it(desk: Desk, kind: str) -> None:
    view = desk.see(kind)
    assert SIGN_IN in view.text
    assert view.handlers() == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_course_that_is_not_published_is_told(desk: Desk, kind: str) -> None:
    CourseEdition.objects.all().delete()
    assert "ikke publisert" in desk.see(kind, "amina").text


@pytest.mark.parametrize("kind", KINDS)
def test_the_author_sees_in_studio_what_the_block_holds_and_a_form(desk: Desk, kind: str) -> None:
    assert desk.see(kind, "ingrid", "author_view").title
    assert desk.see(kind, "ingrid", "studio_view").handlers() == {"submit_form"}


# A word that the participant, the teacher and the author read, in each language.
SAID = {
    "nb": {"amina": "Neste steg", "tor": "Åpne gruppa", "studio_view": "Læringsutbytte"},
    "nn": {"amina": "Neste steg", "tor": "Opne gruppa", "studio_view": "Læringsutbyte"},
    "en": {"amina": "Next step", "tor": "Open the group", "studio_view": "Learning outcomes"},
}
# Welsh isn't ours. Django itself falls back to LANGUAGE_CODE there, which is English in Open edX.
SPOKEN = {"nb": "nb", "nn": "nn", "en": "en", "en-gb": "en", "cy": "nb"}


@pytest.mark.parametrize("active", SPOKEN)
def test_every_view_speaks_the_readers_language_or_bokmaal(desk: Desk, settings, active: str) -> None:
    settings.LANGUAGE_CODE = "en"
    expected = SAID[SPOKEN[active]]
    with translation.override(active):
        assert expected["amina"] in desk.see("training_plan", "amina").text
        assert expected["tor"] in desk.see("training_plan", "tor").text
        assert expected["studio_view"] in desk.see("training_plan", "ingrid", "studio_view").text


@pytest.mark.parametrize("active", ["nb", "cy"])
def test_what_is_worked_out_for_a_view_is_in_the_same_language(desk: Desk, cast: Cast, settings, active: str) -> None:
    settings.LANGUAGE_CODE = "en"
    with translation.override(active):
        assert "Fortell hva du kan" in desk.see("training_plan", "amina").text
        assert "ingen plan" in desk.see("training_plan", "tor").text
        assert NOT_HERE in desk.see("training_plan", "carl").text
        assert SIGN_IN in desk.see("training_plan").text
        status, answer = desk.send("training_plan", "amina", "set_progress", {"goal": "x", "progress": "done"})
        assert (status, answer["error"]) == (400, "Målet er ikke i denne planen.")


def test_amina_is_told_how_many_words_the_next_round_holds_and_not_how_many_wait(desk: Desk, cast: Cast) -> None:
    assert "Lær 10 nye ord." in desk.see("trade_language", "amina").text
    for key in cast.word_lists:
        cast.practise(cast.amina, key, START)
    the_time.stand_at(START + timedelta(days=20))
    assert "Øv på 10 ord du har sett før. Det tar rundt 5 minutter." in desk.see("trade_language", "amina").text


@pytest.mark.parametrize("who", ["amina", "tor"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_element_id_stands_twice_in_a_block(desk: Desk, cast: Cast, kind: str, who: str) -> None:
    cast.confirm("merking")
    assert doubled(desk.see(kind, who).ids()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_element_id_stands_twice_in_an_authors_form(desk: Desk, kind: str) -> None:
    assert doubled(desk.see(kind, "ingrid", "studio_view").ids()) == []


@pytest.mark.parametrize(("days", "kind"), [(0, "recognise"), (3, "type"), (20, "hear")])
def test_two_lists_of_words_in_their_rounds_do_not_meet(desk: Desk, cast: Cast, days: int, kind: str) -> None:
    for day in {0, 3} - {days} if days else ():
        for key in cast.word_lists:
            cast.practise(cast.amina, key, START + timedelta(days=day))
    the_time.stand_at(START + timedelta(days=days))
    rounds = [round_in(desk, number) for number in range(2)]
    ids = [name for view in rounds for name in view.ids()]
    assert all(view.tree.xpath("//form[@data-kind=$kind]", kind=kind) for view in rounds)
    assert len(ids) > 10
    assert doubled(ids) == []
    for view in rounds:
        assert {name for text in view.tree.xpath("//@aria-describedby | //@for") for name in text.split()} <= set(
            view.ids()
        )
        speaking = {text.removeprefix("#") for text in view.tree.xpath("//@data-speak") if text.startswith("#")}
        assert speaking <= set(view.ids())


def round_in(desk: Desk, number: int) -> View:
    status, answer = desk.send("trade_language", "amina", "start_round", {}, number=number)
    assert status == 200
    return View(answer["html"])


def test_all_blocks_of_the_course_on_one_page_share_no_element_id(desk: Desk) -> None:
    for who in ("amina", "tor"):
        user = User.objects.get(pk=desk.people[who].user_id)
        ours = [key for key in desk.course.blocks if key.block_type in KINDS]
        page = View(render_unit(PreviewRuntime(desk.course, user), ours).body_html())
        assert "i denne delen" not in page.text
        assert doubled(page.ids()) == []


def doubled(ids: list[str]) -> list[str]:
    return [name for name, times in Counter(ids).items() if times > 1]


def test_a_revoked_certificate_tells_amina_why_since_when_and_what_she_can_do(cast: Cast, desk: Desk) -> None:
    cast.attend(3)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Feil antall timer.", START + timedelta(days=1))
    view = desk.see("competence_certificate", "amina")
    for told in (
        "Beviset ditt er trukket tilbake.",
        "Det gjelder ikke lenger, fra 6. oktober 2026.",
        "Hvorfor?Feil antall timer.",
        "Snakk med Tor Bakken. Spør hva som må rettes, og om du kan få et nytt bevis.",
        "Kontakt Fjordbyen læringssenter.",
    ):
        assert told in view.text.replace("\u00a0", " ")
    assert "mailto:post@fjordbyen.example" in view.tree.xpath("//a/@href")


def test_who_withdrew_her_own_certificate_is_not_told_that_somebody_did_it_to_her(cast: Cast, desk: Desk) -> None:
    cast.attend(3)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()
    participant_share.withdraw_certificate(cast.amina, True, START + timedelta(days=1))
    told = desk.see("competence_certificate", "amina").text
    assert "Du har trukket tilbake beviset ditt." in told
    assert "Snakk med Tor Bakken. Du kan få et nytt bevis." in told
    assert "Mener du at det er feil?" not in told
