"""Stage 2, names: ids that are unique, and names that name something."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bransjekurs.course_builder.curriculum import curriculum_goals
from bransjekurs.course_builder.find import Rule, fault, questions, situations, units
from bransjekurs.course_builder.place import Place
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import Spec

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEY_PART = re.compile(r"[A-Za-z0-9_.~-]+")
Named = tuple[Place, str]


def _ids(spec: Spec) -> Iterator[Problem]:
    """Ids are ASCII slugs and unique: they become a part of usage keys and of everything that is stored."""
    for group in _groups(spec):
        yield from _doubled(group)
        for place, id_ in group:
            if id_ and not _SLUG.fullmatch(id_):
                text = _("The id “{id}” may only hold a-z, 0-9 and hyphens.").format(id=id_)
                yield fault(place, "id", text)


def _groups(spec: Spec) -> tuple[list[Named], ...]:
    """Return the ids that must differ from each other: outcomes; measures; everything that becomes a page; words."""
    pages = [(one.place, one.id) for one in spec.plan.modules] + [(one.place, one.id) for one in units(spec)]
    pages += [(one.place, one.id) for one in questions(spec)]
    pages += [(one.place, one.id) for one in spec.situations.values()]
    return (
        [(one.place, one.id) for one in spec.plan.outcomes],
        [(one.place, one.id) for one in spec.plan.measures],
        pages,
        [(word.place, word.term.id) for word in spec.words],
    )


def _doubled(group: list[Named]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for place, id_ in group:
        if id_ and id_ in first:
            text = _("The id “{id}” is already used in {file}, line {line}. Choose another.")
            before = first[id_]
            yield fault(place, "id", text.format(id=id_, file=before.file, line=before.of("id")))
        first.setdefault(id_, place)


def _shown_twice(spec: Spec) -> Iterator[Problem]:
    shown: set[str] = set()
    for unit in units(spec):
        if unit.situation and unit.situation in shown:
            text = _("“{name}” is shown by another unit already. Make a copy with an id of its own.")
            yield fault(unit.place, "situation", text.format(name=unit.situation))
        shown.add(unit.situation)


def _course_key(spec: Spec) -> Iterator[Problem]:
    course = spec.plan.course
    for field in ("organisation", "number", "run"):
        value = getattr(course, field)
        if value and not _KEY_PART.fullmatch(value):
            text = _(
                "“{value}” becomes a part of the course's address: use letters without accents, digits and hyphens."
            )
            yield fault(course.place, field, text.format(value=value))


def _references(spec: Spec) -> Iterator[Problem]:
    """Every outcome that something names must exist."""
    text = _("There is no outcome “{id}” in kursplan.yaml.")
    known = {outcome.id for outcome in spec.plan.outcomes}
    named = [(one.place, one.outcomes) for one in units(spec)] + [(one.place, one.outcomes) for one in questions(spec)]
    named += [(one.place, one.outcomes) for one in situations(spec)]
    named += [(word.place, word.term.outcomes) for word in spec.words]
    for place, ids in named:
        yield from _dangling(place, "outcomes", ids, known, text)


def _modules_of_words(spec: Spec) -> Iterator[Problem]:
    known = {module.id for module in spec.plan.modules}
    for word in spec.words:
        yield from _dangling(
            word.place, "modules", word.modules, known, _("There is no module “{id}” in kursplan.yaml.")
        )


def _terms_of_situations(spec: Spec) -> Iterator[Problem]:
    known = {word.term.id for word in spec.words}
    for one in situations(spec) if known else ():
        yield from _dangling(one.place, "terms", one.terms, known, _("There is no word “{id}” in words.csv."))


def _dangling(place: Place, key: str, ids: tuple[str, ...], known: set[str], text: str) -> Iterator[Problem]:
    for index, id_ in enumerate(ids):
        if id_ and id_ not in known:
            yield fault(place, key, text.format(id=id_), index)


def _curriculum(spec: Spec) -> Iterator[Problem]:
    """A KM code must be in a curriculum that we have; a wording after it must be the curriculum's, word for word."""
    goals = curriculum_goals()
    bundled = ", ".join(sorted({goal.curriculum for goal in goals.values()}))
    unknown = _("There is no goal “{code}” in the curricula that we have ({curricula}). Check the code.")
    differs = _("The wording of {code} differs from the curriculum: “{wording}”. Copy it, or leave it out.")
    for outcome in spec.plan.outcomes:
        for index, item in enumerate(outcome.curriculum):
            code, _space, wording = item.partition(" ")
            if code and code not in goals:
                yield fault(outcome.place, "curriculum", unknown.format(code=code, curricula=bundled), index)
            elif wording and " ".join(wording.split()) != goals[code].wording:
                text = differs.format(code=code, wording=goals[code].wording)
                yield fault(outcome.place, "curriculum", text, index)


RULES: tuple[Rule, ...] = (
    _ids,
    _shown_twice,
    _course_key,
    _references,
    _modules_of_words,
    _terms_of_situations,
    _curriculum,
)
