"""A whole certificate with invented data, for an author to look at: the same projection as of a real plan."""

from dataclasses import replace
from datetime import date, datetime

from bransjekurs.domain.certificate import Issuing, Shown, project
from bransjekurs.domain.certificate_content import CertificateContent, DocumentLine, NorwegianLine, SkillLevel
from bransjekurs.domain.course import FINAL_TEST, CertificateRules, Course
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena, Outcome
from bransjekurs.domain.participation import Attended
from bransjekurs.domain.plan import Goal, Judgement, Plan, Progress, Verdict

_ROLE = "teacher"


def example(
    course: Course, rules: CertificateRules, issuing: Issuing, basis: str, final_test: str
) -> CertificateContent:
    """Return what the full certificate says of somebody invented who has reached all that the course requires.

    ``basis`` is what the level in Norwegian is said to be judged from, ``final_test`` the words for that document.
    """
    judged = replace(course, certificate=rules)
    at = issuing.issued_at
    goals = tuple(_goal(number, outcome, at) for number, outcome in enumerate(course.outcomes, 1) if outcome.required)
    evidence = {number: _evidence(number, outcome, at) for number, outcome in enumerate(course.outcomes, 1)}
    day = at.astimezone(issuing.zone).date()
    shown = Shown(_norwegian(course, basis, day), _documents(course, rules, final_test, day))
    content = project(judged, Plan(0, goals), evidence, _attended(judged, at), issuing, shown)
    return replace(content, is_preview=True)


def _goal(number: int, outcome: Outcome, at: datetime) -> Goal:
    judgement = Judgement(Verdict.ATTAINED, "", None, next(iter(outcome.judged_by), _ROLE), at, (number,))
    return Goal(outcome, Progress.DONE, judgement=judgement)


def _evidence(number: int, outcome: Outcome, at: datetime) -> Evidence:
    seen = Observation(Observed.ALONE)
    return Evidence(outcome.id, Arena.WORKPLACE, Source.MENTOR, str(number), "mentor", at, seen, id=number)


def _attended(course: Course, at: datetime) -> tuple[Attended, ...]:
    """The planned hours of each arena, or the least that the certificate asks for where none are planned."""
    planned = {item.arena: float(item.hours) for item in course.hours if item.arena in COURSE_ARENAS}
    hours = planned or {Arena.CLASSROOM: float(course.certificate.minimum_hours or 1)}
    return tuple(Attended(0, number, arena, at, amount) for number, (arena, amount) in enumerate(hours.items(), 1))


def _norwegian(course: Course, basis: str, day: date) -> NorwegianLine | None:
    levels = tuple(SkillLevel(one.skill, one.level) for one in course.trade.norwegian)
    return NorwegianLine(levels, basis, "norwegian_teacher", day) if levels else None


def _documents(course: Course, rules: CertificateRules, final_test: str, day: date) -> tuple[DocumentLine, ...]:
    names = {one.id: one.name for one in course.trade.certificates} | {FINAL_TEST: final_test}
    return tuple(DocumentLine(one, names[one], day, _ROLE) for one in rules.documents_required if one in names)
