"""Stage 2, the plan: dates, hours, target groups, and who answers for what."""

from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations

from django.utils.translation import gettext as _

from bransjekurs.course_builder.find import Rule, fault
from bransjekurs.course_builder.problem import Problem
from bransjekurs.course_builder.spec import Spec
from bransjekurs.course_builder.spec_pages import HoursSpec
from bransjekurs.course_builder.spec_trade import Assessment, Experience, TargetGroupSpec
from bransjekurs.domain.conditions import Duty
from bransjekurs.domain.trade import Level

_ARENAS = tuple(one.name for one in fields(HoursSpec) if one.name != "place")
_MOST_STEPS = 2


def _dates(spec: Spec) -> Iterator[Problem]:
    course = spec.plan.course
    if course.end < course.start and not course.place.faults & {"start", "end"}:
        yield fault(course.place, "end", _("The course ends before it starts. Check both dates."))


# --- Hours -------------------------------------------------------------------------------------------------------


def _positive(spec: Spec) -> Iterator[Problem]:
    plan = spec.plan
    numbers = [(plan.hours.place, arena, getattr(plan.hours, arena)) for arena in _ARENAS]
    numbers += [(plan.certificate.place, "minimum_hours", plan.certificate.minimum_hours)]
    numbers += [(plan.place, "review_weeks", plan.review_weeks)]
    numbers += [(one.place, "valid_years", one.valid_years) for one in plan.certificates]
    numbers += [(plan.accreditation.place, "credits", plan.accreditation.credits)] if plan.accreditation else []
    for place, key, number in numbers:
        if number is not None and number <= 0:
            yield fault(place, key, _("“{field}” must be more than 0.").format(field=key))


def _module_hours(spec: Spec) -> Iterator[Problem]:
    for hours in (module.hours for module in spec.plan.modules if module.hours):
        for arena in _ARENAS:
            if (getattr(hours, arena) or 0) < 0:
                yield fault(hours.place, arena, _("“{field}” can't be less than 0.").format(field=arena))


def _hours_add_up(spec: Spec) -> Iterator[Problem]:
    """The modules' hours make the course's, arena by arena; where some could not be read there is nothing to add."""
    plan = spec.plan
    if not _hours_readable(spec):
        return
    parts = [module.hours for module in plan.modules if module.hours]
    for arena in _ARENAS:
        given, shares = getattr(plan.hours, arena), [getattr(one, arena) or 0 for one in parts]
        planned, summed = given or 0, sum(shares)
        told = (given is not None and given <= 0) or min(shares, default=0) < 0
        if planned != summed and not told:
            text = _("The course has {planned} hours here ({arena}), but its modules have {sum} together. Mend one.")
            yield fault(plan.hours.place, arena, text.format(planned=planned, arena=arena, sum=summed))


def _hours_readable(spec: Spec) -> bool:
    plan = spec.plan
    faults = plan.place.faults & {"hours", "modules"} | plan.hours.place.faults
    for module in plan.modules:
        faults |= module.place.faults | (module.hours.place.faults if module.hours else frozenset())
    return not faults


def _enough_hours(spec: Spec) -> Iterator[Problem]:
    plan, rules = spec.plan, spec.plan.certificate
    hours = [number for arena in _ARENAS if (number := getattr(plan.hours, arena)) is not None]
    doubtful = "hours" in plan.place.faults or plan.hours.place.faults or "minimum_hours" in rules.place.faults
    if not doubtful and min(hours, default=1) > 0 and rules.minimum_hours > sum(hours):
        text = _(
            "The certificate asks for {minimum} hours, but the course has {planned}. Lower the number or plan more."
        )
        yield fault(rules.place, "minimum_hours", text.format(minimum=rules.minimum_hours, planned=sum(hours)))


# --- The certificate ---------------------------------------------------------------------------------------------


def _certificate_languages(spec: Spec) -> Iterator[Problem]:
    rules = spec.plan.certificate
    if "languages" not in rules.place.faults and len(set(rules.languages)) != max(1, len(rules.languages)):
        yield fault(rules.place, "languages", _("Name one or more languages, each once."))


def _final_test(spec: Spec) -> Iterator[Problem]:
    """A test can be asked for. What the county thinks of somebody's prior learning can't: it comes after the course."""
    final = spec.plan.final_assessment
    if final and final.required and final.kind is Assessment.PRIOR_LEARNING and not final.place.faults:
        yield fault(final.place, "required", _("Only a test can be required. Take the line away, or make it a test."))


# --- Arenas ------------------------------------------------------------------------------------------------------


def _arenas_required(spec: Spec) -> Iterator[Problem]:
    """Nobody can show an outcome in more arenas than the course has hours in (R66)."""
    hours = spec.plan.hours
    used = sum(bool(getattr(hours, arena)) for arena in _ARENAS)
    doubtful = "hours" in spec.plan.place.faults or hours.place.faults
    most = len(_ARENAS) if doubtful else max(1, used)
    for outcome in spec.plan.outcomes:
        if not 1 <= outcome.arenas_required <= most and "arenas_required" not in outcome.place.faults:
            text = _("“arenas_required” must be from 1 to {most}: the course has hours in so many arenas.")
            yield fault(outcome.place, "arenas_required", text.format(most=most))


# --- People ------------------------------------------------------------------------------------------------------


def _target_groups(spec: Spec) -> Iterator[Problem]:
    """Tell which groups start too far apart, counting the steps in Norwegian and in experience together (R3)."""
    groups = [group for group in spec.plan.target_groups if not group.place.faults]
    for first, second in combinations(groups, 2):
        if _steps(first, second) > _MOST_STEPS:
            text = _(
                "This group starts too far from the one in line {line} ({first} and {second}). "
                "Make two courses, or a specialised part for each."
            )
            text = text.format(line=first.place.line, first=_start(first), second=_start(second))
            yield fault(second.place, "text", text)


def _steps(first: TargetGroupSpec, second: TargetGroupSpec) -> int:
    levels, experiences = list(Level), list(Experience)
    norwegian = abs(levels.index(first.norwegian) - levels.index(second.norwegian))
    return norwegian + abs(experiences.index(first.experience) - experiences.index(second.experience))


def _start(group: TargetGroupSpec) -> str:
    return f"{group.norwegian}, {group.experience}"


def _owners(spec: Spec) -> Iterator[Problem]:
    """Each of the ten "who" questions has one owner (R73)."""
    plan = spec.plan
    asked = [one.question for one in plan.responsibilities if "question" not in one.place.faults]
    unread = len(plan.responsibilities) - len(asked)
    missing = [question for question in Duty if question not in asked]
    if len(missing) > unread and "responsibilities" not in plan.place.faults:
        text = _("Nobody answers for: {questions}. Give each question an owner.")
        yield fault(plan.place, "responsibilities", text.format(questions=", ".join(missing)))
    for index, one in enumerate(plan.responsibilities):
        if one.question in [before.question for before in plan.responsibilities[:index]] and not one.place.faults:
            text = _("“{question}” has an owner already. Write both in one.")
            yield fault(one.place, "question", text.format(question=one.question))


RULES: tuple[Rule, ...] = (
    _dates,
    _positive,
    _module_hours,
    _hours_add_up,
    _enough_hours,
    _certificate_languages,
    _final_test,
    _arenas_required,
    _target_groups,
    _owners,
)
