"""What Tutor does for bransjekurs: the image, the settings, the key, the tasks of hours and nights.

Everything Tutor renders stands in ``patches/`` and ``tasks/``, named as Tutor names them.
"""

from collections.abc import Iterable
from pathlib import Path

import click
from Crypto.PublicKey import ECC
from tutor import hooks

HERE = Path(__file__).parent

hooks.Filters.CONFIG_DEFAULTS.add_items(
    [
        # What pip installs into the image, where no checkout is mounted: a version from an index, or an address.
        ("BRANSJEKURS_REQUIREMENT", "bransjekurs[command]==0.1.0"),
        # Which zone a day belongs to.
        ("BRANSJEKURS_TIME_ZONE", "Europe/Oslo"),
        # Who issues certificates, by the organisation in the course key: see the operator's guide.
        ("BRANSJEKURS_ISSUERS", {}),
        # Any other of the settings in the operator's guide, by name.
        ("BRANSJEKURS_SETTINGS", {}),
    ]
)


def new_key() -> str:
    """Return a new private key as ``bransjekurs keys new`` makes one: Ed25519, PKCS #8 in PEM."""
    return str(ECC.generate(curve="Ed25519").export_key(format="PEM"))


# Made once and kept in config.yml, as the platform's own secrets are: the containers that Tutor starts for a task share
# no folder with the others in every release, but they all share the settings.
hooks.Filters.ENV_TEMPLATE_VARIABLES.add_item(("bransjekurs_new_key", new_key))
hooks.Filters.CONFIG_UNIQUE.add_item(("BRANSJEKURS_KEY", "{{ bransjekurs_new_key() }}"))

# A checkout of the project, mounted, is what the image is built from and the containers use (tutor mounts add …).
hooks.Filters.MOUNTED_DIRECTORIES.add_item(("openedx", "bransjekurs"))

# The operator's file, for LMS and Studio: read before the plugin looks at its settings.
ENV_FILE = (HERE / "patches" / "env").read_text(encoding="utf-8")
hooks.Filters.ENV_PATCHES.add_items([("lms-env", ENV_FILE), ("cms-env", ENV_FILE)])

for patch in ("openedx-common-settings", "openedx-dockerfile-post-python-requirements", "k8s-deployments"):
    hooks.Filters.ENV_PATCHES.add_item((patch, (HERE / "patches" / patch).read_text(encoding="utf-8")))


def _task(name: str) -> str:
    return (HERE / "tasks" / name).read_text(encoding="utf-8")


@click.command(name="bransjekurs-hourly", help="Take up certificates left undone, and send reminders that are due.")
def hourly() -> Iterable[tuple[str, str]]:
    """Yield what is run in the LMS container, once an hour; running it twice does nothing twice."""
    yield ("lms", _task("hourly"))


@click.command(name="bransjekurs-nightly", help="Make anew who needs a person, in all courses.")
def nightly() -> Iterable[tuple[str, str]]:
    """Yield what is run in the LMS container, once a night; running it twice does nothing twice."""
    yield ("lms", _task("nightly"))


hooks.Filters.CLI_DO_COMMANDS.add_items([hourly, nightly])
