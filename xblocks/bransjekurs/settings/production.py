"""What must hold after the operator's file, which is read between ``common`` and this and replaces whole values."""

from typing import Any

from bransjekurs.settings.filters import add_filters


def plugin_settings(settings: Any) -> None:
    """Put our filters beside those that the operator's file sets."""
    add_filters(settings)
