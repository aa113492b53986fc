"""Certificates for a whole group: told first, then issued one by one, and never twice."""

import pytest
from bransjekurs import tasks
from bransjekurs.api import issuing_group, participant_certificate, teacher_certificate, teacher_session
from bransjekurs.api.access import Actor
from bransjekurs.certificates import runs
from bransjekurs.certificates.models import Certificate, IssuingTask
from bransjekurs.certificates.runs import TaskState
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows
from bransjekurs.preview.models import Enrolment
from bransjekurs.roles import Role
from django.contrib.auth.models import User
from django.core import mail

from tests.api.together import TRIES, together
from tests.conftest import START, Cast


@pytest.fixture
def group(cast: Cast) -> list[Actor]:
    """Ten more participants of Tor's, each with three hours and a confirmed name."""
    people = [
        User.objects.create(username=f"p{n}", first_name="Deltaker", last_name=f"Nummer {n}", email=f"p{n}@x.example")
        for n in range(10)
    ]
    Enrolment.objects.bulk_create(Enrolment(user=one, course_key=cast.course_key) for one in people)
    plans.follow(cast.course_key, [Follows(one.pk, cast.tor.user_id, Role.TEACHER) for one in people])
    session = Session(START, "Økt", Arena.CLASSROOM, 3)
    teacher_session.note_session(cast.tor, session, {one.pk: 3.0 for one in people})
    actors = [Actor(one.pk, cast.course_key) for one in people]
    for actor in actors:
        participant_certificate.confirm_name(actor, f"Deltaker {actor.user_id}", START)
    return actors


def ids(group: list[Actor]) -> list[int]:
    return [actor.user_id for actor in group]


def test_before_anything_is_issued_tor_sees_who_gets_what_and_why_not(cast: Cast, group: list[Actor]) -> None:
    teacher_certificate.issue(cast.tor, group[0].user_id, name_checked=True, language="nb", now=START)
    codes = {one.candidate.person.id: one.code for one in issuing_group.dry_run(cast.tor)}

    assert codes[cast.amina.user_id] == "name_not_confirmed"
    assert codes[group[0].user_id] == "has_certificate"
    assert {codes[user] for user in ids(group)[1:]} == {""}
    assert Certificate.objects.count() == 1


def test_everybody_gets_one_and_a_letter_that_names_nothing(cast: Cast, group: list[Actor]) -> None:
    run = issuing_group.start_run(cast.tor, ids(group), "nb", START)
    assert not Certificate.objects.exists()
    assert tasks.work(run, 60) == 0

    done = issuing_group.progress(cast.tor, run)
    assert (done.waiting, {task.state for task in done.tasks}) == (0, {TaskState.ISSUED})
    assert sorted(Certificate.objects.values_list("user_id", flat=True)) == sorted(ids(group))
    assert len(mail.outbox) == 10
    assert {address for letter in mail.outbox for address in letter.to} == {f"p{n}@x.example" for n in range(10)}
    numbers = set(Certificate.objects.values_list("number", flat=True))
    assert not [letter for letter in mail.outbox if "Deltaker" in letter.body or any(n in letter.body for n in numbers)]


def test_done_again_nothing_happens_again(cast: Cast, group: list[Actor]) -> None:
    run = issuing_group.start_run(cast.tor, ids(group), "nb", START)
    tasks.work(run, 60)
    for task in runs.tasks_of(run):
        tasks.issue_one(task.id)
    second = issuing_group.start_run(cast.tor, ids(group), "nb", START)
    tasks.work(second, 60)

    assert Certificate.objects.count() == 10
    assert len({task.number for task in (*runs.tasks_of(run), *runs.tasks_of(second))}) == 10


def test_a_run_that_was_stopped_goes_on_where_it_was(cast: Cast, group: list[Actor]) -> None:
    run = issuing_group.start_run(cast.tor, ids(group), "nb", START)
    for task in runs.tasks_of(run)[:4]:
        tasks.issue_one(task.id)
    assert issuing_group.progress(cast.tor, run).waiting == 6
    found = issuing_group.latest_run(cast.tor)
    assert found is not None
    assert found.run.id == run
    assert tasks.work(run, 60) == 0
    assert Certificate.objects.count() == 10


def test_who_cannot_have_one_is_told_why_and_stops_nobody(cast: Cast, group: list[Actor]) -> None:
    run = issuing_group.start_run(cast.tor, [cast.amina.user_id, *ids(group)], "nb", START)
    plans.unfollow(cast.course_key, [Follows(group[0].user_id, cast.tor.user_id, Role.TEACHER)])
    assert tasks.work(run, 60) == 0

    by_user = {task.user_id: task for task in runs.tasks_of(run)}
    assert by_user[cast.amina.user_id].code == "name_not_confirmed"
    assert by_user[group[0].user_id].code == issuing_group.NOT_ALLOWED
    assert Certificate.objects.count() == 9


def test_a_letter_that_cannot_be_sent_is_sent_the_next_time(cast: Cast, group: list[Actor], settings) -> None:
    run = issuing_group.start_run(cast.tor, ids(group)[:1], "nb", START)
    settings.EMAIL_BACKEND = "tests.api.test_issuing_group.Broken"
    with pytest.raises(OSError, match="no post"):
        tasks.work(run, 60)
    assert Certificate.objects.count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tasks.work(run, 60) == 0
    assert (len(mail.outbox), Certificate.objects.count()) == (1, 1)


class Broken:
    """A post office that is closed."""

    def __init__(self, **_options: object) -> None:
        """Take what Django gives."""

    def send_messages(self, _messages: object) -> int:
        raise OSError("no post today")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda c, g: [], "nobody_chosen"),
        (lambda c, g: [c.yusuf.user_id], "unknown_participant"),
        (lambda c, g: [10**9], "unknown_participant"),
    ],
)
def test_a_run_is_asked_for_those_one_follows(cast: Cast, group: list[Actor], change, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        issuing_group.start_run(cast.tor, change(cast, group), "nb", START)
    with pytest.raises(Refusal, match="unknown_language"):
        issuing_group.start_run(cast.tor, ids(group), "en", START)


def test_a_run_is_seen_by_the_one_who_asked_for_it(cast: Cast, group: list[Actor]) -> None:
    plans.follow(cast.course_key, [Follows(group[0].user_id, cast.carl.user_id, Role.TEACHER)])
    run = issuing_group.start_run(cast.tor, ids(group), "nb", START)
    with pytest.raises(Refusal, match="unknown_run"):
        issuing_group.progress(cast.carl, run)
    assert issuing_group.latest_run(cast.carl) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(TRIES))
def test_two_workers_and_a_teacher_at_once_issue_one(cast: Cast, group: list[Actor], attempt: int) -> None:
    one = group[0].user_id
    run = issuing_group.start_run(cast.tor, [one], "nb", START)
    (task,) = runs.tasks_of(run)
    together(
        lambda: tasks.issue_one(task.id),
        lambda: tasks.issue_one(task.id),
        lambda: teacher_certificate.issue(cast.tor, one, name_checked=True, language="nb", now=START),
    )
    assert Certificate.objects.filter(user_id=one).count() == 1
    assert IssuingTask.objects.get(id=task.id).number == Certificate.objects.get(user_id=one).number


def test_celery_is_asked_only_where_there_is_a_broker(settings) -> None:
    settings.BRANSJEKURS_WORKERS = None
    settings.CELERY_BROKER_URL = ""
    assert not tasks.with_workers()
    settings.BRANSJEKURS_WORKERS = True
    assert tasks.with_workers()
