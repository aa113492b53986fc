"""What the guides say of the format and the course is what the code and the course say."""

import subprocess
import sys
from pathlib import Path

import pytest
from bransjekurs.course_builder.schema import SCHEMAS, schema_text

ROOT = Path(__file__).parents[2]


def test_tables_schemas_and_matrices_are_up_to_date() -> None:
    answer = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


@pytest.mark.parametrize("matrix", sorted(path.name for path in (ROOT / "docs").glob("coverage-*.md")))
def test_no_cell_of_a_coverage_matrix_is_empty(matrix: str) -> None:
    rows = [line for line in (ROOT / "docs" / matrix).read_text("utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]

    assert len(rows) > 2
    assert {len(row) for row in cells} == {6}
    assert all(all(row) for row in cells)


def test_every_field_says_what_it_is_for() -> None:
    tables = (ROOT / "docs" / "course-format.md").read_text("utf-8").partition("<!-- fields: begin -->")[2]
    rows = [line for line in tables.splitlines() if line.startswith("| `")]
    silent = [row for row in rows if not row.split("|")[4].strip()]

    # The thresholds and the signatories are the domain's own values, described there.
    assert [row.split("|")[1].strip(" `") for row in silent] == [
        "name",
        "title",
        "recall_today",
        "recall_in_30_days",
        "answers",
        "days",
        "kinds",
        "share",
    ]


def test_the_schemas_know_every_field_and_refuse_others() -> None:
    for kind in SCHEMAS.values():
        text = schema_text(kind)

        assert '"place"' not in text
        assert text.count('"additionalProperties": false') == text.count('"type": "object"')
        assert schema_text(kind) == text
