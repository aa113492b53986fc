"""The bundled curricula: kompetansemål word for word, as the national curriculum database has them (R7).

See ``curricula/README.md`` for where the files come from, and their licence.
"""

import csv
from functools import lru_cache
from importlib.resources import files

from bransjekurs.domain.outcome import CurriculumGoal

_LANGUAGES = {"nno": "nn", "nob": "nb"}
_SOURCE = "Grep, Utdanningsdirektoratet, NLOD 2.0"


@lru_cache
def curriculum_goals() -> dict[str, CurriculumGoal]:
    """Return every goal in the bundled curricula by its KM code."""
    folder = files("bransjekurs.course_builder") / "curricula"
    tables = sorted((file for file in folder.iterdir() if file.name.endswith(".tsv")), key=lambda file: file.name)
    rows = [row for table in tables for row in csv.DictReader(table.read_text("utf-8").splitlines(), delimiter="\t")]
    return {row["KM"]: _goal(row) for row in rows}


def _goal(row: dict[str, str]) -> CurriculumGoal:
    return CurriculumGoal(
        curriculum=row["laereplan"],
        module=row["modul_fagkode"],
        code=row["KM"],
        wording=row["tekst"],
        language=_LANGUAGES[row["maalform"]],
        source=_SOURCE,
    )
