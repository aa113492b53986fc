"""The blocks in xblock-sdk's own workbench, with its own settings: plain ids, no course, none of our apps."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from xblock.core import XBlock

from tests.blocks.desk import KINDS

# The workbench makes its database without migrations. Its index loads the scenarios of every block that is installed,
# and those of other packages need what only the platform has: ours are loaded by the same function, without theirs.
_VISIT = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.test import Client
from workbench import scenarios
from xblock.core import XBlock

call_command("migrate", run_syncdb=True, verbosity=0)
scenarios.get_scenarios.initialized = True
for kind in sys.argv[1:]:
    scenarios.add_class_scenarios(kind, XBlock.load_class(kind), fail_silently=False)
client = Client()
seen = {"index": client.get("/").content.decode()}
for kind in sys.argv[1:]:
    for view in ("student_view", "author_view", "studio_view"):
        answer = client.get(f"/scenario/{kind}.0/{view}/")
        seen[f"{kind} {view}"] = [answer.status_code, answer.content.decode()]
for name in ("set_progress", "submit_form"):
    path = f"/handler/{scenarios.SCENARIOS['training_plan.0'].usage_id}/{name}/"
    answer = client.post(path, "{}", content_type="application/json")
    seen[name] = [answer.status_code, answer.content.decode()]
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("workbench")
    (folder / "var").mkdir()
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "workbench.settings", "EXCLUDE_SAMPLE_XBLOCKS": "yes"}
    command = [sys.executable, "-W", "ignore", "-c", _VISIT, *KINDS]
    run = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    seen: dict[str, Any] = json.loads(run.stdout)
    return seen


@pytest.mark.parametrize("kind", KINDS)
def test_each_block_offers_the_workbench_something_to_show(workbench: dict[str, Any], kind: str) -> None:
    [(title, source)] = XBlock.load_class(kind).workbench_scenarios()
    assert title in workbench["index"]
    assert f"<{kind}" in source


@pytest.mark.parametrize("kind", KINDS)
def test_the_view_says_that_it_needs_a_course(workbench: dict[str, Any], kind: str) -> None:
    status, page = workbench[f"{kind} student_view"]
    assert status == 200
    assert "This part works in a course only." in page


@pytest.mark.parametrize(
    ("kind", "held"),
    [
        ("training_plan", "Velge og bruke verneutstyr"),
        ("trade_language", "hanske"),
        ("competence_certificate", "Å arbeide trygt som renholder."),
    ],
)
@pytest.mark.parametrize("view", ["author_view", "studio_view"])
def test_the_authors_views_show_what_the_scenario_holds(
    workbench: dict[str, Any], kind: str, held: str, view: str
) -> None:
    status, page = workbench[f"{kind} {view}"]
    assert status == 200
    assert held in page


@pytest.mark.parametrize("name", ["set_progress", "submit_form"])
def test_handlers_refuse_where_there_is_nobody_to_act(workbench: dict[str, Any], name: str) -> None:
    status, answer = workbench[name]
    assert status == 403
    assert json.loads(answer)["error"]
