"""Stage 2, the pages: what a unit shows, what a question and a situation are made of, what a picture says."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from bransjekurs.course_builder.find import Rule, all_questions, fault, situations, units
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.read import ALTERNATIVES_FILE, situation_pictures, text_pictures
from bransjekurs.course_builder.spec import Spec
from bransjekurs.course_builder.spec_pages import Block, ModuleSpec


def _blocks(spec: Spec) -> Iterator[Problem]:
    """Find a plan or a certificate too many, or missing: a second plan block is refused at run time."""
    for block, text in (
        (Block.PLAN, _("The course must have exactly one unit with “block: plan”.")),
        (Block.CERTIFICATE, _("The course must have exactly one unit with “block: certificate”.")),
    ):
        shown = [unit for unit in units(spec) if unit.block is block]
        yield from (fault(unit.place, "block", text) for unit in shown[1:])
        if not shown:
            yield fault(spec.plan.place, "modules", text)


def _word_practice(spec: Spec) -> Iterator[Problem]:
    """A module with words has one unit to practise them in, and the other way round."""
    used = {id_ for word in spec.words for id_ in word.modules}
    if not spec.words or any("modules" in word.place.faults for word in spec.words):
        return
    for module in spec.plan.modules:
        if not (module.place.faults or any(unit.place.faults for unit in module.units)):
            yield from _practice_of(module, module.id in used)


def _practice_of(module: ModuleSpec, has_words: bool) -> Iterator[Problem]:
    found = [unit for unit in module.units if unit.block is Block.WORDS]
    if found and not has_words:
        text = _("No word in words.csv belongs to the module “{id}”, so there is nothing to practise here.")
        yield fault(found[0].place, "block", text.format(id=module.id))
    if has_words and not found:
        text = _("words.csv has words for the module “{id}”. Add a unit with “block: words”.")
        yield fault(module.place, "id", text.format(id=module.id))
    for unit in found[1:]:
        yield fault(unit.place, "block", _("A module can have only one unit with “block: words”."))


def _empty_units(spec: Spec) -> Iterator[Problem]:
    for unit in units(spec):
        shows = (unit.text, unit.situation, unit.task, unit.block, unit.questions)
        if not any(shows) and not unit.place.faults & {"text", "situation", "task", "block", "questions"}:
            text = _("The unit “{id}” is empty. Give it a text, a situation, a block, questions or a task.")
            yield fault(unit.place, "id", text.format(id=unit.id))


def _answers(spec: Spec) -> Iterator[Problem]:
    for question in all_questions(spec):
        if "choices" in question.place.faults or not question.place.lines:
            continue  # told already: there is nothing to count
        if len(question.choices) < 2:
            yield fault(question.place, "choices", _("The question needs at least two choices."))
        elif sum(choice.right for choice in question.choices) != 1:
            yield fault(question.place, "choices", _("Exactly one choice must have “right: true”."))


# --- Pictures ----------------------------------------------------------------------------------------------------


def _card(spec: Spec) -> Iterator[Problem]:
    course = spec.plan.course
    if course.image and not course.image.lower().endswith((".png", ".jpg", ".jpeg")):
        yield fault(course.place, "image", _("The picture must be a PNG or JPEG file."))


def _alternatives(spec: Spec) -> Iterator[Problem]:
    """Every picture that is shown says in words what it shows."""
    told = _("The picture “{name}” has no text alternative. Write in {file} what it shows.")
    shown = [(file, line, name, alt) for one in spec.texts.values() for file, line, alt, name in text_pictures(one)]
    shown += [(place.file, line, name, "") for one in situations(spec) for place, line, name in situation_pictures(one)]
    shown += [(word.place.file, word.place.line, word.term.picture, "") for word in spec.words]
    for file, line, name, alt in shown:
        if name and not alt.strip() and PurePosixPath(name).name not in spec.alternatives:
            yield Problem(file, line, told.format(name=name, file=ALTERNATIVES_FILE))


def _same_name(spec: Spec) -> Iterator[Problem]:
    """Pictures lie in one folder on the platform, so two of one name would become one."""
    first: dict[str, str] = {}
    for name in spec.media:
        base = PurePosixPath(name).name
        if first.setdefault(base, name) != name:
            text = _("“{first}” and “{second}” have the same name. Rename one of them.")
            yield Problem(ALTERNATIVES_FILE, 1, text.format(first=first[base], second=name))


RULES: tuple[Rule, ...] = (
    _blocks,
    _word_practice,
    _empty_units,
    _answers,
    _card,
    _alternatives,
    _same_name,
)
