"""What comes back from a participant's device: answers, at once or long after they were given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from opaque_keys.edx.keys import UsageKey

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_own
from bransjekurs.api.participant_practice import own_memories, when_given, word_list
from bransjekurs.api.progress import publish_progress
from bransjekurs.api.reading import local_zone, practised_terms, terms_for
from bransjekurs.api.tracking import add_evidence, track
from bransjekurs.domain.answers import Checked, check
from bransjekurs.domain.course import Course, WordList
from bransjekurs.domain.events import WordAnswered
from bransjekurs.domain.evidence import Evidence, Source
from bransjekurs.domain.mastery import count_known, is_known, mastery_evidence
from bransjekurs.domain.memory import Answer, Memory
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import TaskKind, Term
from bransjekurs.practice import api as practice
from bransjekurs.practice.api import Given
from bransjekurs.roles import Action, Role

_ANSWER_ID_LIMIT = 40


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer as the device sends it; ``id`` is made there, so that sending twice counts once.

    ``age`` is how long ago it was given: a device's clock is not trusted, but the time between two of its readings is.
    """

    id: str
    term_id: str
    kind: TaskKind
    text: str
    age: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an answer: judged, or why it cannot be used; either way the device need not keep it."""

    id: str
    outcome: tuple[Term, Checked] | Refusal


def answer(actor: Actor, usage_key: UsageKey, given: AnswerGiven, now: datetime) -> tuple[Term, Checked]:
    """Judge and store one answer.

    Raises:
        Refusal: ``unknown_word``, ``answer_too_long``, ``answer_without_id``.
    """
    (received,) = send_answers(actor, usage_key, [given], now)
    if isinstance(received.outcome, Refusal):
        raise received.outcome
    return received.outcome


def send_answers(
    actor: Actor, usage_key: UsageKey, batch: Sequence[AnswerGiven], now: datetime
) -> tuple[Received, ...]:
    """Judge answers in the order in which they were given, and store each once, whatever the device showed.

    If they make an outcome's words known, that becomes evidence (R93, R96).
    """
    require_own(actor, Action.PRACTISE)
    course = edition_of(actor).course
    words = word_list(course, usage_key)
    terms = {term.id: term for term in practised_terms(course, words)}
    judged = [_judged(terms, given, now) for given in sorted(batch, key=lambda given: -given.age)]
    fit = [given for _received, given in judged if given]
    if fit:
        with transaction.atomic():
            today = now.astimezone(local_zone()).date()
            first_today = practice.take_turn(actor.user_id, actor.course_key, today)
            added = practice.add_answers(actor.user_id, actor.course_key, fit, local_zone())
            changes = added.changes
            _track(actor, usage_key, added.fresh, now)
            if any(_counts_anew(course, terms[term_id], change, now) for term_id, change in changes.items()):
                _tell(actor, course, [terms[term_id] for term_id in changes], now)
            if first_today:
                # Who needs somebody is told in days: the first answer of a day says what the others would.
                standing.refresh(actor.course_key, [actor.user_id])
    return tuple(received for received, _given in judged)


def _judged(terms: Mapping[str, Term], given: AnswerGiven, now: datetime) -> tuple[Received, Given | None]:
    try:
        if given.term_id not in terms:
            raise Refusal("unknown_word")
        if not 0 < len(given.id) <= _ANSWER_ID_LIMIT:
            raise Refusal("answer_without_id")
        checked = check(terms[given.term_id], given.kind, given.text)
    except Refusal as refusal:
        return Received(given.id, refusal), None
    stored = Answer(given.id, when_given(given.age, now), given.kind, checked.verdict)
    return Received(given.id, (terms[given.term_id], checked)), Given(given.term_id, stored, checked.typed)


def _track(actor: Actor, usage_key: UsageKey, fresh: Sequence[Given], now: datetime) -> None:
    for one in fresh:
        age = int((now - one.answer.at).total_seconds())
        told = WordAnswered(str(usage_key), one.term_id, one.answer.kind, one.answer.verdict, age)
        track(actor.user_id, actor.user_id, actor.course_key, told)


def _counts_anew(course: Course, term: Term, change: practice.Change, now: datetime) -> bool:
    """Say whether a word is met for the first time, or known from now on or no more, in any block that has it."""
    before, after = change
    rules = {words.mastery for words in _lists_with(course, [term])}
    return before is None or any(
        is_known(term, before, rule, now) != is_known(term, after, rule, now) for rule in rules
    )


def _lists_with(course: Course, terms: Sequence[Term]) -> list[WordList]:
    ids = {term.id for term in terms}
    return [words for words in course.word_lists if any(term.id in ids for term in words.terms)]


def _tell(actor: Actor, course: Course, touched: Sequence[Term], now: datetime) -> None:
    """Write what the answers make known as evidence, and let the platform know how far the participant is.

    A word that several blocks practise is one word: each of them is told.
    """
    memories = own_memories(actor)
    for outcome_id in dict.fromkeys(outcome for term in touched for outcome in term.outcomes):
        _note_mastery(actor, course, outcome_id, memories, now)
    for words in _lists_with(course, touched):
        _publish_when_stored(actor, words, memories, now)


def _note_mastery(actor: Actor, course: Course, outcome_id: str, memories: Mapping[str, Memory], now: datetime) -> None:
    """Store the crossing of the author's threshold, once for each set of words."""
    terms, rule = terms_for(course, outcome_id)
    mastered = mastery_evidence(count_known(terms, memories, rule, now))
    if mastered is None:
        return
    source_id = _words_id(terms)
    item = Evidence(outcome_id, Arena.ONLINE, Source.WORDS, source_id, Role.PARTICIPANT, now, mastered)
    add_evidence(actor.user_id, actor.user_id, actor.course_key, item)


def _publish_when_stored(actor: Actor, words: WordList, memories: Mapping[str, Memory], now: datetime) -> None:
    """Tell the platform the grade (words known) and the completion (words met), after the commit."""
    known = sum(is_known(term, memories.get(term.id), words.mastery, now) for term in words.terms)
    met = sum(term.id in memories for term in words.terms)
    total = len(words.terms)
    key = UsageKey.from_string(words.usage_key)
    grade, completion = (float(known), float(total)), met / total
    publish_progress(actor.user_id, key, grade, completion)


def _words_id(terms: tuple[Term, ...]) -> str:
    """Name a set of words, so that the same set is evidence once and another set, in a new edition, anew."""
    return sha256(" ".join(sorted(term.id for term in terms)).encode()).hexdigest()[:32]
