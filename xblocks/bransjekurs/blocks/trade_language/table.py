"""The words as a table for a spreadsheet programme: out, and back in with every error told by row and column.

The columns are those of ``words.csv`` (docs/course-format.md). What a table has no column for stays as it was.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from bransjekurs.course_builder.tables import Row, table_bytes, table_rows
from bransjekurs.domain.outcome import slug
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import Level
from bransjekurs.domain.vocabulary import Form, Gender, Term, WordClass, one_word_in_brackets
from bransjekurs.pages.fields import readable
from bransjekurs.wording import refusal_text

_NEEDED = ("lemma", "word_class", "definition", "example")
_TEXTS = ("lemma", "definition", "example", "source", "safety", "picture", "picture_alt", "audio")
_LISTS = {"outcomes": None, "genders": None, "parts": "+", "also": "|"}
COLUMNS = (
    *("id", "lemma", "word_class", "genders", "forms", "parts", "definition", "example", "level", "outcomes"),
    *("source", "also", "safety", "picture", "picture_alt", "audio"),
)
MOST_ROWS = 2000
# The cells of ``forms``, in order; the lemma is not among them.
_TAGS: Mapping[WordClass, tuple[str, ...]] = {
    WordClass.NOUN: ("sg_def", "pl_indef", "pl_def"),
    WordClass.VERB: ("pres", "past", "perf", "imp"),
    WordClass.ADJECTIVE: ("neuter", "plural", "comp", "sup"),
    WordClass.OTHER: (),
}
_FIRST = {WordClass.NOUN: "sg_indef", WordClass.VERB: "inf", WordClass.ADJECTIVE: "pos"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a table: the row as the spreadsheet counts it, the column's heading, and what to do."""

    row: int
    column: str
    text: str


def table_of(terms: Sequence[Term], name: str) -> str:
    """Return the words as a file in base64; its kind is as the name ends, ``.csv`` or ``.xlsx``."""
    return base64.b64encode(table_bytes(name, [COLUMNS, *(_row(term) for term in terms)])).decode()


def _row(term: Term) -> Row:
    spelled = {form.tag: "/".join(form.spellings) for form in term.forms}
    tags = _TAGS[term.word_class]
    forms = " | ".join(spelled.get(tag, "-") for tag in tags) if term.forms and tags else ""
    lists = {
        "outcomes": " ".join(term.outcomes),
        "genders": " ".join(term.genders),
        "parts": "+".join(term.parts),
        "also": "|".join(term.also),
    }
    made = {"id": term.id, "word_class": term.word_class.value, "forms": forms, "level": str(term.level), **lists}
    return [made[name] if name in made else getattr(term, name) for name in COLUMNS]


def terms_in(
    name: str, content: str, before: Sequence[Term], outcomes: Set[str]
) -> tuple[tuple[Term, ...], list[Problem]]:
    """Return the words with those of the table put in (by id; new ones last), or all that is wrong with it.

    ``content`` is the file in base64. Words that the table lacks stay.
    """
    try:
        rows = table_rows(name, base64.b64decode(content, validate=True))
    except (ValueError, binascii.Error) as error:
        reason = _("The file cannot be read.") if isinstance(error, binascii.Error) else str(error)
        return (), [Problem(1, "", reason)]
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    if absent := [column for column in _NEEDED if column not in heading]:
        return (), [Problem(1, column, _("The column is missing. Add it.")) for column in absent]
    if len(rows) > MOST_ROWS:
        return (), [Problem(MOST_ROWS + 1, "", _("The table is too long. Divide it."))]
    known = {term.id: term for term in before}
    found, problems = dict(known), list[Problem]()
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(heading, map(readable, row), strict=False))
        if any(cells.values()):
            term, wrong = _term(cells, known, outcomes, seen)
            found[term.id] = term
            problems += [Problem(number, column, text) for column, text in wrong]
    return tuple(found.values()), problems


def _term(
    cells: Mapping[str, str], known: Mapping[str, Term], outcomes: Set[str], seen: set[str]
) -> tuple[Term, list[tuple[str, str]]]:
    """Return the word of a row, and what is wrong with it by column; ``seen`` gathers the ids."""
    term_id = cells.get("id", "") or slug(cells["lemma"])
    before = known.get(term_id, Term(term_id, "", WordClass.OTHER, "", "", ()))
    wrong = list(_unreadable(cells, outcomes))
    if not term_id or slug(term_id) != term_id:
        wrong.append(("id", refusal_text(Refusal("no_letters"))))
    if term_id in seen:
        wrong.append(("id", refusal_text(Refusal("not_unique"))))
    seen.add(term_id)
    if wrong:
        return before, wrong
    term = _filled(before, cells)
    return term, list(_wrong(term))


def _unreadable(cells: Mapping[str, str], outcomes: Set[str]) -> Iterator[tuple[str, str]]:
    """Yield the cells that are no value of their column, and those that are empty and may not be."""
    for column in _NEEDED:
        if not cells[column]:
            yield column, refusal_text(Refusal("not_empty"))
    values: tuple[tuple[str, Set[str]], ...] = (
        ("word_class", set(WordClass)),
        ("genders", set(Gender)),
        ("level", set(Level)),
        ("outcomes", outcomes),
    )
    for column, allowed in values:
        for value in cells.get(column, "").split():
            if value not in allowed:
                text = _("“{value}” is not known here. Use one of: {known}.")
                yield column, text.format(value=value, known=", ".join(sorted(allowed)))
    if cells["word_class"] in set(WordClass):
        tags = _TAGS[WordClass(cells["word_class"])]
        if (forms := cells.get("forms", "")) and len(forms.split("|")) != len(tags):
            text = _("There must be {count} forms here, with | between them: {names}.")
            yield "forms", text.format(count=len(tags), names=", ".join(tags) or "–")


def _filled(before: Term, cells: Mapping[str, str]) -> Term:
    word_class = WordClass(cells["word_class"])
    changed: dict[str, Any] = {name: cells[name] for name in _TEXTS if name in cells}
    for name, sign in _LISTS.items():
        if name in cells:
            changed[name] = tuple(part for one in cells[name].split(sign) if (part := one.strip()))
    if "genders" in changed:
        changed["genders"] = tuple(Gender(value) for value in changed["genders"])
    if cells.get("level"):
        changed["level"] = cells["level"]
    if "forms" in cells:
        changed["forms"] = _forms(before, word_class, cells["lemma"], cells["forms"])
    return replace(before, word_class=word_class, **changed)


def _forms(before: Term, word_class: WordClass, lemma: str, cell: str) -> tuple[Form, ...]:
    """Return the forms of a cell; the table has no place for variants of the headword, which stay."""
    if not cell:
        return ()
    first = Form(_FIRST[word_class], (lemma,))
    kept = next((form for form in before.forms if form.tag == first.tag and before.lemma == lemma), first)
    pairs = ((tag, text.strip()) for tag, text in zip(_TAGS[word_class], cell.split("|"), strict=True))
    spelled = ((tag, tuple(one.strip() for one in text.split("/"))) for tag, text in pairs if text not in ("", "-"))
    return (kept, *(Form(tag, spellings) for tag, spellings in spelled))


def _wrong(term: Term) -> Iterator[tuple[str, str]]:
    if term.word_class is WordClass.NOUN and not term.genders:
        yield "genders", _("A noun needs a gender: m, f or n.")
    if not one_word_in_brackets(term.example):
        yield "example", refusal_text(Refusal("ambiguous_example"))
    elif term.forms and term.sentence[1].casefold() not in term.spellings():
        yield "example", refusal_text(Refusal("form_not_in_table"))
    if term.picture and not term.picture_alt:
        yield "picture_alt", refusal_text(Refusal("not_empty"))
