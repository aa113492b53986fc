"""Issuing to a whole group: who can get what, then one task for each person, safe to repeat and to kill (R92).

A task issues and notes that it is done in one transaction: after a kill the next one finds it either done or waiting.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction

from bransjekurs.api.access import Actor, course_roles, edition_of
from bransjekurs.api.asking_for_names import asked_at
from bransjekurs.api.certificate_notice import tell_issued
from bransjekurs.api.issuers import issuer_of
from bransjekurs.api.teacher_certificate import Candidate, candidates, issue
from bransjekurs.certificates import api as certificates
from bransjekurs.certificates import runs
from bransjekurs.certificates.api import Status
from bransjekurs.certificates.runs import Run, Task, TaskState
from bransjekurs.domain.certificate_content import CertificateKind
from bransjekurs.domain.refusal import Refusal
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, NotAllowed, require

NOT_ALLOWED = "not_allowed_any_more"


@dataclass(frozen=True, slots=True)
class Prospect:
    """One participant in a dry run; ``code`` says why nothing can be issued, empty where something can.

    ``name_asked_at`` is when somebody last asked them to confirm the name.
    """

    candidate: Candidate
    code: str
    name_asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come; ``people`` are those it is about, by id.

    ``kinds`` is what each got, by user id; it is asked for once all is done.
    """

    run: Run
    tasks: tuple[Task, ...]
    people: dict[int, Person]
    kinds: dict[int, CertificateKind] = field(default_factory=dict)

    @property
    def unfinished(self) -> bool:
        """Whether somebody waits for a certificate, or for the letter about it."""
        return any(task.state is TaskState.WAITING or self._untold(task) for task in self.tasks)

    @staticmethod
    def _untold(task: Task) -> bool:
        return task.state is TaskState.ISSUED and not task.told

    @property
    def waiting(self) -> int:
        """How many are not done."""
        return sum(task.state is TaskState.WAITING for task in self.tasks)


def dry_run(actor: Actor) -> tuple[Prospect, ...]:
    """Return who can get what today and why not; nothing is issued."""
    require(course_roles(actor), Action.ISSUE_TO_GROUP)
    found = candidates(actor)
    asked = asked_at(actor.course_key, [one.person.id for one in found])
    return tuple(Prospect(one, _why_not(one), asked.get(one.person.id)) for one in found)


def start_run(actor: Actor, user_ids: Iterable[int], language: str, now: datetime) -> int:
    """Ask for certificates for those whose name the teacher has checked; return the run's id. Nothing is issued yet.

    Raises:
        Refusal: ``nobody_chosen``, ``unknown_participant``, ``unknown_language``, ``issuer_missing``.
    """
    require(course_roles(actor), Action.ISSUE_TO_GROUP)
    chosen = list(dict.fromkeys(user_ids))
    if not chosen:
        raise Refusal("nobody_chosen", "participants")
    if not set(chosen) <= {one.person.id for one in candidates(actor)}:
        raise Refusal("unknown_participant", "participants")
    if language not in edition_of(actor).course.certificate.languages:
        raise Refusal("unknown_language", "language")
    issuer_of(actor.course_key)
    return runs.start(actor.course_key, actor.user_id, language, chosen, now)


def progress(actor: Actor, run_id: int) -> Progress:
    """Return how far a run has come, for the one who asked for it.

    Raises:
        Refusal: ``unknown_run``.
    """
    require(course_roles(actor), Action.ISSUE_TO_GROUP)
    run = runs.find(run_id, actor.course_key)
    if run is None or run.by != actor.user_id:
        raise Refusal("unknown_run")
    tasks = runs.tasks_of(run_id)
    seen = Progress(run, tasks, platform().people([task.user_id for task in tasks]))
    return seen if seen.unfinished else replace(seen, kinds=_kinds(seen))


def latest_run(actor: Actor) -> Progress | None:
    """Return the actor's last run in the course, so that a page that was left can be found again."""
    require(course_roles(actor), Action.ISSUE_TO_GROUP)
    run = runs.latest(actor.course_key, actor.user_id)
    return progress(actor, run.id) if run else None


def carry_out(task_id: int, now: datetime) -> None:
    """Issue one person's certificate if that is not done, then tell the holder if nobody has."""
    with transaction.atomic():
        task = runs.lock(task_id)
        if task is not None and task.state is TaskState.WAITING:
            _issue(task, now)
    with transaction.atomic():
        # The letter goes inside: where it cannot be sent, it is tried again the next time.
        if task is not None and runs.claim_telling(task_id, now):
            tell_issued(task.user_id, task.run.course_key, task.run.language)


def _kinds(seen: Progress) -> dict[int, CertificateKind]:
    got = [task.user_id for task in seen.tasks if task.state is TaskState.ISSUED]
    latest = certificates.latest_of(seen.run.course_key, got)
    return {user_id: issued.content.kind for user_id, issued in latest.items() if issued.content}


def _issue(task: Task, now: datetime) -> None:
    actor = Actor(task.run.by, task.run.course_key)
    language = task.run.language
    try:
        issued = issue(actor, task.user_id, name_checked=True, language=language, now=now, tell=False)
    except Refusal as refusal:
        runs.finish(task.id, TaskState.REFUSED, code=refusal.code)
    except NotAllowed:
        runs.finish(task.id, TaskState.REFUSED, code=NOT_ALLOWED)
    else:
        runs.finish(task.id, TaskState.ISSUED, number=issued.number)


def _why_not(candidate: Candidate) -> str:
    picture = candidate.picture
    if not picture.name_confirmed:
        return "name_not_confirmed"
    if picture.standing.kind is None:
        return "nothing_to_document"
    stands = picture.certificate is not None and picture.certificate.status is Status.VALID
    return "has_certificate" if stands else ""
