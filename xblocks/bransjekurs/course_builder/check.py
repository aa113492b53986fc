"""Stage 2: the rules. Each is a small function over the whole spec, yielding what it finds; none stops another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields

from django.utils.translation import gettext as _

from bransjekurs.course_builder.check_words import WORD_RULES
from bransjekurs.course_builder.curriculum import curriculum_goals
from bransjekurs.course_builder.dictionary import Dictionary
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.read import Reading
from bransjekurs.course_builder.place import Place
from bransjekurs.course_builder.spec import Spec
from bransjekurs.course_builder.spec_pages import Block, HoursSpec, QuestionSpec, UnitSpec

Rule = Callable[[Spec], Iterator[Problem]]

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEY_PART = re.compile(r"[A-Za-z0-9_.~-]+")


def check_course(reading: Reading, dictionary: Dictionary | None) -> list[Problem]:
    """Return everything that is wrong with the course, by file and line.

    Without a dictionary the words' gender and inflection are not checked. Rules that weigh one part of the course
    against another run only where everything could be read: what they miss may be in the part that could not.
    """
    problems = set(reading.problems)
    if reading.spec is not None:
        rules = RULES if reading.problems else RULES + RULES_ON_THE_WHOLE
        problems |= {problem for rule in rules for problem in rule(reading.spec)}
        problems |= {problem for word_rule in WORD_RULES for problem in word_rule(reading.spec, dictionary)}
    return sorted(problems)


def _problem(place: Place, key: str, text: str, index: int | None = None) -> Problem:
    return Problem(place.file, place.of(key, index), text)


def _units(spec: Spec) -> Iterator[UnitSpec]:
    return (unit for module in spec.plan.modules for unit in module.units)


def _questions(spec: Spec) -> Iterator[QuestionSpec]:
    return (question for unit in _units(spec) for question in unit.questions)


# --- Ids ---------------------------------------------------------------------------------------------------------


def _ids(spec: Spec) -> Iterator[Problem]:
    """Ids are ASCII slugs and unique: they become a part of usage keys and of everything that is stored."""
    pages = [(one.place, one.id) for one in spec.plan.modules] + [(one.place, one.id) for one in _units(spec)]
    groups = [
        [(one.place, one.id) for one in spec.plan.outcomes],
        pages + [(one.place, one.id) for one in _questions(spec)],
        [(word.place, word.term.id) for word in spec.words],
    ]
    for group in groups:
        yield from _doubled(group)
        for place, id_ in group:
            if id_ and not _SLUG.fullmatch(id_):
                text = _("The id “{id}” may only hold a-z, 0-9 and hyphens.").format(id=id_)
                yield _problem(place, "id", text)


def _doubled(group: list[tuple[Place, str]]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for place, id_ in group:
        if id_ and id_ in first:
            text = _("The id “{id}” is already used in line {line}. Choose another.")
            yield _problem(place, "id", text.format(id=id_, line=first[id_].of("id")))
        first.setdefault(id_, place)


def _course_key(spec: Spec) -> Iterator[Problem]:
    course = spec.plan.course
    for field in ("organisation", "number", "run"):
        value = getattr(course, field)
        if value and not _KEY_PART.fullmatch(value):
            text = _(
                "“{value}” becomes a part of the course's address: use letters without accents, digits and hyphens."
            )
            yield _problem(course.place, field, text.format(value=value))


def _dates(spec: Spec) -> Iterator[Problem]:
    course = spec.plan.course
    if course.end < course.start:
        yield _problem(course.place, "end", _("The course ends before it starts. Check both dates."))


def _picture(spec: Spec) -> Iterator[Problem]:
    course = spec.plan.course
    if course.image and not course.image.lower().endswith((".png", ".jpg", ".jpeg")):
        yield _problem(course.place, "image", _("The picture must be a PNG or JPEG file."))


def _references(spec: Spec) -> Iterator[Problem]:
    """Every outcome and module that something names must exist."""
    named = [(unit.place, unit.outcomes) for unit in _units(spec)]
    named += [(question.place, question.outcomes) for question in _questions(spec)]
    named += [(word.place, word.term.outcomes) for word in spec.words]
    known = {outcome.id for outcome in spec.plan.outcomes}
    for place, ids in named:
        yield from _dangling(place, "outcomes", ids, known, _("There is no outcome “{id}” in kursplan.yaml."))
    modules = {module.id for module in spec.plan.modules}
    for word in spec.words:
        yield from _dangling(
            word.place, "modules", word.modules, modules, _("There is no module “{id}” in kursplan.yaml.")
        )


def _dangling(place: Place, key: str, ids: tuple[str, ...], known: set[str], text: str) -> Iterator[Problem]:
    for index, id_ in enumerate(ids):
        if id_ and id_ not in known:
            yield _problem(place, key, text.format(id=id_), index)


# --- Outcomes ----------------------------------------------------------------------------------------------------


def _curriculum(spec: Spec) -> Iterator[Problem]:
    goals = curriculum_goals()
    bundled = ", ".join(sorted({goal.curriculum for goal in goals.values()}))
    text = _("There is no goal “{code}” in the curricula that we have ({curricula}). Check the code.")
    for outcome in spec.plan.outcomes:
        for index, code in enumerate(outcome.codes):
            if code and code not in goals:
                yield _problem(outcome.place, "curriculum", text.format(code=code, curricula=bundled), index)


def _coverage(spec: Spec) -> Iterator[Problem]:
    """Find outcomes that the course promises, but doesn't teach or doesn't let the participant practise."""
    taught = {id_ for unit in _units(spec) if unit.text for id_ in unit.outcomes}
    practised = {id_ for unit in _units(spec) if unit.task for id_ in unit.outcomes}
    practised |= {id_ for question in _questions(spec) for id_ in question.outcomes}
    practised |= {id_ for word in spec.words for id_ in word.term.outcomes}
    for outcome in spec.plan.outcomes:
        if outcome.id not in taught:
            text = _("No text teaches “{id}”. Name it under “outcomes” in a unit with a text.")
            yield _problem(outcome.place, "id", text.format(id=outcome.id))
        if outcome.id not in practised:
            text = _("Nothing practises “{id}”. Name it under “outcomes” of a word, a question or a unit with a task.")
            yield _problem(outcome.place, "id", text.format(id=outcome.id))


# --- Hours -------------------------------------------------------------------------------------------------------


def _hours(spec: Spec) -> Iterator[Problem]:
    plan = spec.plan
    arenas = [one.name for one in fields(HoursSpec) if one.name != "place"]
    numbers = [(plan.hours.place, arena, getattr(plan.hours, arena)) for arena in arenas]
    numbers += [(plan.certificate.place, "minimum_hours", plan.certificate.minimum_hours)]
    numbers += [(plan.place, "review_weeks", plan.review_weeks)]
    for place, key, number in numbers:
        if number is not None and number <= 0:
            yield _problem(place, key, _("“{field}” must be more than 0.").format(field=key))


def _enough_hours(spec: Spec) -> Iterator[Problem]:
    plan = spec.plan
    arenas = [getattr(plan.hours, one.name) for one in fields(HoursSpec) if one.name != "place"]
    hours = [number for number in arenas if number is not None]
    planned = sum(hours)
    if min(hours, default=1) > 0 and plan.certificate.minimum_hours > planned:
        text = _(
            "The certificate asks for {minimum} hours, but the course has {planned}. Lower the number or plan more."
        )
        text = text.format(minimum=plan.certificate.minimum_hours, planned=planned)
        yield _problem(plan.certificate.place, "minimum_hours", text)


# --- Modules and units -------------------------------------------------------------------------------------------


def _blocks(spec: Spec) -> Iterator[Problem]:
    """Find a plan or a certificate too many, or missing: a second plan block is refused at run time."""
    for block, text in (
        (Block.PLAN, _("The course must have exactly one unit with “block: plan”.")),
        (Block.CERTIFICATE, _("The course must have exactly one unit with “block: certificate”.")),
    ):
        units = [unit for unit in _units(spec) if unit.block is block]
        yield from (_problem(unit.place, "block", text) for unit in units[1:])
        if not units:
            yield _problem(spec.plan.place, "modules", text)


def _word_practice(spec: Spec) -> Iterator[Problem]:
    used = {id_ for word in spec.words for id_ in word.modules}
    for module in spec.plan.modules:
        units = [unit for unit in module.units if unit.block is Block.WORDS]
        if units and module.id not in used:
            text = _("No word in words.csv belongs to the module “{id}”, so there is nothing to practise here.")
            yield _problem(units[0].place, "block", text.format(id=module.id))
        if module.id in used and not units:
            text = _("words.csv has words for the module “{id}”. Add a unit with “block: words”.")
            yield _problem(module.place, "id", text.format(id=module.id))
        for unit in units[1:]:
            yield _problem(unit.place, "block", _("A module can have only one unit with “block: words”."))


def _empty_units(spec: Spec) -> Iterator[Problem]:
    for unit in _units(spec):
        if not (unit.text or unit.situation or unit.task or unit.block or unit.questions):
            text = _("The unit “{id}” is empty. Give it a text, a situation, a block, questions or a task.")
            yield _problem(unit.place, "id", text.format(id=unit.id))


def _answers(spec: Spec) -> Iterator[Problem]:
    for question in _questions(spec):
        if len(question.choices) < 2:
            yield _problem(question.place, "choices", _("The question needs at least two choices."))
        elif sum(choice.right for choice in question.choices) != 1:
            yield _problem(question.place, "choices", _("Exactly one choice must have “right: true”."))


RULES: tuple[Rule, ...] = (
    _ids,
    _course_key,
    _picture,
    _references,
    _curriculum,
    _hours,
    _blocks,
    _empty_units,
    _answers,
)
RULES_ON_THE_WHOLE: tuple[Rule, ...] = (_dates, _coverage, _enough_hours, _word_practice)
