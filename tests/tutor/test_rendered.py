"""An operator runs Open edX with Tutor: what the plugin renders is what the containers get."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
# Tutor and Open edX ask for different versions of the same packages, so Tutor has an environment of its own.
TUTOR = ROOT / ".venv-tutor" / "bin" / "tutor"
SETTINGS = ("lms/production.py", "cms/production.py", "lms/development.py", "cms/development.py")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "private" / "keys"


@pytest.fixture
def issuers(keys: Path) -> dict[str, object]:
    name = 'Fjordbyen «læring» d\'Ås & "co"'
    issuer = {"name": name, "organisation_number": "310245187", "address": "https://lms.example"}
    own = {"name": "2026", "path": str(keys / "fjordbyen.pem")}
    secret = {"name": "2026", "env": "HAVBYEN_KEY"}
    return {"fjordbyen": {**issuer, "signing_key": own}, "havbyen": {**issuer, "signing_key": secret}}


@pytest.fixture
def env(tmp_path: Path, issuers: dict[str, object]) -> Path:
    """The environment that ``tutor config save`` renders with the plugin on."""
    _tutor(tmp_path, "plugins", "enable", "bransjekurs")
    _tutor(tmp_path, "config", "save", "--set", f"BRANSJEKURS_ISSUERS={json.dumps(issuers, ensure_ascii=False)}")
    return tmp_path / "tutor" / "env"


def _tutor(root: Path, *arguments: str) -> str:
    places = {"TUTOR_ROOT": str(root / "tutor"), "TUTOR_PLUGINS_ROOT": str(root / "plugins")}
    run = subprocess.run([TUTOR, *arguments], env=os.environ | places, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def _ours(settings: Path) -> dict[str, object]:
    """Run the part of the rendered settings that is ours, as Django would."""
    lines = settings.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("# bransjekurs"))
    names: dict[str, object] = {}
    exec("\n".join(lines[first : first + 6]), names)
    return names


@pytest.mark.parametrize("settings", SETTINGS)
def test_lms_and_studio_know_the_issuers_letter_for_letter(
    env: Path, settings: str, issuers: dict[str, object]
) -> None:
    ours = _ours(env / "apps" / "openedx" / "settings" / settings)
    assert ours["BRANSJEKURS_ISSUERS"] == issuers
    assert ours["BRANSJEKURS_TIME_ZONE"] == "Europe/Oslo"


def test_the_image_gets_the_package_and_no_other_version_of_what_it_has(env: Path) -> None:
    dockerfile = (env / "build" / "openedx" / "Dockerfile").read_text(encoding="utf-8")
    assert "pip install --constraint /tmp/pins.txt 'bransjekurs[command]==" in dockerfile


def test_the_first_start_makes_the_keys_and_the_next_leaves_them(env: Path, keys: Path, tmp_path: Path) -> None:
    task = _rendered_task(tmp_path, "keys")
    _run(task)
    key = keys / "fjordbyen.pem"
    made = key.read_bytes()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in keys.iterdir()] == ["fjordbyen.pem"]
    _run(task)
    assert key.read_bytes() == made


@pytest.mark.parametrize("name", ["hourly", "nightly"])
def test_the_tasks_of_hours_and_nights_are_commands_that_exist(env: Path, tmp_path: Path, name: str) -> None:
    assert f"bransjekurs-{name}" in _tutor(tmp_path, "local", "do", "--help")
    assert f"bransjekurs-{name}" in _tutor(tmp_path, "k8s", "do", "--help")
    commands = [line.split()[2] for line in _rendered_task(tmp_path, name).splitlines() if "manage.py" in line]
    assert commands == [f"bransjekurs_{name}"]
    assert set(commands) <= _known_commands()


def test_on_kubernetes_the_cluster_keeps_the_hours(env: Path) -> None:
    documents = list(yaml.safe_load_all((env / "k8s" / "deployments.yml").read_text(encoding="utf-8")))
    jobs = {one["metadata"]["name"]: one["spec"] for one in documents if one and one["kind"] == "CronJob"}
    assert {name: job["schedule"] for name, job in jobs.items()} == {
        "bransjekurs-hourly": "17 * * * *",
        "bransjekurs-nightly": "30 2 * * *",
    }
    # They run as the platform's own jobs do: the same image, settings and mounts.
    own = next(
        one for one in yaml.safe_load_all((env / "k8s" / "jobs.yml").read_text(encoding="utf-8"))
        if one and one["metadata"]["name"] == "lms-job"
    )["spec"]["template"]["spec"]  # fmt: skip
    for job in jobs.values():
        pod = job["jobTemplate"]["spec"]["template"]["spec"]
        command = pod["containers"][0].pop("args")
        assert pod == own
        assert command[2] in _known_commands()


def _known_commands() -> set[str]:
    known = subprocess.run(
        [sys.executable, "-m", "django", "help", "--commands"], capture_output=True, text=True, check=True
    )
    return set(known.stdout.split())


def _rendered_task(root: Path, name: str) -> str:
    """Return a task of the plugin's as the job in the container would run it."""
    task = ROOT / "scripts" / "tutor" / "tutorbransjekurs" / "tasks" / name
    code = (
        "import sys; from tutor import config, env, hooks; hooks.Actions.CORE_READY.do();"
        "settings = config.load(sys.argv[1]); print(env.render_str(settings, open(sys.argv[2]).read()))"
    )
    places = {"TUTOR_ROOT": str(root / "tutor"), "TUTOR_PLUGINS_ROOT": str(root / "plugins")}
    command = [TUTOR.with_name("python"), "-c", code, str(root / "tutor"), str(task)]
    return subprocess.run(command, env=os.environ | places, capture_output=True, text=True, check=True).stdout


def _run(task: str) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    subprocess.run(["bash", "-c", task], env=os.environ | {"PATH": path}, check=True, capture_output=True)
