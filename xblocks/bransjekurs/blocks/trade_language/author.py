"""The author's form of words and situations: shown from the block's fields, read back into them."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from typing import Any

from bransjekurs.blocks.forms import Form
from bransjekurs.blocks.trade_language import author_situations, author_terms
from bransjekurs.blocks.trade_language.author_situations import Around, Row
from bransjekurs.blocks.trade_language.look_up import look_up
from bransjekurs.blocks.trade_language.table import terms_in
from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.reading import ENOUGH, coverage_at, rare_words
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situations import SituationKind
from bransjekurs.domain.trade import Level
from bransjekurs.domain.vocabulary import Term
from bransjekurs.platform import platform
from bransjekurs.stored import to_stored
from bransjekurs.wording import refusal_text

_LIMITS: dict[str, tuple[Any, Any, Any]] = {
    "recall_today": (float, 0.5, 0.99),
    "recall_in_30_days": (float, 0.5, 0.99),
    "answers": (int, 1, 20),
    "days": (int, 1, 20),
    "kinds": (int, 1, 3),
    "share": (float, 0.1, 1.0),
}


def context(block: Any, *, saved: bool = False) -> dict[str, Any]:
    """Return the form as the block's fields have it."""
    return _context(block, block.display_name, block.typed_terms(), block.typed_mastery(), []) | {"saved": saved}


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as typed: the rows' words, which of them are to be removed, and what is wrong in it."""

    form: Form
    title: str
    terms: tuple[Term, ...]
    removed: Set[int]
    rule: MasteryRule
    situations: tuple[Row, ...]

    @property
    def kept(self) -> dict[int, Term]:
        """The words that stay, by the number of their row."""
        return {number: term for number, term in enumerate(self.terms) if number not in self.removed}


def submit(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Do what the pressed button asks, and return the context to show.

    Take a word from the dictionary into the form, or begin a new situation in it; else store the form, with a table's
    words put in where one was chosen. With an error anywhere nothing is stored, and the form is as typed.
    """
    typed = _typed(block, data)
    if typed.form.text("add_situation"):
        return _with_new_situation(block, typed)
    if typed.form.text("look_up"):
        return _looked_up(block, typed)
    if typed.form.text("table"):
        return _with_table(block, typed)
    return _stored(block, typed, tuple(typed.kept.values()))


def _stored(block: Any, typed: Typed, terms: tuple[Term, ...]) -> dict[str, Any]:
    if typed.form.errors:
        return _as_typed(block, typed, typed.form.errors)
    block.display_name, block.terms, block.mastery = typed.title, to_stored(terms), to_stored(typed.rule)
    block.situations = to_stored(tuple(row.situation for row in typed.situations if not row.removed))
    return context(block, saved=True)


def _with_table(block: Any, typed: Typed) -> dict[str, Any]:
    """Store the form with the table's words, or tell every error in the table by row and column."""
    before = tuple(typed.kept.values())
    name, content = typed.form.text("table_name"), typed.form.text("table")
    terms, problems = terms_in(name, content, before, _goals(block, block.typed_terms()))
    if problems:
        return {**_as_typed(block, typed, typed.form.errors), "table_name": name, "table_problems": problems}
    return {**_stored(block, typed, terms), "taken": len(terms) - len(before)}


def _with_new_situation(block: Any, typed: Typed) -> dict[str, Any]:
    """Show the form with fields for a situation of the chosen kind; nothing is stored yet."""
    kind = typed.form.text("new_situation")
    if kind not in set(SituationKind):
        return _as_typed(block, typed, [{"field": "new_situation", "message": refusal_text(Refusal("unknown_value"))}])
    rows = (*typed.situations, Row(author_situations.new(SituationKind(kind))))
    return {**_as_typed(block, replace(typed, situations=rows), []), "begun": len(rows) - 1}


def _looked_up(block: Any, typed: Typed) -> dict[str, Any]:
    """Show the form with one word as the dictionary has it; where it has several, with a button for each."""
    row, _colon, choice = typed.form.text("look_up").partition(":")
    number = int(row) if row.isdecimal() else -1
    if number not in typed.kept:
        raise Refusal("bad_request", "look_up")
    try:
        ways = look_up(typed.terms[number], f"term-{number}-lemma")
    except Refusal as refusal:
        return _as_typed(block, typed, [{"field": refusal.field, "message": refusal_text(refusal)}])
    if (choice.isdecimal() and int(choice) < len(ways)) or len(ways) == 1:
        chosen = ways[int(choice) if choice.isdecimal() and int(choice) < len(ways) else 0]
        terms = (*typed.terms[:number], chosen, *typed.terms[number + 1 :])
        return {**_as_typed(block, replace(typed, terms=terms), []), "open": number}
    return {**_as_typed(block, typed, []), "open": number, "ways": [_way(number, n, way) for n, way in enumerate(ways)]}


def _way(number: int, place: int, term: Term) -> dict[str, str]:
    forms = ", ".join("/".join(form.spellings) for form in term.forms)
    return {"value": f"{number}:{place}", "text": f"{term.with_article}: {forms}"}


def _as_typed(block: Any, typed: Typed, errors: list[dict[str, str]]) -> dict[str, Any]:
    shown = _context(block, typed.title, typed.terms, typed.rule, errors, typed.removed)
    rows = author_situations.shown(typed.situations, course_terms(block), errors)
    shown["situations"] = author_situations.as_typed(typed.form, rows)
    return {**shown, "thresholds": shown["thresholds"] | {n: typed.form.text(f"threshold-{n}") for n in _LIMITS}}


def _typed(block: Any, data: dict[str, Any]) -> Typed:
    form = Form(data)
    title = form.required("title", "not_empty")
    rows = form.rows("term", "id", "lemma", "definition", "example")
    known = {term.id: term for term in block.typed_terms()}
    terms = tuple(author_terms.read(form, row, known) for row in rows)
    removed = {number for number, row in enumerate(rows) if form.text(f"{row}-delete")}
    rule = MasteryRule(**{name: form.number(f"threshold-{name}", *limit) for name, limit in _LIMITS.items()})
    situations = author_situations.read(form, block.typed_situations(), _around(block))
    typed = Typed(form, title, terms, removed, rule, situations)
    author_terms.check(form, rows, typed.kept, _goals(block, known.values()))
    return typed


def _context(
    block: Any,
    title: str,
    terms: tuple[Term, ...],
    rule: MasteryRule,
    errors: list[dict[str, str]],
    removed: Set[int] = frozenset(),
) -> dict[str, Any]:
    wrong_rule = any(error["field"].startswith("threshold-") for error in errors)
    rows = [author_terms.shown(number, term, errors) for number, term in enumerate((*terms, author_terms.NEW))]
    situations = tuple(Row(one) for one in block.typed_situations())
    return {
        "title": title,
        "terms": [{**row, "delete": row["index"] in removed} for row in rows],
        "outcomes": [{"id": outcome.id, "title": outcome.title} for outcome in outcomes(block)],
        "thresholds": {**to_stored(rule), "errors": wrong_rule},
        "reading": _reading(block),
        "situations": author_situations.shown(situations, course_terms(block)),
        "kinds": author_situations.kinds(),
        "errors": errors,
    }


def _reading(block: Any) -> dict[str, Any] | None:
    """Return for each level how many of a hundred words of the text above one knows there, with the course's words."""
    reading = block.typed_reading()
    if reading is None:
        return None
    return {
        "title": reading.title,
        "level": reading.level.value,
        "levels": [{"level": level.value, "known": coverage_at(reading, level).of_hundred} for level in Level],
        "enough": ENOUGH,
        "rare": [one.lemma for one in rare_words(reading, reading.level)],
    }


def _goals(block: Any, known: Iterable[Term]) -> Set[str]:
    """Return the ids of the outcomes that a word may name: those of the plan, and those that words name already."""
    return {outcome.id for outcome in outcomes(block)}.union(*(term.outcomes for term in known))


def outcomes(block: Any) -> tuple[Any, ...]:
    """Return the outcomes that a word can serve: those of the course's training plan, as it stands in Studio."""
    return tuple(outcome for plan in _blocks(block, "training_plan") for outcome in plan.typed_outcomes())


def course_terms(block: Any) -> dict[str, Term]:
    """Return the words of the whole course by id, as they stand in Studio; this block's own as it has them."""
    others = (term for one in _blocks(block, "trade_language") for term in one.typed_terms())
    return {term.id: term for term in (*others, *block.typed_terms())}


def _around(block: Any) -> Around:
    here = block.scope_ids.usage_id
    others = [one for one in _blocks(block, "trade_language") if one.scope_ids.usage_id != here]
    taken = {one.id for other in (*others, block) for one in other.typed_situations()}
    return Around({one.id for one in outcomes(block)}, course_terms(block), taken)


def _blocks(block: Any, kind: str) -> tuple[Any, ...]:
    course_key = block.course_key()
    if course_key is None:
        return ()
    return tuple(one for one in platform().course_blocks(course_key) if one.scope_ids.block_type == kind)
