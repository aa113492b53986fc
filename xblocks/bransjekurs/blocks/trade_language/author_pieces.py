"""Each kind of situation's pieces as lines of text: shown to an author, and read back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from bransjekurs.domain.situations import Line, Reply, Sign, Situation, SituationKind, Spot

# How many pieces there must be; of other kinds two, since one cannot choose from one.
_FEWEST = {SituationKind.TEXT: 1, SituationKind.DIALOGUE: 1, SituationKind.MESSAGE: 1}


@dataclass(frozen=True, slots=True)
class Unreadable(Exception):
    """A line of the pieces that is not as the help says."""

    number: int


def fewest(kind: SituationKind) -> int:
    """Return how many pieces a situation of a kind needs."""
    return _FEWEST.get(kind, 2)


def same_twice(kind: SituationKind, found: dict[str, Any]) -> bool:
    """Say whether two pieces that are chosen between are the same; in a text or a dialogue they may be."""
    values = next(iter(found.values()))
    names = [getattr(value, "name", None) or getattr(value, "meaning", None) or value for value in values]
    return kind not in (SituationKind.TEXT, SituationKind.DIALOGUE) and len({*names}) < len(names)


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


SHOWN: dict[SituationKind, Callable[[Situation], str]] = {
    SituationKind.TEXT: lambda one: "\n".join(one.paragraphs),
    SituationKind.DIALOGUE: _show_lines,
    SituationKind.PROCEDURE: lambda one: "\n".join(one.steps),
    SituationKind.SIGN: lambda one: "\n".join(f"{s.picture} | {s.picture_alt} | {s.meaning}" for s in one.signs),
    SituationKind.MESSAGE: lambda one: "\n".join(one.checklist),
    SituationKind.PICTURE: lambda one: "\n".join(f"{spot.name} | {spot.description}" for spot in one.places),
}
READ: dict[SituationKind, Callable[[Sequence[str]], dict[str, Any]]] = {
    SituationKind.TEXT: lambda lines: {"paragraphs": tuple(lines)},
    SituationKind.DIALOGUE: _read_lines,
    SituationKind.PROCEDURE: lambda lines: {"steps": tuple(lines)},
    SituationKind.SIGN: _read_signs,
    SituationKind.MESSAGE: lambda lines: {"checklist": tuple(lines)},
    SituationKind.PICTURE: _read_places,
}
LABELS: dict[SituationKind, tuple[Any, Any]] = {
    SituationKind.TEXT: (_("The text"), _("Such as a notice or a routine. Each line is a paragraph of its own.")),
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
