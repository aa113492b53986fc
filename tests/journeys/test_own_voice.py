"""Hearing oneself beside a word: recorded in the page, heard there, and gone; nothing of it leaves the device."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from tests.browser import Site, framed, sign_in
from tests.looks.views import TASK, WORDS

pytestmark = pytest.mark.xdist_group("journeys")
# A microphone that hums, and a person who lets the page use it.
FAKE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
# A browser without a microphone, and one whose user says no.
REFUSES = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', '%s'));"
OWN = "[data-own-voice]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A chromium with a microphone."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", *FAKE])
        yield browser
        browser.close()


def _at_a_word(phone: BrowserContext, site: Site, who: str) -> Page:
    """Come to the feedback of a word."""
    page = phone.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    sign_in(page, site, who)
    page.goto("/course/")
    page.locator("main .bk-rows").get_by_role("link", name=WORDS, exact=True).click()
    page.wait_for_url("**/unit/**")
    page.locator("form[data-handler=start_round] button").first.tap()
    page.locator(f"{TASK} [data-give-up]").tap()
    return page


def test_she_records_herself_hears_it_and_deletes_it_and_nothing_leaves_the_device(
    phone: BrowserContext, preview_site: Site
) -> None:
    page = _at_a_word(phone, preview_site, "amina")
    page.wait_for_load_state("networkidle")
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    before = page.evaluate("[JSON.stringify(localStorage), JSON.stringify(sessionStorage)]")
    phone.set_offline(True)
    own = page.locator(OWN)
    own.get_by_role("button", name="Ta opp deg selv").tap()
    expect(own.get_by_role("button", name="Stopp")).to_be_focused()
    expect(own.get_by_text("Si ordet nå.")).to_be_visible()
    own.get_by_role("button", name="Stopp").tap()
    heard = own.get_by_role("button", name="Hør deg selv")
    expect(heard).to_be_focused()
    heard.tap()
    own.get_by_role("button", name="Slett opptaket").tap()
    expect(own.get_by_role("button", name="Ta opp deg selv")).to_be_focused()
    expect(heard).to_be_hidden()
    assert [one.url for one in asked if not one.url.startswith("blob:")] == []
    assert page.evaluate("[JSON.stringify(localStorage), JSON.stringify(sessionStorage)]") == before


def test_it_is_done_with_the_keyboard_alone_and_the_next_word_knows_nothing_of_it(
    phone: BrowserContext, preview_site: Site
) -> None:
    page = _at_a_word(phone, preview_site, "hodan")
    own = page.locator(OWN)
    own.get_by_role("button", name="Ta opp deg selv").press("Enter")
    expect(own.get_by_role("button", name="Stopp")).to_be_focused()
    page.keyboard.press("Enter")
    expect(own.get_by_role("button", name="Hør deg selv")).to_be_focused()
    page.locator(f"{TASK} [data-next]").press("Enter")
    page.locator(f"{TASK} [data-give-up]").press("Enter")
    expect(own.get_by_role("button", name="Ta opp deg selv")).to_be_visible()
    expect(own.get_by_role("button", name="Hør deg selv")).to_be_hidden()


@pytest.mark.parametrize(
    ("problem", "told"),
    [("NotAllowedError", "får ikke bruke mikrofonen"), ("NotFoundError", "finner ingen mikrofon")],
)
def test_a_microphone_that_is_refused_or_missing_is_told_in_plain_words(
    phone: BrowserContext, preview_site: Site, problem: str, told: str
) -> None:
    phone.add_init_script(REFUSES % problem)
    page = _at_a_word(phone, preview_site, "ahmad")
    page.locator(OWN).get_by_role("button", name="Ta opp deg selv").tap()
    expect(page.locator(f"{OWN} [role=alert]:visible")).to_contain_text(told)
    page.locator(f"{TASK} [data-next]").tap()


@pytest.mark.parametrize(("allow", "shown"), [("microphone *", True), ("microphone 'none'", False), (None, False)])
def test_in_a_frame_the_button_shows_where_the_frame_lets_it(
    phone: BrowserContext, preview_site: Site, allow: str | None, shown: bool
) -> None:
    page = _at_a_word(phone, preview_site, "zahra")
    if allow is None:
        phone.add_init_script("delete window.MediaRecorder;")  # a browser that cannot record
        page.reload()
        inside = page.main_frame
    else:
        inside = framed(page, allow=allow)
    inside.locator("form[data-handler=start_round] button").first.click()
    inside.locator(f"{TASK} [data-give-up]").click()
    expect(inside.locator(f"{TASK} [data-feedback] h3")).to_be_visible()
    expect(inside.locator(OWN)).to_be_visible() if shown else expect(inside.locator(OWN)).to_be_hidden()
