"""What a participant would practise with instead, as its authors ship it: ``practice.py`` runs it in its own venv.

Prints ``{block type: {"ms": median CPU of student_view, "gzip": bytes of its HTML, CSS and JS}}``.
"""

import gzip
import json
import os
import statistics
import sys
import time
from importlib.resources import files

os.environ["DJANGO_SETTINGS_MODULE"] = "workbench.settings"

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = ":memory:"
django.setup()

from django.core.management import call_command  # noqa: E402
from workbench.runtime import WorkbenchRuntime  # noqa: E402

RUNS = 100


def main() -> None:
    """Print the figures of the block types that are named."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    print(json.dumps({name: _measured(name) for name in sys.argv[1:]}))


def _measured(name: str) -> dict[str, float]:
    runtime = WorkbenchRuntime("amina")
    block = runtime.get_block(runtime.parse_xml_string(f"<{name}/>"))
    times = []
    for _ in range(RUNS + 3):
        start = time.process_time()
        shown = block.student_view({})
        times.append((time.process_time() - start) * 1000)
    size = sum(len(gzip.compress(part)) for part in (shown.content.encode(), *_resources(block, shown)))
    return {"ms": round(statistics.median(times[3:]), 2), "gzip": size}


def _resources(block: object, shown: object) -> list[bytes]:
    """Return the scripts and styles of a view: inline ones, and those that the package ships."""
    found = []
    for one in shown.resources:
        if one.kind == "text":
            found.append(one.data.encode())
            continue
        _, _, path = one.data.partition("resource/")
        package = files(type(block).__module__.partition(".")[0])
        file = package.joinpath(path.partition("/")[2] if path else one.data.lstrip("/"))
        if file.is_file():
            found.append(file.read_bytes())
    return found


if __name__ == "__main__":
    main()
