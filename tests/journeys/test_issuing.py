"""Tor asks for names, issues to several and follows it: by itself, without JavaScript, after he has left it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser import ROOT, Site, preview, sign_in
from tests.journeys.people import COURSE, PHONE, person, press

pytestmark = pytest.mark.xdist_group("journeys")
THREE = {"amina": "Amina Hassan", "samira": "Samira Haddad", "yusuf": "Yusuf Ali"}
# What a screen reader tells of the page, in order.
LISTEN = """() => {
  const status = document.querySelector("[role=status]");
  window.heard = [];
  new MutationObserver(() => window.heard.push(status.innerText)).observe(status, { childList: true, subtree: true });
}"""


class Worker:
    """A worker in a process of its own, on the preview's database, that does a task when told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def does_one(self) -> None:
        print("go", file=self.process.stdin, flush=True)
        assert self.process.stdout.readline(), "the worker ended before the task was done"


@contextmanager
def worker(site: Site, run: str) -> Iterator[Worker]:
    ours = {"BRANSJEKURS_VAR": str(site.var), "DJANGO_SETTINGS_MODULE": "bransjekurs.preview.settings"}
    command = [sys.executable, "-m", "tests.workers.group", "step", run]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | ours, **pipes) as process:
        try:
            yield Worker(process)
        finally:
            process.kill()


def test_tor_issues_to_three_and_follows_them_to_the_end(browser: Browser, tmp_path: Path) -> None:
    with preview(tmp_path / "var") as site:
        tor = person(browser, site, "tor", PHONE)
        asks_for_the_names(tor)
        amina_confirms_hers_from_her_plan(browser, site)
        samira_confirms_hers_from_the_letter(browser, site, letter_to(tor, "samira"))
        confirms_the_name(browser, site, "yusuf")
        only_looks(tor.context)
        run = asks_for(tor, [*THREE.values()])
        expect(tor.get_by_role("status")).to_have_text("0 av 3 er ferdige.")
        tor.evaluate(LISTEN)
        with worker(site, run) as hers:
            sees_it_move_by_itself(tor, hers)
            yusuf_gets_another_teacher(browser, site)
            comes_back_and_sees_the_same(browser, site, run)
            hers.does_one()
        goes_on_at_the_top_when_all_is_done(tor)
        hears_each_step_once(tor)
        sees_who_got_what_and_who_did_not(tor)


def asks_for_the_names(tor: Page) -> None:
    tor.goto(f"{COURSE}/certificates/")
    expect(tor.get_by_role("heading", name="20 har ikke bekreftet navnet")).to_be_visible()
    press(tor, "Be 20 om å bekrefte navnet")
    expect(tor.locator("[data-told]")).to_have_text("20 er bedt om å bekrefte navnet.")
    expect(tor.get_by_role("button", name="om å bekrefte navnet")).to_have_count(0)


def amina_confirms_hers_from_her_plan(browser: Browser, site: Site) -> None:
    amina = person(browser, site, "amina", PHONE)
    amina.goto("/course/")
    amina.locator("main").get_by_role("link", name="Min plan", exact=True).last.click()
    step = amina.locator(".bk-next")
    expect(step.get_by_role("heading")).to_have_text("Er navnet ditt riktig skrevet?")
    step.get_by_role("link", name="Se på navnet mitt").click()
    says_yes(amina, "amina")
    amina.go_back()
    amina.reload()
    expect(amina.locator(".bk-next").get_by_role("heading")).not_to_have_text("Er navnet ditt riktig skrevet?")
    amina.context.close()


def letter_to(tor: Page, username: str) -> str:
    """Return the address in the letter, as it stands in the outbox."""
    tor.goto("/outbox/")
    letter = tor.locator(".preview-mail", has_text=f"{username}@").first
    return str(re.search(r"http\S+", letter.inner_text())[0])


def samira_confirms_hers_from_the_letter(browser: Browser, site: Site, link: str) -> None:
    samira = person(browser, site, "samira", PHONE)
    samira.goto(link)
    says_yes(samira, "samira")
    samira.context.close()


def says_yes(page: Page, username: str) -> None:
    button = page.get_by_role("button", name="Ja, navnet er riktig")
    expect(button).to_be_in_viewport()
    button.click()
    expect(page.locator("main")).to_contain_text(f"Navnet ditt: {THREE[username]}")


def confirms_the_name(browser: Browser, site: Site, username: str) -> None:
    page = person(browser, site, username, PHONE)
    page.goto("/course/")
    page.locator("main").get_by_role("link", name="Beviset mitt", exact=True).last.click()
    says_yes(page, username)
    page.context.close()


def only_looks(context: BrowserContext) -> None:
    """Let the page do as where workers do the work: what it sends asks how far they are, and does nothing itself."""
    context.route("**/certificates/*/", _as_a_look)


def _as_a_look(route: Route) -> None:
    route.continue_(method="GET") if route.request.method == "POST" else route.continue_()


def asks_for(tor: Page, names: list[str]) -> str:
    """Tick them and ask; return the run's id, as it stands in the address."""
    tor.goto(f"{COURSE}/certificates/")
    for name in names:
        tor.get_by_label(name).check()
    press(tor, "Utsted til dem jeg har krysset av")
    return tor.url.rstrip("/").rpartition("/")[2]


def sees_it_move_by_itself(tor: Page, hers: Worker) -> None:
    tor.get_by_role("button", name="Gå videre").focus()
    for done in (1, 2):
        hers.does_one()
        expect(tor.get_by_role("status")).to_have_text(f"{done} av 3 er ferdige.")
        assert tor.locator("progress").get_attribute("value") == str(done)
        expect(tor.get_by_role("button", name="Gå videre")).to_be_focused()


def yusuf_gets_another_teacher(browser: Browser, site: Site) -> None:
    """Tor runs the course too: he takes himself off Yusuf while the work goes on."""
    tor = person(browser, site, "tor")
    tor.goto(f"{COURSE}/group/?search=Yusuf")
    tor.get_by_label("Kryss av Yusuf Ali").check()
    tor.locator("summary", has_text="Gjør noe for dem du krysser av").click()
    tor.get_by_label("Brukernavn eller e-post").fill("tor")
    press(tor, "Ta bort personen")
    expect(tor.locator("[data-told]")).to_be_visible()
    tor.context.close()


def comes_back_and_sees_the_same(browser: Browser, site: Site, run: str) -> None:
    """Whoever leaves the page finds it again from the list."""
    tor = person(browser, site, "tor")
    tor.goto(f"{COURSE}/certificates/")
    only_looks(tor.context)
    tor.get_by_role("link", name="Fortsett med den").click()
    assert tor.url.endswith(f"/certificates/{run}/")
    expect(tor.get_by_role("status")).to_have_text("2 av 3 er ferdige.")
    tor.context.close()


def goes_on_at_the_top_when_all_is_done(tor: Page) -> None:
    heading = tor.get_by_role("heading", level=1)
    expect(heading).to_have_text("Bevisene er utstedt")
    expect(heading).to_be_focused()
    expect(tor).to_have_title("Bevisene er utstedt")


def sees_who_got_what_and_who_did_not(tor: Page) -> None:
    got = tor.locator("section", has=tor.get_by_role("heading", name="De fikk bevis")).get_by_role("listitem")
    expect(got).to_have_count(2)
    expect(got.nth(0)).to_contain_text("Amina Hassan Deltakerbevis", use_inner_text=True)
    expect(got.nth(1)).to_contain_text("Samira Haddad Dokumentasjon av delvis måloppnåelse", use_inner_text=True)
    none = tor.locator("section", has=tor.get_by_role("heading", name="De fikk ikke bevis")).get_by_role("listitem")
    expect(none).to_have_count(1)
    expect(none).to_contain_text("Yusuf Ali")
    expect(none).to_contain_text("Du følger ikke denne deltakeren lenger.")
    got.nth(1).get_by_role("link").click()
    expect(tor.get_by_role("heading", level=1)).to_have_text("Samira Haddad")


def hears_each_step_once(tor: Page) -> None:
    end = "3 av 3 er ferdige. 2 har bevis nå. 1 fikk ikke bevis."
    assert tor.evaluate("window.heard") == ["1 av 3 er ferdige.", "2 av 3 er ferdige.", end]


@pytest.mark.parametrize("scripts", [True, False], ids=["network lost", "without JavaScript"])
def test_tor_gets_there_with_a_network_that_fails_and_without_javascript(
    browser: Browser, tmp_path: Path, scripts: bool
) -> None:
    with preview(tmp_path / "var") as site:
        confirms_the_name(browser, site, "amina")
        context = browser.new_context(base_url=site.url, locale="nb", java_script_enabled=scripts)
        tor = context.new_page()
        tor.set_default_timeout(8000)
        sign_in(tor, site, "tor")
        if scripts:
            context.route("**/certificates/*/", _fails_once())
        asks_for(tor, ["Amina Hassan"])
        expect(tor.get_by_role("status")).to_have_text("0 av 1 er ferdige.")
        if not scripts:
            press(tor, "Gå videre")
        expect(tor.get_by_role("status")).to_have_text("1 av 1 er ferdige. 1 har bevis nå.")
        expect(tor.get_by_role("main").get_by_role("listitem")).to_contain_text("Amina Hassan")
        tor.get_by_role("link", name="Tilbake til lista").click()
        expect(tor.locator("main")).to_contain_text("Har et bevis fra før.")


def _fails_once():
    """Lose the first thing that the page sends by itself."""
    lost: list[Route] = []

    def answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    return answer
