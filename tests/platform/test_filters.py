"""Open edX's own pages lead to ours: the real filters run their pipeline, and real Mako renders the tab."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import crum
import pytest
from bransjekurs.api import participant_certificate, teacher_certificate
from bransjekurs.settings import common, production
from bransjekurs.settings.filters import STEPS, TEMPLATES
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.utils import translation
from lxml import html
from mako.lookup import TemplateLookup
from openedx_filters.learning.filters import CertificateRenderStarted, InstructorDashboardRenderStarted

from tests.conftest import START, Cast

DASHBOARD, CERTIFICATE = STEPS
THEIRS = "theirs.Step"


@pytest.fixture(autouse=True)
def _in_force(settings: Any) -> Iterator[None]:
    production.plugin_settings(settings)
    # What is wrong with a step would be logged and forgotten: here it must be seen.
    settings.OPEN_EDX_FILTERS_CONFIG = {
        name: {**entry, "fail_silently": False} for name, entry in settings.OPEN_EDX_FILTERS_CONFIG.items()
    }
    with translation.override("nb"):
        yield
    crum.set_current_request(None)


def _dashboard(cast: Cast, who: str) -> list[dict[str, Any]]:
    """The sections of the instructor's dashboard, as somebody meets it who has one of the platform's already."""
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=getattr(cast, who).user_id)
    crum.set_current_request(request)
    context = {"course": SimpleNamespace(id=cast.course_key), "sections": [{"section_key": "course_info"}]}
    result, template = InstructorDashboardRenderStarted.run_filter(context=context, template_name="dashboard.html")
    assert template == "dashboard.html"
    assert result["sections"][0] == {"section_key": "course_info"}
    return result["sections"][1:]


@pytest.mark.parametrize(
    ("who", "opened"),
    [
        ("ingrid", ["Gruppa", "Rapport uten navn"]),
        ("lena", ["Gruppa", "Rapport uten navn"]),
        ("tor", ["Gruppa", "Rapport uten navn"]),
        ("rolf", ["Rapport uten navn"]),
        ("carl", []),
        ("amina", []),
    ],
)
def test_the_instructors_dashboard_leads_to_what_is_open(cast: Cast, who: str, opened: list[str]) -> None:
    sections = _dashboard(cast, who)
    assert [link["label"] for section in sections for link in section["links"]] == opened
    assert len(sections) == bool(opened)


def test_a_course_without_anything_of_ours_has_no_tab(cast: Cast) -> None:
    from bransjekurs.courses.models import CourseEdition

    CourseEdition.objects.all().delete()
    assert _dashboard(cast, "ingrid") == []


def test_the_tab_is_rendered_by_mako_as_the_dashboard_includes_it(cast: Cast) -> None:
    [section] = _dashboard(cast, "ingrid")
    section["text"] = "<script>x</script>"
    lookup = TemplateLookup(directories=[TEMPLATES])
    name = f"{section['template_path_prefix']}{section['section_key']}.html"
    page = html.fragment_fromstring(lookup.get_template(name).render(section_data=section), create_parent="div")
    assert page.xpath("//a/@href")[0].endswith("/group/")
    assert [link.text for link in page.iter("a")] == ["Gruppa", "Rapport uten navn"]
    assert page.xpath("//script") == []
    assert page.find("p").text == "<script>x</script>"


def _platforms_certificate(cast: Cast) -> dict[str, str] | None:
    context = {"course_id": str(cast.course_key), "accomplishment_user_id": cast.amina.user_id, "name": "x"}
    result, template = CertificateRenderStarted.run_filter(context=context, custom_template=None)
    assert (result["name"], template) == ("x", None)
    return result["bransjekurs_certificate"]


def test_the_platforms_certificate_is_told_of_the_one_that_stands_and_of_no_other(cast: Cast) -> None:
    assert _platforms_certificate(cast) is None
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    number = cast.certificate().number
    line = _platforms_certificate(cast)
    assert line == {
        "kind": "Dokumentasjon av delvis måloppnåelse",
        "number": number,
        "verify_url": f"http://127.0.0.1:8000/bransjekurs/verify/{number}/",
    }
    teacher_certificate.revoke_latest(cast.tor, cast.amina.user_id, "Feil navn.", START)
    assert _platforms_certificate(cast) is None


# --- The settings ---


@pytest.mark.parametrize(
    "theirs",
    [
        {"fail_silently": False, "pipeline": [THEIRS], "log_level": "debug"},
        [THEIRS],
        THEIRS,
    ],
)
def test_what_the_operator_has_set_in_the_same_filter_stays(theirs: Any) -> None:
    loaded = SimpleNamespace()
    common.plugin_settings(loaded)
    loaded.OPEN_EDX_FILTERS_CONFIG = {DASHBOARD: theirs, "org.other.v1": [THEIRS]}  # the operator's file
    loaded.MAKO_TEMPLATE_DIRS_BASE = ["/theme"]
    for _again in range(2):
        production.plugin_settings(loaded)
    config = loaded.OPEN_EDX_FILTERS_CONFIG
    assert config[DASHBOARD]["pipeline"] == [THEIRS, STEPS[DASHBOARD]]
    assert config[DASHBOARD]["fail_silently"] is (not isinstance(theirs, dict))
    assert config[DASHBOARD].get("log_level") == ("debug" if isinstance(theirs, dict) else None)
    assert config[CERTIFICATE]["pipeline"] == [STEPS[CERTIFICATE]]
    assert config["org.other.v1"] == [THEIRS]
    assert loaded.MAKO_TEMPLATE_DIRS_BASE == ["/theme", TEMPLATES]


def test_an_operator_can_do_without_them() -> None:
    loaded = SimpleNamespace(OPEN_EDX_FILTERS_CONFIG={DASHBOARD: [THEIRS]})
    common.plugin_settings(loaded)
    loaded.BRANSJEKURS_FILTERS = False  # the operator's file
    production.plugin_settings(loaded)
    steps = [step for entry in loaded.OPEN_EDX_FILTERS_CONFIG.values() for step in entry["pipeline"]]
    assert steps == [THEIRS]
    assert loaded.MAKO_TEMPLATE_DIRS_BASE == []


def test_the_plugin_names_the_settings_that_come_after_the_operators_file() -> None:
    from bransjekurs.apps import BransjekursConfig

    for where in BransjekursConfig.plugin_app["settings_config"].values():
        assert where["production"] == where["devstack"] == {"relative_path": "settings.production"}
