"""The words in other languages: ``translations/<language>.csv``, from people who know both.

Each row says who translated it (``source``) and whether another person, or a second source, says the same
(``checked``: yes or no). A row
without a translation is left out: nothing is guessed. A translator gets the table by ``bransjekurs translate -o``
and sends it back; ``bransjekurs translate --take`` takes all of it or nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from bransjekurs.course_builder.files import CourseFiles
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import WordSpec
from bransjekurs.course_builder.tables import Row, csv_text, read_table, write_table
from bransjekurs.domain.vocabulary import Term, Translation

FOLDER = "translations"
COLUMNS = ("id", "lemma", "definition", "translation", "source", "checked")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CHECKED = {"yes": True, "ja": True, "true": True, "no": False, "nei": False, "false": False, "": False}


def read_translations(files: CourseFiles, words: tuple[WordSpec, ...]) -> tuple[WordSpec, ...]:
    """Return the words with their translations; what is wrong in a file is told with its row."""
    found: dict[str, list[Translation]] = {}
    for path in sorted((files.folder / FOLDER).glob("*.csv")):
        name = f"{FOLDER}/{path.name}"
        if files.text(name, Problem(name, 1, "")) is None:
            continue
        translated, problems = translations_in(path, path.stem, (word.term for word in words))
        files.problems += [Problem(name, row, text) for row, text in problems]
        for term_id, translation in translated.items():
            found.setdefault(term_id, []).append(translation)
    return tuple(
        replace(word, term=replace(word.term, translations=tuple(found.get(word.term.id, ())))) for word in words
    )


def export_translations(words: Sequence[Term], language: str, to: Path) -> None:
    """Write the table for a translator: every word, with what is translated already.

    Raises:
        ValueError: for what is no language code.
    """
    _check_language(language)
    rows = [[*_row(term), *_told(term, language)] for term in words]
    write_table(to, [COLUMNS, *rows])


def import_translations(folder: Path, words: Sequence[Term], language: str, table: Path) -> list[tuple[int, str]]:
    """Take a translator's table into the course; return what is wrong by row, and then nothing was taken.

    Raises:
        ValueError: for what is no table or no language code.
    """
    _check_language(language)
    translated, problems = translations_in(table, language, words)
    if not problems:
        (folder / FOLDER).mkdir(exist_ok=True)
        kept = {term.id: replace(term, translations=(translated[term.id],)) for term in words if term.id in translated}
        rows = [[*_row(term), *_told(term, language)] for term in kept.values()]
        (folder / FOLDER / f"{language}.csv").write_text(csv_text([COLUMNS, *rows]), "utf-8")
    return problems


def translations_in(
    table: Path, language: str, terms: Iterable[Term]
) -> tuple[dict[str, Translation], list[tuple[int, str]]]:
    """Return the translations of a table by term id, and its problems as (row, what is wrong in which column)."""
    try:
        rows = read_table(table)
        _check_language(language)
    except ValueError as error:
        return {}, [(1, str(error))]
    heading = rows[0] if rows else []
    if absent := [column for column in COLUMNS if column not in heading]:
        return {}, [(1, _("The column “{column}” is missing. Add it.").format(column=column)) for column in absent]
    known = {term.id for term in terms}
    found: dict[str, Translation] = {}
    problems: list[tuple[int, str]] = []
    for number, row in enumerate(rows[1:], start=2):
        cells = _cells(heading, row)
        wrong = list(_wrong(cells, known, found))
        problems += [(number, text) for text in wrong]
        if cells["translation"] and not wrong:
            checked = _CHECKED[cells["checked"].lower()]
            found[cells["id"]] = Translation(language, cells["translation"], cells["source"], checked)
    return found, problems


def _cells(heading: Row, row: Row) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | dict(zip(heading, row, strict=False))


def _wrong(cells: Mapping[str, str], known: set[str], found: Mapping[str, Translation]) -> Iterator[str]:
    if cells["id"] not in known:
        yield _("“id”: the course has no word “{id}”.").format(id=cells["id"])
    elif cells["id"] in found:
        yield _("“id”: “{id}” stands here twice.").format(id=cells["id"])
    if cells["translation"] and not cells["source"]:
        yield _("“source”: write who translated the word.")
    if cells["checked"].lower() not in _CHECKED:
        yield _("“checked”: write “yes” or “no”.")


def _row(term: Term) -> tuple[str, str, str]:
    return term.id, term.with_article, term.definition


def _told(term: Term, language: str) -> tuple[str, str, str]:
    one = next((one for one in term.translations if one.language == language), None)
    return (one.text, one.source, "yes" if one.checked else "no") if one else ("", "", "no")


def _check_language(language: str) -> None:
    if not _LANGUAGE.fullmatch(language):
        raise ValueError(_("“{language}” is no language code. Use one such as “en” or “ar”.").format(language=language))
