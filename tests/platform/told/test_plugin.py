"""The platform's plugin loader finds our app, its settings, its addresses and its receivers."""

from types import ModuleType

import pytest
from bransjekurs import signals
from bransjekurs.apps import _PUBLISHED, _TOLD_IN_LMS
from bransjekurs.settings.common import DEFAULTS
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from django.utils.module_loading import import_string
from edx_django_utils.plugins import add_plugins, get_plugin_apps, get_plugin_url_patterns, registry


@pytest.mark.parametrize("project", ["lms.djangoapp", "cms.djangoapp"])
def test_the_app_is_found_by_its_entry_point(project: str) -> None:
    assert "bransjekurs.apps.BransjekursConfig" in get_plugin_apps(project)


@pytest.mark.parametrize("project", ["lms.djangoapp", "cms.djangoapp"])
def test_the_settings_are_added_and_those_of_the_operator_stay(project: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    operators = ModuleType("operators_settings")
    operators.BRANSJEKURS_TIME_ZONE = "Europe/Berlin"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, operators.__name__, operators)
    add_plugins(operators.__name__, project, "common")
    added = {name: getattr(operators, name) for name in DEFAULTS}
    assert added == DEFAULTS | {"BRANSJEKURS_TIME_ZONE": "Europe/Berlin"}


def test_the_addresses_are_there_in_the_lms_under_our_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all plugins ours alone: the addresses of edx-completion want the platform's own code."""
    everybody = registry.get_plugin_app_configs
    ours = "bransjekurs"
    monkeypatch.setattr(
        registry, "get_plugin_app_configs", lambda project: [app for app in everybody(project) if app.name == ours]
    )
    lms = URLResolver(RegexPattern(r"^/"), get_plugin_url_patterns("lms.djangoapp"))
    found = lms.resolve("/bransjekurs/verify/")
    assert (found.namespace, found.view_name) == ("bransjekurs", "bransjekurs:verify_form")
    studio = URLResolver(RegexPattern(r"^/"), get_plugin_url_patterns("cms.djangoapp"))
    assert not studio.url_patterns


@pytest.mark.parametrize(("receiver", "path", "sender"), [(*told, "")[:3] for told in (*_TOLD_IN_LMS, _PUBLISHED)])
def test_each_receiver_is_connected_to_its_signal(receiver: str, path: str, sender: str) -> None:
    connected = import_string(path).receivers
    uids = [key[0] for key, *_rest in connected]
    assert uids.count(f"bransjekurs.signals.{receiver}") == 1
    assert callable(getattr(signals, receiver))
