"""The author's form of a block's situations: each list as lines of text, shown from the fields and read back."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from bransjekurs.blocks.forms import Form
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situations import (
    Line,
    Reply,
    Sign,
    Situation,
    SituationKind,
    Spot,
    span,
    wrong_spans,
)

_FEWEST = {SituationKind.DIALOGUE: 1, SituationKind.MESSAGE: 1}


@dataclass(frozen=True, slots=True)
class Unreadable(Exception):
    """A line of the pieces that is not as the help says."""

    number: int


def rows(situations: Sequence[Situation], errors: Sequence[dict[str, str]] = ()) -> list[dict[str, Any]]:
    """Return the form's rows as the situations stand."""
    return [
        {
            "index": number,
            "id": one.id,
            "title": one.title,
            "kind": one.kind.value,
            "intro": one.intro,
            "outcomes": one.outcomes,
            "pieces": _SHOWN[one.kind](one),
            "label": _LABELS[one.kind][0],
            "help": _LABELS[one.kind][1],
            "any_order": ", ".join(f"{first}-{last}" for first, last in one.any_order),
            "picture": one.picture,
            "picture_alt": one.picture_alt,
            "errors": [error for error in errors if error["field"].startswith(f"situation-{number}-")],
        }
        for number, one in enumerate(situations)
    ]


def as_typed(form: Form, shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with what was typed in them: a list that could not be read is shown as it was written."""
    typed = ("pieces", "any_order")
    return [{**row, **{name: form.text(f"situation-{row['index']}-{name}") for name in typed}} for row in shown]


def read(form: Form, before: Sequence[Situation], goals: Set[str]) -> tuple[Situation, ...]:
    """Return the situations as the form has them, and note what is wrong; a form without them leaves them alone."""
    return tuple(
        _read(form, f"situation-{number}", one, goals) if form.text(f"situation-{number}-id") == one.id else one
        for number, one in enumerate(before)
    )


def _read(form: Form, row: str, before: Situation, goals: Set[str]) -> Situation:
    picture, alt = form.text(f"{row}-picture"), form.text(f"{row}-picture_alt")
    if picture and not alt:
        form.wrong(Refusal("not_empty", f"{row}-picture_alt"))
    chosen = form.texts(f"{row}-outcomes")
    if not chosen:
        form.wrong(Refusal("nothing_chosen_here", f"{row}-outcomes"))
    if not set(chosen) <= goals | set(before.outcomes):
        form.wrong(Refusal("unknown_value", f"{row}-outcomes"))
    kept = tuple(outcome for outcome in before.outcomes if outcome in chosen)
    read = replace(
        before,
        title=form.required(f"{row}-title", "not_empty"),
        intro=form.required(f"{row}-intro", "not_empty"),
        outcomes=(*kept, *(outcome for outcome in chosen if outcome not in kept)),
        picture=picture,
        picture_alt=alt,
    )
    return _with_runs(form, row, _with_pieces(form, row, read))


def _with_pieces(form: Form, row: str, situation: Situation) -> Situation:
    lines = form.lines(f"{row}-pieces")
    try:
        found = _READ[situation.kind](lines)
    except Unreadable as error:
        form.wrong(Refusal("line_unreadable", f"{row}-pieces", number=error.number))
        return situation
    values = next(iter(found.values()))
    names = [getattr(value, "name", None) or getattr(value, "meaning", None) or value for value in values]
    if len(values) < _FEWEST.get(situation.kind, 2):
        form.wrong(Refusal("pieces_missing", f"{row}-pieces", count=_FEWEST.get(situation.kind, 2)))
    elif situation.kind is not SituationKind.DIALOGUE and len({*names}) < len(names):
        form.wrong(Refusal("not_unique", f"{row}-pieces"))
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


# --- Each kind's pieces as lines -----------------------------------------------------------------------------------


def _show_lines(situation: Situation) -> str:
    shown = []
    for line in situation.lines:
        shown += [f"{line.who}: {line.text}", *(f"- {reply.text} | {reply.why}" for reply in line.instead)]
    return "\n".join(shown)


def _read_lines(lines: Sequence[str]) -> dict[str, Any]:
    found = list[Line]()
    for number, line in enumerate(lines, 1):
        if line.startswith("-"):
            text, why = _halves(line[1:], "|", number)
            if not found:
                raise Unreadable(number)
            found[-1] = replace(found[-1], instead=(*found[-1].instead, Reply(text, why)))
        else:
            found.append(Line(*_halves(line, ":", number)))
    return {"lines": tuple(found)}


def _read_signs(lines: Sequence[str]) -> dict[str, Any]:
    made = []
    for number, line in enumerate(lines, 1):
        picture, rest = _halves(line, "|", number)
        made.append(Sign(picture, *_halves(rest, "|", number)))
    return {"signs": tuple(made)}


def _read_places(lines: Sequence[str]) -> dict[str, Any]:
    return {"places": tuple(Spot(*_halves(line, "|", number)) for number, line in enumerate(lines, 1))}


def _halves(line: str, sign: str, number: int) -> tuple[str, str]:
    first, found, second = (part.strip() for part in line.partition(sign))
    if not (first and found and second):
        raise Unreadable(number)
    return first, second


_SHOWN: dict[SituationKind, Callable[[Situation], str]] = {
    SituationKind.DIALOGUE: _show_lines,
    SituationKind.PROCEDURE: lambda one: "\n".join(one.steps),
    SituationKind.SIGN: lambda one: "\n".join(f"{s.picture} | {s.picture_alt} | {s.meaning}" for s in one.signs),
    SituationKind.MESSAGE: lambda one: "\n".join(one.checklist),
    SituationKind.PICTURE: lambda one: "\n".join(f"{spot.name} | {spot.description}" for spot in one.places),
}
_READ: dict[SituationKind, Callable[[Sequence[str]], dict[str, Any]]] = {
    SituationKind.DIALOGUE: _read_lines,
    SituationKind.PROCEDURE: lambda lines: {"steps": tuple(lines)},
    SituationKind.SIGN: _read_signs,
    SituationKind.MESSAGE: lambda lines: {"checklist": tuple(lines)},
    SituationKind.PICTURE: _read_places,
}
_LABELS: dict[SituationKind, tuple[Any, Any]] = {
    SituationKind.DIALOGUE: (
        _("What is said"),
        _("One line each: “Name: what is said”. What does not fit, on lines under it: “- what is said | why not”."),
    ),
    SituationKind.PROCEDURE: (_("The steps"), _("One on each line, in the right order.")),
    SituationKind.SIGN: (_("The signs"), _("One on each line: “file | what it shows | what it means”.")),
    SituationKind.MESSAGE: (_("The check-list"), _("What a good message holds, one on each line.")),
    SituationKind.PICTURE: (
        _("The places"),
        _("One on each line, in the order of the numbers: “name | what one sees there”."),
    ),
}
