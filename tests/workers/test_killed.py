"""Workers that are killed (-9) in the middle of issuing, again and again: everybody gets one certificate in the end.

Real processes and a real database file. BRANSJEKURS_TEST_GROUP says how many participants there are (30).
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SIZE = int(os.environ.get("BRANSJEKURS_TEST_GROUP", "30"))
KILLS = 10
# A task takes some 20 ms: the blow falls anywhere in it.
_WITHIN_A_TASK = 0.03


class Site:
    """A preview's database in a folder of its own, and workers that come and go."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.environment = os.environ | {
            "BRANSJEKURS_VAR": str(var), "DJANGO_SETTINGS_MODULE": "tests.preview_settings",
        }  # fmt: skip

    def start(self, *what: object) -> subprocess.Popen[str]:
        """Start a process of ``group.py`` by exec, never by fork."""
        command = [sys.executable, "-m", "tests.workers.group", *map(str, what)]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)  # fmt: skip

    def ask(self, question: str) -> list[tuple]:
        """Ask the database file itself."""
        with closing(sqlite3.connect(self.var / "preview.sqlite3")) as database:
            return database.execute(question).fetchall()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def _run_until(worker: subprocess.Popen[str], tasks: int, then: float) -> None:
    """Let a worker do some tasks, and kill it a moment into the next."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    print("go", file=worker.stdin, flush=True)
    for _ in range(tasks):
        worker.stdout.readline()
    time.sleep(then)  # not to wait for anything: where in the task it is killed is left to chance
    worker.kill()
    worker.wait()


def test_ten_workers_are_killed_in_the_middle_and_everybody_gets_one(site: Site) -> None:
    chance = random.Random(6)
    run = int(site.start("make", SIZE).communicate()[0])
    following = site.start("work", run)
    done = []
    for _ in range(KILLS):
        worker, following = following, site.start("work", run)
        _run_until(worker, chance.randrange(max(1, SIZE * 3 // (2 * KILLS))), chance.uniform(0, _WITHIN_A_TASK))
        done.append(site.ask("SELECT count(*) FROM bransjekurs_certificate")[0][0])
    assert 0 < done[-1] < SIZE, f"killed in the middle, not before or after: {done}"
    following.communicate("go\n")

    assert following.returncode == 0
    assert site.ask("SELECT count(*), count(DISTINCT user_id), max(version) FROM bransjekurs_certificate") == [
        (SIZE, SIZE, 1)
    ]
    assert site.ask("SELECT count(*), count(DISTINCT certificate_id) FROM bransjekurs_signedcredential"
                    " WHERE document != ''") == [(SIZE, SIZE)]  # fmt: skip
    assert site.ask("SELECT count(*) FROM bransjekurs_issuingtask t JOIN bransjekurs_certificate c"
                    " ON c.number = t.number AND c.user_id = t.user_id"
                    " WHERE t.state = 'issued' AND t.told_at IS NOT NULL") == [(SIZE,)]  # fmt: skip
    letters = "SELECT count(*), count(DISTINCT recipients) FROM bransjekurs_preview_outboxmail"
    assert site.ask(letters) == [(SIZE, SIZE)], "one letter each: it goes out in the transaction that notes it"
    assert site.ask("PRAGMA integrity_check") == [("ok",)]
