"""A group to issue certificates to, and a worker that does it: processes of their own, started by exec.

``python -m tests.workers.group make 30`` prints the id of a run that waits. ``… work 1`` waits for a line on standard
input and then prints a line for each task that is done; ``… step 1`` waits for a line before each. All use the
preview's own database file in BRANSJEKURS_VAR.
"""

import sys
from pathlib import Path

import django
from django.core.management import call_command

COURSE = Path(__file__).parents[2] / "course_templates" / "bransjekurs" / "renhold"


def make(size: int) -> int:
    """Let a teacher ask for certificates for that many participants; nothing is issued yet. Return the run's id."""
    from bransjekurs.api import issuing_group, participant_certificate, teacher_session
    from bransjekurs.api.access import Actor
    from bransjekurs.course_builder.build import build_course
    from bransjekurs.domain.outcome import Arena
    from bransjekurs.domain.participation import Session
    from bransjekurs.plans import api as plans
    from bransjekurs.plans.api import Follows
    from bransjekurs.preview.models import Enrolment
    from bransjekurs.roles import Role
    from django.contrib.auth.models import User
    from django.db import transaction

    call_command("migrate", verbosity=0)
    key = _publish(build_course(COURSE).archive or b"")
    tor = Actor(User.objects.create(username="tor").pk, key)
    names = [User(username=f"p{n}", first_name="Deltaker", email=f"p{n}@x.example") for n in range(size)]
    people = [user.pk for user in User.objects.bulk_create(names)]
    Enrolment.objects.bulk_create(Enrolment(user_id=one, course_key=key) for one in people)
    with transaction.atomic():
        plans.follow(key, [Follows(one, tor.user_id, Role.TEACHER) for one in people])
        session = Session(_now(), "Økt", Arena.CLASSROOM, 3)
        teacher_session.note_session(tor, session, dict.fromkeys(people, 3.0))
        for one in people:
            participant_certificate.confirm_name(Actor(one, key), "Amina Hassan", _now())
        return issuing_group.start_run(tor, people, "nb", _now())


def _publish(archive: bytes):
    from bransjekurs.api import publishing
    from bransjekurs.preview import courseware

    courseware.archive_path().write_bytes(archive)
    key = courseware.current().key
    publishing.publish(key, _now())
    return key


def _now():
    from bransjekurs import clock

    return clock.now()


def work(run_id: int, *, each_when_told: bool) -> None:
    """Do what a worker does, and tell after each task; it may be killed at any point."""
    from bransjekurs import tasks
    from bransjekurs.certificates import runs

    for number, task_id in enumerate(runs.unfinished(run_id)):
        if each_when_told or not number:
            sys.stdin.readline()
        tasks.issue_one(task_id)
        print(task_id, flush=True)


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "make":
        print(make(int(sys.argv[2])))
    else:
        work(int(sys.argv[2]), each_when_told=sys.argv[1] == "step")
