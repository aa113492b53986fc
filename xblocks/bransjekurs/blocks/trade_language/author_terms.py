"""The author's form of the words: one row for each, shown from the block's fields and read back into them."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from bransjekurs.blocks.forms import Form
from bransjekurs.blocks.trade_language.words import use_texts
from bransjekurs.domain.outcome import slug
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import Form as WordForm
from bransjekurs.domain.vocabulary import Gender, Term, WordClass, one_word_in_brackets
from bransjekurs.stored import to_stored

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
NEW = Term(id="", lemma="", word_class=WordClass.NOUN, definition="", example="", outcomes=())


def shown(number: int, term: Term, errors: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Return one row as the form shows it."""
    spellings = {form.tag: ", ".join(form.spellings) for form in term.forms}
    tags = () if term is NEW else FORM_TAGS[term.word_class]
    forms = [{"tag": tag, "label": label, "text": spellings.get(tag, "")} for tag, label in tags]
    own = [error for error in errors if error["field"].startswith(f"term-{number}-")]
    inflection = ", ".join(text for form in forms if (text := form["text"]) and text != term.lemma)
    told = {"uses": use_texts(term), "also": ", ".join(term.also), "inflection": inflection}
    return {**to_stored(term), **told, "index": number, "forms": forms, "errors": own}


def read(form: Form, row: str, known: dict[str, Term]) -> Term:
    """Read one row; what the form does not show (members, level, source, translations) stays as it was."""
    lemma = form.text(f"{row}-lemma")
    word_class = form.text(f"{row}-word_class")
    before = known.get(form.text(f"{row}-id"), NEW)
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


def check(form: Form, rows: list[str], kept: Mapping[int, Term], goals: Set[str]) -> None:
    """Note what is wrong in the rows that stay, each under the number that it gets when the form is shown again."""
    for number, term in kept.items():
        _check_row(form, f"term-{number}", term)
        _check_choices(form, rows[number], f"term-{number}", goals)
    form.check_ids({f"term-{number}-lemma": term.id for number, term in kept.items() if term.lemma})


def _check_row(form: Form, row: str, term: Term) -> None:
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
