"""The author's form of the words: shown from the block's fields, read back into them."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from bransjekurs.blocks.forms import Form
from bransjekurs.blocks.trade_language import author_situations
from bransjekurs.blocks.trade_language.look_up import look_up
from bransjekurs.blocks.trade_language.table import terms_in
from bransjekurs.blocks.trade_language.words import use_texts
from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.outcome import slug
from bransjekurs.domain.reading import ENOUGH, coverage_at, rare_words
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situations import Situation
from bransjekurs.domain.trade import Level
from bransjekurs.domain.vocabulary import Form as WordForm
from bransjekurs.domain.vocabulary import Gender, Term, WordClass, one_word_in_brackets
from bransjekurs.platform import platform
from bransjekurs.stored import to_stored
from bransjekurs.wording import refusal_text

T = TypeVar("T")

# The cells that an author fills in, by word class.
FORM_TAGS: dict[WordClass, tuple[tuple[str, Any], ...]] = {
    WordClass.NOUN: (
        ("sg_indef", _("one, indefinite")),
        ("sg_def", _("one, definite")),
        ("pl_indef", _("several, indefinite")),
        ("pl_def", _("several, definite")),
    ),
    WordClass.VERB: (
        ("inf", _("infinitive")),
        ("pres", _("present")),
        ("past", _("past")),
        ("perf", _("perfect")),
        ("imp", _("imperative")),
    ),
    WordClass.ADJECTIVE: (
        ("pos", _("base form")),
        ("neuter", _("neuter")),
        ("plural", _("plural")),
        ("comp", _("comparative")),
        ("sup", _("superlative")),
    ),
    WordClass.OTHER: (),
}
_NEW = Term(id="", lemma="", word_class=WordClass.NOUN, definition="", example="", outcomes=())
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
    situations: tuple[Situation, ...]

    @property
    def kept(self) -> dict[int, Term]:
        """The words that stay, by the number of their row."""
        return {number: term for number, term in enumerate(self.terms) if number not in self.removed}


def submit(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Do what the pressed button asks, and return the context to show.

    Take a word from the dictionary into the form; else store the form, with a table's words put in where one was
    chosen. With an error anywhere nothing is stored, and the form is as typed.
    """
    typed = _typed(block, data)
    if typed.form.text("look_up"):
        return _looked_up(block, typed)
    if typed.form.text("table"):
        return _with_table(block, typed)
    return _stored(block, typed, tuple(typed.kept.values()))


def _stored(block: Any, typed: Typed, terms: tuple[Term, ...]) -> dict[str, Any]:
    if typed.form.errors:
        return _as_typed(block, typed, typed.form.errors)
    block.display_name, block.terms, block.mastery = typed.title, to_stored(terms), to_stored(typed.rule)
    block.situations = to_stored(typed.situations)
    return context(block, saved=True)


def _with_table(block: Any, typed: Typed) -> dict[str, Any]:
    """Store the form with the table's words, or tell every error in the table by row and column."""
    before = tuple(typed.kept.values())
    name, content = typed.form.text("table_name"), typed.form.text("table")
    terms, problems = terms_in(name, content, before, _goals(block, block.typed_terms()))
    if problems:
        return {**_as_typed(block, typed, typed.form.errors), "table_name": name, "table_problems": problems}
    return {**_stored(block, typed, terms), "taken": len(terms) - len(before)}


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
    shown["situations"] = author_situations.as_typed(typed.form, author_situations.rows(typed.situations, errors))
    return {**shown, "thresholds": shown["thresholds"] | {n: typed.form.text(f"threshold-{n}") for n in _LIMITS}}


def _typed(block: Any, data: dict[str, Any]) -> Typed:
    form = Form(data)
    title = form.required("title", "not_empty")
    rows = form.rows("term", "id", "lemma", "definition", "example")
    known = {term.id: term for term in block.typed_terms()}
    terms = tuple(_term(form, row, known) for row in rows)
    removed = {number for number, row in enumerate(rows) if form.text(f"{row}-delete")}
    rule = MasteryRule(**{name: form.number(f"threshold-{name}", *limit) for name, limit in _LIMITS.items()})
    situations = author_situations.read(form, block.typed_situations(), {one.id for one in _outcomes(block)})
    typed = Typed(form, title, terms, removed, rule, situations)
    _check_rows(form, rows, typed.kept, _goals(block, known.values()))
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
    rows = [_row(number, term, errors) for number, term in enumerate((*terms, _NEW))]
    return {
        "title": title,
        "terms": [{**row, "delete": row["index"] in removed} for row in rows],
        "outcomes": [{"id": outcome.id, "title": outcome.title} for outcome in _outcomes(block)],
        "thresholds": {**to_stored(rule), "errors": wrong_rule},
        "reading": _reading(block),
        "situations": author_situations.rows(block.typed_situations()),
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


def _row(number: int, term: Term, errors: list[dict[str, str]]) -> dict[str, Any]:
    spellings = {form.tag: ", ".join(form.spellings) for form in term.forms}
    tags = () if term is _NEW else FORM_TAGS[term.word_class]
    forms = [{"tag": tag, "label": label, "text": spellings.get(tag, "")} for tag, label in tags]
    own = [error for error in errors if error["field"].startswith(f"term-{number}-")]
    inflection = ", ".join(text for form in forms if (text := form["text"]) and text != term.lemma)
    shown = {"uses": use_texts(term), "also": ", ".join(term.also), "inflection": inflection}
    return {**to_stored(term), **shown, "index": number, "forms": forms, "errors": own}


def _term(form: Form, row: str, known: dict[str, Term]) -> Term:
    """Read one row; what the form does not show (members, level, source, translations) stays as it was."""
    lemma = form.text(f"{row}-lemma")
    word_class = form.text(f"{row}-word_class")
    before = known.get(form.text(f"{row}-id"), _NEW)
    return replace(
        before,
        id=before.id or slug(lemma),
        lemma=lemma,
        word_class=WordClass(word_class) if word_class in set(WordClass) else before.word_class,
        definition=form.text(f"{row}-definition"),
        example=form.text(f"{row}-example"),
        outcomes=_in_order(form.texts(f"{row}-outcomes"), before.outcomes),
        genders=_in_order(
            [Gender(value) for value in form.texts(f"{row}-genders") if value in set(Gender)], before.genders
        ),
        forms=_forms(form, row),
        also=tuple(word.strip() for word in form.text(f"{row}-also").split(",") if word.strip()),
        safety=form.text(f"{row}-safety"),
        source=form.text(f"{row}-source") if form.sent(f"{row}-source") else before.source,
        picture=form.text(f"{row}-picture"),
        picture_alt=form.text(f"{row}-picture_alt"),
        audio=form.text(f"{row}-audio"),
    )


def _in_order(chosen: Sequence[T], before: Sequence[T]) -> tuple[T, ...]:
    """Return what was ticked, what stood before in its old order: a word that two lists share must stay the same."""
    kept = [value for value in before if value in chosen]
    return (*kept, *(value for value in chosen if value not in kept))


def _forms(form: Form, row: str) -> tuple[WordForm, ...]:
    tags = dict.fromkeys(tag for cells in FORM_TAGS.values() for tag, _label in cells)
    spelled = ((tag, form.text(f"{row}-form-{tag}")) for tag in tags)
    return tuple(WordForm(tag, tuple(s.strip() for s in text.split(",") if s.strip())) for tag, text in spelled if text)


def _check_rows(form: Form, rows: list[str], kept: Mapping[int, Term], goals: Set[str]) -> None:
    """Note what is wrong in the rows that stay, each under the number that it gets when the form is shown again."""
    for number, term in kept.items():
        _check(form, f"term-{number}", term)
        _check_choices(form, rows[number], f"term-{number}", goals)
    form.check_ids({f"term-{number}-lemma": term.id for number, term in kept.items() if term.lemma})


def _check(form: Form, row: str, term: Term) -> None:
    if not term.lemma:
        form.wrong(Refusal("not_empty", f"{row}-lemma"))
    if not term.definition:
        form.wrong(Refusal("not_empty", f"{row}-definition"))
    if term.picture and not term.picture_alt:
        form.wrong(Refusal("not_empty", f"{row}-picture_alt"))
    if term.word_class is WordClass.NOUN and not term.genders:
        form.wrong(Refusal("gender_missing", f"{row}-genders"))
    if not one_word_in_brackets(term.example):
        form.wrong(Refusal("ambiguous_example", f"{row}-example"))
    elif term.forms and term.sentence[1].casefold() not in term.spellings():
        form.wrong(Refusal("form_not_in_table", f"{row}-example"))


def _check_choices(form: Form, row: str, shown: str, goals: Set[str]) -> None:
    if form.text(f"{row}-word_class") not in set(WordClass):
        form.wrong(Refusal("unknown_value", f"{shown}-word_class"))
    if not set(form.texts(f"{row}-outcomes")) <= goals:
        form.wrong(Refusal("unknown_value", f"{shown}-outcomes"))


def _goals(block: Any, known: Iterable[Term]) -> Set[str]:
    """Return the ids of the outcomes that a word may name: those of the plan, and those that words name already."""
    return {outcome.id for outcome in _outcomes(block)}.union(*(term.outcomes for term in known))


def _outcomes(block: Any) -> tuple[Any, ...]:
    """Return the outcomes that a word can serve: those of the course's training plan, as it stands in Studio."""
    course_key = block.course_key()
    if course_key is None:
        return ()
    plans = (b for b in platform().course_blocks(course_key) if b.scope_ids.block_type == "training_plan")
    return tuple(outcome for plan in plans for outcome in plan.typed_outcomes())
