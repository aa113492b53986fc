"""The one stylesheet inside a host that has a look of its own: it leaves the host alone, and the host leaves it."""

import gzip
import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import ROOT, Site
from tests.looks.views import WORDS, People, Places, a_round, studio, unit

pytestmark = pytest.mark.xdist_group("browser")
STATIC = ROOT / "xblocks" / "bransjekurs" / "static" / "bransjekurs"
STYLESHEET = STATIC / "bransjekurs.css"
BUDGET = 20 * 1024

# What the LMS and Studio say of elements, in the strength they say it.
HOSTS = {
    "LMS": """
      html { font-size: 100% } body { font: normal 1em/1.6 "Open Sans", serif; color: #313131; margin: 0 }
      .course-wrapper .course-content h2, .course-wrapper .course-content h3 {
        font: normal 1.2em/1.4 Georgia; text-transform: uppercase; letter-spacing: 1px; margin: 0 0 1.5em; color: #777 }
      .course-wrapper .course-content p { margin-bottom: 1.416em; font-size: 1em; color: #888 }
      .course-wrapper .course-content ul, .course-wrapper .course-content ol {
        padding-left: 1em; margin: 1em 0; list-style: disc }
      button, input[type=button], .xblock button { background: linear-gradient(red, blue); color: #fff;
        text-shadow: 0 -1px 0 #005d8a; font: bold 12px Georgia; box-shadow: inset 0 1px 0 #9d9;
        text-transform: uppercase; letter-spacing: 1px; padding: 1px; border-radius: 0 }
      button:hover:not(:disabled) { background: #0f0; color: #f00 }
      a { color: #0a0 } a:hover { color: #a00 } svg { display: block }
      fieldset { padding: 9px; border: 3px solid red } legend { color: red } table { border: 1px solid red }
    """,
    "Studio": """
      html { font-size: 62.5% } body { font: normal 1.6rem/1.5 "Open Sans", serif; color: #222; margin: 0 }
      * { box-sizing: content-box }
      h2, h3, h4 { font-size: 2.4rem; font-weight: 300; margin: 0 0 2rem; color: #888 }
      input[type=text], input[type=number], textarea, select { font: italic 1.1rem Georgia; padding: 6px 8px 8px;
        border: 1px solid #b2b2b2; border-radius: 2px; background: linear-gradient(#ddd, #fff);
        box-shadow: 0 1px 2px #000 inset; width: 50% }
      label { display: block; font: italic bold 10px Georgia; color: #999; margin: 0 0 1rem }
      .wrapper-xblock button { border: 1px solid #0075b4; font-size: 1.4rem; color: #fff; background: #0075b4 }
      li { line-height: 1; margin-bottom: 5px } details { margin: 7px } p { margin: 10px 0; color: #999 }
    """,
}
OUTSIDE = """<h2>Out</h2>
  <p>Text <a href="#">link</a> <span data-size="lg" data-color="danger" class="ds-input">x</span></p>
  <button>Host</button><button class="ds-button" data-variant="secondary">Host</button><input type="text">
  <fieldset><legend>l</legend><label>x</label></fieldset><details><summary>s</summary>d</details>
  <ul class="bk-rows"><li class="ds-link">y</li></ul>
  <table class="ds-table bk-table"><tr><th>a</th><td>b</td></tr></table>
  <h1 hidden>hidden</h1><dialog open>d</dialog>"""
# Computed styles: of the host's own elements all of them, but for the height of what holds our block and its own too;
# of ours those that a host is likely to change.
ALL_STYLES = """() => [...document.querySelectorAll('html, body, #outside, #outside *')].flatMap(it => {
  const style = getComputedStyle(it);
  const tall = it.closest('#outside') ? [] : ['block-size', 'height', 'perspective-origin', 'transform-origin'];
  const names = [...style].filter(name => !name.startsWith('--') && !tall.includes(name));
  return names.map(name => `${it.localName} ${name}: ${style[name]}`);
})"""
OUR_STYLES = """() => [...document.querySelectorAll('.bransjekurs *')].flatMap(it => {
  if (!it.checkVisibility()) return [];
  const style = getComputedStyle(it);
  const names = ['color', 'backgroundColor', 'backgroundImage', 'fontSize', 'fontWeight', 'fontStyle', 'fontFamily',
    'lineHeight', 'letterSpacing', 'textTransform', 'textShadow', 'boxShadow', 'boxSizing', 'borderTopWidth',
    'borderTopColor', 'borderRadius', 'marginTop', 'marginBottom', 'paddingTop', 'paddingLeft', 'listStyleType',
    'display', 'width', 'height'];
  return names.map(name => `${it.localName}.${it.classList} ${name}: ${style[name]}`);
})"""


@pytest.fixture(scope="module")
def fragments(browser: Browser, preview_site: Site) -> dict[str, str]:
    """What three blocks show, as the host gets it."""
    people = People(browser, preview_site)
    ways = {
        "plan": ("yusuf", unit("Min plan")),
        "words": ("maria", unit(WORDS)),
        "round": ("layla", a_round),
        "certificate": ("amina", unit("Beviset mitt")),
        "studio": ("tor", studio("Ord om trygt arbeid")),
    }
    found = {}
    for name, (who, go) in ways.items():
        page = people.page(who)
        go(page, Places())
        found[name] = page.locator("main .bransjekurs").first.evaluate("it => it.outerHTML")
    return found


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 900, "height": 800}, reduced_motion="reduce")


@pytest.mark.parametrize("host", HOSTS)
def test_the_host_looks_the_same_with_our_stylesheet_and_without(page: Page, host: str, fragments) -> None:
    _show(page, HOSTS[host], "", fragments["plan"])
    without = page.evaluate(ALL_STYLES)
    _show(page, HOSTS[host], STYLESHEET.read_text(encoding="utf-8"), fragments["plan"])
    assert page.evaluate(ALL_STYLES) == without


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("name", ["plan", "words", "round", "certificate", "studio"])
def test_our_blocks_look_the_same_in_every_host(page: Page, host: str, name: str, fragments) -> None:
    ours = STYLESHEET.read_text(encoding="utf-8")
    _show(page, "body { margin: 0 }", ours, fragments[name])
    alone = page.evaluate(OUR_STYLES)
    _show(page, HOSTS[host], ours, fragments[name])
    changed = [now for was, now in zip(alone, page.evaluate(OUR_STYLES), strict=True) if was != now]
    assert changed == []


def test_the_stylesheet_is_small_enough_for_a_phone() -> None:
    assert len(gzip.compress(STYLESHEET.read_bytes(), 9)) <= BUDGET


def test_nothing_is_fetched_from_other_machines() -> None:
    for path in STATIC.rglob("*.*"):
        found = re.findall(r"url\(\s*[\"']?(?!data:)[^)]*|@import[^;]*|https?://(?!www\.w3\.org/)\S*", path.read_text())
        assert found == [], path


def _show(page: Page, host: str, ours: str, block: str) -> None:
    """The block in a host's page; the host's styles come last, as Studio loads them."""
    around = '<div class="course-wrapper wrapper-xblock"><div class="course-content"><div class="xblock">'
    styles = f"<style>{ours}</style><style>{host}</style>"
    outside = f'<div id="outside">{OUTSIDE}</div>'
    page.set_content(f'<!doctype html><html lang="nb">{styles}<body>{outside}{around}{block}</div></div></div>')
