"""What is installed: everything the package needs and nothing else, found wherever somebody stands."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.house.files import PACKAGE, ROOT, own_files

NEEDED = (
    "bransjekurs/templates/pages/group.html",
    "bransjekurs/templates/icons/state-attained.svg",
    "bransjekurs/mako/bransjekurs/instructor/bransjekurs.html",
    "bransjekurs/templatetags/look.py",
    "bransjekurs/static/bransjekurs/bransjekurs.css",
    "bransjekurs/static/bransjekurs/js/practice.js",
    "bransjekurs/static/bransjekurs/min/rounds.js",
    "bransjekurs/static/bransjekurs/preview/runtime.js",
    "bransjekurs/locale/nb/LC_MESSAGES/django.mo",
    "bransjekurs/locale/nn/LC_MESSAGES/django.mo",
    "bransjekurs/preview/locale/nb/LC_MESSAGES/djangojs.mo",
    "bransjekurs/certificates/fonts/Inter-Regular.otf",
    "bransjekurs/certificates/fonts/OFL.txt",
    "bransjekurs/certificates/fonts/coverage.json",
    "bransjekurs/certificates/credential/contexts/credentials-v2.json",
    "bransjekurs/certificates/credential/contexts/ob-v3p0-context-3.0.3.json",
    "bransjekurs/certificates/typst/certificate.typ",
    "bransjekurs/course_builder/curricula/ROF05-01.tsv",
    "bransjekurs/migrations/0001_initial.py",
    "bransjekurs/preview/migrations/0001_initial.py",
    "bransjekurs/py.typed",
)
# Everything that is published with the static files, where anybody can fetch it: no keys, no answers.
SECRET_NAME = re.compile(r"secret|password|private|answer|fasit|\.(pem|key|env|p12)$|\.sqlite", re.IGNORECASE)
SECRET_TEXT = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY|SECRET_KEY *=|^ *right: *true|correct=\"true\"", re.MULTILINE)
LOADS_ALL = """
import importlib.metadata, json, django
django.setup()
import bransjekurs
found = importlib.metadata.distribution("bransjekurs")
points = {f"{point.group}: {point.name}": str(point.load()) for point in found.entry_points}
print(json.dumps({"file": bransjekurs.__file__, "points": points}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the project's own files as a fresh clone has them; nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in own_files():
        copy = folder / "source" / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    _pip("wheel", "--no-build-isolation", "--wheel-dir", folder, folder / "source")
    return next(folder.glob("bransjekurs-*.whl"))


@pytest.fixture(scope="module")
def held(wheel: Path) -> set[str]:
    """What the wheel holds, without its own description."""
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it, as on a server that has never seen the source."""
    folder = tmp_path_factory.mktemp("installed")
    _pip("install", "--target", folder, wheel)
    return folder


def _pip(*arguments: object) -> None:
    command = [sys.executable, "-m", "pip", arguments[0], "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*map(str, command), *map(str, arguments[1:])], check=True)


@pytest.mark.parametrize("name", NEEDED)
def test_the_wheel_holds_what_runs(held: set[str], name: str) -> None:
    assert name in held


def test_the_wheel_holds_the_whole_package_and_nothing_else(held: set[str]) -> None:
    assert held == {str(path.relative_to(PACKAGE.parent)) for path in own_files() if PACKAGE in path.parents}


def test_every_entry_point_leads_into_the_installed_wheel(installed: Path) -> None:
    wanted = ConfigParser()
    wanted.read(next(installed.glob("*.dist-info/entry_points.txt")))
    answer = _python(LOADS_ALL, cwd=installed, DJANGO_SETTINGS_MODULE="bransjekurs.preview.settings")
    assert Path(answer["file"]).is_relative_to(installed)
    assert set(answer["points"]) == {f"{group}: {name}" for group in wanted.sections() for name in wanted[group]}
    assert {"xblock.v1: training_plan", "lms.djangoapp: bransjekurs", "console_scripts: bransjekurs"} < set(
        answer["points"]
    )


def test_the_repository_root_gives_the_installed_package(tmp_path: Path) -> None:
    where = "import bransjekurs, json; print(json.dumps(bransjekurs.__file__))"
    assert _python(where, cwd=ROOT) == _python(where, cwd=tmp_path)


def test_nobody_imports_the_source_folder() -> None:
    wrong = re.compile(r"^\s*(?:from|import) xblocks(?:\.|\s)|['\"]xblocks\.bransjekurs", re.MULTILINE)
    assert [path for path in own_files() if path.suffix in {".py", ".toml"} and wrong.search(path.read_text())] == []


def test_no_answer_and_no_secret_is_among_the_published_files(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        data = [name for name in archive.namelist() if not name.endswith(".py") and ".dist-info/" not in name]
        # The course that a new provider starts from is an example for all to read, its one question included.
        data = [name for name in data if "/course_builder/starter/" not in name]
        # A template called answer.html shows what somebody has answered.
        named = [name for name in data if SECRET_NAME.search(name) and not name.endswith(".html")]
        assert named == []
        assert [name for name in data if SECRET_TEXT.search(archive.read(name))] == []


def test_the_build_needs_what_the_tests_have() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert wanted == ["setuptools>=70.1"]
    assert wanted[0] in (ROOT / "setup.py").read_text()


def _python(code: str, cwd: Path, **environment: str) -> object:
    """Run Python in a folder, with that folder first on the path as for somebody who stands there."""
    environment = {"PATH": "/usr/bin:/bin", "BRANSJEKURS_VAR": str(cwd)} | environment
    run = subprocess.run([sys.executable, "-c", code], cwd=cwd, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])
