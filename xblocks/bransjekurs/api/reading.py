"""What several use cases read together: one participant's plan, or many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

from bransjekurs.api.access import Actor
from bransjekurs.courses.api import Edition
from bransjekurs.domain.course import Course, MasteryRule, WordList
from bransjekurs.domain.plan import Plan, Progress, new_plan
from bransjekurs.domain.vocabulary import Term
from bransjekurs.plans import api as plans
from bransjekurs.plans import bulk


def local_zone() -> ZoneInfo:
    """Return the zone that decides which day it is."""
    return ZoneInfo(settings.BRANSJEKURS_TIME_ZONE)


def plans_for(actor: Actor, edition: Edition, user_ids: Iterable[int]) -> dict[int, Plan]:
    """Return a plan for each user; those who have not acted yet get the one they would start from."""
    ids = list(user_ids)
    stored = plans.plans_of(actor.course_key, ids)
    fresh = new_plan(edition.number, edition.course.outcomes)
    return {user_id: stored.get(user_id, fresh) for user_id in ids}


@dataclass(frozen=True, slots=True)
class GoalStates:
    """The states of the goals by user id and outcome id, and who has no plan yet: they would begin every goal."""

    goals: Mapping[int, Mapping[str, str]]
    without_plan: frozenset[int]


def goal_states(actor: Actor, edition: Edition, user_ids: Iterable[int]) -> GoalStates:
    """Return how each user's goals stand, without their wording: what a list of many shows."""
    ids = list(user_ids)
    stored = bulk.states_of(actor.course_key, ids)
    fresh = dict.fromkeys((outcome.id for outcome in edition.course.outcomes), Progress.NOT_BEGUN.value)
    return GoalStates({i: stored.get(i, fresh) for i in ids}, frozenset(ids) - frozenset(stored))


def all_terms(course: Course) -> dict[str, Term]:
    """Return the course's terms by id: a word met in two blocks is one word."""
    return {term.id: term for words in course.word_lists for term in words.terms}


def practised_terms(course: Course, words: WordList) -> tuple[Term, ...]:
    """Return the words that can be practised in a block: its own, and the course's words in the text above it."""
    every = all_terms(course)
    of_text = words.reading.course_words if words.reading else ()
    own = {term.id: term for term in words.terms}
    return tuple((own | {one.term_id: every[one.term_id] for one in of_text if one.term_id in every}).values())


def terms_by_outcome(course: Course) -> dict[str, tuple[tuple[Term, ...], MasteryRule]]:
    """Return for each outcome the words that serve it, and the rule of the first block that has any of them."""
    terms: dict[str, dict[str, Term]] = {}
    rules: dict[str, MasteryRule] = {}
    for words in course.word_lists:
        for term in words.terms:
            for outcome_id in term.outcomes:
                terms.setdefault(outcome_id, {})[term.id] = term
                rules.setdefault(outcome_id, words.mastery)
    return {outcome_id: (tuple(found.values()), rules[outcome_id]) for outcome_id, found in terms.items()}


def terms_for(course: Course, outcome_id: str) -> tuple[tuple[Term, ...], MasteryRule]:
    """Return the words that serve an outcome, and the rule of the first block that has any of them."""
    return terms_by_outcome(course).get(outcome_id, ((), MasteryRule()))
