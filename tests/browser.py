"""The preview as people start it, and a browser to use it with: for the journeys and for the looks.

A test module that uses the fixtures imports them in its folder's ``conftest.py``.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Browser, Frame, Page, Route, expect, sync_playwright

ROOT = Path(__file__).parent.parent
COURSE = "course_templates/bransjekurs/renhold"
SHARED = "BRANSJEKURS_TESTS_SHARED"  # the variable that names a folder which all processes of one run share
_SECONDS_TO_START = 300

# How fast a page comes is the machine's affair: whoever waits for something on it waits as long as for the page.
expect.set_options(timeout=30_000)


@dataclass(frozen=True)
class Site:
    """A preview that runs: its address, and the folder that it keeps things in."""

    url: str
    var: Path


@contextmanager
def preview(var: Path) -> Iterator[Site]:
    """Run ``bransjekurs preview`` as a process of its own, with everything it keeps in ``var``."""
    url = f"http://127.0.0.1:{_free_port()}"
    if not (var / "preview.sqlite3").exists():
        shutil.copytree(_first_start(), var, dirs_exist_ok=True)
    with _running(url, var):
        yield Site(url, var)


def _first_start() -> Path:
    """Start a preview from nothing, and leave it as it was when the first person came: every preview begins there.

    The course and the histories of its group take long to load, so the tests of one run share one loading.
    """
    shared = Path(os.environ[SHARED])
    var = shared / "var"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "loaded").exists():
            with _running(f"http://127.0.0.1:{_free_port()}", var):
                pass
            (shared / "loaded").touch()
    return var


@contextmanager
def _running(url: str, var: Path) -> Iterator[None]:
    var.mkdir(parents=True, exist_ok=True)
    log = var / "preview.log"
    with log.open("a+", encoding="utf-8") as errors, _started(var, url, errors) as process:
        _wait_for_address(process, url, log)
        yield


@contextmanager
def _started(var: Path, url: str, errors: object) -> Iterator[subprocess.Popen[str]]:
    port = url.rpartition(":")[2]
    command = [Path(sys.executable).with_name("bransjekurs"), "preview", COURSE, "--port", port]
    # The tests' own settings are not the preview's.
    ours = {"DJANGO_SETTINGS_MODULE", "BRANSJEKURS_ADDRESS"}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment | {"BRANSJEKURS_VAR": str(var)},
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _wait_for_address(process: subprocess.Popen[str], url: str, log: Path) -> None:
    """Read what the preview prints until it says where it is; fail with its log if it ends before that."""
    too_late = Timer(_SECONDS_TO_START, process.kill)
    too_late.start()
    said = any(url in line for line in process.stdout)
    too_late.cancel()
    assert said, f"The preview did not start:\n{log.read_text(encoding='utf-8')}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sign_in(page: Page, site: Site, username: str) -> None:
    """Choose who to be, and arrive where that person starts."""
    page.goto(f"{site.url}/")
    page.locator(f"button[name=username][value={username}]").click()
    page.wait_for_url(lambda url: url != f"{site.url}/")


def framed(page: Page, allow: str = "") -> Frame:
    """Show the page in a frame, as the learning pages of Open edX show a block; ``allow`` is what the frame may use."""
    page.context.route("**/unit/**", _without_frame_options)
    frame = f'<iframe src="{page.url}" allow="{allow}" width="350" height="700"></iframe>'
    page.evaluate("frame => { document.body.innerHTML = frame }", frame)
    page.wait_for_function("frames.length")
    return page.frames[1]


def _without_frame_options(route: Route) -> None:
    """Let a page stand in a frame: the preview's own do not, those of Open edX do."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name.lower() != "x-frame-options"}
    route.fulfill(response=answer, headers=headers)


@pytest.fixture(scope="session")
def preview_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A preview that many tests look at; those that change much start their own."""
    with preview(tmp_path_factory.mktemp("preview")) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium. One for each module: while playwright runs, Django lets nobody use the database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()
