"""What journeys need: a browser. Each starts a preview of its own, since it moves the clock."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser import Site, browser, preview_site
from tests.journeys.people import PHONE

__all__ = ["browser", "phone", "preview_site"]


@pytest.fixture
def phone(browser: Browser, preview_site: Site) -> Iterator[BrowserContext]:
    """A phone with a touch screen, and nobody signed in."""
    size = {"width": PHONE, "height": 780}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True, locale="nb", base_url=preview_site.url)
    yield context
    context.close()
