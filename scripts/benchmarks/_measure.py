"""How a benchmark measures: medians of wall and CPU time, and the number of queries."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

MOODLE = "Moodle 5.1"
MOODLE_NOTE = (
    "Moodle's figure was measured earlier on a like machine (2 cores, PostgreSQL 15, opcache), not in this run."
)


def measured(
    name: str, act: Callable[[], object], *, runs: int = 30, peer: tuple[float, int] | None = None, note: str = ""
) -> dict[str, Any]:
    """Return the figures of an act: median milliseconds, CPU milliseconds, queries; ``peer`` is (ms, queries)."""
    for _ in range(3):
        act()
    walls, cpus = zip(*(_timed(act) for _ in range(runs)), strict=True)
    with CaptureQueriesContext(connection) as queries:
        act()
    peer_ms, peer_queries = peer or (None, None)
    told = " ".join(text for text in (note, MOODLE_NOTE if peer else "") if text)
    return {
        f"{name}: median": figure(round(statistics.median(walls), 1), "ms", peer_ms, told),
        f"{name}: CPU": figure(round(statistics.median(cpus), 1), "ms"),
        f"{name}: queries": figure(len(queries), "queries", peer_queries),
    }


def figure(
    ours: float, unit: str, peer: float | None = None, note: str = "", peer_name: str = MOODLE
) -> dict[str, Any]:
    """Return one figure as ``scripts/bench.py`` wants it."""
    return {"ours": ours, "unit": unit, "peer": peer, "peer_name": peer_name if peer is not None else "", "note": note}


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
