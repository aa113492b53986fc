"""Our steps in Open edX's filters, beside the operator's own and after them; and where their Mako template is."""

from pathlib import Path
from typing import Any

STEPS = {
    "org.openedx.learning.instructor.dashboard.render.started.v1": "bransjekurs.filters.GroupOnInstructorDashboard",
    "org.openedx.learning.certificate.render.started.v1": "bransjekurs.filters.CertificateBesidePlatforms",
}
TEMPLATES = str(Path(__file__).parents[1] / "mako")


def add_filters(settings: Any) -> None:
    """Put each step last in its filter unless ``BRANSJEKURS_FILTERS`` is off; what the operator has set there stays.

    Safe to do again: the operator's file comes after the first time, and may have taken the place of what was added.
    """
    wanted = bool(getattr(settings, "BRANSJEKURS_FILTERS", True))
    config = dict(getattr(settings, "OPEN_EDX_FILTERS_CONFIG", None) or {})
    for name, step in STEPS.items():
        entry = _as_dict(config.get(name))
        others = [one for one in entry.get("pipeline", []) if one != step]
        if wanted:
            config[name] = {**entry, "pipeline": [*others, step]}
        elif name in config:
            config[name] = {**entry, "pipeline": others}
    settings.OPEN_EDX_FILTERS_CONFIG = config
    folders = [one for one in getattr(settings, "MAKO_TEMPLATE_DIRS_BASE", None) or [] if str(one) != TEMPLATES]
    settings.MAKO_TEMPLATE_DIRS_BASE = [*folders, TEMPLATES] if wanted else folders


def _as_dict(entry: Any) -> dict[str, Any]:
    """Return a filter's configuration in its longest form; Open edX reads a list or a single step too."""
    if isinstance(entry, dict):
        return entry
    steps = [entry] if isinstance(entry, str) else list(entry or [])
    return {"fail_silently": True, "pipeline": steps}
