"""Start a course: a small faultless one, with the author's own names in it, to change piece by piece."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from django.utils.translation import gettext as _

from bransjekurs.course_builder.prose import words
from bransjekurs.course_builder.schema import SCHEMAS, schema_text
from bransjekurs.domain.outcome import slug

_WEEKS = datetime.timedelta(weeks=10)
_FILLED_IN = (".yaml", ".txt")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new course needs to know: its title, who gives it, who teaches, and its first day."""

    title: str
    provider: str
    teacher: str
    start: datetime.date


def start_course(folder: Path, beginning: Beginning) -> None:
    """Write the course into a new or empty folder; raises ``FileExistsError`` where something is in it already.

    Raises ``ValueError`` for a title or a provider of which no address can be made.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(_("{folder} is not empty. Choose a new folder.").format(folder=folder))
    names = _names(beginning)
    for name, content in _starter(files("bransjekurs.course_builder") / "starter", ""):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_filled(content, names) if path.suffix in _FILLED_IN else content)
    for name, kind in SCHEMAS.items():
        (folder / name).write_text(schema_text(kind), "utf-8")


def _names(beginning: Beginning) -> dict[str, str]:
    """Return what stands in the starter's gaps; JSON's quotes are YAML's too, whatever the name holds."""
    number, organisation = slug(beginning.title), slug(beginning.provider)
    if not number or not organisation:
        raise ValueError(_("Title and provider need letters: they become the course's address."))
    values = {
        "title": beginning.title,
        "number": number,
        "organisation": organisation,
        "run": str(beginning.start.year),
        "teacher": beginning.teacher,
        "provider": beginning.provider,
    }
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}
    own = dict.fromkeys(words(f"{beginning.title} {beginning.provider} {beginning.teacher}"))
    dates = {"start": beginning.start.isoformat(), "end": (beginning.start + _WEEKS).isoformat()}
    return quoted | dates | {"names": "\n".join(own)}


def _filled(content: bytes, names: dict[str, str]) -> bytes:
    return Template(content.decode("utf-8")).substitute(names).encode("utf-8")


def _starter(folder: Traversable, before: str) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.is_dir():
            yield from _starter(one, f"{before}{one.name}/")
        else:
            yield f"{before}{one.name}", one.read_bytes()
