"""Fill in gender and inflection of new words from Bokmålsordboka; everything else in ``words.csv`` stays as it is."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from bransjekurs.course_builder.dictionary import SOURCE, TAGS, Dictionary, Entry
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.read import ATTRIBUTION_FILE
from bransjekurs.course_builder.spec import WORDS_FILE
from bransjekurs.domain.vocabulary import WordClass

_CREDIT = (
    "- **Kjønn og bøying:** Bokmålsordboka, © Universitetet i Bergen og Språkrådet, CC BY 4.0.\n"
    "  Sammensetninger som ikke står i ordboka, bøyes som siste ledd.\n"
)


@dataclass(frozen=True, slots=True)
class Filled:
    """The words that were filled in, and what the author must settle."""

    words: tuple[str, ...]
    problems: tuple[Problem, ...]


def fill_words(folder: Path, dictionary: Dictionary) -> Filled:
    """Fill in what is empty and write the file back, with a credit in ``ATTRIBUTION.md`` if it had none.

    Raises ``OSError`` or ``ValueError`` where there is no table to read.
    """
    path = folder / WORDS_FILE
    records = list(_records(path.read_bytes().decode("utf-8")))
    columns = [cell.removeprefix("\ufeff") for cell in records[0].cells] if records else []
    filler = _Filler(columns, dictionary)
    text = "".join([record.text for record in records[:1]] + [filler.filled(record) for record in records[1:]])
    if filler.words:
        path.write_bytes(text.encode("utf-8"))
        credit(folder, SOURCE, _CREDIT)
    return Filled(tuple(filler.words), tuple(filler.problems))


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of a table: its cells, the text that it was read from, and its first line."""

    cells: list[str]
    text: str
    line: int


def _records(text: str) -> Iterator[_Record]:
    lines = text.splitlines(keepends=True)
    reader, start = csv.reader(iter(lines)), 0
    for cells in reader:
        yield _Record(cells, "".join(lines[start : reader.line_num]), start + 1)
        start = reader.line_num


class _Filler:
    """Fills the rows of one table, and remembers what it did."""

    def __init__(self, columns: list[str], dictionary: Dictionary) -> None:
        needed = ("lemma", "word_class", "genders", "forms", "source")
        if absent := [name for name in needed if name not in columns]:
            raise ValueError(_("words.csv lacks the columns: {columns}. Add them.").format(columns=", ".join(absent)))
        self.columns = columns
        self.dictionary = dictionary
        self.words: list[str] = []
        self.problems: list[Problem] = []

    def filled(self, record: _Record) -> str:
        """Return the record's text, with what is empty filled in; the same text if there is nothing to fill."""
        row = dict.fromkeys(self.columns, "") | dict(zip(self.columns, record.cells, strict=False))
        new = row | self._found(row, record.line) if _is_new(row) else row
        if new == row:
            return record.text
        self.words.append(row["lemma"])
        ending = "\r\n" if record.text.endswith("\r\n") else "\n"
        cells = [new[name] for name in self.columns] + record.cells[len(self.columns) :]
        return _line(cells) + ending

    def _found(self, row: Mapping[str, str], line: int) -> dict[str, str]:
        """Return the cells that the dictionary can fill; what it doesn't know, or has in several ways, is told."""
        word_class, lemma = WordClass(row["word_class"]), row["lemma"].strip()
        found = [_cells(entry, word_class) for entry in self.dictionary.look_up(lemma, word_class)]
        fitting = [cells for cells in found if all(row[name] in ("", value) for name, value in cells.items())]
        options = [cells for index, cells in enumerate(fitting) if cells not in fitting[:index]]
        if len(options) != 1:
            self.problems.append(Problem(WORDS_FILE, line, _settle(lemma, options)))
            return {}
        return options[0] | {"source": row["source"] or SOURCE}


def _is_new(row: Mapping[str, str]) -> bool:
    """A word is new if its forms or gender are empty, its class is inflected, and it names no other source."""
    inflected = row["word_class"] in (WordClass.NOUN, WordClass.VERB, WordClass.ADJECTIVE)
    empty = not row["forms"] or (row["word_class"] == WordClass.NOUN and not row["genders"])
    return bool(row["lemma"] and inflected and empty and row["source"] in ("", SOURCE))


def _cells(entry: Entry, word_class: WordClass) -> dict[str, str]:
    spelled = {form.tag: "/".join(form.spellings) for form in entry.forms}
    forms = " | ".join(spelled.get(tag, "-") for tag in list(TAGS[word_class])[1:])
    return {"genders": " ".join(entry.genders), "forms": forms}


def _settle(lemma: str, options: list[dict[str, str]]) -> str:
    if not options:
        return _("“{lemma}” is not in Bokmålsordboka. Fill in gender and forms, and name your source.").format(
            lemma=lemma
        )
    text = _("“{lemma}” is inflected in several ways. Fill in one of: {options}.")
    return text.format(lemma=lemma, options="; ".join(" ".join(one.values()).strip() for one in options))


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def credit(folder: Path, source: str, line: str) -> None:
    """Say in ``ATTRIBUTION.md`` where something comes from, as its licence asks, if that does not stand there yet."""
    path = folder / ATTRIBUTION_FILE
    text = path.read_text("utf-8") if path.exists() else "# Kilder\n"
    if source not in text:
        path.write_text(f"{text.rstrip()}\n\n{line}", "utf-8")
