"""The course and the cast that the tests tell about.

Amina is a participant. Tor is her teacher, Nina her Norwegian teacher, Per her adviser. Ingrid runs the course, and so
does Lena, who cannot change it in Studio. Rolf is a data researcher.
Kari is an employer without an account. Carl has no access. Yusuf is a participant whom nobody of them follows.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from bransjekurs.api import (
    mentor,
    participant_answers,
    participant_certificate,
    participant_plan,
    participant_practice,
    provider,
    publishing,
    teacher_certificate,
    teacher_goal,
    teacher_session,
)
from bransjekurs.api.access import Actor, edition_of
from bransjekurs.api.participant_answers import AnswerGiven
from bransjekurs.api.participant_practice import RoundMode
from bransjekurs.course_builder.build import build_course
from bransjekurs.domain.answers import right_answer
from bransjekurs.domain.course import Course
from bransjekurs.domain.evidence import Observation, Observed
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.tasks import Task
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows
from bransjekurs.preview import courseware
from bransjekurs.preview.models import CourseStaff, Enrolment
from bransjekurs.roles import Role
from django.contrib.auth.models import User
from hypothesis import HealthCheck
from opaque_keys.edx.keys import CourseKey, UsageKey

from tests.browser import SHARED
from tests.platform import question
from tests.remembered import remembered

question.stand_in()

RENHOLD = Path(__file__).parent.parent / "course_templates" / "bransjekurs" / "renhold"
TEAM = {"ingrid": CourseStaff.STAFF, "lena": CourseStaff.LIMITED_STAFF, "rolf": CourseStaff.DATA_RESEARCHER}
START = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that all processes of this run share; the first process makes it, and takes it away.

    How fast examples are made is the machine's affair: on a busy one nothing is wrong with them.
    """
    hypothesis.settings.register_profile("any machine", suppress_health_check=[HealthCheck.too_slow], deadline=None)
    hypothesis.settings.load_profile("any machine")
    if not hasattr(config, "workerinput"):
        shared = TemporaryDirectory(prefix="bransjekurs-first-start-")
        os.environ[SHARED] = shared.name
        config.add_cleanup(shared.cleanup)


@pytest.fixture(scope="session")
def renhold_archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The course template, built."""
    built = build_course(RENHOLD)
    assert built.archive, built.problems
    return built.archive


@dataclass
class Cast:
    """Everybody as actors in the course, and shorthand for what they do before a test begins."""

    course_key: CourseKey
    amina: Actor
    yusuf: Actor
    tor: Actor
    nina: Actor
    per: Actor
    ingrid: Actor
    lena: Actor
    rolf: Actor
    carl: Actor

    @property
    def course(self) -> Course:
        return edition_of(self.tor).course

    @property
    def word_lists(self) -> tuple[UsageKey, ...]:
        """The blocks with words of their own; others go with a text."""
        return tuple(UsageKey.from_string(words.usage_key) for words in self.course.word_lists if words.terms)

    def situation(self, situation_id: str) -> UsageKey:
        """The block of a situation."""
        lists = self.course.situation_lists
        return UsageKey.from_string(next(one.usage_key for one in lists if one.situations[0].id == situation_id))

    def right_answer(self, task: Task, answer_id: str) -> AnswerGiven:
        """The answer that somebody who knows the word gives."""
        terms = {term.id: term for words in self.course.word_lists for term in words.terms}
        term = terms[task.term_id]
        return AnswerGiven(answer_id, task.term_id, task.kind, right_answer(term, task.kind))

    def practise(self, actor: Actor, key: UsageKey, now: datetime) -> int:
        """Answer everything right that a day offers, and say how many tasks that was."""
        done = 0
        while tasks := participant_practice.start_round(actor, key, now, RoundMode.MORE):
            for task in tasks:
                given = self.right_answer(task, f"{now.isoformat()}{task.term_id}"[:40])
                participant_answers.answer(actor, key, given, now)
                done += 1
        return done

    def know_all_words(self, actor: Actor, now: datetime = START) -> datetime:
        """See that somebody knows every word; return the day when that is so."""
        return remembered(("know_all_words", actor, now), lambda: self.learn_all_words(actor, now))

    def learn_all_words(self, actor: Actor, now: datetime = START) -> datetime:
        """Practise over several days till every word is known, the platform told of it too; return the last day."""
        for day in (0, 2, 15):
            for key in self.word_lists:
                self.practise(actor, key, now + timedelta(days=day))
        return now + timedelta(days=15)

    def observed(self, outcome: str, now: datetime = START, observed: Observed = Observed.ALONE) -> None:
        """Let Kari answer by link that Amina does it."""
        token, _request = teacher_goal.ask_mentor(self.tor, self.amina.user_id, outcome, "Kari", 14, now)
        mentor.answer(token, observed, "", now)

    def confirm(self, outcome: str, verdict: Verdict = Verdict.ATTAINED, now: datetime = START) -> None:
        """Take one of Amina's goals from begun to confirmed."""
        participant_plan.set_progress(self.amina, outcome, Progress.DONE, now)
        self.observed(outcome, now)
        if next(one for one in self.course.outcomes if one.id == outcome).arenas_required > 1:
            teacher_goal.observe(self.tor, self.amina.user_id, outcome, SAW_IT, Arena.CLASSROOM, now)
        seen = teacher_goal.see_participant(self.tor, self.amina.user_id, now).plan_picture.evidence[outcome]
        basis = [item.id for item in seen]
        teacher_goal.judge(self.tor, self.amina.user_id, outcome, verdict, "Gjør dette uten hjelp.", basis, now)

    def attend(self, hours: float, arena: Arena = Arena.CLASSROOM, now: datetime = START) -> None:
        """Note Amina's attendance: as many sessions as it takes."""
        left = hours
        while left > 0:
            length = min(left, 12.0)
            teacher_session.note_session(self.tor, Session(now, "Økt", arena, length), {self.amina.user_id: length})
            left -= length

    def reach_everything(self, now: datetime = START) -> None:
        """Confirm every goal, attend every hour, confirm the name."""
        remembered(("reach_everything", now), lambda: self._reach_everything(now))

    def _reach_everything(self, now: datetime) -> None:
        for outcome in self.course.outcomes:
            self.confirm(outcome.id, now=now)
        self.attend(96, now=now)
        participant_certificate.confirm_name(self.amina, "Amina Hassan", now)

    def certificate(self, now: datetime = START, reason: str = "Planen er endret."):
        """Issue Amina's certificate, in place of the one that stands if it says something else."""
        return teacher_certificate.issue(
            self.tor, self.amina.user_id, name_checked=True, language="nb", now=now, reason=reason
        )


@pytest.fixture
def loaded(settings, tmp_path: Path, renhold_archive: bytes) -> CourseKey:
    """The course as the preview's platform has it, in a folder of its own."""
    settings.BRANSJEKURS_VAR = tmp_path
    courseware.archive_path().write_bytes(renhold_archive)
    return courseware.current().key


@pytest.fixture
def cast(db: None, loaded: CourseKey) -> Cast:
    """The course published, everybody in their place, and nothing done yet."""
    people = {
        "amina": "Amina Hassan",
        "yusuf": "Yusuf Ali",
        "tor": "Tor Bakken",
        "nina": "Nina Berg",
        "per": "Per Lund",
        "ingrid": "Ingrid Moe",
        "lena": "Lena Dahl",
        "rolf": "Rolf Eide",
        "carl": "Carl Vik",
    }
    users = [_user(number, username, name) for number, (username, name) in enumerate(people.items(), 1001)]
    actors = {user.username: Actor(user.pk, loaded) for user in users}
    for username in ("amina", "yusuf"):
        Enrolment.objects.create(user_id=actors[username].user_id, course_key=loaded)
    for username, kind in TEAM.items():
        CourseStaff.objects.create(user_id=actors[username].user_id, course_key=loaded, kind=kind)
    followers = {"tor": Role.TEACHER, "nina": Role.NORWEGIAN_TEACHER, "per": Role.ADVISER}
    amina = actors["amina"].user_id
    plans.follow(loaded, [Follows(amina, actors[name].user_id, role) for name, role in followers.items()])
    _publish(loaded)
    return Cast(loaded, **actors)


def _user(number: int, username: str, name: str) -> User:
    """Make a user; everybody has the same number in each test, so that what is remembered fits."""
    first, last = name.split()
    email = f"{username}@fjordbyen.example"
    return User.objects.create(pk=number, username=username, first_name=first, last_name=last, email=email)


_published: dict[CourseKey, Course] = {}


def _publish(course_key: CourseKey) -> None:
    """Publish the course; its blocks are read once in a process."""
    if course_key in _published:
        provider.publish_course(course_key, _published[course_key], START)
    else:
        publishing.publish(course_key, START)
        _published[course_key] = edition_of(Actor(0, course_key)).course


SAW_IT = Observation(Observed.ALONE, "Valgte riktige hansker.")
