"""Amina is mapped on her telephone: the network goes and comes, Tor writes at the same time, and nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Site, preview, sign_in

pytestmark = pytest.mark.xdist_group("browser")
COURSE = "/bransjekurs/course-v1:fjordbyen+RENHOLD+2026"
WHY = "Jeg liker å se at det blir rent."


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with preview(tmp_path_factory.mktemp("mapping")) as running:
        yield running


@pytest.fixture
def amina(browser: Browser, site: Site) -> Page:
    return _person(browser, site, "amina", 360)


@pytest.fixture
def tor(browser: Browser, site: Site) -> Page:
    return _person(browser, site, "tor", 1280)


def _person(browser: Browser, site: Site, username: str, width: int) -> Page:
    context = browser.new_context(base_url=site.url, locale="nb", viewport={"width": width, "height": 740})
    page = context.new_page()
    sign_in(page, site, username)
    return page


def _mapping_of_amina(tor: Page) -> str:
    tor.goto(f"{COURSE}/group/")
    href = tor.locator("table").get_by_role("link", name="Amina Hassan").first.get_attribute("href")
    return f"{str(href).partition('?')[0]}mapping/"


def _saved(page: Page) -> None:
    expect(page.locator("[data-save=saved]")).to_be_visible()


def _choose(page: Page, words: str) -> None:
    page.locator(".bk-card").get_by_text(words, exact=True).click()


def test_the_plan_leads_to_the_mapping_and_one_area_leads_to_the_next(amina: Page) -> None:
    amina.goto("/course/")
    amina.locator("main .bk-rows").get_by_role("link", name="Min plan", exact=True).click()
    amina.get_by_role("link", name="Begynn kartleggingen").click()
    amina.get_by_role("link", name="Begynn", exact=True).click()
    expect(amina.locator("h1")).to_have_text("Tidligere kartlegging")
    _choose(amina, "Vet ikke")
    _saved(amina)
    amina.get_by_role("button", name="Neste: hva du vil").click()
    expect(amina.locator("h1")).to_have_text("Hva du vil")


def test_what_is_typed_while_the_network_is_gone_is_kept_and_saved_when_it_comes_back(amina: Page, tor: Page) -> None:
    area = f"{_mapping_of_amina(tor)}interest/"
    amina.goto(area)
    _choose(amina, "Ja, jeg er sikker")
    _saved(amina)
    amina.context.set_offline(True)
    amina.locator("[name=why]").fill(WHY)
    expect(amina.locator("[data-save=lost]")).to_be_visible()
    amina.get_by_role("button", name="Neste").click()
    expect(amina.locator("[data-save=lost]")).to_be_visible()
    expect(amina.locator("[name=why]")).to_have_value(WHY)
    amina.context.set_offline(False)
    _saved(amina)
    tor.goto(area)
    expect(tor.locator("[name=why]")).to_have_value(WHY)


def test_a_tab_that_closes_without_network_loses_nothing(amina: Page, tor: Page) -> None:
    area = f"{_mapping_of_amina(tor)}education/"
    amina.goto(area)
    amina.context.set_offline(True)
    amina.locator("[name=subject]").fill("Sykurs på kveldsskole.")
    expect(amina.locator("[data-save=lost]")).to_be_visible()
    context = amina.context
    amina.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(area)
    expect(again.locator("[name=subject]")).to_have_value("Sykurs på kveldsskole.")
    _saved(again)
    again.reload()
    expect(again.locator("[name=subject]")).to_have_value("Sykurs på kveldsskole.")


def test_when_both_write_at_once_the_second_sees_both(amina: Page, tor: Page) -> None:
    area = f"{_mapping_of_amina(tor)}experience/"
    amina.goto(area)
    tor.goto(area)
    amina.locator("[name=work]").fill("Vasket på hotell i to år.")
    _saved(amina)
    tor.locator("[name=work]").fill("Jobbet på hotell.")
    expect(tor.locator("[data-save=refused]")).to_be_visible()
    tor.get_by_role("button", name="Neste").click()
    expect(tor.locator(".bk-conflict")).to_contain_text("Amina Hassan har også skrevet her")
    expect(tor.locator(".bk-conflict")).to_contain_text("Vasket på hotell i to år.")
    expect(tor.locator("[name=work]")).to_have_value("Jobbet på hotell.")
    tor.locator("[name=work]").fill("Vasket på hotell i to år. Kan hotellsenger.")
    _saved(tor)
    amina.goto(area)
    expect(amina.locator("[name=work]")).to_have_value("Vasket på hotell i to år. Kan hotellsenger.")


def test_what_is_needed_is_not_kept_on_a_device_that_others_use(amina: Page, tor: Page) -> None:
    amina.goto(f"{_mapping_of_amina(tor)}needs/")
    amina.context.set_offline(True)
    amina.locator("[name=more]").fill("En stol å hvile på.")
    expect(amina.locator("[data-save=lost]")).to_be_visible()
    kept = amina.evaluate("() => [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})]")
    assert "stol" not in kept[0]
    assert "stol" in kept[1]
    amina.context.set_offline(False)
    _saved(amina)
    assert "stol" not in amina.evaluate("() => JSON.stringify({...sessionStorage})")


def test_without_scripts_the_form_is_saved_by_its_button(browser: Browser, site: Site, tor: Page) -> None:
    path = _mapping_of_amina(tor)
    context = browser.new_context(base_url=site.url, locale="nb", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site, "amina")
    page.goto(f"{path}reading/")
    _choose(page, "Jeg leser skilt og enkle ord")
    page.get_by_role("button", name="Neste: skrive").click()
    expect(page.locator("h1")).to_have_text("Norsk: skrive")
    page.goto(path.replace("/mapping/", "/gap/"))
    expect(page.locator(".bk-gap-skill", has_text="Lese").first).to_contain_text("1 trinn igjen")
    page.get_by_role("button", name="Legg det jeg har valgt, i planen").click()
    expect(page.locator("[data-told]")).to_have_text("Valget ditt er lagret.")
