"""What looking needs: a preview that runs, and a browser."""

from tests.browser import browser, preview_site

__all__ = ["browser", "preview_site"]
