"""Results in the course that become evidence, because the author says what shows what (see docs/decisions/0016).

The platform tells of points and of blocks that are done. From how much on that speaks for an outcome is the author's
rule. Evidence stays as it was stored: a better result is a piece of its own, and the one that it outdoes is left out
where people choose, unless a judgement rests on it.
"""

from collections.abc import Iterable, Set
from datetime import datetime
from hashlib import sha256

from bransjekurs.domain.course import Course, CoursePart
from bransjekurs.domain.evidence import CourseResult, Evidence, Source
from bransjekurs.domain.outcome import Arena, ResultKind, ResultRule

_ROUNDING = 1e-9


def part_name(block_type: str, block_id: str) -> str:
    """Return how a rule names a part: two parts of different types may have the same id."""
    return f"{block_type}@{block_id}"


def part_title(page: str, title: str) -> str:
    """Return what a block on a page is called: "Question 1" alone says nothing where evidence is read."""
    return f"{page}: {title}" if title != page else title


def points_shown(course: Course, part: str, earned: float, possible: float) -> dict[str, CourseResult]:
    """Return by outcome id what so many points in a part show; nothing below the author's thresholds."""
    named = next((one for one in course.parts if one.name == part), None)
    if named is None or possible <= 0:
        return {}
    share = earned / possible + _ROUNDING
    reached = [id_ for id_, rule in _rules(course, part, ResultKind.POINTS) if share >= rule.at_least]
    return dict.fromkeys(reached, CourseResult(part, named.title, earned, possible))


def parts_to_be_done(course: Course, usage_key: str) -> tuple[CoursePart, ...]:
    """Return the parts with a block in them that some outcome asks to be done."""
    return tuple(
        part for part in course.parts if usage_key in part.leaves and any(_rules(course, part.name, ResultKind.DONE))
    )


def done_shown(course: Course, part: CoursePart) -> dict[str, CourseResult]:
    """Return by outcome id what it shows that a part is done."""
    ids = [id_ for id_, _ in _rules(course, part.name, ResultKind.DONE)]
    return dict.fromkeys(ids, CourseResult(part.name, part.title))


def is_news(result: CourseResult, before: Iterable[Evidence]) -> bool:
    """Say whether a result is better than any that is stored already for the same part."""
    stored = (item.what for item in before if isinstance(item.what, CourseResult))
    return all(_share(result) > _share(one) + _ROUNDING for one in stored if _same(result, one))


def result_evidence(outcome_id: str, role: str, result: CourseResult, now: datetime) -> Evidence:
    """Return the piece of evidence; the same result has the same source id, whoever tells it and how often."""
    named = f"{result.part} {result.earned:g} {result.possible:g}"
    source_id = sha256(named.encode()).hexdigest()[:32]
    return Evidence(outcome_id, Arena.ONLINE, Source.COURSE, source_id, role, now, result)


def without_outdone(items: tuple[Evidence, ...], rested_on: Set[int] = frozenset()) -> tuple[Evidence, ...]:
    """Return a goal's evidence without results that a better one of the same part outdoes.

    ``rested_on`` are the ids that a judgement rests on: those stay.
    """
    best = {_key(item.what): item for item in sorted(items, key=_standing) if isinstance(item.what, CourseResult)}
    return tuple(
        item
        for item in items
        if not isinstance(item.what, CourseResult) or item.id in rested_on or best[_key(item.what)] is item
    )


def _rules(course: Course, part: str, kind: ResultKind) -> Iterable[tuple[str, ResultRule]]:
    return (
        (outcome.id, rule)
        for outcome in course.outcomes
        for rule in outcome.shown_by
        if (rule.part, rule.kind) == (part, kind)
    )


def _key(result: CourseResult) -> tuple[str, bool]:
    return result.part, bool(result.possible)


def _same(one: CourseResult, other: CourseResult) -> bool:
    return _key(one) == _key(other)


def _share(result: CourseResult) -> float:
    return result.earned / result.possible if result.possible else 1.0


def _standing(item: Evidence) -> tuple[float, float, int]:
    """Sort the best last; of equals, the first that was stored."""
    share = _share(item.what) if isinstance(item.what, CourseResult) else 0.0
    return share, -item.at.timestamp(), -item.id
