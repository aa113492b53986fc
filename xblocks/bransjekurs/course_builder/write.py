"""Stage 3: the spec to an OLX tree, as path → bytes. Nothing depends on time, folder or the reader's language.

A module becomes a chapter; a unit becomes a sequential with one vertical, so that "next" goes page by page. Our blocks
stand inline in the vertical, since the platform doesn't follow pointer tags of pure XBlocks.
"""

import json
from collections.abc import Iterator, Set
from dataclasses import fields, replace
from pathlib import PurePosixPath
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from lxml import etree

from bransjekurs import olx
from bransjekurs.course_builder.about import overview
from bransjekurs.course_builder.curriculum import curriculum_goals
from bransjekurs.course_builder.markup import to_html
from bransjekurs.course_builder.readings import stored_readings
from bransjekurs.course_builder.situations import made_situation
from bransjekurs.course_builder.spec import OutcomeSpec, PlanSpec, ResultSpec, Spec
from bransjekurs.course_builder.spec_pages import (
    Block,
    HoursSpec,
    ModuleSpec,
    QuestionSpec,
    SituationQuestionSpec,
    UnitSpec,
)
from bransjekurs.course_builder.uses import with_uses
from bransjekurs.domain.conditions import Conditions, Duty, Share, Topic, answered, said
from bransjekurs.domain.course import FINAL_TEST, Accreditation, ArenaHours, CertificateRules
from bransjekurs.domain.course_results import part_name
from bransjekurs.domain.measures import OfferedMeasure
from bransjekurs.domain.outcome import Arena, Outcome, ResultKind, ResultRule, slug
from bransjekurs.domain.reading import Reading
from bransjekurs.domain.trade import (
    BasicSkill,
    JobCertificate,
    LanguageSkill,
    LevelNeeded,
    SkillNeeded,
    TradeProfile,
)

ADVANCED_MODULES = ("training_plan", "trade_language", "competence_certificate")
# The folder in the archive with the course as its author wrote it. Open edX leaves it alone: see docs/decisions/0006.
SOURCES = "bransjekurs"
_PASSING_SHARE = 0.5

Files = dict[str, bytes]


def write_course(spec: Spec) -> Files:
    """Return the files of the course, in the layout that Open edX imports. The spec must be without problems."""
    spec, readings = replace(spec, words=with_uses(spec)), stored_readings(spec)
    with translation.override(spec.plan.course.language):
        files = _course(spec.plan) | _policies(spec.plan) | _about(spec.plan)
        files |= {f"static/{PurePosixPath(name).name}": content for name, content in spec.media.items()}
        files |= {f"{SOURCES}/{name}": content for name, content in spec.sources.items()}
        for module in spec.plan.modules:
            files |= _chapter(module)
            for unit in module.units:
                files |= _unit(spec, module, unit, readings.get(unit.text))
        return files


# --- The course ----------------------------------------------------------------------------------------------------


def _course(plan: PlanSpec) -> Files:
    course = plan.course
    top = etree.Element("course", url_name=course.run, org=course.organisation, course=course.number)
    root = etree.Element("course")
    for module in plan.modules:
        etree.SubElement(root, "chapter", url_name=module.id)
    return {"course.xml": _xml(top), f"course/{course.run}.xml": _xml(root)}


def _policies(plan: PlanSpec) -> Files:
    course = plan.course
    policy = {
        "display_name": course.title,
        "language": course.language,
        "start": f"{course.start.isoformat()}T00:00:00Z",
        "end": f"{course.end.isoformat()}T23:59:59Z",
        "course_image": _image_name(plan),
        "advanced_modules": list(ADVANCED_MODULES),
    }
    folder = f"policies/{course.run}"
    return {
        f"{folder}/policy.json": _json({f"course/{course.run}": policy}),
        f"{folder}/grading_policy.json": _json(_grading(plan)),
        "policies/assets.json": _json({}),
    }


def _image_name(plan: PlanSpec) -> str:
    return PurePosixPath(plan.course.image).name


def _grading(plan: PlanSpec) -> dict[str, Any]:
    """Return a policy where graded pages count the same. What a participant can do is judged in the plan."""
    graded = sum(_is_graded(unit) for module in plan.modules for unit in module.units)
    name = _("Course work")
    work = {"type": name, "min_count": graded, "drop_count": 0, "short_label": name, "weight": 1.0}
    return {"GRADER": [work], "GRADE_CUTOFFS": {"Pass": _PASSING_SHARE}}


def _about(plan: PlanSpec) -> Files:
    return {
        "about/overview.html": overview(plan).encode(),
        "about/short_description.html": plan.course.summary.encode(),
    }


# --- Modules and units -----------------------------------------------------------------------------------------------


def _chapter(module: ModuleSpec) -> Files:
    chapter = etree.Element("chapter", display_name=module.title)
    for unit in module.units:
        etree.SubElement(chapter, "sequential", url_name=unit.id)
    return {f"chapter/{module.id}.xml": _xml(chapter)}


def _is_graded(unit: UnitSpec) -> bool:
    return bool(unit.questions) or bool(unit.situation) or unit.block in (Block.PLAN, Block.WORDS)


def _unit(spec: Spec, module: ModuleSpec, unit: UnitSpec, reading: Reading | None) -> Files:
    page = f"{unit.id}-page"
    sequential = etree.Element("sequential", display_name=unit.title)
    if _is_graded(unit):
        sequential.set("graded", "true")
        sequential.set("format", _("Course work"))
    etree.SubElement(sequential, "vertical", url_name=page)
    vertical = etree.Element("vertical", display_name=unit.title)
    files = _parts(spec, module, unit, vertical, reading)
    return files | {f"sequential/{unit.id}.xml": _xml(sequential), f"vertical/{page}.xml": _xml(vertical)}


def _parts(spec: Spec, module: ModuleSpec, unit: UnitSpec, vertical: olx.Element, reading: Reading | None) -> Files:
    """Append what the unit shows to its vertical, and return the files that this points to."""
    files: Files = {}
    if unit.text:
        files |= _text(spec, unit.text, f"{unit.id}-text", vertical)
    if reading and unit.block is not Block.WORDS:
        vertical.append(_words_of_text(unit, reading))
    if unit.situation:
        files |= _situation(spec, unit, vertical)
    if unit.block is not None:
        vertical.append(_block(spec, module, unit, unit.block, reading))
    for number, question in enumerate(unit.questions, start=1):
        files |= _problem(question, question.id, _("Question {number}").format(number=number), vertical)
    if unit.task:
        files |= _text(spec, unit.task, f"{unit.id}-task", vertical)
    return files


def _text(spec: Spec, file: str, name: str, vertical: olx.Element) -> Files:
    text = spec.texts[file]
    return _html(name, text.title, to_html(text, spec.alternatives), vertical)


def _situation(spec: Spec, unit: UnitSpec, vertical: olx.Element) -> Files:
    """Write a situation as a block of its own and a question under it."""
    situation = spec.situations[unit.situation]
    node = etree.SubElement(vertical, "trade_language", url_name=f"{unit.id}-situation", display_name=situation.title)
    olx.mastery_to_xml(node, spec.plan.mastery)
    made = made_situation(situation, spec.plan.course.language, spec.alternatives)
    olx.situations_to_xml(node, [made])
    return _problem(situation.question, situation.id, _("Question"), vertical)


def _html(name: str, title: str, page: str, vertical: olx.Element) -> Files:
    etree.SubElement(vertical, "html", url_name=name)
    pointer = etree.Element("html", filename=name, display_name=title)
    return {f"html/{name}.xml": _xml(pointer), f"html/{name}.html": page.encode()}


def _problem(question: QuestionSpec | SituationQuestionSpec, name: str, title: str, vertical: olx.Element) -> Files:
    etree.SubElement(vertical, "problem", url_name=name)
    problem = etree.Element("problem", display_name=title)
    response = etree.SubElement(problem, "multiplechoiceresponse")
    etree.SubElement(response, "label").text = question.text
    group = etree.SubElement(response, "choicegroup", type="MultipleChoice")
    for choice in question.choices:
        element = etree.SubElement(group, "choice", correct="true" if choice.right else "false")
        element.text = choice.text
        # Without a label the platform puts its own before the feedback, in English where it has no translation.
        label = _("Right:") if choice.right else _("Wrong:")
        etree.SubElement(element, "choicehint", label=label).text = choice.feedback
    return {f"problem/{name}.xml": _xml(problem)}


# --- Our blocks ------------------------------------------------------------------------------------------------------


def _block(spec: Spec, module: ModuleSpec, unit: UnitSpec, block: Block, reading: Reading | None) -> olx.Element:
    if block is Block.PLAN:
        return _training_plan(spec.plan, unit)
    if block is Block.WORDS:
        return _trade_language(spec, module, unit, reading)
    return _certificate(spec.plan, unit)


def _training_plan(plan: PlanSpec, unit: UnitSpec) -> olx.Element:
    node = etree.Element("training_plan", url_name="plan", display_name=unit.title)
    node.set("review_weeks", str(plan.review_weeks))
    if plan.own_cohort_only:
        node.set("own_cohort_only", "true")
    olx.hours_to_xml(node, _planned_hours(plan.hours))
    questions = {one.id for module in plan.modules for page in module.units for one in page.questions}
    olx.outcomes_to_xml(node, (_outcome(outcome, questions) for outcome in plan.outcomes))
    olx.trade_to_xml(node, _trade(plan))
    olx.mapping_to_xml(node, plan.mapping)
    olx.measures_to_xml(node, (OfferedMeasure(one.id, one.kind, one.arena, one.title) for one in plan.measures))
    olx.conditions_to_xml(node, _conditions(plan))
    return node


def _conditions(plan: PlanSpec) -> Conditions:
    owners = {one.question: one.owner for one in plan.responsibilities}
    return Conditions(
        topics=said((topic, getattr(plan.conditions, topic, "")) for topic in Topic),
        duties=answered((duty, owners.get(duty, "")) for duty in Duty),
        agreements=plan.agreements,
        insurance=tuple(Share(one.part, one.who) for one in plan.insurance),
        payment=tuple(Share(one.part, one.who) for one in plan.payment),
    )


def _trade(plan: PlanSpec) -> TradeProfile:
    profile = plan.trade_profile
    return TradeProfile(
        norwegian=tuple(LevelNeeded(skill, getattr(profile.norwegian, skill)) for skill in LanguageSkill),
        basic_skills=tuple(SkillNeeded(skill, getattr(profile.basic_skills, skill)) for skill in BasicSkill),
        employers_look_for=profile.employers_look_for,
        certificates=tuple(
            JobCertificate(slug(one.name), one.name, one.needed_for, one.valid_years, one.note)
            for one in plan.certificates
        ),
    )


def _planned_hours(hours: HoursSpec) -> Iterator[ArenaHours]:
    for arena in (Arena(one.name) for one in fields(HoursSpec) if one.name != "place"):
        if planned := getattr(hours, arena):
            yield ArenaHours(arena, planned)


def _outcome(spec: OutcomeSpec, questions: Set[str]) -> Outcome:
    return Outcome(
        id=spec.id,
        area=spec.area,
        kind=spec.kind,
        title=spec.title,
        plain=spec.plain,
        look_for=spec.look_for,
        curriculum=tuple(curriculum_goals()[code] for code in spec.codes),
        required=spec.required,
        judged_by=tuple(spec.judged_by),
        support_suffices=spec.support_suffices,
        icon=spec.icon,
        uses=spec.uses,
        arenas_required=spec.arenas_required,
        hours=float(spec.hours),
        shown_by=tuple(_rule(result, questions) for result in spec.results),
    )


def _rule(spec: ResultSpec, questions: Set[str]) -> ResultRule:
    """Return the rule by the names that the parts have on the platform: a unit's points are its subsection's."""
    part = part_name("problem" if spec.of in questions else "sequential", spec.of)
    if spec.points is None:
        return ResultRule(part, ResultKind.DONE)
    return ResultRule(part, ResultKind.POINTS, spec.points / 100)


def _trade_language(spec: Spec, module: ModuleSpec, unit: UnitSpec, reading: Reading | None) -> olx.Element:
    node = etree.Element("trade_language", url_name=f"{unit.id}-words", display_name=unit.title)
    olx.mastery_to_xml(node, spec.plan.mastery)
    olx.reading_to_xml(node, reading)
    olx.terms_to_xml(node, (word.term for word in spec.words if module.id in word.modules))
    return node


def _words_of_text(unit: UnitSpec, reading: Reading) -> olx.Element:
    """Return a block without terms of its own: how much of the text above it one can read."""
    node = etree.Element("trade_language", url_name=f"{unit.id}-reading", display_name=_("Can you read this?"))
    olx.reading_to_xml(node, reading)
    return node


def _certificate(plan: PlanSpec, unit: UnitSpec) -> olx.Element:
    node = etree.Element("competence_certificate", url_name="certificate", display_name=unit.title)
    rules, approved = plan.certificate, plan.accreditation
    required = CertificateRules(
        purpose=rules.purpose,
        minimum_hours=rules.minimum_hours,
        signatories=rules.signatories,
        languages=tuple(rules.languages),
        documents_required=_documents_required(plan),
        accreditation=Accreditation(approved.approved_by, approved.credits, approved.level) if approved else None,
    )
    olx.certificate_to_xml(node, required)
    return node


def _documents_required(plan: PlanSpec) -> tuple[str, ...]:
    test = (FINAL_TEST,) if plan.final_assessment and plan.final_assessment.required else ()
    return (*test, *(slug(one.name) for one in plan.certificates if one.required))


# --- Files -----------------------------------------------------------------------------------------------------------


def _xml(root: olx.Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", pretty_print=True)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
