"""What journeys need: a browser. Each starts a preview of its own, since it moves the clock."""

from tests.browser import browser, preview_site

__all__ = ["browser", "preview_site"]
