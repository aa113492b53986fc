"""The project's own files: what is tracked, and what would be if it were committed now."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "xblocks" / "bransjekurs"


def own_files() -> list[Path]:
    """Every file of the project, from the root; what git ignores is left out."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return [ROOT / name for name in sorted(filter(None, names)) if (ROOT / name).is_file()]


def own_code() -> list[Path]:
    """The package's Python files, but for the migrations, which Django writes."""
    return [path for path in own_files() if path.suffix == ".py" and PACKAGE in path.parents and not _migration(path)]


def text_of(path: Path) -> str:
    """The file as text; nothing for pictures, fonts and compiled catalogues."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def _migration(path: Path) -> bool:
    return path.parent.name == "migrations"
