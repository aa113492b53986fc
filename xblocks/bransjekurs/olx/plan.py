"""The training plan as OLX elements: planned hours, outcomes, measures, the areas of the mapping."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from bransjekurs.domain.course import ArenaHours
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import LearningArena, MeasureKind, OfferedMeasure
from bransjekurs.domain.outcome import (
    COURSE_ARENAS,
    Arena,
    CurriculumGoal,
    Outcome,
    OutcomeKind,
    ResultKind,
    ResultRule,
)
from bransjekurs.domain.own_goal import OWN_PREFIX, is_own
from bransjekurs.domain.trade import BasicSkill
from bransjekurs.olx.pieces import (
    Element,
    add,
    attribute,
    children,
    choice,
    convert,
    fault,
    flag,
    member,
    names,
    number,
    set_some,
    texts,
    the_text,
    truth,
    unfit,
)


def hours_to_xml(node: Element, hours: Iterable[ArenaHours]) -> None:
    """Append one ``<hours arena="…">`` per arena."""
    for planned in hours:
        add(node, "hours", str(planned.hours), arena=planned.arena)


def hours_from_xml(node: Element) -> tuple[ArenaHours, ...]:
    """Return the planned hours per arena, in the document's order."""
    return tuple(ArenaHours(choice(child, "arena", Arena), number(child)) for child in children(node, "hours"))


def outcomes_to_xml(node: Element, outcomes: Iterable[Outcome]) -> None:
    """Append one ``<outcome>`` per learning outcome."""
    for outcome in outcomes:
        child = add(node, "outcome", id=outcome.id, area=outcome.area, kind=outcome.kind)
        child.set("required", truth(outcome.required))
        child.set("judged_by", names(outcome.judged_by))
        child.set("support_suffices", truth(outcome.support_suffices))
        if outcome.arenas_required > 1:
            child.set("arenas_required", str(outcome.arenas_required))
        set_some(
            child,
            icon=outcome.icon,
            uses=names(outcome.uses),
            hours=repr(outcome.hours).removesuffix(".0") if outcome.hours else "",
        )
        add(child, "title", outcome.title)
        add(child, "plain", outcome.plain)
        for line in outcome.look_for:
            add(child, "look-for", line)
        for goal in outcome.curriculum:
            _goal_to_xml(child, goal)
        for rule in outcome.shown_by:
            shown = add(child, "shown-by", part=rule.part, result=rule.kind)
            set_some(shown, at_least=repr(rule.at_least) if rule.kind is ResultKind.POINTS else "")


def _goal_to_xml(node: Element, goal: CurriculumGoal) -> None:
    child = add(node, "curriculum", goal.wording, code=goal.code, module=goal.module, curriculum=goal.curriculum)
    set_some(child, lang=goal.language, source=goal.source)


def outcomes_from_xml(node: Element) -> tuple[Outcome, ...]:
    """Return the learning outcomes, in the document's order."""
    return tuple(_outcome(child) for child in children(node, "outcome"))


def _outcome(node: Element) -> Outcome:
    return Outcome(
        id=_outcome_id(node),
        area=node.get("area", ""),
        kind=choice(node, "kind", OutcomeKind),
        title=the_text(node, "title"),
        plain=the_text(node, "plain"),
        look_for=texts(node, "look-for"),
        curriculum=tuple(_goal(child) for child in children(node, "curriculum")),
        required=flag(node, "required"),
        judged_by=tuple(node.get("judged_by", "teacher").split()),
        support_suffices=flag(node, "support_suffices"),
        icon=node.get("icon", ""),
        uses=tuple(member(node, "uses", BasicSkill, value) for value in node.get("uses", "").split()),
        arenas_required=_arenas_required(node),
        hours=convert(node, "hours", float) if "hours" in node.attrib else 0.0,
        shown_by=tuple(_rule(child) for child in children(node, "shown-by")),
    )


def _rule(node: Element) -> ResultRule:
    """Return what shows an outcome; a share that nobody can reach, or that everybody has, is refused."""
    part, kind = attribute(node, "part"), choice(node, "result", ResultKind)
    block_type, _at, block_id = part.partition("@")
    if not block_type or not block_id:
        raise unfit(node, "part", part)
    at_least = convert(node, "at_least", float) if "at_least" in node.attrib else 1.0
    if not 0 < at_least <= 1:
        raise fault(node, _("at_least must be above 0 and at most 1."))
    return ResultRule(part, kind, at_least)


def _outcome_id(node: Element) -> str:
    """Return the id; those of participants' own goals are never an outcome's."""
    found = attribute(node, "id")
    if is_own(found):
        raise fault(node, _("The id may not begin with “{beginning}”.").format(beginning=OWN_PREFIX))
    return found


def _arenas_required(node: Element) -> int:
    count = convert(node, "arenas_required", int) if "arenas_required" in node.attrib else 1
    if not 1 <= count <= len(COURSE_ARENAS):
        raise fault(node, _("arenas_required must be from 1 to {most}.").format(most=len(COURSE_ARENAS)))
    return count


def _goal(node: Element) -> CurriculumGoal:
    return CurriculumGoal(
        curriculum=attribute(node, "curriculum"),
        module=node.get("module", ""),
        code=attribute(node, "code"),
        wording=node.text or "",
        language=attribute(node, "lang"),
        source=node.get("source", ""),
    )


def measures_to_xml(node: Element, measures: Iterable[OfferedMeasure]) -> None:
    """Append one ``<measure>`` for each that the author offers beside the catalogue."""
    for measure in measures:
        add(node, "measure", measure.title, id=measure.id, kind=measure.kind, arena=measure.arena)


def measures_from_xml(node: Element) -> tuple[OfferedMeasure, ...]:
    """Return the measures that the author offers, in the document's order."""
    return tuple(
        OfferedMeasure(
            id=attribute(child, "id"),
            kind=choice(child, "kind", MeasureKind),
            arena=choice(child, "arena", LearningArena),
            title=child.text or "",
        )
        for child in children(node, "measure")
    )


def mapping_to_xml(node: Element, areas: Sequence[MappingArea]) -> None:
    """Append ``<mapping areas="…">``: the question areas that are asked."""
    add(node, "mapping", areas=names(areas))


def mapping_from_xml(node: Element) -> tuple[MappingArea, ...]:
    """Return the question areas; without the element, all of them."""
    for child in children(node, "mapping"):
        return tuple(member(child, "areas", MappingArea, value) for value in child.get("areas", "").split())
    return tuple(MappingArea)
