"""Tor follows up: who needs him, a conversation, the next date, dates for several, a mentor asked, a goal judged."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import Site, preview
from tests.journeys.people import COURSE, PHONE, ask, person, send, unfold

pytestmark = pytest.mark.xdist_group("journeys")
GOAL = "Få hjelp når det skjer en ulykke"


def test_tor_follows_up_those_who_need_him(browser: Browser, tmp_path: Path) -> None:
    with preview(tmp_path / "var") as site:
        tor = person(browser, site, "tor")
        about = finds_who_needs_him(tor)
        holds_a_conversation(tor, about)
        plans_the_next_for_several(tor)
        link = asks_the_mentor(tor, about)
        sees_nothing_before_it_is_opened(tor, about)
        liv_opens_and_answers(browser, site, link, tor, about)
        judges(tor, about)
        sees_that_nothing_waits(tor, about)


def finds_who_needs_him(tor: Page) -> str:
    tor.goto(f"{COURSE}/group/")
    tor.get_by_label("Behov").select_option("disagreement")
    tor.get_by_label("Hvem som er ansvarlig").select_option(label="Tor Bakken")
    with tor.expect_navigation():
        tor.get_by_role("button", name="Søk").click()
    rows = tor.locator("tbody tr:has([name=participants]), #people tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Yusuf Ali")
    href = rows.get_by_role("link", name="Yusuf Ali").first.get_attribute("href")
    return str(href).partition("?")[0]


def holds_a_conversation(tor: Page, about: str) -> None:
    tor.goto(f"{about}conversations/")
    expect(tor.locator("main")).to_contain_text(GOAL)
    form = tor.locator("form[data-keep^=hold]").first
    form.locator("[name=took_part]").fill("Yusuf, Liv og Tor")
    form.locator("[name=said]").fill("Yusuf vil øve mer med maskinen.")
    form.locator("[name=agreed]").fill("Liv viser ham maskinen på fredag.")
    form.locator("[name=with_whom]").fill("Tor og Liv")
    with tor.expect_navigation():
        form.locator("button[value=hold]").click()
    expect(tor.locator("[data-told]")).to_be_visible()
    expect(tor.locator(".bk-talk").first).to_contain_text("Liv viser ham maskinen på fredag.")


def plans_the_next_for_several(tor: Page) -> None:
    tor.goto(f"{COURSE}/group/?need=review_overdue")
    unfold(tor, "Gjør noe for dem du krysser av")
    tor.get_by_role("button", name="Kryss av alle på sida").click()
    form = tor.locator("form:has(button[value=review])")
    form.locator("[name=date]").fill("2027-01-12")
    form.locator("[name=time]").fill("10:00")
    form.locator("[name=with_whom]").fill("Tor")
    with tor.expect_navigation():
        form.locator("button[value=review]").click()
    expect(tor.locator("[data-told]")).to_be_visible()
    tor.goto(f"{COURSE}/group/?need=review_overdue")
    expect(tor.locator("tbody [name=participants]")).to_have_count(0)


def asks_the_mentor(tor: Page, about: str) -> str:
    tor.goto(about)
    with tor.expect_navigation():
        tor.locator("#goals").get_by_role("link", name="Stoppe smitte").click()
    unfold(tor, "Spør fadderen på jobben")
    return ask(tor, "Liv")


def sees_nothing_before_it_is_opened(tor: Page, about: str) -> None:
    tor.reload()
    unfold(tor, "Spør fadderen på jobben")
    expect(tor.locator("#mentor .bk-requests")).to_contain_text("Liv")
    expect(tor.locator("#mentor .bk-requests")).not_to_contain_text("åpnet")


def liv_opens_and_answers(browser: Browser, site: Site, link: str, tor: Page, about: str) -> None:
    liv = person(browser, site, width=PHONE)
    liv.goto(link)
    tor.reload()
    expect(tor.locator("#mentor .bk-requests")).to_contain_text("åpnet")
    liv.get_by_text("Ja, alene").click()
    liv.get_by_role("textbox").fill("Vasker hendene før og etter.")
    send(liv, "send")
    expect(liv.locator("main")).to_contain_text("Takk")
    tor.reload()
    expect(tor.locator("#mentor .bk-requests")).to_contain_text("har svart")
    expect(tor.locator(".bk-views")).to_contain_text("Vasker hendene før og etter.")


def judges(tor: Page, about: str) -> None:
    tor.goto(f"{COURSE}/group/")
    with tor.expect_navigation():
        tor.locator(".bk-needs li", has_text="Yusuf Ali").first.get_by_role("link").first.click()
    expect(tor.get_by_role("heading", name=GOAL)).to_be_visible()
    form = tor.locator("form[aria-labelledby=judge]")
    form.get_by_label("Nådd med støtte").check()
    form.locator("[name=evidence]").first.check()
    form.locator("[name=reason]").fill("Klarer det når noen viser ham maskinen.")
    send(tor, "judge")
    expect(tor.locator("[data-told]")).to_contain_text("Vurderingen er lagret")


def sees_that_nothing_waits(tor: Page, about: str) -> None:
    expect(tor.locator("main")).to_contain_text(re.compile(r"5 av \d+ mål er kvittert"))
    tor.goto(f"{COURSE}/group/?need=disagreement")
    expect(tor.locator("tbody")).not_to_contain_text("Yusuf Ali")
