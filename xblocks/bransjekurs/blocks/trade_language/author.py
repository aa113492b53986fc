"""The author's form of the words: shown from the block's fields, read back into them."""

from collections.abc import Set
from typing import Any

from django.utils.translation import gettext_lazy as _

from bransjekurs.blocks.forms import Form
from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.outcome import slug
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import Form as WordForm
from bransjekurs.domain.vocabulary import Gender, Term, WordClass
from bransjekurs.platform import platform
from bransjekurs.stored import to_stored

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


def submit(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Store the form if it has no errors; return the context to show: saved, or as typed with the errors."""
    form = Form(data)
    title = form.required("title", "not_empty")
    rows = [row for row in form.rows("term") if form.text(f"{row}-id") or form.text(f"{row}-lemma")]
    known = {term.id: term for term in block.typed_terms()}
    terms = tuple(_term(form, row, number, known) for number, row in enumerate(rows))
    removed = {number for number, row in enumerate(rows) if form.text(f"{row}-delete")}
    _check_unique(form, terms)
    limits = {name: form.number(f"threshold-{name}", *limit) for name, limit in _LIMITS.items()}
    rule = MasteryRule(**limits)
    if form.errors:
        return _context(block, title, terms, rule, form.errors, removed)
    kept = tuple(term for number, term in enumerate(terms) if number not in removed)
    block.display_name, block.terms, block.mastery = title, to_stored(kept), to_stored(rule)
    return context(block, saved=True)


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
        "errors": errors,
    }


def _row(number: int, term: Term, errors: list[dict[str, str]]) -> dict[str, Any]:
    spellings = {form.tag: ", ".join(form.spellings) for form in term.forms}
    tags = FORM_TAGS[term.word_class] if term.lemma else ()
    forms = [{"tag": tag, "label": label, "text": spellings.get(tag, "")} for tag, label in tags]
    own = [error for error in errors if error["field"].startswith(f"term-{number}-")]
    inflection = ", ".join(text for form in forms if (text := form["text"]) and text != term.lemma)
    return {**to_stored(term), "index": number, "forms": forms, "inflection": inflection, "errors": own}


def _term(form: Form, row: str, number: int, known: dict[str, Term]) -> Term:
    """Read one row; the row's errors are noted under its number among the rows that stay."""
    shown = f"term-{number}"
    lemma = form.text(f"{row}-lemma")
    word_class = form.text(f"{row}-word_class")
    stored = known.get(form.text(f"{row}-id"))
    term = Term(
        id=stored.id if stored else slug(lemma),
        lemma=lemma,
        word_class=WordClass(word_class) if word_class in set(WordClass) else WordClass.OTHER,
        definition=form.text(f"{row}-definition"),
        example=form.text(f"{row}-example"),
        outcomes=form.texts(f"{row}-outcomes"),
        genders=tuple(Gender(value) for value in form.texts(f"{row}-genders") if value in set(Gender)),
        forms=_forms(form, row),
        parts=stored.parts if stored else (),
        level=stored.level if stored else _NEW.level,
        source=stored.source if stored else "",
    )
    _check(form, shown, term)
    return term


def _forms(form: Form, row: str) -> tuple[WordForm, ...]:
    tags = dict.fromkeys(tag for cells in FORM_TAGS.values() for tag, _label in cells)
    spelled = ((tag, form.text(f"{row}-form-{tag}")) for tag in tags)
    return tuple(WordForm(tag, tuple(s.strip() for s in text.split(",") if s.strip())) for tag, text in spelled if text)


def _check(form: Form, row: str, term: Term) -> None:
    if not term.lemma:
        form.wrong(Refusal("not_empty", f"{row}-lemma"))
    if not term.definition:
        form.wrong(Refusal("not_empty", f"{row}-definition"))
    if term.word_class is WordClass.NOUN and not term.genders:
        form.wrong(Refusal("gender_missing", f"{row}-genders"))
    if term.example.count("[") != 1 or term.example.count("]") != 1:
        form.wrong(Refusal("ambiguous_example", f"{row}-example"))
    elif term.forms and term.sentence[1].casefold() not in term.spellings():
        form.wrong(Refusal("form_not_in_table", f"{row}-example"))


def _check_unique(form: Form, terms: tuple[Term, ...]) -> None:
    ids = [term.id for term in terms]
    for number, term in enumerate(terms):
        if term.id in ids[:number]:
            form.wrong(Refusal("not_unique", f"term-{number}-lemma"))


def _outcomes(block: Any) -> tuple[Any, ...]:
    """Return the outcomes that a word can serve: those of the course's training plan, as it stands in Studio."""
    course_key = getattr(block.scope_ids.usage_id, "course_key", None)
    if course_key is None:
        return ()
    plans = (b for b in platform().course_blocks(course_key) if b.scope_ids.block_type == "training_plan")
    return tuple(outcome for plan in plans for outcome in plan.typed_outcomes())
