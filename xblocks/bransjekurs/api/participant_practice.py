"""What a participant does with words: start a round, answer, see what was learned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from django.db import transaction
from opaque_keys.edx.keys import UsageKey

from bransjekurs.api.access import Actor, edition_of, require_own
from bransjekurs.api.reading import all_terms, local_zone, terms_for
from bransjekurs.domain.course import Course, WordList
from bransjekurs.domain.evidence import Evidence, Source
from bransjekurs.domain.mastery import WordCount, count_known, is_known, mastery_evidence
from bransjekurs.domain.memory import Answer, AnswerVerdict, Memory
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.tasks import Checked, Task, check, make_task, next_kind
from bransjekurs.domain.vocabulary import TaskKind, Term
from bransjekurs.evidence import api as evidence
from bransjekurs.platform import platform
from bransjekurs.practice import api as practice
from bransjekurs.roles import Action, Role

ROUND_SIZE = 10
_ANSWER_ID_LIMIT = 40


@dataclass(frozen=True, slots=True)
class PracticeStatus:
    """How a word list stands: words due, words never met, what is known of each outcome, when the next is due."""

    words: WordList
    due: int
    new: int
    counts: tuple[tuple[str, WordCount], ...]
    next_due: datetime | None
    plan_usage_key: str


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer as the browser sends it; ``id`` is made there, so that sending twice counts once."""

    id: str
    term_id: str
    kind: TaskKind
    text: str
    article: str = ""


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
    require_own(actor, Action.PRACTISE)
    course = edition_of(actor).course
    words = word_list(course, usage_key)
    memories = _memories(actor)
    coming = [memories[term.id].due for term in words.terms if term.id in memories]
    return PracticeStatus(
        words=words,
        due=len(due_in(words.terms, memories, now)),
        new=sum(term.id not in memories for term in words.terms),
        counts=_counts(course, words, memories, now),
        next_due=min(coming, default=None),
        plan_usage_key=course.plan_usage_key,
    )


def start_round(actor: Actor, usage_key: UsageKey, now: datetime) -> tuple[Task, ...]:
    """Return the tasks of a round: words that are due first, then new ones, ten at the most."""
    require_own(actor, Action.PRACTISE)
    course = edition_of(actor).course
    words = word_list(course, usage_key)
    memories = _memories(actor)
    new = [term for term in words.terms if term.id not in memories]
    chosen = [*due_in(words.terms, memories, now), *new][:ROUND_SIZE]
    others = tuple(all_terms(course).values())
    return tuple(make_task(t, next_kind(t, memories[t.id].answers if t.id in memories else 0), others) for t in chosen)


def answer(actor: Actor, usage_key: UsageKey, given: AnswerGiven, now: datetime) -> tuple[Term, Checked]:
    """Judge and store one answer; if it makes an outcome's words known, that becomes evidence (R93, R96).

    Raises:
        Refusal: ``unknown_word``, ``answer_too_long``, ``answer_without_id``.
    """
    require_own(actor, Action.PRACTISE)
    course = edition_of(actor).course
    words = word_list(course, usage_key)
    term = next((t for t in words.terms if t.id == given.term_id), None)
    if term is None:
        raise Refusal("unknown_word")
    if not 0 < len(given.id) <= _ANSWER_ID_LIMIT:
        raise Refusal("answer_without_id")
    checked = check(term, given.kind, given.text, given.article)
    stored = Answer(given.id, now, given.kind, checked.verdict)
    with transaction.atomic():
        practice.add_answer(actor.user_id, actor.course_key, term.id, stored, checked.typed, local_zone())
        memories = _memories(actor)
        for outcome_id in term.outcomes:
            _note_mastery(actor, course, outcome_id, memories, now)
        _publish_when_stored(actor, words, memories, now)
    return term, checked


def summary(actor: Actor, usage_key: UsageKey, now: datetime) -> Summary:
    """Return what the participant practised today in one block."""
    require_own(actor, Action.PRACTISE)
    course = edition_of(actor).course
    words = word_list(course, usage_key)
    terms = {term.id: term for term in words.terms}
    midnight = now.astimezone(local_zone()).replace(hour=0, minute=0, second=0, microsecond=0)
    first: dict[str, AnswerVerdict] = {}
    for term_id, verdict in practice.answers_since(actor.user_id, actor.course_key, midnight):
        if term_id in terms:
            first.setdefault(term_id, verdict)
    memories = _memories(actor)
    return Summary(
        practised=len(first),
        right_first=sum(verdict is AnswerVerdict.RIGHT for verdict in first.values()),
        terms=tuple(terms[i] for i in first),
        counts=_counts(course, words, memories, now),
        tomorrow=len(due_in(words.terms, memories, now + timedelta(days=1))),
        more=any(term.id not in memories for term in words.terms) or bool(due_in(words.terms, memories, now)),
        plan_usage_key=course.plan_usage_key,
    )


def due_terms(course: Course, memories: Mapping[str, Memory], now: datetime) -> tuple[Term, ...]:
    """Return the words of the whole course that are due today."""
    return due_in(all_terms(course).values(), memories, now)


def due_in(terms: Iterable[Term], memories: Mapping[str, Memory], now: datetime) -> tuple[Term, ...]:
    """Return the words that are due on this local day, the longest overdue first."""
    today = now.astimezone(local_zone()).date()
    met = [t for t in terms if t.id in memories and memories[t.id].due.astimezone(local_zone()).date() <= today]
    return tuple(sorted(met, key=lambda term: (memories[term.id].due, term.id)))


def _memories(actor: Actor) -> dict[str, Memory]:
    return practice.memories_of(actor.course_key, [actor.user_id]).get(actor.user_id, {})


def word_list(course: Course, usage_key: UsageKey) -> WordList:
    """Return the words of one block as published.

    Raises:
        Refusal: ``course_not_published`` if the edition does not have the block.
    """
    for words in course.word_lists:
        if words.usage_key == str(usage_key):
            return words
    raise Refusal("course_not_published")


def _counts(
    course: Course, words: WordList, memories: Mapping[str, Memory], now: datetime
) -> tuple[tuple[str, WordCount], ...]:
    """Count the known words of each outcome that the block's words serve."""
    ids = dict.fromkeys(outcome for term in words.terms for outcome in term.outcomes)
    titles = {outcome.id: outcome.title for outcome in course.outcomes}
    counted = ((i, terms_for(course, i)) for i in ids)
    return tuple((titles.get(i, i), count_known(terms, memories, rule, now)) for i, (terms, rule) in counted)


def _note_mastery(actor: Actor, course: Course, outcome_id: str, memories: Mapping[str, Memory], now: datetime) -> None:
    """Store the crossing of the author's threshold, once for each set of words."""
    terms, rule = terms_for(course, outcome_id)
    mastered = mastery_evidence(count_known(terms, memories, rule, now))
    if mastered is None:
        return
    source_id = _words_id(terms)
    item = Evidence(outcome_id, Arena.ONLINE, Source.WORDS, source_id, Role.PARTICIPANT, now, mastered)
    evidence.add(actor.user_id, actor.course_key, item)


def _publish_when_stored(actor: Actor, words: WordList, memories: Mapping[str, Memory], now: datetime) -> None:
    """Tell the platform the grade (words known) and the completion (words met), after the commit."""
    known = sum(is_known(term, memories.get(term.id), words.mastery, now) for term in words.terms)
    met = sum(term.id in memories for term in words.terms)
    total = len(words.terms)
    key = UsageKey.from_string(words.usage_key)
    grade, completion = (float(known), float(total)), met / total
    transaction.on_commit(partial(platform().publish_progress, actor.user_id, key, grade, completion))


def _words_id(terms: tuple[Term, ...]) -> str:
    """Name a set of words, so that the same set is evidence once and another set, in a new edition, anew."""
    return sha256(" ".join(sorted(term.id for term in terms)).encode()).hexdigest()[:32]
