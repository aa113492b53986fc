"""These tests have settings of their own: ``pytest --ds tests.platform.compat.settings tests/platform/compat``."""

from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not settings.BRANSJEKURS_PLATFORM.startswith("bransjekurs.compat"):
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(
                    pytest.mark.skip(reason="run with --ds tests.platform.compat.settings, as make test does")
                )
