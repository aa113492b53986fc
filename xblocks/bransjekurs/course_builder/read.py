"""Stage 1: the course folder to a typed spec. Wrong files and fields become problems, never exceptions.

``words.csv`` has one row per term; every column must be there. Several ids or genders in a cell are separated by
spaces, parts of a compound by ``+``. ``forms`` holds the inflected forms in the order of the inflection table, without
the headword, separated by ``|``; spellings that are equally right by ``/``; a form that isn't in use is ``-``:

    noun       definite | plural | definite plural         hansken | hansker | hanskene
    verb       present | past | perfect | imperative       melder | meldte | meldt | meld
    adjective  neuter | plural | comparative | superlative glatt | glatte | glattere | glattest
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from django.utils.translation import gettext as _

from bransjekurs.course_builder.dictionary import TAGS
from bransjekurs.course_builder.fields import Converter
from bransjekurs.course_builder.located import Located, load
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import (
    PLAN_FILE,
    WORDS_FILE,
    Language,
    Place,
    PlanSpec,
    Spec,
    TextSpec,
    UnitSpec,
    WordRow,
    WordSpec,
)
from bransjekurs.domain.vocabulary import Form, Term

_COLUMNS = tuple(one.name for one in fields(WordRow) if one.name != "place")
_LISTS = {"outcomes": None, "modules": None, "genders": None, "parts": "+"}
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read (``spec`` is ``None`` without a readable ``kursplan.yaml``) and what could not."""

    spec: Spec | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _TextHead:
    """The head of a text, between two lines of hyphens."""

    place: Place
    title: str
    language: Language | None = None


def read_course(folder: Path) -> Reading:
    """Read everything in a course folder, and every file that a unit names."""
    problems: list[Problem] = []
    words = _read_words(folder, problems)
    plan = _read_plan(folder, problems)
    if plan is None:
        return Reading(None, tuple(problems))
    texts = dict(_read_texts(folder, plan, problems))
    return Reading(Spec(plan, words, texts, _read_image(folder, plan, problems)), tuple(problems))


def _read_plan(folder: Path, problems: list[Problem]) -> PlanSpec | None:
    text = _content(
        folder, PLAN_FILE, Problem(PLAN_FILE, 1, _("The file is missing. Every course needs one.")), problems
    )
    raw = None if text is None else load(PLAN_FILE, text, problems)
    return None if raw is None else Converter(PLAN_FILE, problems).record(PlanSpec, raw)


def _read_image(folder: Path, plan: PlanSpec, problems: list[Problem]) -> bytes:
    place, name = plan.course.place, plan.course.image
    missing = Problem(PLAN_FILE, place.of("image"), _no_file(name))
    return (_bytes(folder, name, missing, problems) or b"") if name else b""


def _content(folder: Path, name: str, missing: Problem, problems: list[Problem]) -> str | None:
    """Return a file's text; the problem ``missing`` is added where there is no such file inside the folder."""
    data = _bytes(folder, name, missing, problems)
    try:
        return None if data is None else data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        problems.append(Problem(name, 1, _("The file is not UTF-8. Save it as UTF-8.")))
    return None


def _bytes(folder: Path, name: str, missing: Problem, problems: list[Problem]) -> bytes | None:
    try:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()):
            return path.read_bytes()
        text = _("“{name}” is outside the course folder. Move the file into the folder.")
        problems.append(Problem(missing.file, missing.line, text.format(name=name)))
    except (OSError, ValueError):  # a value error: a name that no file can have
        problems.append(missing)
    return None


def _no_file(name: str) -> str:
    return _("There is no file “{name}” in the course folder.").format(name=name)


# --- texts/*.md ------------------------------------------------------------------------------------------------


def _read_texts(folder: Path, plan: PlanSpec, problems: list[Problem]) -> Iterator[tuple[str, TextSpec]]:
    for unit in (unit for module in plan.modules for unit in module.units):
        for field in ("text", "task"):
            name = getattr(unit, field)
            if name and (text := _read_text(folder, name, unit, field, problems)) is not None:
                yield name, _text(name, text, plan.course.language, problems)


def _read_text(folder: Path, name: str, unit: UnitSpec, field: str, problems: list[Problem]) -> str | None:
    return _content(folder, name, Problem(PLAN_FILE, unit.place.of(field), _no_file(name)), problems)


def _text(name: str, text: str, language: Language, problems: list[Problem]) -> TextSpec:
    """Split a text into head and body; without a head it has no title, which is a problem."""
    lines = text.splitlines()
    end = lines.index(_FENCE, 1) if lines[:1] == [_FENCE] and _FENCE in lines[1:] else 0
    raw = load(name, "\n".join(lines[1:end]), problems, first_line=2) if end else Located()
    place, body = (Place(name, end + 2), lines[end + 1 :]) if end else (Place(name), lines)
    if raw is None:
        return TextSpec(place, "", "\n".join(body), language)
    head = Converter(name, problems).record(_TextHead, raw)
    return TextSpec(place, head.title, "\n".join(body), head.language or language)


# --- words.csv -------------------------------------------------------------------------------------------------


def _read_words(folder: Path, problems: list[Problem]) -> tuple[WordSpec, ...]:
    missing = Problem(WORDS_FILE, 1, _("The file is missing. It holds the words of the course."))
    text = _content(folder, WORDS_FILE, missing, problems)
    if text is None:
        return ()
    table = csv.DictReader(io.StringIO(text))
    absent = [column for column in _COLUMNS if column not in (table.fieldnames or ())]
    for column in absent:
        text = _("The column “{column}” is missing. Add it, with a comma between columns.")
        problems.append(Problem(WORDS_FILE, 1, text.format(column=column)))
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
        for column in _COLUMNS:
            if cell := (cells[column] or "").strip():
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
    )
    problems += found
    return WordSpec(row.place, term, row.modules, readable=not found)


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
