"""Practising words: what the view costs and weighs, and an answer, beside two blocks that people use for it today.

The other blocks live in an environment of their own (``make bench`` makes it); without it, ours are measured alone.
"""

import gzip
import json
import statistics
import subprocess
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from _measure import figure
from _site import NOW
from bransjekurs.api import participant_practice, publishing
from bransjekurs.api.access import Actor
from bransjekurs.course_builder.build import build_course
from bransjekurs.domain.answers import right_answer
from bransjekurs.preview import courseware
from bransjekurs.preview.models import Enrolment
from bransjekurs.preview.runtime import PreviewRuntime
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.staticfiles.finders import find
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from webob import Request

_ROOT = Path(__file__).resolve().parent.parent.parent
_PEERS = _ROOT / ".venv-bench" / "bin" / "python"
_NAMES = {"drag-and-drop-v2": "drag-and-drop 5.0.3", "games": "edx-games 1.0.19"}
_RUNS = 100
_TURNS = 5
_APART = "The one stylesheet, which all blocks share and the browser keeps, is not counted."
_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def main() -> None:
    """Print the figures."""
    block, actor = _block()
    size = _size(block.student_view({}))
    round_html = json.loads(_handle(block, "start_round", {"mode": "today"}))["html"]
    render, peers = _side_by_side(lambda: block.student_view({}))
    answers, cpu, queries = _answer(block, actor)
    figures: dict[str, Any] = {
        "answer: CPU": figure(cpu, "ms", note="Judged, stored, card folded; the word was met before."),
        "answer: wall": figure(answers, "ms"),
        "answer: queries": figure(queries, "queries", note="A word met for the first time takes more: see the tests."),
        "a whole round with reserve: gzip": figure(len(gzip.compress(round_html.encode())), "bytes"),
    }
    for kind, one in _situations(block).items():
        figures[f"a situation, {kind}: gzip"] = figure(_size(one.student_view({})), "bytes", note=_APART)
    for name, peer in peers.items():
        figures |= {
            f"render beside {name}: CPU": figure(render, "ms", peer["ms"], "", _NAMES[name]),
            f"view beside {name}: gzip": figure(size, "bytes", peer["gzip"], _APART, _NAMES[name]),
        }
    if not _PEERS.exists():
        figures |= {"render: CPU": figure(render, "ms"), "view: gzip": figure(size, "bytes", note=_APART)}
    print(json.dumps(figures))


def _block() -> tuple[Any, Actor]:
    """Publish the template as the preview does, and return its first list of words as a participant meets it."""
    # The preview's clock asks the database what it is set to; a platform's does not.
    settings.BRANSJEKURS_CLOCK = "django.utils.timezone.now"
    call_command("migrate", verbosity=0)
    built = build_course(_ROOT / "course_templates" / "bransjekurs" / "renhold")
    if not built.archive:
        raise RuntimeError(f"The template does not build: {built.problems}")
    courseware.archive_path().write_bytes(built.archive)
    course = courseware.current()
    publishing.publish(course.key, NOW)
    amina = User.objects.create(username="amina", first_name="Amina", last_name="Ali")
    Enrolment.objects.create(user_id=amina.pk, course_key=course.key)
    lists = (
        key for key, block in course.blocks.items() if key.block_type == "trade_language" and b"<term" in block.xml
    )
    key = next(lists)
    return PreviewRuntime(course, amina).get_block(key), Actor(amina.pk, course.key)


def _situations(beside: Any) -> dict[str, Any]:
    """Return the heaviest block of each kind of situation, as the same participant meets it."""
    course, user = beside.runtime.course, beside.runtime.user
    found: dict[str, Any] = {}
    for key in (key for key, one in course.blocks.items() if key.block_type == "trade_language"):
        block = PreviewRuntime(course, user).get_block(key)
        for situation in block.typed_situations():
            kind = situation.kind.value
            if kind not in found or _size(block.student_view({})) > _size(found[kind].student_view({})):
                found[kind] = block
    return found


def _size(shown: Any) -> int:
    """Return the bytes of a view's HTML and scripts, each packed as it is sent."""
    return sum(len(gzip.compress(part)) for part in (shown.content.encode(), *_scripts(shown)))


def _answer(block: Any, actor: Actor) -> tuple[float, float, int]:
    """Return median wall and CPU milliseconds, and queries, of the handler for one answer."""
    tasks = participant_practice.start_round(actor, block.scope_ids.usage_id, NOW)
    terms = {term.id: term for term in block.typed_terms()}
    ids = count()

    def send() -> None:
        """Answer the words of a round in turn: in the end each has been met four times."""
        number = next(ids)
        task = tasks[number % len(tasks)]
        answer = {"term": task.term_id, "kind": task.kind, "answer": right_answer(terms[task.term_id], task.kind)}
        _handle(block, "send_answers", {"answers": [answer | {"id": str(number), "age": 0}]})

    for _ in tasks:
        send()

    walls, cpus = [], []
    for _ in range(_RUNS + 3):
        wall, cpu = time.perf_counter(), time.process_time()
        send()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    with CaptureQueriesContext(connection) as asked:
        send()
    queries = sum(not one["sql"].startswith(_TRANSACTION) for one in asked)
    return round(statistics.median(walls[3:]), 1), round(statistics.median(cpus[3:]), 1), queries


def _handle(block: Any, name: str, data: dict[str, Any]) -> str:
    request = Request.blank("/", method="POST", body=json.dumps(data).encode(), content_type="application/json")
    response = block.runtime.handle(block, name, request)
    if response.status_int != 200:
        raise RuntimeError(response.text)
    return str(response.text)


def _side_by_side(render: Any) -> tuple[float, dict[str, dict[str, float]]]:
    """Measure ours and the others in turns, so that a machine that slows down slows all; return the middle turn's."""
    turns = [(_median(render), _peers()) for _ in range(_TURNS)]
    ours = statistics.median(own for own, _found in turns)
    found = turns[0][1]
    return ours, {
        name: peer | {"ms": statistics.median(others[name]["ms"] for _own, others in turns)}
        for name, peer in found.items()
    }


def _median(act: Any) -> float:
    """Return median CPU milliseconds: what a view costs, whatever else the machine does."""
    times = []
    for _ in range(_RUNS + 3):
        start = time.process_time()
        act()
        times.append((time.process_time() - start) * 1000)
    return round(statistics.median(times[3:]), 2)


def _scripts(shown: Any) -> list[bytes]:
    names = [one.data.partition("bransjekurs/min/")[2] for one in shown.resources if one.data.endswith(".js")]
    return [Path(find(f"bransjekurs/min/{name}")).read_bytes() for name in names]


def _peers() -> dict[str, dict[str, float]]:
    if not _PEERS.exists():
        return {}
    script = str(Path(__file__).with_name("_peer_blocks.py"))
    found = {}
    with TemporaryDirectory() as folder:
        (Path(folder) / "var").mkdir()  # where their workbench writes its log
        for name in _NAMES:
            run = subprocess.run([_PEERS, script, name], capture_output=True, text=True, check=True, cwd=folder)
            found |= json.loads(run.stdout)
    return found


if __name__ == "__main__":
    main()
