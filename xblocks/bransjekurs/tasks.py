"""Long work: by Celery's workers where there is a broker, in this process otherwise.

A task is one person's, or goes through people batch by batch. All of them may be repeated, and killed, at any point.
"""

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import translation
from opaque_keys.edx.keys import CourseKey

from bransjekurs import clock
from bransjekurs.api import asking_for_names, issuing_group, publishing, reminders, standing
from bransjekurs.api.access import Actor
from bransjekurs.attempt import attempt
from bransjekurs.certificates import runs
from bransjekurs.courses import api as courses
from bransjekurs.domain.refusal import Refusal
from bransjekurs.reminder_words import reminder_words
from bransjekurs.rendering import LANGUAGES
from bransjekurs.wording import refusal_text

log = logging.getLogger(__name__)

try:
    from celery import shared_task
except ImportError:  # the preview has no workers, and no Celery

    def shared_task(**_options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Leave the function as it is."""
        return lambda function: function


@shared_task(
    ignore_result=True,
    acks_late=True,
    reject_on_worker_lost=True,
    autoretry_for=(Exception,),
    retry_backoff=True,
    max_retries=5,
)
def issue_one(task_id: int) -> None:
    """Issue one person's certificate; a process that is killed leaves the task to another (the two options)."""
    issuing_group.carry_out(task_id, clock.now())


@shared_task(ignore_result=True, acks_late=True, autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def ask_for_name(by: int, course_id: str, user_id: int) -> None:
    """Ask one participant to confirm the name; again is no harm: nobody is asked twice within a day."""
    asking_for_names.ask_for_name(Actor(by, CourseKey.from_string(course_id)), user_id, clock.now())


@shared_task(ignore_result=True)
def remind() -> int:
    """Send the reminders of conversations that are due, and return of how many. Celery's clock runs it every hour."""
    with translation.override(LANGUAGES[0]):
        return reminders.remind(clock.now(), settings.BRANSJEKURS_REMIND_HOURS, reminder_words)


@shared_task(ignore_result=True, acks_late=True, autoretry_for=(Exception,), retry_backoff=True, max_retries=5)
def rebuild_needs(course_id: str) -> None:
    """Make anew who needs a person in one course."""
    standing.rebuild(CourseKey.from_string(course_id))


@shared_task(ignore_result=True)
def nightly() -> None:
    """Hand every course's needs over to the workers. Celery's clock runs it each night."""
    for course_key in courses.published():
        rebuild_needs.delay(str(course_key))


@shared_task(ignore_result=True)
def resume() -> int:
    """Hand over again whatever a run left undone, and return how many: a broker that was emptied has forgotten it.

    Celery's clock runs it every hour. What a worker is doing meanwhile is done once: see ``issue_one``.
    """
    left = runs.all_unfinished()
    for task_id in left:
        issue_one.delay(task_id)
    return len(left)


@shared_task(ignore_result=True, acks_late=True, autoretry_for=(Exception,), retry_backoff=True, max_retries=5)
def publish_course(course_id: str) -> None:
    """Make an edition of what a course's blocks hold now. A course that cannot be one keeps its last; the log says why.

    Again is no harm: an edition that says the same is not made twice.
    """
    course_key = CourseKey.from_string(course_id)
    try:
        published = publishing.publish(course_key, clock.now())
    except Refusal as refusal:
        log.error("%s: no new edition: %s", course_key, refusal_text(refusal))
    else:
        if published is not None:
            course_changed(course_key)


def take_up_course(course_key: CourseKey) -> None:
    """Let the workers make an edition of a course that was published; without them, a thread of its own.

    Not the thread that published: while it imports a course, the platform has the course at hand there as it was before
    (see docs/decisions/0023).
    """
    if with_workers():
        publish_course.delay(str(course_key))
    else:
        with ThreadPoolExecutor(1) as apart:
            apart.submit(_in_a_thread, publish_course, str(course_key)).result()


def _in_a_thread(act: Callable[[str], None], course_id: str) -> None:
    try:
        act(course_id)
    finally:
        connection.close()  # Django gives each thread one of its own, and closes those of requests only


def course_changed(course_key: CourseKey) -> None:
    """Let the workers make the needs of a course anew: rhythm, hours or certificates may be others. Else the night."""
    if with_workers():
        rebuild_needs.delay(str(course_key))


def start(run_id: int) -> None:
    """Hand what is not done over to the workers, where there are any; again is no harm.

    With the broker out of reach the run waits, as it is stored: for ``resume``, or for whoever starts it again.
    """
    if with_workers():
        attempt(lambda: _hand_over(run_id), "Run %s could not be handed over to the workers", run_id)


def _hand_over(run_id: int) -> None:
    for task_id in runs.unfinished(run_id):
        issue_one.delay(task_id)


def start_asking(actor: Actor, user_ids: Iterable[int]) -> int:
    """Ask participants to confirm their names, by the workers where there are any; return how many are not asked.

    A letter that cannot be sent stands in the log, and keeps nobody else from theirs; where one cannot be handed over,
    none can, and the others are not tried.
    """
    workers = with_workers()
    ask = ask_for_name.delay if workers else ask_for_name
    acts = [partial(ask, actor.user_id, str(actor.course_key), user_id) for user_id in user_ids]
    asked = (attempt(act, "A letter that asks for a name was not sent") for act in acts)
    return len(acts) - sum(takewhile(bool, asked) if workers else asked)


def work(run_id: int, seconds: float) -> int:
    """Do in this process what can be done in some seconds, and return how many tasks are left."""
    until = time.monotonic() + seconds
    left = runs.unfinished(run_id)
    while left and time.monotonic() < until:
        issue_one(left.pop(0))
    return len(left)


def finish_here() -> tuple[int, int]:
    """Do in this process whatever a run left undone, and return how many were tried and how many of them failed."""
    left = runs.all_unfinished()
    # One that fails is not to keep the others waiting, whatever the reason.
    return len(left), sum(not attempt(partial(issue_one, i), "Certificate task %s failed", i) for i in left)


def with_workers() -> bool:
    """Say whether there is a broker: the setting decides, or else Celery's own settings."""
    if settings.BRANSJEKURS_WORKERS is not None:
        return bool(settings.BRANSJEKURS_WORKERS)
    eager = getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False) or getattr(settings, "CELERY_ALWAYS_EAGER", False)
    return has_broker() and not eager


def has_broker() -> bool:
    """Say whether Celery is there, and its settings name a broker."""
    broker = getattr(settings, "CELERY_BROKER_URL", "") or getattr(settings, "BROKER_URL", "")
    return hasattr(issue_one, "delay") and bool(broker)
