"""Measure what people wait for, beside what they would use instead: run by ``make bench``.

Each file in ``scripts/benchmarks`` (but those that begin with ``_``) runs as a process of its own and prints one JSON
object: ``{figure: {"ours": number, "unit": text, "peer": number or null, "peer_name": text, "note": text}}``. They are
gathered in ``dist/bench.json`` by the benchmark's name, and printed as a table. Arguments name the benchmarks to run.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = ROOT / "scripts" / "benchmarks"
RESULT = ROOT / "dist" / "bench.json"


def main(chosen: list[str]) -> int:
    """Run the benchmarks and write what they found; return 0 if all of them ran, else 1."""
    paths = [path for path in sorted(BENCHMARKS.glob("[!_]*.py")) if not chosen or path.stem in chosen]
    if unknown := set(chosen) - {path.stem for path in paths}:
        sys.exit(f"There is no benchmark called {', '.join(sorted(unknown))}.")
    before = json.loads(RESULT.read_text(encoding="utf-8")) if chosen and RESULT.exists() else {}
    found = {path.stem: _run(path) for path in paths}
    RESULT.parent.mkdir(exist_ok=True)
    told = before | {name: figures for name, figures in found.items() if figures is not None}
    RESULT.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for name, figures in found.items():
        _show(name, figures or {})
    return int(None in found.values())


def _run(path: Path) -> dict[str, Any] | None:
    """Return a benchmark's figures, or None where it fails: what it says then stands on the screen."""
    print(f"{path.stem} …", file=sys.stderr, flush=True)
    run = subprocess.run([sys.executable, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    if run.returncode:
        return None
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


def _show(name: str, figures: dict[str, Any]) -> None:
    print(f"\n{name}")
    for figure, values in figures.items():
        peer = values.get("peer")
        beside = "" if peer is None else f"{values['peer_name']}: {peer:,} {values['unit']}"
        print(f"  {figure:<52}{values['ours']:>12,} {values['unit']:<9}{beside}")
        if values.get("note"):
            print(f"      {values['note']}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
