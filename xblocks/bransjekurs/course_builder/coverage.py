"""Which parts of a course teach, practise, assess and let others observe each outcome (R5-R7, R13, R57)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext as _

from bransjekurs.course_builder.find import Rule, fault, questions, situations, units
from bransjekurs.course_builder.place import Placed
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import OutcomeSpec, Spec


@dataclass(frozen=True, slots=True)
class Coverage:
    """One outcome and the ids of what covers it: units with a text, words, situations, questions, units with a task.

    A situation lets one practise, and its question assesses. A workplace task lets one practise, and a mentor observe.
    """

    outcome: OutcomeSpec
    texts: tuple[str, ...]
    words: tuple[str, ...]
    situations: tuple[str, ...]
    questions: tuple[str, ...]
    tasks: tuple[str, ...]

    @property
    def practised(self) -> tuple[str, ...]:
        """What lets the participant practise it."""
        return self.words + self.situations + self.tasks

    @property
    def assessed(self) -> tuple[str, ...]:
        """What shows the participant how well it is known."""
        return self.questions + self.situations

    @property
    def observed(self) -> tuple[str, ...]:
        """What another person can see at work: the tasks, and what a mentor looks for."""
        return self.tasks + self.outcome.look_for


def coverage(spec: Spec) -> tuple[Coverage, ...]:
    """Return one row per outcome, in the author's order."""
    return tuple(_row(spec, outcome) for outcome in spec.plan.outcomes)


def _row(spec: Spec, outcome: OutcomeSpec) -> Coverage:
    id_ = outcome.id
    return Coverage(
        outcome=outcome,
        texts=tuple(unit.id for unit in units(spec) if unit.text and id_ in unit.outcomes),
        words=tuple(word.term.id for word in spec.words if id_ in word.term.outcomes),
        situations=tuple(one.id for one in situations(spec) if id_ in one.outcomes),
        questions=tuple(one.id for one in questions(spec) if id_ in one.outcomes),
        tasks=tuple(unit.id for unit in units(spec) if unit.task and id_ in unit.outcomes),
    )


def _covered(spec: Spec) -> Iterator[Problem]:
    """Find outcomes that the course promises, but doesn't teach, practise, assess or let anyone see."""
    if not readable(spec):
        return
    for row in coverage(spec):
        for kind, text in _gaps().items():
            if not getattr(row, kind) and "look_for" not in row.outcome.place.faults:
                yield fault(row.outcome.place, "id", text.format(id=row.outcome.id))


def readable(spec: Spec) -> bool:
    """Say whether everything that can cover an outcome could be read: what a rule misses may be what could not."""
    plan = spec.plan
    ours = {"text", "situation", "task", "questions", "outcomes", "id", "units"}
    faults = plan.place.faults & {"modules", "outcomes"}
    weighed: Iterable[Placed] = chain[Placed](
        plan.modules, plan.outcomes, spec.words, units(spec), questions(spec), situations(spec)
    )
    for one in weighed:
        faults |= one.place.faults & ours
    missing = any(unit.situation and unit.situation not in spec.situations for unit in units(spec))
    return not faults and not missing and bool(spec.words)


def _gaps() -> dict[str, str]:
    """Return what is said of an outcome where one kind of cover is empty."""
    return {
        "texts": _("No text teaches “{id}”. Name it under “outcomes” in a unit with a text."),
        "practised": _(
            "Nothing practises “{id}”. Name it under “outcomes” of a word, a situation or a unit with a task."
        ),
        "assessed": _("Nothing assesses “{id}”. Name it under “outcomes” of a question or a situation."),
        "observed": _("Nobody can observe “{id}”. Write under “look_for” what a mentor may have seen."),
    }


RULES: tuple[Rule, ...] = (_covered,)
