"""Write what the guides say of the format and the course from the code and the course; ``--check`` only tells.

``docs/course-format.md`` is written by hand but for the tables between its two marks; the schemas and the coverage
matrix are written here whole; for the REST interface see ``rest_docs.py``, for tracking events ``event_docs.py``.
"""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import django
import event_docs
from bransjekurs.course_builder.coverage import Coverage, coverage
from bransjekurs.course_builder.place import PLAN_FILE
from bransjekurs.course_builder.read import read_course
from bransjekurs.course_builder.schema import SCHEMAS, schema_text
from bransjekurs.course_builder.spec import PlanSpec, TextHead, WordRow
from bransjekurs.course_builder.spec_pages import SituationSpec
from django.utils import translation
from msgspec import Meta

ROOT = Path(__file__).resolve().parent.parent
COURSES = ROOT / "course_templates" / "bransjekurs"
_TABLES = re.compile(r"(?<=<!-- fields: begin -->\n).*?(?=<!-- fields: end -->)", re.DOTALL)
_REQUIREMENTS = re.compile(r" \((R[\dR, -]+)\)$")
_FILES: dict[str, type] = {
    PLAN_FILE: PlanSpec,
    "words.csv": WordRow,
    "texts/*.md, the head": TextHead,
    "situations/*.yaml": SituationSpec,
}


def main() -> int:
    """Write or check the pages; return 0 if all is well, else 1."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bransjekurs.preview.settings"
    os.environ.setdefault("BRANSJEKURS_VAR", str(ROOT / ".venv" / "var"))
    django.setup()
    with translation.override(None):
        pages = dict(_pages())
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" not in sys.argv:
        for path in stale:
            path.write_text(pages[path], "utf-8")
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)}: is not up to date; run make docs")
    return 1 if stale else 0


def _pages() -> Iterator[tuple[Path, str]]:
    docs = ROOT / "docs"
    yield from ((docs / name, schema_text(kind)) for name, kind in SCHEMAS.items())
    guide = docs / "course-format.md"
    tables = "\n".join(_file_tables())
    yield guide, _TABLES.sub(lambda _found: f"\n{tables}\n", guide.read_text("utf-8"))
    for folder in sorted(path for path in COURSES.iterdir() if path.is_dir()):
        yield docs / f"coverage-{folder.name}.md", coverage_page(folder)
    import rest_docs  # reads the interface, which needs the settings

    yield from rest_docs.pages()
    yield from event_docs.pages()


# --- The fields --------------------------------------------------------------------------------------------------


def _file_tables() -> Iterator[str]:
    for file, kind in _FILES.items():
        yield f"## {file}\n"
        seen: list[type] = []
        yield from _record_tables(kind, "", seen)


def _record_tables(kind: Any, path: str, seen: list[type]) -> Iterator[str]:
    """Yield one table for a record, and one for each record inside it, depth first."""
    seen.append(kind)
    if path:
        yield f"### `{path}`\n"
    yield f"{' '.join((kind.__doc__ or '').split())}\n"
    rows = [_row(one, get_type_hints(kind, include_extras=True)[one.name]) for one in _written(kind)]
    yield (
        "\n".join(["| field | must be there | what it is | for | requirements |", "|---|---|---|---|---|", *rows])
        + "\n"
    )
    for one in _written(kind):
        inner = _inner(get_type_hints(kind)[one.name])
        if is_dataclass(inner) and inner not in seen:
            yield from _record_tables(inner, f"{path}.{one.name}".strip("."), seen)


def _written(kind: Any) -> list[Any]:
    return [one for one in fields(kind) if one.name != "place"]


def _row(one: Any, hint: Any) -> str:
    notes = [note.description or "" for note in getattr(hint, "__metadata__", ()) if isinstance(note, Meta)]
    text = "".join(notes)
    found = _REQUIREMENTS.search(text)
    purpose = _REQUIREMENTS.sub("", text)
    needed = "yes" if one.default.__class__.__name__ == "_MISSING_TYPE" else ""
    return f"| `{one.name}` | {needed} | {_kind(hint)} | {purpose} | {found[1] if found else ''} |"


def _kind(hint: Any) -> str:
    """Say in words what a field holds."""
    inner = _inner(hint)
    several = "list of " if "tuple" in str(hint) else ""
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return f"{several}one of {', '.join(f'`{one}`' for one in inner)}"
    if is_dataclass(inner):
        return f"{several}fields"
    return (
        several
        + {"str": "text", "int": "number", "float": "number", "bool": "true/false", "date": "date"}[inner.__name__]
    )


def _inner(hint: Any) -> Any:
    """Return the type inside a list, an optional field or a note."""
    arguments = [one for one in get_args(hint) if one not in (type(None), Ellipsis) and not isinstance(one, Meta)]
    return _inner(arguments[0]) if arguments else hint


# --- The matrix --------------------------------------------------------------------------------------------------


def coverage_page(folder: Path) -> str:
    """Return the matrix of one course: each outcome, what covers it, and the curriculum goals it builds on."""
    spec = read_course(folder).spec
    if spec is None:
        sys.exit(f"{folder.name}: the course cannot be read; run bransjekurs check")
    head = [
        f"# What covers what: {spec.plan.course.title}",
        "",
        "Made from the course by `make docs`. Ids are those in the course's files.",
        "",
        "| outcome | taught in | practised in | assessed in | observed at work | curriculum |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *map(_matrix_row, coverage(spec))]) + "\n"


def _matrix_row(row: Coverage) -> str:
    words = f"{len(row.words)} words" if row.words else ""
    practised = ", ".join(filter(None, (words, *row.situations, *row.tasks)))
    signs = f"{len(row.outcome.look_for)} signs" if row.outcome.look_for else ""
    observed = ", ".join(filter(None, (*row.tasks, signs)))
    codes = ", ".join(row.outcome.codes) or "the course's own"
    cells = (row.outcome.title, ", ".join(row.texts), practised, ", ".join(row.assessed), observed, codes)
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
