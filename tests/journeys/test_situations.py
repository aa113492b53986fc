"""Situations on a telephone: by touch, with the keyboard alone, and with the network cut in the middle."""

import json

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import Site, sign_in

pytestmark = pytest.mark.xdist_group("journeys")
ASKING = "form[data-right]:visible"


def _opens(phone: BrowserContext, site: Site, who: str, title: str) -> Page:
    page = phone.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    sign_in(page, site, who)
    page.goto("/course/")
    page.locator("main .bk-rows").get_by_role("link", name=title, exact=True).click()
    page.wait_for_url("**/unit/**")
    expect(page.locator("[data-situation]")).to_be_visible()
    return page


def _texts(form: Locator) -> list[str]:
    """The steps as the right order has them."""
    return [text.strip() for text in form.locator(".bk-right-order li").all_text_contents()]


def _waiting(page: Page) -> int:
    kept = page.evaluate("Object.entries(localStorage).filter(([key]) => /^bransjekurs-[0-9a-f]{16}$/.test(key))")
    return sum(len(json.loads(value)) for _key, value in kept)


def test_amina_puts_the_steps_in_order_in_a_tunnel(phone: BrowserContext, preview_site: Site) -> None:
    page = _opens(phone, preview_site, "amina", "Amina gjør rent på et toalett")
    phone.set_offline(True)
    form = page.locator(".bk-ordering")
    steps = _texts(form)
    for step in [steps[1], steps[0], *steps[2:]]:
        form.locator("[data-pool] button", has_text=step).tap()
    expect(form.locator("[data-placed] > li")).to_have_count(len(steps))
    form.get_by_role("button", name="Sjekk rekkefølgen").tap()
    expect(form.locator("[data-feedback]")).to_contain_text("Nesten!")
    expect(form.locator("[data-moves]:visible")).to_have_count(1)

    form.get_by_role("button", name=f"Flytt opp: {steps[0]}").tap()
    form.get_by_role("button", name="Sjekk rekkefølgen").tap()
    expect(form.locator("[data-feedback]")).to_contain_text("Riktig!")
    assert _waiting(page) == 2
    expect(page.locator("[data-waiting]")).to_contain_text("2")
    phone.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert _waiting(page) == 0


def test_steps_are_put_in_order_with_the_keyboard_alone(phone: BrowserContext, preview_site: Site) -> None:
    page = _opens(phone, preview_site, "hodan", "Riktig mengde, steg for steg")
    form = page.locator(".bk-ordering")
    steps = _texts(form)
    form.locator("[data-pool] button").first.focus()
    for _step in steps:
        page.keyboard.press("Enter")  # the next one that is left gets the focus, and in the end the check
    expect(form.get_by_role("button", name="Sjekk rekkefølgen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.locator("[data-feedback] h3")).to_be_visible()
    last = form.get_by_role("button", name=f"Flytt ned: {steps[-1]}")
    for _step in steps:
        last.press("Enter")
    expect(last).to_be_focused()
    expect(form.locator("[data-placed] > li").last).to_contain_text(steps[-1])


def test_a_dialogue_goes_on_line_by_line_with_the_keyboard_alone(phone: BrowserContext, preview_site: Site) -> None:
    page = _opens(phone, preview_site, "ahmad", "Yusuf er syk")
    expect(page.locator(".bk-said:visible")).to_have_count(3)
    form = page.locator(ASKING)
    form.locator(f"[value='{form.get_attribute('data-right')}']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(form.locator("[data-feedback]")).to_contain_text("Riktig!")
    expect(form.get_by_role("button", name="Neste")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".bk-said:visible")).to_have_count(7)
    form = page.locator(ASKING)
    expect(form.locator("h3")).to_be_focused()
    form.get_by_role("button", name="Vis svaret").press("Enter")
    expect(form.locator("[data-feedback]")).to_contain_text("nøkkelen henger i skapet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Du har gjort hele situasjonen")).to_be_focused()


def test_signs_are_read_by_touch_and_a_wrong_answer_teaches(phone: BrowserContext, preview_site: Site) -> None:
    page = _opens(phone, preview_site, "zahra", "Hva betyr faresymbolet?")
    for number in range(5):
        form = page.locator(ASKING)
        right = str(form.get_attribute("data-right"))
        wanted = f".bk-card:has([value='{right}'])" if number else f".bk-card:not(:has([value='{right}']))"
        form.locator(wanted).first.tap()
        form.get_by_role("button", name="Sjekk", exact=True).tap()
        expect(form.locator("[data-feedback]")).to_contain_text("Riktig!" if number else "hører til dette skiltet")
        form.get_by_role("button", name="Neste").tap()
    expect(page.get_by_role("heading", name="Du har gjort hele situasjonen")).to_be_focused()
    page.get_by_role("button", name="Gjør det en gang til").tap()
    expect(page.locator(ASKING)).to_have_count(1)


def test_places_in_a_picture_are_named(phone: BrowserContext, preview_site: Site) -> None:
    page = _opens(phone, preview_site, "ivan", "Finn det som er feil")
    form = page.locator(ASKING)
    form.locator("[data-show-answer]").tap()
    expect(form.locator("[data-feedback]")).to_contain_text("En flaske har ingen etikett.")


def test_a_word_is_tapped_practised_and_left_again(phone: BrowserContext, preview_site: Site) -> None:
    page = _opens(phone, preview_site, "fatuma", "Samira er alene på jobb")
    word = page.locator("[data-tap]", has_text="søl").first
    word.tap()
    card = page.locator("[data-card]:visible")
    expect(card).to_contain_text("Noe som er rent ut eller falt ned")
    card.get_by_role("button", name="Lukk").tap()
    expect(word).to_be_focused()
    word.tap()
    card.get_by_role("button", name="Øv på dette ordet").tap()
    task = page.locator("[data-task]:not([hidden])")
    expect(task).to_be_visible()
    assert page.locator("[data-task]").count() == 1
    page.locator("[data-finish]").tap()
    page.get_by_role("button", name="Tilbake til situasjonen").tap()
    expect(page.locator("[data-situation]")).to_be_visible()


def test_a_message_stays_hers_till_she_sends_it_and_she_can_take_it_back(
    browser: Browser, phone: BrowserContext, preview_site: Site
) -> None:
    text = "Lampa i trappa mot nord er mørk."
    page = _opens(phone, preview_site, "amina", "Skriv en god melding")
    page.get_by_label("Meldingen din").fill(text)
    page.locator("[name=check]").first.check()
    page.reload()
    expect(page.get_by_label("Meldingen din")).to_have_value(text)
    expect(page.locator("[name=check]").first).to_be_checked()
    context = browser.new_context(base_url=preview_site.url, locale="nb")
    tor = _opens_as_teacher(context.new_page(), preview_site)
    expect(tor.locator("main")).not_to_contain_text(text)

    assert _drafts(page) == 1
    with page.expect_response("**/send_answers*"):
        page.get_by_role("button", name="Send til læreren min").tap()
    expect(page.get_by_role("heading", name="Du har sendt dette til læreren din")).to_be_focused()
    assert _drafts(page) == 0
    tor.reload()
    expect(tor.locator("main")).to_contain_text(text)

    with page.expect_response("**/take_back*"):
        page.get_by_role("button", name="Trekk det tilbake").tap()
    expect(page.get_by_label("Meldingen din")).to_have_value(text)
    tor.reload()
    expect(tor.locator("main")).not_to_contain_text(text)
    context.close()


def _drafts(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('bransjekurs-draft-')).length"))


def test_a_draft_is_gone_after_a_week_and_when_another_person_uses_the_device(
    phone: BrowserContext, preview_site: Site
) -> None:
    page = _opens(phone, preview_site, "hodan", "Skriv en god melding")
    page.get_by_label("Meldingen din").fill("Det er glass på gulvet.")
    page.reload()
    expect(page.get_by_label("Meldingen din")).to_have_value("Det er glass på gulvet.")
    _grow_older(page, days=8)
    page.reload()
    expect(page.get_by_label("Meldingen din")).to_have_value("")
    page.get_by_label("Meldingen din").fill("Det er glass i gangen.")
    assert _drafts(page) == 1
    other = _opens(phone, preview_site, "ahmad", "Yusuf er syk")
    assert _drafts(other) == 0


def test_an_answer_that_waits_is_kept_for_a_month_whoever_uses_the_device(
    phone: BrowserContext, preview_site: Site
) -> None:
    page = _opens(phone, preview_site, "maria", "Yusuf er syk")
    phone.route("**/send_answers*", lambda route: route.abort())
    page.locator(ASKING).get_by_role("button", name="Vis svaret").tap()
    other = _opens(phone, preview_site, "ahmad", "Yusuf er syk")
    assert _waiting(other) == 1
    _grow_older(other, days=31)
    other.reload()
    expect(other.locator(ASKING)).to_be_visible()
    assert _waiting(other) == 0


def _grow_older(page: Page, days: int) -> None:
    """Let everything that is kept have been kept for so long."""
    page.evaluate(
        """days => Object.entries(localStorage).forEach(([key, value]) => localStorage.setItem(key,
          value.replace(/"at":(\\d+)/g, (_, at) => `"at":${at - days * 24 * 3600 * 1000}`)))""",
        days,
    )


def _opens_as_teacher(page: Page, site: Site) -> Page:
    sign_in(page, site, "tor")
    page.goto("/course/")
    page.locator("main .bk-rows").get_by_role("link", name="Skriv en god melding", exact=True).click()
    page.wait_for_url("**/unit/**")
    return page
