"""The author's form of a block's situations: shown from the fields, read back, new ones added and others removed."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from bransjekurs.blocks.forms import Form
from bransjekurs.blocks.trade_language.author_pieces import LABELS, READ, SHOWN, Unreadable, fewest, same_twice
from bransjekurs.domain.outcome import slug
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situations import Situation, SituationKind, span, words_in, wrong_spans
from bransjekurs.domain.vocabulary import Term
from bransjekurs.wording import SITUATION_KINDS

# What a kind cannot do without, beside what all have.
_NEEDS_PICTURE = {SituationKind.PICTURE}


@dataclass(frozen=True, slots=True)
class Around:
    """What the course holds that a situation may name: ids of outcomes, words, ids that other situations have."""

    goals: Set[str]
    terms: Mapping[str, Term]
    taken: Set[str]


@dataclass(frozen=True, slots=True)
class Row:
    """One situation of the form as read, and whether it is to be removed."""

    situation: Situation
    removed: bool = False


def new(kind: SituationKind) -> Situation:
    """Return a situation of a kind with nothing in it yet."""
    return Situation(id="", title="", kind=kind, outcomes=(), intro="")


def kinds() -> list[dict[str, Any]]:
    """Return the kinds to choose from for a new situation."""
    return [{"value": kind.value, "text": SITUATION_KINDS[kind]} for kind in SituationKind]


def shown(
    rows: Sequence[Row], terms: Mapping[str, Term], errors: Sequence[dict[str, str]] = ()
) -> list[dict[str, Any]]:
    """Return the rows as the form shows them."""
    return [_shown(number, row, terms, errors) for number, row in enumerate(rows)]


def _shown(number: int, row: Row, terms: Mapping[str, Term], errors: Sequence[dict[str, str]]) -> dict[str, Any]:
    one = row.situation
    return {
        "index": number,
        "id": one.id,
        "title": one.title,
        "kind": one.kind.value,
        "kind_text": SITUATION_KINDS[one.kind],
        "intro": one.intro,
        "outcomes": one.outcomes,
        "pieces": SHOWN[one.kind](one),
        "label": LABELS[one.kind][0],
        "help": LABELS[one.kind][1],
        "any_order": ", ".join(f"{first}-{last}" for first, last in one.any_order),
        "terms": ", ".join(terms[term_id].lemma if term_id in terms else term_id for term_id in one.terms),
        "picture": one.picture,
        "picture_alt": one.picture_alt,
        "delete": row.removed,
        "errors": [error for error in errors if error["field"].startswith(f"situation-{number}-")],
    }


def as_typed(form: Form, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with what was typed in them: a list that could not be read is shown as it was written."""
    typed = ("pieces", "any_order", "terms")
    names = {row["index"]: [name for name in typed if form.sent(f"situation-{row['index']}-{name}")] for row in rows}
    return [
        {**row, **{name: form.text(f"situation-{row['index']}-{name}") for name in names[row["index"]]}} for row in rows
    ]


def read(form: Form, before: Sequence[Situation], around: Around) -> tuple[Row, ...]:
    """Return the situations as the form has them, and note what is wrong; those that it lacks stay as they are."""
    known = {one.id: one for one in before}
    rows = list(_read_rows(form, known, around))
    sent = {row.situation.id for row in rows}
    return (*rows, *(Row(one) for one in before if one.id not in sent))


def _read_rows(form: Form, known: Mapping[str, Situation], around: Around) -> Iterator[Row]:
    taken = set(around.taken)
    for row in form.rows("situation", "id", "kind"):
        start = known.get(form.text(f"{row}-id")) or _begun(form, row)
        if start is None:
            continue
        if form.text(f"{row}-delete"):
            yield Row(start, removed=True)
            continue
        situation = _read(form, row, start, around)
        if not situation.id:
            situation = replace(situation, id=_free(slug(situation.title), taken))
            if situation.title and not situation.id:
                form.wrong(Refusal("no_letters", f"{row}-title"))
        taken.add(situation.id)
        yield Row(situation)


def _begun(form: Form, row: str) -> Situation | None:
    kind = form.text(f"{row}-kind")
    return new(SituationKind(kind)) if kind in set(SituationKind) else None


def _free(name: str, taken: Set[str]) -> str:
    """Return an id that no other situation of the course has: what is done in a situation is kept by its id."""
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (name, *numbered) if one not in taken) if name else ""


def _read(form: Form, row: str, before: Situation, around: Around) -> Situation:
    picture, alt = form.text(f"{row}-picture"), form.text(f"{row}-picture_alt")
    if before.kind in _NEEDS_PICTURE and not picture:
        form.wrong(Refusal("not_empty", f"{row}-picture"))
    if picture and not alt:
        form.wrong(Refusal("not_empty", f"{row}-picture_alt"))
    situation = replace(
        before,
        title=form.required(f"{row}-title", "not_empty"),
        intro=form.required(f"{row}-intro", "not_empty"),
        outcomes=_outcomes(form, row, before, around.goals),
        picture=picture,
        picture_alt=alt,
    )
    return _with_terms(form, row, _with_runs(form, row, _with_pieces(form, row, situation)), around.terms)


def _outcomes(form: Form, row: str, before: Situation, goals: Set[str]) -> tuple[str, ...]:
    chosen = form.texts(f"{row}-outcomes")
    if not chosen:
        form.wrong(Refusal("nothing_chosen_here", f"{row}-outcomes"))
    if not set(chosen) <= goals | set(before.outcomes):
        form.wrong(Refusal("unknown_value", f"{row}-outcomes"))
    kept = tuple(outcome for outcome in before.outcomes if outcome in chosen)
    return (*kept, *(outcome for outcome in chosen if outcome not in kept))


def _with_pieces(form: Form, row: str, situation: Situation) -> Situation:
    kind, field = situation.kind, f"{row}-pieces"
    try:
        found = READ[kind](form.lines(field))
    except Unreadable as error:
        form.wrong(Refusal("line_unreadable", field, number=error.number))
        return situation
    if len(next(iter(found.values()))) < fewest(kind):
        form.wrong(Refusal("pieces_missing", field, count=fewest(kind)))
    elif same_twice(kind, found):
        form.wrong(Refusal("not_unique", field))
    return replace(situation, **found)


def _with_runs(form: Form, row: str, situation: Situation) -> Situation:
    if situation.kind is not SituationKind.PROCEDURE:
        return situation
    runs = [span(text) for text in form.text(f"{row}-any_order").split(",") if text.strip()]
    found = tuple(run for run in runs if run)
    if len(found) < len(runs) or wrong_spans(found, len(situation.steps)):
        form.wrong(Refusal("runs_unreadable", f"{row}-any_order"))
        return situation
    return replace(situation, any_order=found)


def _with_terms(form: Form, row: str, situation: Situation, terms: Mapping[str, Term]) -> Situation:
    """Take the words that the author names; where none is named, those of the course that stand in the situation."""
    if not form.sent(f"{row}-terms"):
        return situation
    named = [word.strip() for word in form.text(f"{row}-terms").split(",") if word.strip()]
    if not named:
        return replace(situation, terms=words_in(situation, terms.values()))
    ids = {term.lemma.casefold(): term_id for term_id, term in terms.items()} | {one: one for one in situation.terms}
    ids |= {term_id: term_id for term_id in terms}
    if unknown := [word for word in named if word.casefold() not in ids]:
        form.wrong(Refusal("no_such_word", f"{row}-terms", words=", ".join(unknown)))
        return situation
    return replace(situation, terms=tuple(dict.fromkeys(ids[word.casefold()] for word in named)))
