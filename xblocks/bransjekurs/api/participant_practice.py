"""What a participant does with words: start a round, answer, see what was learned."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from opaque_keys.edx.keys import UsageKey

from bransjekurs.api.access import Actor, edition_of, require_own
from bransjekurs.api.reading import all_terms, local_zone, practised_terms, terms_by_outcome
from bransjekurs.domain.course import Course, WordList
from bransjekurs.domain.mastery import WordCount, count_known
from bransjekurs.domain.memory import AnswerVerdict, Memory
from bransjekurs.domain.reading import Coverage, coverage
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.rounds import ROUND_SIZE, Day, plan_day
from bransjekurs.domain.tasks import Task, make_task, next_kind
from bransjekurs.domain.time_budget import word_minutes
from bransjekurs.domain.vocabulary import Term
from bransjekurs.practice import api as practice
from bransjekurs.roles import Action
from bransjekurs.timetables import api as timetables

# An answer can wait on a device for so long; one that says more came from a clock that was wrong.
_LONGEST_WAIT = timedelta(days=30)


class RoundMode(StrEnum):
    """What a round is for: the day's words, more than the day's, words that are not due, the words of a text."""

    TODAY = "today"
    MORE = "more"
    EARLY = "early"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class PracticeStatus:
    """How a word list stands today: words due, new words, what is known of each outcome, when the next is due.

    ``more`` says whether there are words beyond the day's, ``early`` whether any can be practised before it is due.
    ``coverage`` is how much of the text above the block the participant can read, ``missing`` the course's words in
    it that they do not know.
    """

    words: WordList
    due: int
    new: int
    more: bool
    early: bool
    counts: tuple[tuple[str, WordCount], ...]
    next_due: datetime | None
    plan_usage_key: str
    coverage: Coverage | None
    missing: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """The tasks of a round, and as many again in reserve for those who lose the network."""

    terms: tuple[Term, ...]
    tasks: tuple[Task, ...]
    reserve: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A day's practice: words practised, those right at once, the words themselves, counts by outcome.

    ``tomorrow`` words come then; ``more`` says whether there are words left for another round today.
    """

    practised: int
    right_first: int
    terms: tuple[Term, ...]
    counts: tuple[tuple[str, WordCount], ...]
    tomorrow: int
    more: bool
    plan_usage_key: str


def practice_status(actor: Actor, usage_key: UsageKey, now: datetime) -> PracticeStatus:
    """Tell a participant what there is to practise in one block."""
    require_own(actor, Action.SEE_PRACTICE)
    course = edition_of(actor).course
    words = word_list(course, usage_key)
    memories = own_memories(actor)
    day = _day(actor, words, memories, now)
    coming = [memories[term.id].due for term in words.terms if term.id in memories]
    return PracticeStatus(
        words=words,
        due=len(day.due),
        new=len(day.new),
        more=bool(day.beyond),
        early=bool(day.early),
        counts=_counts(course, words, memories, now),
        next_due=min(coming, default=None),
        plan_usage_key=course.plan_usage_key,
        coverage=coverage(words.reading, memories, now) if words.reading else None,
        missing=_missing(course, words, memories, now),
    )


def start_round(
    actor: Actor, usage_key: UsageKey, now: datetime, mode: RoundMode = RoundMode.TODAY
) -> tuple[Task, ...]:
    """Return the tasks of a round: words that are due, those most at risk first, then new ones."""
    return open_round(actor, usage_key, now, mode).tasks


def open_round(actor: Actor, usage_key: UsageKey, now: datetime, mode: RoundMode, only: Collection[str] = ()) -> Round:
    """Return a round with what comes after it; with ``only``, of the words with those ids, due or not."""
    require_own(actor, Action.SEE_PRACTICE)
    course = edition_of(actor).course
    words = word_list(course, usage_key)
    memories = own_memories(actor)
    of_text = _missing(course, words, memories, now)
    chosen, after = (of_text, ()) if mode is RoundMode.TEXT else _chosen(_day(actor, words, memories, now), mode)
    if only:
        chosen, after = tuple(term for term in words.terms if term.id in only), ()
    others = tuple(all_terms(course).values())

    def tasks(terms: Sequence[Term]) -> tuple[Task, ...]:
        return tuple(make_task(term, next_kind(term, memories.get(term.id)), others) for term in terms)

    reserve = (*chosen[ROUND_SIZE:], *after)[:ROUND_SIZE]
    return Round(practised_terms(course, words), tasks(chosen[:ROUND_SIZE]), tasks(reserve) if chosen else ())


def sample_round(terms: Sequence[Term]) -> Round:
    """Return a round for an author to try: each word in another kind of task, about nobody."""
    shown = terms[:ROUND_SIZE]
    kinds = (term.task_kinds[n % len(term.task_kinds)] for n, term in enumerate(shown))
    return Round(tuple(terms), tuple(make_task(term, kind, terms) for term, kind in zip(shown, kinds, strict=True)), ())


def _missing(course: Course, words: WordList, memories: Mapping[str, Memory], now: datetime) -> tuple[Term, ...]:
    """Return the course's words in the text above the block that the participant does not know, as they come there."""
    if words.reading is None:
        return ()
    unknown = set(coverage(words.reading, memories, now).missing)
    return tuple(term for term in practised_terms(course, words) if term.id in unknown)


def _chosen(day: Day, mode: RoundMode) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the words that a round is for, and those that could come after them."""
    today = (*day.due, *day.new)
    if mode is RoundMode.EARLY:
        return day.early, ()
    return (today, day.beyond) if mode is RoundMode.TODAY else ((*today, *day.beyond), ())


def summary(actor: Actor, usage_key: UsageKey, now: datetime) -> Summary:
    """Return what the participant practised today in one block."""
    require_own(actor, Action.SEE_PRACTICE)
    course = edition_of(actor).course
    words = word_list(course, usage_key)
    terms = {term.id: term for term in practised_terms(course, words)}
    midnight = now.astimezone(local_zone()).replace(hour=0, minute=0, second=0, microsecond=0)
    first: dict[str, AnswerVerdict] = {}
    for term_id, verdict in practice.answers_since(actor.user_id, actor.course_key, midnight):
        if term_id in terms:
            first.setdefault(term_id, verdict)
    memories = own_memories(actor)
    day = _day(actor, words, memories, now)
    return Summary(
        practised=len(first),
        right_first=sum(verdict is AnswerVerdict.RIGHT for verdict in first.values()),
        terms=tuple(terms[i] for i in first),
        counts=_counts(course, words, memories, now),
        tomorrow=len(due_in(terms.values(), memories, now + timedelta(days=1))),
        more=bool(day.due or day.new or day.beyond),
        plan_usage_key=course.plan_usage_key,
    )


def due_terms(actor: Actor, course: Course, memories: Mapping[str, Memory], now: datetime) -> tuple[Term, ...]:
    """Return the words of the whole course that are for today: no more than the day has time for."""
    return plan_day(all_terms(course).values(), memories, practice_minutes(actor, now), now, local_zone()).due


def practice_minutes(actor: Actor, now: datetime) -> int:
    """Return the minutes that the participant has for words today: as their timetable gives, else the usual."""
    table, _revision = timetables.timetable_of(actor.user_id, actor.course_key)
    today = now.astimezone(local_zone()).date()
    return word_minutes(table, today, int(settings.BRANSJEKURS_PRACTICE_MINUTES))


def when_given(age: timedelta, now: datetime) -> datetime:
    """Return when an answer was given that is so old; see ``AnswerGiven``."""
    return now - min(max(age, timedelta()), _LONGEST_WAIT)


def _day(actor: Actor, words: WordList, memories: Mapping[str, Memory], now: datetime) -> Day:
    return plan_day(words.terms, memories, practice_minutes(actor, now), now, local_zone())


def due_in(terms: Iterable[Term], memories: Mapping[str, Memory], now: datetime) -> tuple[Term, ...]:
    """Return the words that are due on this local day, the longest overdue first."""
    today = now.astimezone(local_zone()).date()
    met = [t for t in terms if t.id in memories and memories[t.id].due.astimezone(local_zone()).date() <= today]
    return tuple(sorted(met, key=lambda term: (memories[term.id].due, term.id)))


def own_memories(actor: Actor) -> dict[str, Memory]:
    """Return what the actor remembers, by term id."""
    return practice.memories(actor.user_id, actor.course_key)


def word_list(course: Course, usage_key: UsageKey) -> WordList:
    """Return the words of one block as published; where it has a situation alone, the words of the situation.

    Raises:
        Refusal: ``course_not_published`` if the edition does not have the block.
    """
    for words in course.word_lists:
        if words.usage_key == str(usage_key):
            return words
    for listed in course.situation_lists:
        if listed.usage_key == str(usage_key):
            terms = all_terms(course)
            ids = dict.fromkeys(term_id for one in listed.situations for term_id in one.terms)
            return WordList(listed.usage_key, listed.title, tuple(terms[one] for one in ids if one in terms))
    raise Refusal("course_not_published")


def _counts(
    course: Course, words: WordList, memories: Mapping[str, Memory], now: datetime
) -> tuple[tuple[str, WordCount], ...]:
    """Count the known words of each outcome that the block's words serve."""
    ids = dict.fromkeys(outcome for term in words.terms for outcome in term.outcomes)
    titles = {outcome.id: outcome.title for outcome in course.outcomes}
    served = terms_by_outcome(course)
    counted = ((i, served[i]) for i in ids)
    return tuple((titles.get(i, i), count_known(terms, memories, rule, now)) for i, (terms, rule) in counted)
