"""A site to measure: a fresh database in a folder of its own, a course with as many goals as asked for, and people."""

import os
import tempfile
from datetime import UTC, datetime, timedelta

_VAR = tempfile.TemporaryDirectory()
os.environ["BRANSJEKURS_VAR"] = _VAR.name
os.environ["DJANGO_SETTINGS_MODULE"] = "bransjekurs.preview.settings"

import django  # noqa: E402 - the settings read the folder's name when they are loaded

django.setup()

from bransjekurs.api import provider  # noqa: E402
from bransjekurs.domain.course import ArenaHours, Course  # noqa: E402
from bransjekurs.domain.outcome import Arena, Outcome, OutcomeKind  # noqa: E402
from bransjekurs.plans.models import Following  # noqa: E402
from bransjekurs.preview.models import CourseStaff, Enrolment  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from opaque_keys.edx.keys import CourseKey  # noqa: E402

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
KEY = CourseKey.from_string("course-v1:fjordbyen+MEASURED+2026")
_GIVEN = ("Amina", "Yusuf", "Olena", "Minh", "Maria", "Ahmad", "Berhane", "Daria", "Fatuma", "Hodan")
_FAMILY = ("Ali", "Hassan", "Kovalenko", "Tran", "Santos", "Karimi", "Tesfay", "Melnyk", "Omar", "Warsame")


def site(goals: int, participants: int) -> tuple[int, list[int]]:
    """Make the site; return the teacher's id (staff too) and the participants' ids."""
    # The preview's own bar is no part of the pages that are measured.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith(".bar")]
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    provider.publish_course(KEY, _course(goals), NOW - timedelta(days=60))
    teacher = User.objects.create(username="tor", first_name="Tor", last_name="Bakken")
    CourseStaff.objects.create(user=teacher, course_key=KEY)
    ids = _people(participants)
    Following.objects.bulk_create(
        [Following(course_key=KEY, participant_id=i, follower_id=teacher.pk, role="teacher") for i in ids],
        batch_size=1000,
    )
    return teacher.pk, ids


def visitor(user_id: int) -> Client:
    """Return a signed-in browser; a page that fails ends the measurement."""
    client = Client()
    client.force_login(User.objects.get(pk=user_id))
    return client


def look(client: Client, path: str) -> bytes:
    """Return a page, or fail where it is not there."""
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    return bytes(response.content)


def _people(count: int) -> list[int]:
    users = [
        User(username=f"d{n}", first_name=_GIVEN[n % 10], last_name=f"{_FAMILY[n // 10 % 10]} {n}")
        for n in range(count)
    ]
    User.objects.bulk_create(users, batch_size=1000)
    ids = list(User.objects.filter(username__startswith="d").order_by("id").values_list("id", flat=True))
    Enrolment.objects.bulk_create([Enrolment(user_id=i, course_key=KEY) for i in ids], batch_size=1000)
    return ids


def _course(goals: int) -> Course:
    outcomes = tuple(
        Outcome(
            id=f"goal-{n}",
            area=f"Område {n // 10 + 1}",
            kind=OutcomeKind.TRADE_SKILL,
            title=f"Vaske rom nummer {n} etter planen",
            plain="Du vasker rommet slik planen sier.",
            look_for=("vasker fra rent til skittent",),
        )
        for n in range(goals)
    )
    hours = (ArenaHours(Arena.CLASSROOM, 60), ArenaHours(Arena.WORKPLACE, 60))
    return Course(title="Renhold", outcomes=outcomes, hours=hours)
