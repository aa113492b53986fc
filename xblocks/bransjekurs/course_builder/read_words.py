"""Stage 1, the words: the table to typed terms.

``words.csv`` has one row per term; every column must be there but ``also``, ``safety``, ``picture`` and ``audio``.
Several ids or genders in a cell are separated by spaces, parts of a compound by ``+``. ``forms`` holds the inflected
forms in the order of the inflection table, without the headword, separated by ``|``; spellings that are equally right
by ``/``; a form that isn't in use is ``-``:

    noun       definite | plural | definite plural         hansken | hansker | hanskene
    verb       present | past | perfect | imperative       melder | meldte | meldt | meld
    adjective  neuter | plural | comparative | superlative glatt | glatte | glattere | glattest
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import fields
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from bransjekurs.course_builder.dictionary import TAGS
from bransjekurs.course_builder.fields import Converter
from bransjekurs.course_builder.files import CourseFiles
from bransjekurs.course_builder.located import Located
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import WORDS_FILE, WordRow, WordSpec
from bransjekurs.domain.vocabulary import Form, Term

COLUMNS = tuple(one.name for one in fields(WordRow) if one.name != "place")
# Columns that a table may leave out.
OPTIONAL = ("also", "safety", "picture", "audio")
_LISTS = {"outcomes": None, "modules": None, "genders": None, "parts": "+", "also": "|"}


def read_words(files: CourseFiles) -> tuple[WordSpec, ...]:
    """Read ``words.csv``; rows with wrong fields are marked as not readable."""
    missing = Problem(WORDS_FILE, 1, _("The file is missing. It holds the words of the course."))
    text = files.text(WORDS_FILE, missing)
    return () if text is None else _table(text, files.problems)


def _table(text: str, problems: list[Problem]) -> tuple[WordSpec, ...]:
    table = csv.DictReader(io.StringIO(text))
    absent = [column for column in COLUMNS if column not in (*(table.fieldnames or ()), *OPTIONAL)]
    for column in absent:
        missing = _("The column “{column}” is missing. Add it, with a comma between columns.")
        problems.append(Problem(WORDS_FILE, 1, missing.format(column=column)))
    try:
        return () if absent else tuple(_word(row, problems) for row in _rows(table))
    except csv.Error as error:
        reason = _("The table cannot be read from here on: {reason}").format(reason=error)
        problems.append(Problem(WORDS_FILE, table.line_num, reason))
        return ()


def _rows(table: "csv.DictReader[str]") -> Iterator[Located]:
    """Yield the rows with the line on which each begins; a cell may hold line breaks."""
    first = table.line_num + 1
    for cells in table:
        row = Located(first)
        for column in COLUMNS:
            if cell := (cells.get(column) or "").strip():
                row[column] = cell.split(_LISTS[column]) if column in _LISTS else cell
                row.lines[column] = first
        yield row
        first = table.line_num + 1


def _word(raw: Located, problems: list[Problem]) -> WordSpec:
    found: list[Problem] = []
    row = Converter(WORDS_FILE, found).record(WordRow, raw)
    forms = () if found else _forms(row, found)
    term = Term(
        id=row.id,
        lemma=row.lemma,
        word_class=row.word_class,
        definition=row.definition,
        example=row.example,
        outcomes=row.outcomes,
        genders=row.genders,
        forms=forms,
        parts=tuple(part.strip() for part in row.parts),
        level=row.level,
        source=row.source,
        also=tuple(word.strip() for word in row.also),
        safety=row.safety,
        picture=PurePosixPath(row.picture).name,
        audio=PurePosixPath(row.audio).name,
    )
    problems += found
    media = tuple(name for name in (row.picture, row.audio) if name)
    return WordSpec(row.place, term, row.modules, readable=not found, media=media)


def _forms(row: WordRow, problems: list[Problem]) -> tuple[Form, ...]:
    tags = list(TAGS[row.word_class])
    cells = [row.lemma, *(cell.strip() for cell in row.forms.split("|"))] if row.forms else [row.lemma]
    if len(cells) not in (1, len(tags)):
        text = _("“forms” has {count} forms; a {word_class} has {expected}: {tags}, with | between them.")
        names = ", ".join(tags[1:])
        text = text.format(count=len(cells) - 1, word_class=row.word_class, expected=len(tags) - 1, tags=names)
        problems.append(Problem(WORDS_FILE, row.place.line, text))
        return ()
    pairs = zip(tags, cells, strict=False)
    return tuple(Form(tag, tuple(one.strip() for one in cell.split("/"))) for tag, cell in pairs if cell != "-")
