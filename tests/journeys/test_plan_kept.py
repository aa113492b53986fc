"""The network goes in the middle of a form, and two teachers save at once: nothing that was typed is lost."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Error as BrowserError

from tests.browser import Site, preview
from tests.journeys.people import PHONE, address_of, person, press

pytestmark = pytest.mark.xdist_group("journeys")
SAID = "Yusuf sier at han liker jobben."
AGREED = "Yusuf øver på maskinen hver fredag."
KEPT = "[data-offline]"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with preview(tmp_path_factory.mktemp("kept")) as running:
        yield running


@pytest.fixture
def tor(browser: Browser, site: Site) -> Page:
    return person(browser, site, "tor")


@pytest.fixture
def nina(browser: Browser, site: Site) -> Page:
    return person(browser, site, "nina")


def without_network(page: Page, save: Callable[[], None], told: str) -> None:
    """Save while the network is gone, see that it is kept, try to load the page; then the network comes back."""
    page.context.set_offline(True)
    save()
    expect(page.locator(told)).to_be_visible()
    with pytest.raises(BrowserError, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)


def test_a_conversation_is_not_lost_with_the_network(tor: Page) -> None:
    where = f"{address_of(tor, 'Yusuf Ali')}conversations/"
    tor.goto(where)
    form = tor.locator("form[data-keep^=hold]").first
    form.locator("[name=said]").fill(SAID)
    form.locator("[name=goals]").first.check()
    without_network(tor, form.get_by_role("button", name="Lagre det du skrev").click, KEPT)
    tor.goto(where)
    expect(form.locator("[name=said]")).to_have_value(SAID)
    expect(form.locator("[name=goals]").first).to_be_checked()
    form.locator("[name=agreed]").fill(AGREED)
    press(tor, "Lagre det du skrev")
    expect(tor.locator("[data-told]")).to_be_visible()
    expect(tor.locator("main")).to_contain_text(SAID)
    expect(tor.locator("main")).to_contain_text(AGREED)
    expect(form.locator("[name=said]")).to_have_value("")


def test_a_week_is_not_lost_with_the_network(tor: Page) -> None:
    where = f"{address_of(tor, 'Minh Tran')}time/"
    tor.goto(where)
    tor.locator("[name=shift-1-0]").fill("07.00–15.00")
    tor.locator("[name=weeks]").select_option("2")
    press(tor, "Vis disse ukene")
    tor.locator("[name=shift-2-4]").fill("12.00–20.00")
    without_network(tor, tor.get_by_role("button", name="Lagre tiden").click, KEPT)
    tor.goto(where)
    tor.locator("[name=paid_hours]").fill("3")
    # The second week has no fields before it is asked for again; what was written for it is saved all the same.
    press(tor, "Lagre tiden")
    expect(tor.locator("[data-told]")).to_be_visible()
    for name, value in (("shift-1-0", "07.00–15.00"), ("shift-2-4", "12.00–20.00"), ("paid_hours", "3")):
        expect(tor.locator(f"[name={name}]")).to_have_value(value)


def test_a_mapping_is_not_lost_with_the_network(browser: Browser, site: Site, tor: Page) -> None:
    where = f"{address_of(tor, 'Amina Hassan')}mapping/experience/"
    amina = person(browser, site, "amina", PHONE)
    amina.goto(where)
    amina.locator("[name=work]").fill("Kokk i to år.")
    without_network(amina, amina.get_by_role("button", name="Neste").click, "[data-save=lost]")
    amina.goto(where)
    expect(amina.locator("[name=work]")).to_have_value("Kokk i to år.")
    amina.get_by_role("button", name="Neste").click()
    expect(amina.locator("h1")).to_have_text("Skole og utdanning")
    tor.goto(where)
    expect(tor.locator("[name=work]")).to_have_value("Kokk i to år.")


def test_what_came_back_with_a_mistake_is_kept_too(tor: Page) -> None:
    where = f"{address_of(tor, 'Pawel Zielinski')}time/"
    tor.goto(where)
    tor.locator("[name=shift-1-0]").fill("07.00–15.00")
    tor.locator("[name=shift-1-1]").fill("sju til tre")
    press(tor, "Lagre tiden")
    expect(tor.locator("[data-error-summary]")).to_be_visible()
    tor.goto(where)
    expect(tor.locator("[name=shift-1-0]")).to_have_value("07.00–15.00")
    expect(tor.locator("[name=shift-1-1]")).to_have_value("sju til tre")


def test_two_teachers_write_the_same_week_and_the_second_sees_both(tor: Page, nina: Page) -> None:
    where = f"{address_of(tor, 'Samira Haddad')}time/"
    for page in (tor, nina):
        page.goto(where)
        page.locator("#change-time > summary").click()
    tor.locator("[name=shift-1-5]").fill("10.00–14.00")
    press(tor, "Lagre tiden")
    expect(tor.locator("[data-told]")).to_be_visible()
    nina.locator("[name=own_hours]").fill("2")
    press(nina, "Lagre tiden")
    expect(nina.locator(".bk-conflict")).to_contain_text("Tor Bakken")
    expect(nina.locator(".bk-conflict")).to_contain_text("Lørdag 10.00–14.00")
    expect(nina.locator(".bk-conflict h2")).to_be_in_viewport()
    # The tab is closed by mistake: what Nina wrote is there when she comes back, and what Tor saved with it.
    nina.goto(where)
    expect(nina.locator("[name=own_hours]")).to_have_value("2")
    expect(nina.locator("[name=shift-1-5]")).to_have_value("10.00–14.00")
    press(nina, "Lagre tiden")
    expect(nina.locator("[data-told]")).to_be_visible()
    expect(nina.locator("[name=own_hours]")).to_have_value("2")
    expect(nina.locator("[name=shift-1-5]")).to_have_value("10.00–14.00")


def test_two_teachers_write_the_same_conversation_and_the_second_sees_both(tor: Page, nina: Page) -> None:
    where = f"{address_of(tor, 'Maria Santos')}conversations/"
    for page in (tor, nina):
        page.goto(where)
    tor.locator("form[data-keep^=hold] [name=said]").first.fill("Maria vil ta fagbrev.")
    press(tor, "Lagre det du skrev")
    expect(tor.locator("[data-told]")).to_be_visible()
    nina.locator("form[data-keep^=hold] [name=said]").first.fill("Maria vil lese mer norsk.")
    press(nina, "Lagre det du skrev")
    expect(nina.locator(".bk-conflict")).to_contain_text("Tor Bakken")
    expect(nina.locator(".bk-conflict")).to_contain_text("Maria vil ta fagbrev.")
    said = nina.locator("form[data-keep^=hold] [name=said]").first
    expect(said).to_have_value("Maria vil lese mer norsk.")
    said.fill("Maria vil ta fagbrev, og lese mer norsk.")
    press(nina, "Lagre det du skrev")
    expect(nina.locator("[data-told]")).to_be_visible()
    tor.goto(where)
    expect(tor.locator("main")).to_contain_text("Maria vil ta fagbrev, og lese mer norsk.")


def test_two_teachers_write_the_same_way_on_and_the_second_sees_both(tor: Page, nina: Page) -> None:
    where = f"{address_of(tor, 'Rosa Fernandes')}goals/"
    for page in (tor, nina):
        page.goto(where)
    for page, text in ((tor, "Fagbrev som renholdsoperatør."), (nina, "Norskprøve B1 i mai.")):
        page.locator("[name=way_on]").evaluate("it => { it.closest('details')?.setAttribute('open', '') }")
        page.locator("[name=way_on]").fill(text)
        with page.expect_navigation():
            page.locator("button[value=way_on]").click()
    expect(nina.locator(".bk-conflict")).to_contain_text("Fagbrev som renholdsoperatør.")
    expect(nina.locator("[name=way_on]")).to_have_value("Norskprøve B1 i mai.")
