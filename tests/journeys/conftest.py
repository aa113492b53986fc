"""What journeys need: a browser. Each starts a preview of its own, since it moves the clock."""

from tests.browser import browser

__all__ = ["browser"]
