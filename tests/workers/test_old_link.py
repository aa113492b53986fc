"""What was stored before a migration works after it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_mentors_link_from_before_the_links_were_widened_still_works(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.preview_settings",
        "BRANSJEKURS_VAR": str(tmp_path),
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.workers.old_link"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.splitlines() == [
        "Kari Nes|mentor|observe|smittevern|Amina Hassan",
        "smittevern|mentor|Kari Nes|mentor",
    ]
