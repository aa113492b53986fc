"""Each view, measured in the browser: what helping technology meets, and whether it fits where people read it."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import ROOT, Site
from tests.looks.views import VIEWS, People, Places, View, prepare

pytestmark = pytest.mark.xdist_group("browser")
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Folds are opened, and what a browser with a Norwegian voice shows is shown.
SHOW_EVERYTHING = """() => {
  document.querySelectorAll('main details, .bransjekurs details').forEach(fold => { fold.open = true });
  document.querySelectorAll('[data-speak], [data-copy], [data-tick-all]').forEach(button => { button.hidden = false });
}"""
AXE_FINDS = """async tags => (await axe.run({runOnly: tags, resultTypes: ['violations']})).violations
  .flatMap(fault => fault.nodes.map(node => `${fault.id}: ${node.html.slice(0, 200)}`))"""
# Whatever reaches beyond the right edge, unless it scrolls in a box of its own.
TOO_WIDE = """() => {
  const page = document.documentElement;
  const cut = it => it && it !== page && (getComputedStyle(it).overflowX !== 'visible' || cut(it.parentElement));
  const right = it => Math.round(it.getBoundingClientRect().right);
  return [...document.body.querySelectorAll('*')]
    .filter(it => it.checkVisibility() && right(it) > page.clientWidth + 1 && !cut(it))
    .map(it => `${right(it)} px: ${it.outerHTML.slice(0, 160)}`).slice(0, 5);
}"""
# A link inside a sentence is as high as its line; a box in a label is pressed by the label;
# a link for the keyboard alone has no size till it is there.
TOO_SMALL = """least => {
  const inSentence = it => it.matches('a') && getComputedStyle(it).display === 'inline'
    && it.parentElement.innerText.trim() !== it.innerText.trim();
  const all = 'a[href], button, summary, select, textarea, input:not([type=hidden]), label';
  return [...document.querySelectorAll(all)]
    .filter(it => it.checkVisibility() && !it.closest('[aria-hidden=true]') && !it.disabled)
    // The platform's own question under a situation is the platform's.
    .filter(it => !it.closest('.problems-wrapper, .problem'))
    .filter(it => it.matches('label') ? it.querySelector('input') : !it.closest('label'))
    .filter(it => !inSentence(it))
    .map(it => [it, it.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.width < least || box.height < least))
    .map(([it, box]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${it.outerHTML.slice(0, 160)}`);
}"""
TWICE_THE_TEXT = """() => {
  const all = [document.body, ...document.body.querySelectorAll('*')].filter(it => !it.closest('svg'));
  const sizes = all.map(it => parseFloat(getComputedStyle(it).fontSize));
  all.forEach((it, n) => it.style.setProperty('font-size', `${2 * sizes[n]}px`, 'important'));
}"""
CUT_OFF = """() => [...document.querySelectorAll('main *:not(textarea, input, select, option)')]
  .filter(it => it.checkVisibility() && it.childElementCount === 0 && it.innerText)
  .filter(it => it.getBoundingClientRect().width > 2 && ['hidden', 'clip'].includes(getComputedStyle(it).overflowY))
  .filter(it => it.scrollHeight > it.clientHeight + 1)
  .map(it => it.outerHTML.slice(0, 160))"""


@pytest.fixture(scope="module")
def people(browser: Browser, preview_site: Site) -> People:
    return People(browser, preview_site)


@pytest.fixture(scope="module")
def places(people: People) -> Places:
    return prepare(people)


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: view.name)
def page(people: People, places: Places, request: pytest.FixtureRequest) -> Page:
    """A view, opened once for all the tests below."""
    view: View = request.param
    page = people.page(view.who, 360)
    view.go(page, places)
    page.evaluate(SHOW_EVERYTHING)
    return page


def test_helping_technology_finds_everything_named_and_readable(page: Page) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        faults += [f"{width}: {fault}" for fault in page.evaluate(AXE_FINDS, RULES)]
    assert faults == []


def test_it_fits_a_small_phone_and_a_thumb(page: Page) -> None:
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL, 44 if _is_practice(page) else 24) == []


def test_text_can_be_twice_as_large(page: Page) -> None:
    page.set_viewport_size({"width": 720, "height": 800})
    page.evaluate(TWICE_THE_TEXT)
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT_OFF) == []


def _is_practice(page: Page) -> bool:
    return page.locator(".bk-practice").count() > 0
