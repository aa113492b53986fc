"""Somebody at a screen of their own, and the ways that several journeys go."""

from playwright.sync_api import Browser, Page

from tests.browser import Site, sign_in

COURSE = "/bransjekurs/course-v1:fjordbyen+RENHOLD+2026"
PHONE, DESK = 360, 1280


def person(browser: Browser, site: Site, username: str = "", width: int = DESK) -> Page:
    """Return the page of somebody, signed in unless they have no account."""
    context = browser.new_context(base_url=site.url, locale="nb", viewport={"width": width, "height": 780})
    page = context.new_page()
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


def send(page: Page, do: str) -> None:
    """Press the page's first button that does this, and be where it leads."""
    with page.expect_navigation():
        page.locator(f"main button[name=do][value={do}]:visible").first.click()


def unfold(page: Page, words: str) -> None:
    """Open the fold with these words, if it is not open."""
    fold = page.locator("details", has=page.locator("summary", has_text=words)).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()


def ask(page: Page, name: str, **chosen: str) -> str:
    """Fill in the form for a link to somebody without an account; return the link, which is shown once."""
    form = page.locator("form:has(button[value=ask])")
    for field, value in chosen.items():
        form.locator(f"[name={field}][value={value}]").check()
    form.locator("[name=mentor]").fill(name)
    with page.expect_navigation():
        form.locator("button[value=ask]").click()
    return page.locator(".bk-link-alone code").inner_text()
