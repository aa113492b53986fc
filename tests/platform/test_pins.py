"""An operator installs the wheel beside Open edX's pins: each of them stays, and everything we need is to be had."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_package import wheel  # noqa: F401  # the fixture

HERE = Path(__file__).parent


def pins(release: str) -> dict[str, str]:
    lines = (HERE / f"pins-{release}.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


def resolved(package: Path, release: str) -> dict[str, str]:
    """What pip would install into an empty environment, by name."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    constraints = ["--constraint", str(HERE / f"pins-{release}.txt")]
    # The matrix has a release's pins in the environment; these are to be the only ones.
    others = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
    run = subprocess.run(
        [*command, *constraints, str(package)], capture_output=True, text=True, env=others, check=False
    )
    assert run.returncode == 0, run.stderr
    found = [one["metadata"] for one in json.loads(run.stdout)["install"]]
    return {re.sub(r"[-_.]+", "-", one["name"]).lower(): one["version"] for one in found}


@pytest.mark.parametrize("release", ["teak", "verawood"])
def test_the_wheel_takes_the_platforms_versions(wheel: Path, release: str) -> None:  # noqa: F811
    wanted, found = pins(release), resolved(wheel, release)
    met = set(wanted) & set(found)
    assert {name: found[name] for name in met} == {name: wanted[name] for name in met}
    assert {"django", "xblock", "lxml", "cryptography", "web-fragments", "edx-opaque-keys", "icalendar"} <= met
