"""Tables as people keep them: CSV, or a workbook of a spreadsheet programme. Rows in, rows out."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

Row = list[str]
_WORKBOOK = ".xlsx"


def read_table(path: Path) -> list[Row]:
    """Return the rows of a table, the headings first; empty cells are empty texts.

    Raises:
        ValueError: with what to do, for a file that is no table.
    """
    try:
        rows = _workbook_rows(path) if path.suffix.lower() == _WORKBOOK else _csv_rows(path)
    except (csv.Error, UnicodeDecodeError, KeyError, OSError) as error:
        reason = _("{name} cannot be read as a table. Save it as CSV (UTF-8) or as .xlsx.").format(name=path.name)
        raise ValueError(reason) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def write_table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows as the file's name asks for: ``.xlsx``, or else CSV."""
    if path.suffix.lower() == _WORKBOOK:
        _write_workbook(path, rows)
    else:
        path.write_text(csv_text(rows), "utf-8")


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _csv_rows(path: Path) -> list[Row]:
    text = path.read_text("utf-8-sig")
    # Norwegian spreadsheet programmes write semicolons.
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)]


def _workbook_rows(path: Path) -> list[Row]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        return [
            ["" if cell is None else str(cell).strip() for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    except (BadZipFile, InvalidFileException) as error:
        raise KeyError(path.name) from error


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _write_workbook(path: Path, rows: Iterable[Sequence[str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            # As text: what begins with = is a word here and no formula.
            sheet.cell(number, column, text).data_type = "s"
    for heading in sheet[1]:
        heading.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    book.save(path)
