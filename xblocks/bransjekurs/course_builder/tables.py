"""Tables as people keep them: CSV, or a workbook of a spreadsheet programme. Rows in, rows out."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

Row = list[str]
_WORKBOOK = ".xlsx"
_MOST_UNPACKED = 30_000_000


def read_table(path: Path) -> list[Row]:
    """Return the rows of a table, the headings first; empty cells are empty texts.

    Raises:
        ValueError: with what to do, for a file that is no table.
    """
    try:
        return table_rows(path.name, path.read_bytes())
    except OSError as error:
        raise _unreadable(path.name) from error


def table_rows(name: str, content: bytes) -> list[Row]:
    """Return the rows of a file of that name, as ``read_table`` does."""
    try:
        rows = _workbook_rows(content) if name.lower().endswith(_WORKBOOK) else _csv_rows(content)
    except (csv.Error, UnicodeDecodeError, KeyError, OSError) as error:
        raise _unreadable(name) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _unreadable(name: str) -> ValueError:
    return ValueError(_("{name} cannot be read as a table. Save it as CSV (UTF-8) or as .xlsx.").format(name=name))


def write_table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows as the file's name asks for: ``.xlsx``, or else CSV."""
    path.write_bytes(table_bytes(path.name, rows))


def table_bytes(name: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as the file's name asks for: ``.xlsx``, or else CSV."""
    return _workbook_bytes(rows) if name.lower().endswith(_WORKBOOK) else csv_text(rows).encode()


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _csv_rows(content: bytes) -> list[Row]:
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    # Norwegian spreadsheet programmes write semicolons.
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)]


def _workbook_rows(content: bytes) -> list[Row]:
    from zipfile import BadZipFile, ZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        # A small file can hold a table that no memory can.
        if sum(member.file_size for member in ZipFile(io.BytesIO(content)).infolist()) > _MOST_UNPACKED:
            raise KeyError("size")
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        return [
            ["" if cell is None else str(cell).strip() for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    except (BadZipFile, InvalidFileException) as error:
        raise KeyError("workbook") from error


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()


def _workbook_bytes(rows: Iterable[Sequence[str]]) -> bytes:
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
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
