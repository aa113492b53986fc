"""Short words for what every rule does: walk the course, and say what is wrong where."""

from collections.abc import Callable, Iterator

from bransjekurs.course_builder.place import Place
from bransjekurs.course_builder.problem import Kind, Problem
from bransjekurs.course_builder.spec import Spec
from bransjekurs.course_builder.spec_pages import QuestionSpec, SituationQuestionSpec, SituationSpec, UnitSpec

Rule = Callable[[Spec], Iterator[Problem]]


def fault(place: Place, key: str, text: str, index: int | None = None) -> Problem:
    """Return a fault at the line of a field, or of one item in it."""
    return Problem(place.file, place.of(key, index), text)


def advice(file: str, line: int, text: str) -> Problem:
    """Return what the author may weigh."""
    return Problem(file, line, text, Kind.ADVICE)


def units(spec: Spec) -> Iterator[UnitSpec]:
    """Yield the course's pages in order."""
    return (unit for module in spec.plan.modules for unit in module.units)


def questions(spec: Spec) -> Iterator[QuestionSpec]:
    """Yield the questions that stand in ``kursplan.yaml``."""
    return (question for unit in units(spec) for question in unit.questions)


def situations(spec: Spec) -> Iterator[SituationSpec]:
    """Yield the situations that units show and that could be read."""
    return (spec.situations[unit.situation] for unit in units(spec) if unit.situation in spec.situations)


def all_questions(spec: Spec) -> Iterator[QuestionSpec | SituationQuestionSpec]:
    """Yield every question that a participant meets."""
    yield from questions(spec)
    yield from (situation.question for situation in situations(spec))
