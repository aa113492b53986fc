"""Practice on a telephone: by touch, with the keyboard, without sound, and with the network cut in the middle."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Frame, Locator, Page, expect

from tests.browser import Site, framed, sign_in
from tests.looks.views import TASK, TEXT, WORDS, Places, has_moved_on, words_for_the_wall

pytestmark = pytest.mark.xdist_group("journeys")
# A voice that speaks Norwegian, and one that writes down what it is asked to say.
A_VOICE = """
  window.said = [];
  const voice = { lang: "nb-NO", name: "Nora" };
  Object.defineProperty(window, "speechSynthesis", { value: {
    speaking: false, getVoices: () => [voice], cancel() {}, addEventListener() {},
    speak(words) { window.said.push(words.text); } } });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def _begins(phone: BrowserContext, site: Site, who: str) -> Page:
    page = phone.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    sign_in(page, site, who)
    _opens(page)
    with page.expect_response("**/start_round*"):
        page.reload()
    return page


def _opens(page: Page) -> None:
    page.goto("/course/")
    page.locator("main .bk-rows").get_by_role("link", name=WORDS, exact=True).click()
    page.wait_for_url("**/unit/**")


def _starts(page: Page) -> None:
    page.locator("form[data-handler=start_round] button").first.tap()
    expect(page.locator(TASK)).to_be_visible()


def _answers(task: Locator, *, right: bool = True) -> None:
    """Answer by touch, as one who knows the word, or as one who does not."""
    expected = str(task.get_attribute("data-expected"))
    hints = json.loads(str(task.get_attribute("data-table")))["hints"]
    if task.locator("[type=radio]").count():
        wanted = [card for card in task.locator(".bk-card").all() if (hints.get(_value(card)) == "right") is right]
        wanted[0].tap()
    else:
        task.get_by_role("textbox").fill(expected if right else "noe helt annet")
    task.get_by_role("button", name="Sjekk", exact=True).tap()
    expect(task.locator("[data-feedback]")).to_contain_text("Riktig!" if right else "Ikke riktig ennå")


def _value(card: Locator) -> str:
    return str(card.locator("input").get_attribute("value")).lower()


def _stored(page: Page | Frame) -> int:
    """How many answers wait on the device."""
    waiting = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('bransjekurs-'))")
    return sum(len(json.loads(value)) for _key, value in waiting)


def test_the_verdict_and_the_way_on_are_in_sight_however_much_there_is_to_learn(
    phone: BrowserContext, preview_site: Site
) -> None:
    page = _begins(phone, preview_site, "amina")
    page.set_viewport_size({"width": 360, "height": 560})
    _starts(page)
    task = page.locator(TASK)
    _answers(task, right=False)
    expect(task.locator("[data-feedback] h3")).to_be_in_viewport(ratio=1)
    expect(task.locator("[data-next]")).to_be_in_viewport(ratio=1)
    expect(task.locator("[data-next]")).to_be_focused()


def test_amina_practises_a_whole_round_in_a_tunnel_and_nothing_is_lost(
    phone: BrowserContext, preview_site: Site
) -> None:
    page = _begins(phone, preview_site, "amina")
    phone.set_offline(True)
    _starts(page)
    total = page.locator("[data-task]").count()
    for number in range(total):
        _answers(page.locator(TASK), right=number > 0)
        page.locator(f"{TASK} [data-next]").tap()
    _answers(page.locator(TASK))  # the one that was wrong comes again
    page.locator(f"{TASK} [data-next]").tap()
    expect(page.get_by_role("heading", name="Du er ferdig med runden")).to_be_focused()
    assert _stored(page) == total + 1
    expect(page.locator("[data-waiting]")).to_contain_text(str(total + 1))

    page.get_by_role("button", name="Ta ti ord til").tap()
    _answers(page.locator(TASK))
    assert _stored(page) == total + 2
    phone.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert _stored(page) == 0
    page.locator("[data-finish]").tap()
    expect(page.locator("main")).to_contain_text(f"Du øvde på {total + 1} ord.")


def test_a_tunnel_in_the_middle_of_a_round_loses_nothing_in_a_frame_either(
    phone: BrowserContext, preview_site: Site
) -> None:
    page = _begins(phone, preview_site, "rosa")
    inside = framed(page)  # as the learning pages of the platform show a block
    inside.locator("form[data-handler=start_round] button").first.tap()
    with page.expect_response("**/send_answers*") as first:
        _answers(inside.locator(TASK))
    assert len(first.value.json()["received"]) == 1
    phone.set_offline(True)
    for _word in range(2):
        inside.locator(f"{TASK} [data-next]").tap()
        _answers(inside.locator(TASK))
    expect(inside.locator("[data-waiting]")).to_contain_text("2")
    assert _stored(inside) == 2
    with page.expect_response("**/send_answers*") as later:
        phone.set_offline(False)
    assert len(later.value.json()["received"]) == 2
    expect(inside.locator("[data-waiting]")).to_be_hidden()
    assert _stored(inside) == 0
    inside.locator("[data-finish]").tap()
    expect(inside.locator("main")).to_contain_text("Du øvde på 3 ord.")


def test_unsent_answers_survive_a_reload(phone: BrowserContext, preview_site: Site) -> None:
    page = _begins(phone, preview_site, "hodan")
    _starts(page)
    page.route("**/send_answers*", lambda route: route.abort())
    _answers(page.locator(TASK))
    expect(page.locator("[data-waiting]")).to_be_visible()
    page.reload()
    expect(page.locator("[data-waiting]")).to_contain_text("1")
    assert _stored(page) == 1
    page.unroute("**/send_answers*")
    with page.expect_response("**/send_answers*") as answered:
        page.reload()
    assert len(answered.value.json()["received"]) == 1
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert _stored(page) == 0


def test_an_answer_whose_reply_is_lost_is_sent_again_and_counts_once(phone: BrowserContext, preview_site: Site) -> None:
    page = _begins(phone, preview_site, "ahmad")
    _starts(page)
    replies = []

    def lose_the_reply(route: object) -> None:
        replies.append(route.fetch().json())
        route.abort()

    page.route("**/send_answers*", lose_the_reply)
    _answers(page.locator(TASK))
    expect(page.locator("[data-waiting]")).to_be_visible()
    page.unroute("**/send_answers*")
    page.locator("[data-finish]").tap()
    expect(page.locator("main")).to_contain_text("Du øvde på 1 ord.")
    assert len(replies[0]["received"]) == 1


def test_a_sign_in_that_has_ended_keeps_the_answers(phone: BrowserContext, preview_site: Site) -> None:
    page = _begins(phone, preview_site, "zahra")
    _starts(page)
    cookies = phone.cookies()
    phone.clear_cookies()
    _answers(page.locator(TASK))
    expect(page.locator("[data-problem=session]")).to_be_visible()
    assert _stored(page) == 1
    phone.add_cookies(cookies)
    page.locator("[data-finish]").tap()
    expect(page.locator("main")).to_contain_text("Du øvde på 1 ord.")


def test_a_word_can_be_heard_and_done_without_sound(phone: BrowserContext, preview_site: Site) -> None:
    silent = _to_a_task_to_hear(_begins(phone, preview_site, "ivan"))
    assert silent.locator("[data-read]").is_visible()
    assert silent.get_by_role("button", name="Hør ordet").count() == 0
    _answers(silent)


def test_a_word_that_is_heard_is_not_shown_unless_one_cannot_listen(phone: BrowserContext, preview_site: Site) -> None:
    phone.add_init_script(A_VOICE)
    task = _to_a_task_to_hear(_begins(phone, preview_site, "joy"))
    expect(task.locator("[data-read]")).to_be_hidden()
    task.get_by_role("button", name="Hør ordet").tap()
    assert task.page.evaluate("window.said") == [task.get_attribute("data-expected")]
    task.get_by_role("button", name="Jeg kan ikke lytte nå").tap()
    expect(task.locator("[data-read]")).to_be_visible()
    _answers(task)


def _to_a_task_to_hear(page: Page) -> Locator:
    """Get a word wrong and see it again and again today, till it is asked for by ear."""
    for _round in range(6):
        _starts(page)
        while page.locator(TASK).count():
            task = page.locator(TASK)
            if task.get_attribute("data-kind") == "hear":
                return task
            _answers(task, right=False)
            task.locator("[data-next]").tap()
            has_moved_on(page)
        _opens(page)
    raise AssertionError("No word was asked for by ear.")


def test_a_text_tells_how_much_of_it_she_can_read_and_lets_her_practise_what_is_missing(
    phone: BrowserContext, preview_site: Site
) -> None:
    page = phone.new_page()
    sign_in(page, preview_site, "joy")
    page.goto("/course/")
    page.locator("main .bk-rows").get_by_role("link", name=TEXT, exact=True).click()
    page.wait_for_url("**/unit/**")
    reading = page.locator("[data-reading]")
    expect(reading).to_contain_text(re.compile(r"Du kan \d+ av 100 ord i teksten"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    before = _known(reading.locator("h3").inner_text())
    _starts(page)
    tasks = page.locator("[data-task]").count()
    for _ in range(tasks):
        _answers(page.locator(TASK))
        page.locator(TASK).locator("[data-next]").tap()
    expect(page.locator(".bk-done-head h2").last).to_be_visible()
    page.reload()
    expect(reading).to_be_visible()
    assert _known(reading.locator("h3").inner_text()) > before


def test_tor_prints_the_words_for_the_wall(phone: BrowserContext, preview_site: Site) -> None:
    page = phone.new_page()
    sign_in(page, preview_site, "tor")
    words_for_the_wall(page, Places())
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Skriv ut").tap()
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()
    expect(page.get_by_text("contract of employment")).to_be_visible()


def _known(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found
    return int(found[0])
