"""An operator runs Open edX with Tutor: what the plugin renders is what the containers get."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bransjekurs.certificates.credential.keys import private_key

ROOT = Path(__file__).parents[2]
# Tutor and Open edX ask for different versions of the same packages, so Tutor has an environment of its own.
TUTOR = ROOT / ".venv-tutor" / "bin" / "tutor"
SETTINGS = ("lms/production.py", "cms/production.py", "lms/development.py", "cms/development.py")
NAME = 'Fjordbyen «læring» d\'Ås & "co"'
SIGNING = {"name": "2026", "env": "BRANSJEKURS_KEY"}
ISSUERS = {
    "fjordbyen": {
        "name": NAME,
        "organisation_number": "310245187",
        "address": "https://lms.example",
        "signing_key": SIGNING,
    }
}
OTHERS = {"BRANSJEKURS_REMIND_HOURS": 24, "BRANSJEKURS_FILTERS": False}


@pytest.fixture
def env(tmp_path: Path) -> Path:
    """The environment that ``tutor config save`` renders with the plugin on."""
    _tutor(tmp_path, "plugins", "enable", "bransjekurs")
    for name, value in (("ISSUERS", ISSUERS), ("SETTINGS", OTHERS)):
        _tutor(tmp_path, "config", "save", "--set", f"BRANSJEKURS_{name}={json.dumps(value, ensure_ascii=False)}")
    return tmp_path / "tutor" / "env"


def _tutor(root: Path, *arguments: str) -> str:
    places = {"TUTOR_ROOT": str(root / "tutor"), "TUTOR_PLUGINS_ROOT": str(root / "plugins")}
    run = subprocess.run([TUTOR, *arguments], env=os.environ | places, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def _keys(env: Path) -> set[str]:
    """Return our key as each of the rendered settings puts it into the environment: one, if all is well."""
    return {_key((env / "apps" / "openedx" / "settings" / one).read_text(encoding="utf-8")) for one in SETTINGS}


def _key(settings: str) -> str:
    compile(settings, "settings", "exec")
    (line,) = re.findall(r'^os\.environ\.setdefault\("BRANSJEKURS_KEY", (".*")\)$', settings, re.MULTILINE)
    return str(json.loads(line))


@pytest.mark.parametrize("service", ["lms", "cms"])
def test_lms_and_studio_read_the_issuers_letter_for_letter_and_every_other_setting(env: Path, service: str) -> None:
    read = yaml.safe_load((env / "apps" / "openedx" / "config" / f"{service}.env.yml").read_text(encoding="utf-8"))
    ours = {name: value for name, value in read.items() if name.startswith("BRANSJEKURS_")}
    assert ours == OTHERS | {"BRANSJEKURS_ISSUERS": ISSUERS, "BRANSJEKURS_TIME_ZONE": "Europe/Oslo"}


def test_the_image_gets_the_package_and_no_other_version_of_what_it_has(env: Path) -> None:
    assert "pip install --constraint /tmp/pins.txt 'bransjekurs[command]==" in _dockerfile(env)


def test_the_image_is_built_from_a_checkout_that_is_mounted(env: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "bransjekurs"
    checkout.mkdir()
    _tutor(tmp_path, "mounts", "add", str(checkout))
    dockerfile = _dockerfile(env)
    assert "pip install --constraint /tmp/pins.txt '/mnt/bransjekurs[command]'" in dockerfile
    assert "bransjekurs[command]==" not in dockerfile
    # The layer that the command is mounted from is there before it.
    assert dockerfile.index("FROM scratch AS mnt-bransjekurs") < dockerfile.index("rw,from=mnt-bransjekurs")
    assert f"{checkout}:/mnt/bransjekurs" in (env / "local" / "docker-compose.jobs.yml").read_text(encoding="utf-8")


def test_the_key_is_made_once_and_is_the_same_in_every_container(env: Path, tmp_path: Path) -> None:
    (made,) = _keys(env)
    assert private_key(made.encode())
    _tutor(tmp_path, "config", "save")
    assert _keys(env) == {made}
    assert yaml.safe_load((tmp_path / "tutor" / "config.yml").read_text(encoding="utf-8"))["BRANSJEKURS_KEY"] == made


def test_a_new_key_takes_over_as_the_guide_says(env: Path, tmp_path: Path) -> None:
    (old,) = _keys(env)
    _tutor(tmp_path, "config", "save", "--unset", "BRANSJEKURS_KEY")
    _tutor(tmp_path, "config", "save")
    (new,) = _keys(env)
    assert new != old
    assert yaml.safe_load((tmp_path / "tutor" / "config.yml").read_text(encoding="utf-8"))["BRANSJEKURS_KEY"] == new


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


def _dockerfile(env: Path) -> str:
    return (env / "build" / "openedx" / "Dockerfile").read_text(encoding="utf-8")
