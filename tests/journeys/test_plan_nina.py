"""Nina, the Norwegian teacher: the levels skill by skill, whether the progression is realistic, and what happened."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import preview
from tests.journeys.people import address_of, person, send

pytestmark = pytest.mark.xdist_group("journeys")
WHY = "Leser godt, men skriver lite. Trenger hjelp med å skrive."
LEVELS = {"listening": "A2", "speaking": "A2", "reading": "A1", "writing": "A1"}


def test_nina_judges_the_progression_and_sees_it_again_beside_what_happened(browser: Browser, tmp_path: Path) -> None:
    with preview(tmp_path / "var") as site:
        nina = person(browser, site, "nina")
        about = address_of(nina, "Berhane Tesfay")
        notes_the_levels(nina, about)
        judges_the_progression(nina, about)
        tor = person(browser, site, "tor")
        tor.goto("/clock/")
        with tor.expect_navigation():
            tor.get_by_role("button", name="Gå en uke fram").click()
        notes_a_higher_level(nina, about)
        sees_both(nina, about)


def choose(nina: Page, where: str, level: str) -> None:
    nina.goto(where)
    nina.locator(f"[name=level][value={level}]").check()
    expect(nina.locator("[data-save=saved]")).to_be_visible()


def notes_the_levels(nina: Page, about: str) -> None:
    for skill, level in LEVELS.items():
        choose(nina, f"{about}mapping/{skill}/", level)
    nina.goto(f"{about}gap/")
    expect(nina.locator(".bk-gap-skill", has_text="Skrive").first).to_contain_text("A1")


def judges_the_progression(nina: Page, about: str) -> None:
    nina.locator("[name=verdict][value=with_support]").check()
    nina.locator("form[data-keep=progression] [name=reason]").fill(WHY)
    send(nina, "progression")
    expect(nina.locator("#progression")).to_contain_text("Realistisk med mer støtte")
    expect(nina.locator("#progression")).to_contain_text(WHY)


def notes_a_higher_level(nina: Page, about: str) -> None:
    choose(nina, f"{about}mapping/writing/", "A2")


def sees_both(nina: Page, about: str) -> None:
    nina.goto(f"{about}gap/")
    told = nina.locator("#progression")
    expect(told).to_contain_text(WHY)
    expect(told).to_contain_text("Skrive: A1 → A2")
    nina.goto(f"{about}history/")
    for words in ("framgang i norsk", "Realistisk med mer støtte", "Nina Berg (norsklærer)"):
        expect(nina.locator("main")).to_contain_text(words)
