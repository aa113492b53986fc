"""The platform's text and question blocks, as a participant meets them in the preview."""

import os
from collections.abc import Iterator

import pytest
from bransjekurs.preview.load import load
from bransjekurs.preview.models import Grade
from playwright.sync_api import Page, expect, sync_playwright

from tests.preview.courses import QUESTION_UNIT, TEXT_UNIT

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(live_server, var, archive, monkeypatch) -> Iterator[Page]:
    # Playwright runs an event loop in this thread; the database is used between its calls, never during one.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    load(archive)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url, viewport={"width": 360, "height": 740})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda request: faults.append(request.url))
        page.goto("/")
        page.get_by_role("button", name="Logg inn som Amina").click()
        page.wait_for_url("**/course/**")  # all of it: a page that is left while it loads is a request that failed
        yield page
        browser.close()
    assert faults == []


def test_a_question_is_answered_wrong_and_then_right(page: Page):
    page.goto(f"/unit/{QUESTION_UNIT}/")
    page.get_by_label("Votter").check()
    page.get_by_role("button", name="Svar", exact=True).click()
    expect(page.locator(".notification-submit")).to_contain_text("Feil (0/1 poeng)")
    assert Grade.objects.get().earned == 0

    page.get_by_label("Hansker", exact=True).check()
    page.get_by_role("button", name="Svar", exact=True).click()
    expect(page.locator(".notification-submit")).to_contain_text("Riktig (1/1 poeng)")
    assert Grade.objects.get().earned == 1


def test_a_text_is_read_and_marked_as_done(page: Page):
    page.goto(f"/unit/{TEXT_UNIT}/")
    expect(page.get_by_text("Bruk hansker & briller.")).to_be_visible()
    page.get_by_role("link", name="HMS på norsk").click()
    expect(page.get_by_role("listitem").filter(has_text="Les")).to_contain_text("Ferdig")


def test_the_bar_leaves_the_phone_to_the_page(page: Page):
    box = page.locator(".preview-bar").bounding_box()
    assert box is not None
    assert box["height"] <= 56
    page.locator("summary", has_text="Amina").click()
    expect(page.get_by_role("link", name="Klokka")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
