"""What Tutor does for bransjekurs: the image, the settings, the first start, the tasks of hours and nights.

Everything Tutor renders stands in ``patches/`` and ``tasks/``, named as Tutor names them.
"""

from collections.abc import Iterable
from pathlib import Path

import click
from tutor import hooks

HERE = Path(__file__).parent

hooks.Filters.CONFIG_DEFAULTS.add_items(
    [
        # What pip installs into the image: a version from the index, a path or an address.
        ("BRANSJEKURS_REQUIREMENT", "bransjekurs[command]==0.1.0"),
        # Which zone a day belongs to.
        ("BRANSJEKURS_TIME_ZONE", "Europe/Oslo"),
        # Who issues certificates, by the organisation in the course key: see the operator's guide.
        ("BRANSJEKURS_ISSUERS", {}),
    ]
)

# A checkout of the project, mounted, is used in place of what the image holds (tutor mounts add …).
hooks.Filters.MOUNTED_DIRECTORIES.add_item(("openedx", "bransjekurs"))

for patch in sorted((HERE / "patches").iterdir()):
    hooks.Filters.ENV_PATCHES.add_item((patch.name, patch.read_text(encoding="utf-8")))

# Before the platform's own first tasks: its migrations run our check of the settings, which asks for the keys.
# The tables come with the platform's own migrations, since the plugin is an app like any other.
hooks.Filters.CLI_DO_INIT_TASKS.add_item(
    ("lms", (HERE / "tasks" / "keys").read_text(encoding="utf-8")), priority=hooks.priorities.HIGH
)


def _task(name: str) -> str:
    return (HERE / "tasks" / name).read_text(encoding="utf-8")


@click.command(name="bransjekurs-hourly", help="Take up certificates left undone, and send reminders that are due.")
def hourly() -> Iterable[tuple[str, str]]:
    """Yield what is run in the LMS container, once an hour; running it twice does nothing twice."""
    yield ("lms", _task("hourly"))


@click.command(name="bransjekurs-nightly", help="Bring the group views up to date.")
def nightly() -> Iterable[tuple[str, str]]:
    """Yield what is run in the LMS container, once a night; running it twice does nothing twice."""
    yield ("lms", _task("nightly"))


hooks.Filters.CLI_DO_COMMANDS.add_items([hourly, nightly])
