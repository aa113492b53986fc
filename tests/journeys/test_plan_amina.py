"""Amina makes her plan on her telephone: mapping, gap, goals, a measure, her week, and the agreement."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import preview
from tests.journeys.people import COURSE, PHONE, address_of, person, send

pytestmark = pytest.mark.xdist_group("journeys")
# What she chooses on each screen of the mapping; a screen that is not named is answered with "Vet ikke".
ANSWERS = {"interest": ["interest-sure"], "experience": ["paid-years"], "reading": ["level-A1"]}


def test_amina_goes_from_the_mapping_to_a_plan_that_she_agrees_to(browser: Browser, tmp_path: Path) -> None:
    with preview(tmp_path / "var") as site:
        tor = person(browser, site, "tor")
        about = address_of(tor, "Amina Hassan")
        amina = person(browser, site, "amina", PHONE)
        begins_the_mapping(amina)
        answers_every_screen(amina)
        takes_what_is_proposed(amina)
        finds_her_goals_in_the_plan(amina)
        writes_a_goal_of_her_own_and_a_measure(amina, about)
        writes_her_week(amina, about)
        tor_makes_a_version(tor, about)
        agrees(amina, about)
        reads_who_has_done_what(amina, about)


def begins_the_mapping(amina: Page) -> None:
    amina.goto("/course/")
    amina.locator("main .bk-rows").get_by_role("link", name="Min plan", exact=True).click()
    amina.get_by_role("link", name="Begynn kartleggingen").click()
    amina.get_by_role("link", name="Begynn", exact=True).click()
    expect(amina.locator("h1")).to_have_text("Tidligere kartlegging")


def answers_every_screen(amina: Page) -> None:
    """One question area a screen; each choice is saved as she makes it."""
    while "/gap/" not in amina.url:
        path = amina.url
        area = path.rstrip("/").rpartition("/")[2]
        chosen = amina.locator("[type=radio][value=unknown]").first
        if area in ANSWERS:
            name, _dash, value = ANSWERS[area][0].partition("-")
            chosen = amina.locator(f"[name={name}][value={value}]")
        if area == "needs":
            chosen = amina.locator("[name=needs][value=no]")
        if chosen.count():
            chosen.check()
            expect(amina.locator("[data-save=saved]")).to_be_visible()
        amina.locator(
            "main form[data-autosave] button[type=submit], main form[data-autosave] button:not([type])"
        ).last.click()
        amina.wait_for_url(lambda url, path=path: url != path)


def takes_what_is_proposed(amina: Page) -> None:
    expect(amina.locator("h1")).to_have_text("Du og jobben")
    expect(amina.locator(".bk-gap-skill", has_text="Lese").first).to_contain_text("igjen")
    proposed = amina.locator("[name=taken]")
    expect(proposed.first).to_be_visible()
    proposed.first.check()
    send(amina, "answer")
    expect(amina.locator("[data-told]")).to_have_text("Valget ditt er lagret.")


def finds_her_goals_in_the_plan(amina: Page) -> None:
    amina.goto("/course/")
    amina.locator("main .bk-rows").get_by_role("link", name="Min plan", exact=True).click()
    expect(amina.locator("main")).to_contain_text(re.compile(r"0 av \d+ mål er kvittert"))
    goal = amina.locator("details.bk-goal, details", has=amina.get_by_role("button", name="Jeg har begynt")).first
    if goal.get_attribute("open") is None:
        goal.locator("summary").first.click()
    goal.get_by_role("button", name="Jeg har begynt").click()
    expect(amina.get_by_role("heading", name="Dette jobber du med nå")).to_be_visible()


def writes_a_goal_of_her_own_and_a_measure(amina: Page, about: str) -> None:
    amina.goto(f"{about}goals/")
    own = amina.locator("form[data-keep=own-goal]")
    own.evaluate(
        "it => { for (let e = it.closest('details'); e; e = e.parentElement.closest('details')) e.open = true }"
    )
    own.locator("[name=title]").fill("Ringe kunder")
    own.locator("[name=plain]").fill("Jeg ringer og sier når jeg kommer.")
    send(amina, "own_goal")
    expect(amina.locator("[data-told]")).to_be_visible()
    amina.goto(f"{about}goals/?goal=avvik")
    form = amina.locator("form[data-keep^=measure-avvik]").first
    form.evaluate(
        "it => { for (let e = it.closest('details'); e; e = e.parentElement.closest('details')) e.open = true }"
    )
    form.locator("[name=responsible]").fill("Kari")
    with amina.expect_navigation():
        form.locator("button[value=measure]").click()
    expect(amina.locator("[data-told]")).to_be_visible()
    expect(amina.locator("main")).to_contain_text("Kari")


def writes_her_week(amina: Page, about: str) -> None:
    amina.goto(f"{about}time/")
    expect(amina.get_by_role("heading", name="Skriv når du jobber")).to_be_visible()
    for day in range(5):
        amina.locator(f"[name=shift-1-{day}]").fill("07.00–15.00")
    amina.locator("[name=study-0-day]").select_option("1")
    amina.locator("[name=study-0-from]").fill("14.00")
    amina.locator("[name=study-0-to]").fill("16.00")
    amina.locator("[name=own_hours]").fill("2")
    send(amina, "time")
    # On Tuesday at two she is at work: the page says so, and offers another time.
    expect(amina.locator(".bk-next")).to_contain_text("Tirsdag kl. 14.00 er du på vakt")
    send(amina, "move")
    expect(amina.locator("[data-told]")).to_be_visible()
    expect(amina.locator(".bk-next")).to_contain_text("Alt passer denne uka")


def show(form: Locator) -> None:
    """Open the folds that the form is in."""
    form.evaluate("it => { while ((it = it.parentElement)) if (it.tagName === 'DETAILS') it.open = true; }")


def tor_makes_a_version(tor: Page, about: str) -> None:
    tor.goto(f"{about}agreement/")
    send(tor, "propose")
    expect(tor.locator(".bk-next")).to_contain_text("Versjon 1 venter på")


def agrees(amina: Page, about: str) -> None:
    amina.goto(f"{about}agreement/")
    expect(amina.locator("main")).to_contain_text("Ringe kunder")
    amina.get_by_role("button", name="Jeg sier ja til planen").click()
    expect(amina.locator(".bk-agreed")).to_contain_text("Amina Hassan")


def reads_who_has_done_what(amina: Page, about: str) -> None:
    amina.goto(f"{about}history/")
    for words in ("Ringe kunder: målet i planen", "Uka: studietid", "Avtale: versjon å bli enige om", "Norsk: lese"):
        expect(amina.locator("main")).to_contain_text(words, ignore_case=True)
    assert COURSE in amina.url
