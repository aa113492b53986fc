"""An operator gets a setting wrong: ``manage.py check`` says which, before anybody meets it."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from bransjekurs import checks as of_certificates
from bransjekurs.rest.door import authenticators
from bransjekurs.settings import checks
from bransjekurs.settings.common import DEFAULTS, SCHEDULE, plugin_settings
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "operator.md"
HASHED = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
NOT_SHARED = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SHARED = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:6379"}}
WRONG = {
    "BRANSJEKURS_TIME_ZONE": "Europe/Osl",
    "BRANSJEKURS_PLATFORM": "bransjekurs.compat.OpenEdy",
    "BRANSJEKURS_CLOCK": "django.utils.timezone.utc_now",
    "BRANSJEKURS_REST_AUTHENTICATION": ["rest_framework.authentication.NoAuthentication"],
    "BRANSJEKURS_PRACTICE_MINUTES": "10",
    "BRANSJEKURS_LINK_REQUESTS": -1,
    "BRANSJEKURS_LINK_SECONDS": 0,
    "BRANSJEKURS_REMIND_HOURS": None,
}


def said() -> list[str]:
    told = (checks.values, checks.surroundings, checks.names)
    ours = (of_certificates.issuers, of_certificates.signing_keys, of_certificates.rest_rate)
    return [f"{one.id} {one.msg}" for check in (*ours, *told) for one in check(None)]


@pytest.fixture(autouse=True)
def right(settings) -> None:
    """An installation as it should be: the defaults, and a cache that is shared."""
    for name, value in DEFAULTS.items():
        setattr(settings, name, value)
    settings.CACHES = SHARED
    del settings.BRANSJEKURS_VAR  # the preview's own


def test_the_defaults_are_right() -> None:
    assert said() == []


@pytest.mark.parametrize("name", WRONG)
def test_what_a_setting_cannot_hold(settings, name: str) -> None:
    setattr(settings, name, WRONG[name])
    (only,) = said()
    assert only.startswith(f"bransjekurs.E010 {name}")


def test_a_platform_that_answers_too_little(settings) -> None:
    settings.BRANSJEKURS_PLATFORM = "bransjekurs.platform.Person"
    (only,) = said()
    assert "is_enrolled" in only
    assert "publish_progress" in only


def test_a_clock_that_cannot_be_asked(settings) -> None:
    settings.BRANSJEKURS_CLOCK = "bransjekurs.settings.common.DEFAULTS"
    assert said() == ["bransjekurs.E010 BRANSJEKURS_CLOCK must be something that can be called."]


def test_whoever_cannot_be_found_out_does_not_get_in(settings) -> None:
    settings.BRANSJEKURS_REST_AUTHENTICATION = WRONG["BRANSJEKURS_REST_AUTHENTICATION"]
    assert authenticators() == ()
    settings.BRANSJEKURS_REST_AUTHENTICATION = "rest_framework.authentication.SessionAuthentication"
    assert authenticators() == ()
    assert said() == ["bransjekurs.E010 BRANSJEKURS_REST_AUTHENTICATION must be a list of paths."]


def test_workers_without_a_broker(settings) -> None:
    settings.BRANSJEKURS_WORKERS, settings.CELERY_BROKER_URL = True, ""
    (only,) = said()
    assert only.startswith("bransjekurs.E011")
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:6379/0"
    assert said() == []
    settings.BRANSJEKURS_WORKERS = "yes"
    assert said() == ["bransjekurs.E010 BRANSJEKURS_WORKERS must be True, False or None."]


def test_a_limit_that_each_process_counts_for_itself(settings) -> None:
    settings.CACHES = NOT_SHARED
    (only,) = said()
    assert only.startswith("bransjekurs.W012")
    settings.BRANSJEKURS_LINK_REQUESTS = 0
    assert said() == []


def test_files_that_were_not_collected(settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "static", []
    assert said() == []  # served from the package, as in the preview
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": HASHED}}
    assert said() == ["bransjekurs.W013 bransjekurs/bransjekurs.css is not published."]
    settings.DEBUG = True  # the developer's server finds them by itself
    assert said() == []
    settings.DEBUG = False
    call_command("collectstatic", interactive=False, verbosity=0)
    settings.STORAGES = dict(settings.STORAGES)  # the next start reads what was published
    assert said() == []


@pytest.mark.parametrize("issuers", [None, ["fjordbyen"], {"fjordbyen": "Fjordbyen"}])
def test_issuers_that_are_no_issuers(settings, issuers: object) -> None:
    settings.BRANSJEKURS_ISSUERS = issuers
    (only,) = said()
    assert only.startswith("bransjekurs.E001 BRANSJEKURS_ISSUERS must be a dict")


def test_an_issuer_that_lacks_what_a_certificate_says(settings) -> None:
    settings.BRANSJEKURS_ISSUERS = {"fjordbyen": {}}
    assert [line.rpartition(": ")[2] for line in said()] == [
        "name is missing.", "organisation_number is missing.", "address is missing.",
    ]  # fmt: skip


def test_an_issuers_address_and_key_are_looked_at_before_somebody_is_to_have_a_certificate(settings) -> None:
    issuer = {"name": "Fjordbyen", "organisation_number": "310245187", "address": "bevis.fjordbyen.example"}
    settings.BRANSJEKURS_ISSUERS = {"fjordbyen": issuer | {"signing_key": "/etc/bransjekurs/fjordbyen.pem"}}
    address, key = said()
    assert address.startswith("bransjekurs.E001 BRANSJEKURS_ISSUERS['fjordbyen']: address must be like https://")
    assert key.startswith("bransjekurs.E002 BRANSJEKURS_ISSUERS['fjordbyen']: There is no signing_key")


def test_a_rate_that_nobody_can_keep(settings) -> None:
    settings.BRANSJEKURS_REST_RATE = "often"
    assert said() == ["bransjekurs.E003 BRANSJEKURS_REST_RATE must be like 120/min (s, m, h or d), or None."]


def test_a_name_with_a_letter_too_many(settings) -> None:
    settings.BRANSJEKURS_TIMEZONE = "Europe/Oslo"
    assert said() == ["bransjekurs.W014 BRANSJEKURS_TIMEZONE is no setting of ours. Is BRANSJEKURS_TIME_ZONE meant?"]


def test_the_operators_guide_says_what_to_do_about_each_check_and_each_is_tried_here() -> None:
    package = ROOT / "xblocks" / "bransjekurs"
    code = "".join((package / name).read_text(encoding="utf-8") for name in ("checks.py", "settings/checks.py"))
    ids = set(re.findall(r'id="bransjekurs\.([EW]\d+)"', code))
    assert set(re.findall(r"^\| ([EW]\d{3}) \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)) == ids
    assert set(re.findall(r"bransjekurs\.([EW]\d+)", Path(__file__).read_text(encoding="utf-8"))) == ids


def test_every_setting_stands_in_the_operators_guide_with_its_default() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(BRANSJEKURS_\w+)` \|.*\| `(.*)` \|$", text, re.MULTILINE)
    assert dict(rows) == {name: str(value) for name, value in DEFAULTS.items()}
    assert len(rows) == len(DEFAULTS)


def test_celerys_clock_is_given_tasks_that_exist_and_keeps_what_the_operator_wrote() -> None:
    from bransjekurs import tasks

    own = {"bransjekurs-nightly": {"task": "bransjekurs.tasks.nightly", "schedule": 60}}
    lms, studio = SimpleNamespace(CELERYBEAT_SCHEDULE=dict(own)), SimpleNamespace()
    plugin_settings(lms)
    plugin_settings(studio)
    assert SCHEDULE | own == lms.CELERYBEAT_SCHEDULE
    assert not hasattr(studio, "CELERYBEAT_SCHEDULE")
    known = {getattr(tasks, name).name for name in ("resume", "remind", "nightly")}
    assert {entry["task"] for entry in SCHEDULE.values()} == known
