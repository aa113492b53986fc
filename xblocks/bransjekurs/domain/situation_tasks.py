"""What there is to do in a situation, how an answer to it is judged, and when the situation counts as known.

The device judges by what came with the task (``situation.js``), and the server judges again when the answer arrives.
An answer holds keys of texts and not their numbers, so that one given before the author moved something stays true.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from enum import StrEnum
from hashlib import sha256

from bransjekurs.domain.answers import aligned
from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situations import Line, Situation, SituationKind

# The participant says that a situation without tasks is done: practice, and no evidence.
DONE = "done"
_SIGN_CHOICES = 3
_PLACE_CHOICES = 4


class Act(StrEnum):
    """What is to be done: put steps in order, say what a sign means, name a place, choose what to say."""

    ORDER = "order"
    SIGN = "sign"
    PLACE = "place"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose; ``why`` is what one learns from it, ``picture`` what a sign's meaning belongs to."""

    key: str
    text: str
    why: str = ""
    picture: str = ""
    picture_alt: str = ""


@dataclass(frozen=True, slots=True)
class SituationTask:
    """One task. ``number`` counts from 0 in the situation's own list; ``options`` stand as they are shown.

    ``right`` are keys: all of them in the right order for ``Act.ORDER``, else the one to choose. ``same`` gives steps
    that may change places the key of the first of them.
    """

    id: str
    act: Act
    number: int
    options: tuple[Option, ...]
    right: tuple[str, ...]
    same: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer judged; ``fits`` says of each thing in it whether it stands right."""

    verdict: AnswerVerdict
    fits: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """A stored answer: to which task, when, how good."""

    task_id: str
    at: datetime
    verdict: AnswerVerdict


def tasks_of(situation: Situation) -> tuple[SituationTask, ...]:
    """Return what there is to do, in order; nothing in a message, a text, or a dialogue that is only to be read."""
    if situation.kind is SituationKind.PROCEDURE:
        return (_order(situation),)
    if situation.kind is SituationKind.SIGN:
        return tuple(_sign(situation, number) for number in range(len(situation.signs)))
    if situation.kind is SituationKind.PICTURE:
        return tuple(_place(situation, number) for number in range(len(situation.places)))
    return tuple(_line(line, number) for number, line in enumerate(situation.lines) if line.instead)


def judge(task: SituationTask, answer: str) -> Marked:
    """Judge an answer: the key that was chosen, or the keys in the order in which they were put, with spaces between.

    An order is almost right if one step is to be moved. An empty answer is wrong: the participant looked.

    Raises:
        Refusal: ``unknown_value`` for keys that are not the task's.
    """
    keys = answer.split()
    known = {option.key for option in task.options}
    if keys and (not known.issuperset(keys) or len(keys) != len(task.right) or len({*keys}) != len(keys)):
        raise Refusal("unknown_value", "answer")
    fits = in_place(keys, task.right, task.same)
    missing = len(task.right) - sum(fits)
    almost = task.act is Act.ORDER and missing == 1
    verdict = AnswerVerdict.ALMOST if almost else AnswerVerdict.WRONG
    return Marked(verdict if missing else AnswerVerdict.RIGHT, fits)


def in_place(keys: Sequence[str], right: Sequence[str], same: Mapping[str, str]) -> tuple[bool, ...]:
    """Say of each key whether it can stay: as many as possible stay, and the others are to be moved."""
    given, wanted = ([same.get(key, key) for key in each] for each in (keys, right))
    return tuple(mine == theirs for mine, theirs in aligned(given, wanted) if mine)


def known_tasks(
    tasks: Iterable[SituationTask], answers: Iterable[TaskAnswer], days: int, zone: tzinfo
) -> frozenset[str]:
    """Return the tasks that somebody can: the day's first answer, before any feedback, was right on so many days."""
    first: dict[tuple[str, date], TaskAnswer] = {}
    for answer in sorted(answers, key=lambda one: one.at):
        first.setdefault((answer.task_id, answer.at.astimezone(zone).date()), answer)
    right: dict[str, int] = defaultdict(int)
    for one in first.values():
        right[one.task_id] += one.verdict is AnswerVerdict.RIGHT
    return frozenset(task.id for task in tasks if right[task.id] >= days)


def key_of(text: str) -> str:
    """Return a short name for a text; the same text has the same one."""
    return sha256(text.encode()).hexdigest()[:8]


def _order(situation: Situation) -> SituationTask:
    keys = tuple(key_of(step) for step in situation.steps)
    same = {key: keys[first - 1] for first, last in situation.any_order for key in keys[first - 1 : last]}
    options = (Option(key, step) for key, step in zip(keys, situation.steps, strict=True))
    mixed = tuple(sorted(options, key=lambda option: key_of(situation.id + option.key)))
    # What is shown must not be the answer itself.
    shown = mixed[::-1] if tuple(option.key for option in mixed) == keys else mixed
    return SituationTask(Act.ORDER.value, Act.ORDER, 0, shown, keys, same)


def _sign(situation: Situation, number: int) -> SituationTask:
    options = [Option(key_of(s.meaning), s.meaning, "", s.picture, s.picture_alt) for s in situation.signs]
    return _choosing(Act.SIGN, number, situation.signs[number].picture, options[number], options, _SIGN_CHOICES)


def _place(situation: Situation, number: int) -> SituationTask:
    options = [Option(key_of(spot.name), spot.name, spot.description) for spot in situation.places]
    return _choosing(Act.PLACE, number, situation.places[number].name, options[number], options, _PLACE_CHOICES)


def _line(line: Line, number: int) -> SituationTask:
    right = Option(key_of(line.text), line.text)
    others = [Option(key_of(reply.text), reply.text, reply.why) for reply in line.instead]
    return _choosing(Act.LINE, number, line.text, right, [right, *others], 1 + len(others))


def _choosing(act: Act, number: int, name: str, right: Option, options: Sequence[Option], most: int) -> SituationTask:
    """Return a task with one right answer among some; the same ones each time for the same texts."""
    seed = key_of(name)
    others = sorted((one for one in options if one.key != right.key), key=lambda one: key_of(seed + one.key))
    shown = sorted([right, *others[: most - 1]], key=lambda one: key_of(one.key + seed))
    return SituationTask(f"{act.value}-{seed}", act, number, tuple(shown), (right.key,))
