"""Stage 2, results: what an outcome says that it is shown by exists, can be reached, and has to do with the outcome."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bransjekurs.course_builder.coverage import readable
from bransjekurs.course_builder.find import Rule, fault, questions, units
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import OutcomeSpec, ResultSpec, Spec
from bransjekurs.course_builder.spec_pages import Block, QuestionSpec, UnitSpec


def _thresholds(spec: Spec) -> Iterator[Problem]:
    for _outcome, result in _results(spec):
        if result.points is not None and not 1 <= result.points <= 100:
            yield fault(result.place, "points", _("“points” is per cent of the points: from 1 to 100."))


def _twice(spec: Spec) -> Iterator[Problem]:
    seen: set[tuple[str, str, bool]] = set()
    for outcome, result in _results(spec):
        same = (outcome.id, result.of, result.points is None)
        if same in seen:
            yield fault(result.place, "of", _("“{id}” stands here twice. Take one away.").format(id=result.of))
        seen.add(same)


def _parts(spec: Spec) -> Iterator[Problem]:
    """A result is of a unit or a question; where some could not be read, what is missing may be one of those."""
    if not readable(spec):
        return
    asked = {one.id: one for one in questions(spec)}
    pages = {one.id: one for one in units(spec)}
    for outcome, result in _results(spec):
        if result.of in asked:
            yield from _of_question(outcome, result, asked[result.of])
        elif result.of in pages:
            yield from _of_unit(spec, outcome, result, pages[result.of])
        else:
            text = _("There is no unit and no question “{id}” in kursplan.yaml.")
            yield fault(result.place, "of", text.format(id=result.of))


def _of_question(outcome: OutcomeSpec, result: ResultSpec, question: QuestionSpec) -> Iterator[Problem]:
    if result.points is None:
        text = _("A question is done however it is answered. Say how many “points” it takes, such as 100.")
        yield fault(result.place, "of", text)
    elif outcome.id not in question.outcomes:
        yield _elsewhere(outcome, result)


def _of_unit(spec: Spec, outcome: OutcomeSpec, result: ResultSpec, unit: UnitSpec) -> Iterator[Problem]:
    if result.points is not None and not (unit.questions or unit.situation or unit.block is Block.WORDS):
        text = _(
            "“{id}” gives no points: it has no questions, situation or words. Leave “points” out, or name another."
        )
        yield fault(result.place, "points", text.format(id=unit.id))
    elif outcome.id not in _outcomes_of(spec, unit):
        yield _elsewhere(outcome, result)


def _outcomes_of(spec: Spec, unit: UnitSpec) -> set[str]:
    """Return the outcomes that a unit has to do with."""
    found = {*unit.outcomes, *(id_ for question in unit.questions for id_ in question.outcomes)}
    if unit.situation in spec.situations:
        found |= set(spec.situations[unit.situation].outcomes)
    if unit.block is Block.WORDS:
        here = {module.id for module in spec.plan.modules if unit in module.units}
        found |= {id_ for word in spec.words if here & set(word.modules) for id_ in word.term.outcomes}
    return found


def _elsewhere(outcome: OutcomeSpec, result: ResultSpec) -> Problem:
    text = _("“{of}” has nothing to do with “{id}”. Name “{id}” under its “outcomes”, or take the line away.")
    return fault(result.place, "of", text.format(of=result.of, id=outcome.id))


def _results(spec: Spec) -> Iterator[tuple[OutcomeSpec, ResultSpec]]:
    """Yield what could be read."""
    for outcome in spec.plan.outcomes:
        yield from ((outcome, result) for result in outcome.results if not result.place.faults)


RULES: tuple[Rule, ...] = (_thresholds, _twice, _parts)
