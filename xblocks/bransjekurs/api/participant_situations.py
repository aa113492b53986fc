"""What a participant does in situations: look, answer, send a text to the teacher and take it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from opaque_keys.edx.keys import UsageKey

from bransjekurs.api import standing
from bransjekurs.api.access import Actor, edition_of, require_own
from bransjekurs.api.participant_practice import when_given
from bransjekurs.api.progress import publish_progress
from bransjekurs.api.reading import all_terms, local_zone
from bransjekurs.api.tracking import add_evidence, track
from bransjekurs.domain.course import Course, SituationList
from bransjekurs.domain.events import SituationAnswered
from bransjekurs.domain.evidence import Evidence, SituationKnown, Source
from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situation_tasks import DONE, SituationTask, TaskAnswer, judge, known_tasks, tasks_of
from bransjekurs.domain.situations import Situation
from bransjekurs.domain.vocabulary import Term
from bransjekurs.practice import api as practice
from bransjekurs.practice import situations as stored
from bransjekurs.roles import Action, Role

# What a text is sent as, beside the ids of tasks.
TEXT = "text"
TEXT_LIMIT = 1000
_ID_LIMIT = 40


@dataclass(frozen=True, slots=True)
class SituationPicture:
    """One situation as a participant meets it; ``answered`` and ``known`` are ids of tasks, ``terms`` its words."""

    situation: Situation
    tasks: tuple[SituationTask, ...]
    terms: tuple[Term, ...]
    outcomes: tuple[str, ...]
    answered: frozenset[str]
    known: frozenset[str]
    sent: stored.Text | None


@dataclass(frozen=True, slots=True)
class SituationPage:
    """The situations of one block."""

    title: str
    situations: tuple[SituationPicture, ...]
    plan_usage_key: str


@dataclass(frozen=True, slots=True)
class TaskGiven:
    """An answer as the device sends it: as ``AnswerGiven``, to a task, to ``DONE``, or a ``TEXT`` for the teacher."""

    id: str
    situation_id: str
    task_id: str
    text: str
    age: timedelta = timedelta()


def see_situations(actor: Actor, usage_key: UsageKey) -> SituationPage:
    """Show a participant the situations of one block."""
    require_own(actor, Action.SEE_PRACTICE)
    course = edition_of(actor).course
    listed = situation_list(course, usage_key)
    ids = [one.id for one in listed.situations]
    answers = stored.answers_in(actor.course_key, [actor.user_id], ids).get(actor.user_id, {})
    texts = stored.texts_in(actor.course_key, [actor.user_id], ids).get(actor.user_id, {})
    terms, titles = all_terms(course), {one.id: one.title for one in course.outcomes}
    pictures = tuple(
        replace(
            _untouched(one, terms, titles),
            answered=frozenset(answer.task_id for answer in answers.get(one.id, ())),
            known=known_tasks(tasks_of(one), answers.get(one.id, ()), listed.days, local_zone()),
            sent=texts.get(one.id),
        )
        for one in listed.situations
    )
    return SituationPage(listed.title, pictures, course.plan_usage_key)


def sample_page(
    title: str, situations: Iterable[Situation], terms: Mapping[str, Term], titles: Mapping[str, str]
) -> SituationPage:
    """Return situations for an author to try, about nobody; ``terms`` and outcomes' ``titles`` are by id."""
    return SituationPage(title, tuple(_untouched(one, terms, titles) for one in situations), "")


def _untouched(situation: Situation, terms: Mapping[str, Term], titles: Mapping[str, str]) -> SituationPicture:
    """Return a situation as it is before anybody has done anything in it."""
    return SituationPicture(
        situation=situation,
        tasks=tasks_of(situation),
        terms=tuple(terms[term_id] for term_id in situation.terms if term_id in terms),
        outcomes=tuple(titles[outcome] for outcome in situation.outcomes if outcome in titles),
        answered=frozenset(),
        known=frozenset(),
        sent=None,
    )


def send_task_answers(actor: Actor, usage_key: UsageKey, batch: Sequence[TaskGiven], now: datetime) -> tuple[str, ...]:
    """Judge and store answers and texts, each once; return the ids that the device need not keep: all of them.

    What cannot be used is not worth keeping either. A situation that is known becomes evidence (see decisions/0015).
    """
    require_own(actor, Action.PRACTISE)
    course = edition_of(actor).course
    listed = situation_list(course, usage_key)
    situations = {one.id: one for one in listed.situations}
    ordered = sorted(batch, key=lambda given: -given.age)
    fit = [made for given in ordered if (made := _judged(situations, given, now))]
    with transaction.atomic():
        for given in ordered:
            if given.task_id == TEXT and given.situation_id in situations:
                _keep_text(actor, given, now)
        if fit:
            first_today = practice.take_turn(actor.user_id, actor.course_key, now.astimezone(local_zone()).date())
            added = stored.add_answers(actor.user_id, actor.course_key, situations, fit)
            _track(actor, usage_key, added.fresh, now)
            _tell(actor, course, listed, added.answers, now)
            if first_today:
                standing.refresh(actor.course_key, [actor.user_id])
    return tuple(given.id for given in batch)


def take_back_text(actor: Actor, usage_key: UsageKey, situation_id: str) -> str:
    """Delete the text that the participant has sent, and return it: it is theirs. Nothing, if none was sent.

    Raises:
        Refusal: ``unknown_situation``.
    """
    require_own(actor, Action.PRACTISE)
    listed = situation_list(edition_of(actor).course, usage_key)
    if situation_id not in {one.id for one in listed.situations}:
        raise Refusal("unknown_situation")
    with transaction.atomic():
        return stored.take_back(actor.user_id, actor.course_key, situation_id)


def situation_list(course: Course, usage_key: UsageKey) -> SituationList:
    """Return the situations of one block as published.

    Raises:
        Refusal: ``course_not_published`` if the edition has none in that block.
    """
    for listed in course.situation_lists:
        if listed.usage_key == str(usage_key):
            return listed
    raise Refusal("course_not_published")


def _judged(situations: Mapping[str, Situation], given: TaskGiven, now: datetime) -> stored.GivenTo | None:
    """Return the answer to store; None for a text, and for what the published situations have no task for."""
    situation = situations.get(given.situation_id)
    if situation is None or given.task_id == TEXT or not 0 < len(given.id) <= _ID_LIMIT:
        return None
    tasks = {task.id: task for task in tasks_of(situation)}
    at = when_given(given.age, now)
    if given.task_id == DONE and not tasks:
        return stored.GivenTo(given.id, situation.id, TaskAnswer(DONE, at, AnswerVerdict.RIGHT))
    try:
        marked = judge(tasks[given.task_id], given.text)
    except (KeyError, Refusal):
        return None
    return stored.GivenTo(given.id, situation.id, TaskAnswer(given.task_id, at, marked.verdict))


def _keep_text(actor: Actor, given: TaskGiven, now: datetime) -> None:
    text = given.text.strip()[:TEXT_LIMIT]
    if text:
        kept = stored.Text(text, when_given(given.age, now))
        stored.keep_text(actor.user_id, actor.course_key, given.situation_id, kept)


def answered_tasks(tasks: Sequence[SituationTask], answers: Sequence[TaskAnswer]) -> set[str]:
    """Return the tasks that were answered, in whatever way."""
    return {task.id for task in tasks} & {answer.task_id for answer in answers}


def _track(actor: Actor, usage_key: UsageKey, fresh: Sequence[stored.GivenTo], now: datetime) -> None:
    for one in fresh:
        age = int((now - one.answer.at).total_seconds())
        told = SituationAnswered(str(usage_key), one.situation_id, one.answer.task_id, one.answer.verdict, age)
        track(actor.user_id, actor.user_id, actor.course_key, told)


def _tell(
    actor: Actor,
    course: Course,
    listed: SituationList,
    answers: Mapping[str, Sequence[TaskAnswer]],
    now: datetime,
) -> None:
    """Write what is known now as evidence, and let the platform know how far the participant is."""
    known = answered = total = 0
    for situation in listed.situations:
        tasks, given = tasks_of(situation), answers.get(situation.id, ())
        can = known_tasks(tasks, given, listed.days, local_zone())
        if tasks and len(can) == len(tasks):
            _note_known(actor, situation, tasks, listed.days, now)
        known, total = known + len(can), total + max(1, len(tasks))
        answered += len(answered_tasks(tasks, given)) if tasks else bool(given)
    if all(words.usage_key != listed.usage_key for words in course.word_lists):
        key, points = UsageKey.from_string(listed.usage_key), float(max_points(listed.situations))
        grade = (float(known), points) if points else None  # a message alone is not graded
        publish_progress(actor.user_id, key, grade, answered / total)


def max_points(situations: Sequence[Situation]) -> int:
    """Return the most points that situations give: one for each task."""
    return sum(len(tasks_of(situation)) for situation in situations)


def _note_known(actor: Actor, situation: Situation, tasks: Sequence[SituationTask], days: int, now: datetime) -> None:
    """Store a known situation as evidence on each outcome it serves, once for each set of tasks."""
    named = " ".join([situation.id, *sorted(task.id + "".join(task.right) for task in tasks)])
    source_id = sha256(named.encode()).hexdigest()[:32]
    known = SituationKnown(situation.title, len(tasks), days)
    for outcome in situation.outcomes:
        item = Evidence(outcome, Arena.ONLINE, Source.SITUATION, source_id, Role.PARTICIPANT, now, known)
        add_evidence(actor.user_id, actor.user_id, actor.course_key, item)
