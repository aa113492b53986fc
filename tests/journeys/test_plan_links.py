"""Kari, mentor and employer, without an account and on a telephone: hours, an observation, the agreement, the time."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Site, preview
from tests.journeys.people import PHONE, address_of, ask, person, send, unfold

pytestmark = pytest.mark.xdist_group("journeys")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with preview(tmp_path_factory.mktemp("links")) as running:
        yield running


@pytest.fixture
def tor(browser: Browser, site: Site) -> Page:
    return person(browser, site, "tor")


def fits_the_screen(page: Page) -> None:
    """Nothing has to be dragged sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_kari_confirms_hours_and_says_what_she_has_seen(browser: Browser, site: Site, tor: Page) -> None:
    about = address_of(tor, "Samira Haddad")
    tor.goto(f"{about}time/")
    unfold(tor, "Send en lenke til fadderen eller arbeidsgiveren")
    hours = ask(tor, "Kari", purpose="confirm_hours")
    kari = person(browser, site, width=PHONE)
    kari.goto(hours)
    expect(kari.locator("h1")).to_have_text("Stemmer timene til Samira?")
    fits_the_screen(kari)
    send(kari, "send")
    expect(kari.get_by_role("alert").first).to_be_visible()  # nothing is chosen yet
    expect(kari.get_by_label("Hva er feil?")).to_be_visible()
    kari.get_by_text("Ja, timene stemmer").click()
    expect(kari.get_by_label("Hva er feil?")).to_be_hidden()
    send(kari, "send")
    expect(kari.locator("main")).to_contain_text("Takk")
    tor.goto(f"{about}time/")
    expect(tor.locator("section[aria-labelledby=work-hours]")).to_contain_text("48 timer er bekreftet")

    tor.goto(f"{about}?goal=avvik")
    unfold(tor, "Spør fadderen på jobben")
    kari.goto(ask(tor, "Kari"))
    fits_the_screen(kari)
    kari.get_by_text("Ja, med støtte").click()
    kari.get_by_role("textbox").fill("Sier fra når jeg spør.")
    send(kari, "send")
    expect(kari.locator("main")).to_contain_text("Takk")
    tor.goto(f"{about}?goal=avvik")
    expect(tor.locator(".bk-views")).to_contain_text("Sier fra når jeg spør.")


def test_the_employer_agrees_to_the_plan_and_sees_the_agreed_time(browser: Browser, site: Site, tor: Page) -> None:
    about = address_of(tor, "Samira Haddad")
    tor.goto(f"{about}agreement/")
    if tor.locator("button[value=propose]").is_visible():
        send(tor, "propose")
    unfold(tor, "Spør arbeidsgiveren eller den tillitsvalgte")
    employer = person(browser, site, width=PHONE)
    employer.goto(ask(tor, "Kari Moen", role="employer"))
    expect(employer.locator("h1")).to_contain_text("Samira")
    expect(employer.locator("main")).to_contain_text("Mandag–fredag 07.00–15.00")
    fits_the_screen(employer)
    employer.locator("[name=answer][value=agree]").check()
    employer.locator("[name=name]").fill("Kari Moen")
    employer.locator("[name=role]").fill("Driftsleder")
    send(employer, "send")
    expect(employer.locator("main")).to_contain_text("Takk")
    tor.goto(f"{about}agreement/")
    expect(tor.locator(".bk-agreed")).to_contain_text("Arbeidsgiveren: Kari Moen")

    tor.goto(f"{about}time/")
    unfold(tor, "Send en lenke til fadderen eller arbeidsgiveren")
    employer.goto(ask(tor, "Kari Moen", purpose="see_time"))
    expect(employer.locator("h1")).to_have_text("Uka til Samira Haddad")
    expect(employer.locator(".bk-week")).to_contain_text("07.00–15.00")
    fits_the_screen(employer)
