"""A mentor's link from before links were for anybody without an account: made at migration 0002, opened today.

A process of its own, with the preview's database file in BRANSJEKURS_VAR: ``python -m tests.workers.old_link`` prints
what the mentor is asked, and what is stored of the answer.
"""

from datetime import timedelta
from hashlib import sha256

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.workers.group import COURSE, _now, _publish

TOKEN = "an-old-token"  # of a link in a database of its own


def main() -> None:
    """Ask Kari at 0002, migrate, and let her answer."""
    from bransjekurs.api import mentor, participant_plan
    from bransjekurs.api.access import Actor
    from bransjekurs.course_builder.build import build_course
    from bransjekurs.domain.evidence import Observed
    from bransjekurs.domain.plan import Progress
    from bransjekurs.evidence.models import EvidenceItem
    from bransjekurs.preview.models import Enrolment
    from django.contrib.auth.models import User

    _ask_at_0002()
    call_command("migrate", verbosity=0)
    key = _publish(build_course(COURSE).archive or b"")
    amina = User.objects.get(username="amina")
    Enrolment.objects.create(user_id=amina.pk, course_key=key)
    participant_plan.set_progress(Actor(amina.pk, key), "smittevern", Progress.BEGUN, _now())
    asked = mentor.see_question(TOKEN, _now())
    print(asked.link.to_name, asked.link.to_role, asked.link.purpose, asked.outcome.id, asked.participant, sep="|")
    mentor.answer(TOKEN, Observed.ALONE, "Fint!", _now())
    found = EvidenceItem.objects.get()
    print(found.outcome_id, found.source, found.by_name, found.role, sep="|")


def _ask_at_0002() -> None:
    """Make two people and a link as they were stored then."""
    for app in ("auth", "bransjekurs_preview"):  # the preview has a clock of its own
        call_command("migrate", app, verbosity=0)
    executor = MigrationExecutor(connection)
    executor.migrate([("bransjekurs", "0002_history")])
    then = executor.loader.project_state([("bransjekurs", "0002_history")]).apps
    user = then.get_model("auth", "User")
    amina = user.objects.create(username="amina", first_name="Amina", last_name="Hassan")
    tor = user.objects.create(username="tor", first_name="Tor", last_name="Bakken")
    then.get_model("bransjekurs", "MentorRequest").objects.create(
        user=amina,
        asked_by=tor,
        course_key="course-v1:fjordbyen+RENHOLD+2026",
        outcome_id="smittevern",
        mentor="Kari Nes",
        channel="copied",
        token_hash=sha256(TOKEN.encode()).hexdigest(),
        created_at=_now(),
        expires_at=_now() + timedelta(days=14),
        status="open",
    )


if __name__ == "__main__":
    django.setup()
    main()
