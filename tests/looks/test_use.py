"""Using it without a mouse, and following every link."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlparse

import lxml.html
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import Site
from tests.looks.views import ANYONE, TASK, WORDS, People, Places, has_moved_on, later, unit

pytestmark = pytest.mark.xdist_group("browser")
OF_A_KIND = 2  # pages that differ in a number only: so many of each are enough
# What shows where the keyboard is: an outline, or a ring of shadow; a heading that is read out needs none.
SHOWS_FOCUS = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  const shown = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || it.tabIndex < 0;
  const card = it.closest('label');
  return shown || (card && getComputedStyle(card).outlineStyle !== 'none');
}"""


@pytest.fixture(scope="module")
def people(browser: Browser, preview_site: Site) -> People:
    return People(browser, preview_site)


def test_marek_practises_three_days_with_the_keyboard_alone(people: People) -> None:
    page = people.page("marek", 360)
    kinds = set()
    for _day in range(3):
        unit(WORDS)(page, Places())
        _tab_to(page, "form[data-handler=start_round] button")
        page.keyboard.press("Enter")
        expect(page.locator(TASK)).to_be_visible()
        while page.locator(TASK).count():
            kinds.add(_answers(page))
        expect(page.get_by_role("heading", name="Ferdig for i dag")).to_be_focused()
        later(people, days=1)
    assert len(kinds) >= 3


def _answers(page: Page) -> str | None:
    """Answer the task and go on; return its kind."""
    task = page.locator(TASK)
    kind, term = task.get_attribute("data-kind"), task.get_attribute("data-term")
    expect(task.locator("[data-focus]")).to_be_focused()
    if not task.locator("[type=radio]").count():
        page.keyboard.type("mopp")
    _choose(page, task.locator("[type=radio][name=answer]"))
    page.keyboard.press("Enter")
    expect(task.locator("[data-next]")).to_be_focused()
    assert page.evaluate(SHOWS_FOCUS), term
    page.keyboard.press("Enter")
    has_moved_on(page)
    return kind


def _choose(page: Page, radios: Locator) -> None:
    """Choose the first of some radio buttons."""
    if not radios.count():
        return
    _tab_to(page, "[type=radio][name=answer]")
    page.keyboard.press("Space")
    expect(page.locator(f"{TASK} [name=answer]:checked")).to_have_count(1)


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"The keyboard does not reach {selector}")


@pytest.mark.parametrize("who", [ANYONE, "yusuf", "kofi", "tor", "nina", "per"])
def test_every_link_leads_where_its_reader_may_go(people: People, who: str) -> None:
    page = people.page(who)
    page.goto("/" if who == ANYONE else "/clock/")
    todo = list(_links(page.content(), page.url))
    seen: dict[str, int] = {}
    kinds: Counter[str] = Counter()
    while todo:
        url = todo.pop(0)
        kind = re.sub(r"\d+", "N", url)
        if url in seen or kinds[kind] == OF_A_KIND:
            continue
        kinds[kind] += 1
        answer = page.request.get(url)
        seen[url] = answer.status
        if "html" in answer.headers["content-type"]:
            todo += _links(answer.text(), url)
    assert {url: status for url, status in seen.items() if status != 200} == {}


def _links(html: str, url: str) -> Iterator[str]:
    """The addresses in this site that a page links to; those in a letter are for the one it was sent to."""
    own = "//main//a[not(ancestor::*[contains(@class, 'preview-mail')])]/@href | //header//a/@href"
    for href in lxml.html.fromstring(html).xpath(own):
        target = urljoin(url, href).partition("#")[0]
        if urlparse(target).netloc == urlparse(url).netloc:
            yield target
