"""Workers as an operator runs them: processes of their own, on the tests' database and broker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bransjekurs.certificates.models import Certificate
from django.db import connection

from tests.conftest import Cast
from tests.services import servers

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without the servers there is nothing to see; see the Makefile for how they are started."""
    if servers.HOME not in os.environ:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="make test-services starts MariaDB and Redis"))


class Workers:
    """Celery's workers, two at a time; ``log`` is where they write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "workers.log"
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        celery = (sys.executable, "-m", "celery", "-A", "tests.services.worker", "worker", "--concurrency", "2")
        places = {
            "BRANSJEKURS_TEST_DATABASE_NAME": connection.settings_dict["NAME"],
            "BRANSJEKURS_TEST_VAR": str(self.folder),
        }
        with self.log.open("ab") as log:
            run = {"cwd": ROOT, "env": os.environ | places, "stdout": log, "stderr": log, "start_new_session": True}
            self.running.append(subprocess.Popen(celery, **run))

    def kill(self) -> None:
        """End all of them at once, whatever they are doing."""
        for one in self.running:
            os.killpg(one.pid, signal.SIGKILL)
            one.wait()
        self.running.clear()


@pytest.fixture
def workers(cast: Cast, settings, tmp_path: Path) -> Iterator[Workers]:
    """Workers beside the course, in the folder where its archive is; killed at the end."""
    import tests.services.worker  # noqa: F401  # what ``delay`` hands over to

    settings.BRANSJEKURS_WORKERS = True
    found = Workers(tmp_path)
    yield found
    found.kill()


def issued() -> int:
    """How many certificates there are by now; others commit meanwhile."""
    return Certificate.objects.count()
