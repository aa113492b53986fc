"""Somebody at a screen of their own, and the ways that several journeys go."""

from playwright.sync_api import Browser, Page

from tests.browser import Site, sign_in

COURSE = "/bransjekurs/course-v1:fjordbyen+RENHOLD+2026"
PHONE, DESK = 360, 1280


def person(browser: Browser, site: Site, username: str = "", width: int = DESK) -> Page:
    """Return the page of somebody, signed in unless they have no account."""
    context = browser.new_context(base_url=site.url, locale="nb", viewport={"width": width, "height": 780})
    page = context.new_page()
    page.set_default_timeout(8000)
    if username:
        sign_in(page, site, username)
    return page


def address_of(follower: Page, name: str) -> str:
    """Return the address of the page about a participant, by way of the group."""
    follower.goto(f"{COURSE}/group/?search={name.split(maxsplit=1)[0]}")
    href = follower.locator("table").get_by_role("link", name=name).first.get_attribute("href")
    return str(href).partition("?")[0]


def press(page: Page, name: str) -> None:
    """Press the button and be where it leads."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()
