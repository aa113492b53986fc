"""An operator runs collectstatic as the LMS does: our files are published under hashed names, and no others."""

import json
import re
import subprocess
import sys
from pathlib import Path

from bransjekurs.blocks.trade_language.block import TradeLanguageXBlock

PACKAGE = Path(__import__("bransjekurs").__file__).parent
COLLECT = """
from tests.settings import *
STATIC_ROOT = {root!r}
STORAGES = STORAGES | {{"staticfiles": {{"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}}}
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.staticfiles", "bransjekurs"]
STATICFILES_DIRS = []
"""
# What the platform's own finder leaves out of an XBlock's package; everything else in it is published.
NOT_PUBLISHED = {".py", ".pyc", ".scss"}


def test_our_files_are_published_hashed(tmp_path: Path) -> None:
    (tmp_path / "collecting.py").write_text(COLLECT.format(root=str(tmp_path / "static")))
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "--settings", "collecting"],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{tmp_path}:{root}"}, cwd=root, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    published = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    ours = {name: hashed for name, hashed in published.items() if name.startswith("bransjekurs/")}
    static = PACKAGE / "static"
    assert set(ours) == {str(path.relative_to(static)) for path in static.rglob("*") if path.is_file()}
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", hashed) for hashed in ours.values())
    assert all((tmp_path / "static" / hashed).is_file() for hashed in ours.values())


def test_nothing_stands_beside_the_blocks_that_the_platform_would_publish() -> None:
    """Its finder publishes the folder above a block's module: that is ``blocks``, where there is only Python."""
    folder = Path(sys.modules[TradeLanguageXBlock.__module__].__file__).parents[1]
    assert folder.name == "blocks"
    published = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in NOT_PUBLISHED]
    assert published == []
