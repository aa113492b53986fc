"""The preview's histories: twenty participants at different stages, made by the same use cases as people use.

Amina has been to the sessions but not begun: the one who tries the preview takes her from first sign-in to certificate.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import User
from django.db import transaction
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.api import (
    agreement,
    group_acts,
    mentor,
    participant_answers,
    participant_certificate,
    participant_plan,
    participant_practice,
    teacher_certificate,
    teacher_goal,
    teacher_session,
    timetable,
)
from bransjekurs.api.access import Actor, edition_of
from bransjekurs.api.participant_answers import AnswerGiven
from bransjekurs.api.reading import all_terms, local_zone
from bransjekurs.domain.agreement import Responsibilities
from bransjekurs.domain.answers import right_answer
from bransjekurs.domain.course import Course
from bransjekurs.domain.evidence import Observation, Observed
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.tasks import Task
from bransjekurs.domain.timetable import Shift, Study, Timetable, monday_of
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import ReviewNote
from bransjekurs.preview import courseware
from bransjekurs.preview.demo_mapping import MAPPINGS, tell_mapping
from bransjekurs.roles import Role

_WEEKS = 8
# What is held from Monday to Thursday: 15 hours a week, 120 in all.
_WEEK = (
    (Arena.CLASSROOM, "Ord og verneutstyr", 2.5),
    (Arena.WORKPLACE, "Dag på jobben", 6.0),
    (Arena.CLASSROOM, "Norsk i arbeidslivet", 2.75),
    (Arena.ONLINE, "Øving på nett", 3.75),
)
_MENTOR = "Liv"


@dataclass(frozen=True, slots=True)
class Story:
    """What has happened to one participant.

    ``practised`` are days ago; of the goals the first ``confirmed`` are confirmed (``supported`` of them with support),
    the next ``done`` are done, the next ``begun`` begun; ``review`` is days from now; ``absent`` counts sessions.
    """

    practised: tuple[int, ...] = ()
    confirmed: int = 0
    supported: int = 0
    done: int = 0
    begun: int = 0
    review: int | None = None
    absent: int = 0
    disagrees: bool = False
    certificate: bool = False


_STORIES = {
    "yusuf": Story((20, 17, 2), confirmed=4, done=1, begun=2, review=3, absent=2, disagrees=True),
    "olena": Story((35, 32, 17), confirmed=2, begun=1, review=3, absent=6),
    "minh": Story((19, 16, 1), confirmed=6, begun=1, review=-7),
    "maria": Story((22, 19, 4), confirmed=7, done=2, review=8),
    "ahmad": Story(confirmed=5, supported=1, begun=2, review=8, absent=1),
    "berhane": Story(confirmed=9, done=1, begun=2, review=17),
    "daria": Story((6, 3), confirmed=3, supported=1, done=1, review=4, absent=4),
    "fatuma": Story(confirmed=8, begun=1, review=9),
    "hodan": Story(confirmed=4, done=1, review=5, absent=3),
    "ivan": Story(confirmed=6, begun=2, review=11),
    "joy": Story(confirmed=11, begun=3, review=17),
    "layla": Story(confirmed=5, supported=1, begun=1, review=6),
    "marek": Story(confirmed=7, done=1, begun=1, review=12),
    "nadia": Story(confirmed=3, begun=3, review=6, absent=5),
    "pawel": Story(confirmed=8, begun=3, review=10),
    "rosa": Story(confirmed=6, supported=1, begun=2, review=10),
    "samira": Story(confirmed=10, begun=1, review=14),
    "thiri": Story(begun=1, review=2, absent=8),
    "zahra": Story(confirmed=9, done=1, begun=1, review=12),
    "kofi": Story((40, 37, 22), confirmed=18, supported=1, certificate=True),
}

_RESPONSIBLE = Responsibilities(
    employer="Fjordbyen Renhold", workplace_goals="Alle på laget kan lære opp nye. Vi vil ha færre klager."
)


def seed(now: datetime) -> None:
    """Make the histories, unless there are any."""
    course_key = courseware.current().key
    if plans.following(course_key):
        return
    with transaction.atomic():
        _Storyteller(course_key, now).tell()


class _Storyteller:
    """Tells the stories into the database, each act at its own time."""

    def __init__(self, course_key: CourseKey, now: datetime) -> None:
        self.course_key = course_key
        self.now = now
        self.ids: dict[str, int] = dict(User.objects.values_list("username", "id"))
        self.tor = Actor(self.ids["tor"], course_key)
        self.course: Course = edition_of(self.tor).course
        self.outcomes = [outcome.id for outcome in self.course.outcomes]

    def tell(self) -> None:
        self._assign()
        self._sessions()
        for username, story in _STORIES.items():
            self._practise(Actor(self.ids[username], self.course_key), story)
            self._goals(Actor(self.ids[username], self.course_key), story)
            self._map(username)
        self._weeks()

    def _map(self, username: str) -> None:
        """Play the mapping; a course of other outcomes has none."""
        known = {outcome for outcome, _shown in MAPPINGS[username].able} if username in MAPPINGS else set()
        if username in MAPPINGS and known <= set(self.outcomes):
            who = Actor(self.ids[username], self.course_key)
            nina = Actor(self.ids["nina"], self.course_key)
            tell_mapping(MAPPINGS[username], who, self.tor, nina, self._at(45))

    def _weeks(self) -> None:
        """Shifts and study time for two: all fits for one, who has also agreed; for the other something does not."""
        monday = monday_of(timetable.local_day(self.now))
        shifts = tuple(Shift(1, day, 7 * 60, 15 * 60) for day in range(5))
        lesson = Study(0, 1, 16 * 60, 19 * 60, Arena.CLASSROOM, paid=True)
        at_home = Study(0, 3, 14 * 60 + 30, 15 * 60 + 30)
        weeks = {
            "samira": Timetable(monday, 1, shifts, (lesson,), paid_hours=3.0),
            "yusuf": Timetable(monday, 1, shifts, (lesson, at_home), paid_hours=4.0, own_hours=1.0),
        }
        for username, table in weeks.items():
            timetable.change_time(self.tor, self.ids[username], table, 0, "", self._at(6))
        samira = self.ids["samira"]
        agreement.name_responsible(self.tor, samira, _RESPONSIBLE, self._at(6))
        number = agreement.propose(self.tor, samira, self._at(5))
        for actor in (Actor(samira, self.course_key), self.tor):
            agreement.agree(actor, samira, number, self._at(4))

    def _assign(self) -> None:
        everyone = [self.ids[name] for name in ("amina", *_STORIES)]
        for username, role in (("tor", Role.TEACHER), ("nina", Role.NORWEGIAN_TEACHER), ("per", Role.ADVISER)):
            group_acts.assign(self.tor, everyone, username, role, self._at(60))

    def _sessions(self) -> None:
        """Hold the course's planned hours, four days a week; the last sessions are those that people have missed."""
        everyone = [self.ids[name] for name in ("amina", *_STORIES)]
        days = self._weekdays(len(_WEEK) * _WEEKS)
        for number, day in enumerate(days):
            arena, title, hours = _WEEK[number % len(_WEEK)]
            absent = {self.ids[name] for name, story in _STORIES.items() if number >= len(days) - story.absent}
            present = {i: 0.0 if i in absent else hours for i in everyone}
            teacher_session.note_session(self.tor, Session(day, title, arena, hours), present)

    def _weekdays(self, count: int) -> list[datetime]:
        """The last mornings before today from Monday to Thursday, in order."""
        days = (self._at(days_ago, hour=9) for days_ago in range(1, 3 * count))
        return [day for day in days if day.weekday() < len(_WEEK)][:count][::-1]

    def _practise(self, actor: Actor, story: Story) -> None:
        for days_ago in story.practised:
            for words in self.course.word_lists:
                key = UsageKey.from_string(words.usage_key)
                at = self._at(days_ago, hour=20)
                for task in participant_practice.start_round(actor, key, at):
                    participant_answers.answer(actor, key, self._right(actor, task, days_ago), at)

    def _right(self, actor: Actor, task: Task, days_ago: int) -> AnswerGiven:
        term = all_terms(self.course)[task.term_id]
        answer_id = str(uuid5(NAMESPACE_URL, f"{actor.user_id}/{days_ago}/{task.term_id}"))
        return AnswerGiven(answer_id, task.term_id, task.kind, right_answer(term, task.kind))

    def _goals(self, actor: Actor, story: Story) -> None:
        left = iter(self.outcomes)
        for number, outcome in enumerate(islice(left, story.confirmed)):
            verdict = Verdict.SUPPORTED if number >= story.confirmed - story.supported else Verdict.ATTAINED
            self._confirm(actor, outcome, verdict, 30 - number)
        for number, outcome in enumerate(islice(left, story.done)):
            self._progress(actor, outcome, Progress.DONE, 6 - number)
            if story.disagrees:
                self._observed(actor, outcome, Observed.WITH_SUPPORT, "Trenger litt hjelp med maskinen.", 3)
        for outcome in islice(left, story.begun):
            self._progress(actor, outcome, Progress.BEGUN, 5)
        if story.review is not None:
            self._review(actor, story.review)
        if story.certificate:
            self._certificate(actor)

    def _confirm(self, actor: Actor, outcome: str, verdict: Verdict, days_ago: int) -> None:
        self._progress(actor, outcome, Progress.DONE, days_ago)
        observed = Observed.ALONE if verdict is Verdict.ATTAINED else Observed.WITH_SUPPORT
        self._observed(actor, outcome, observed, "", days_ago - 1)
        note = Observation(observed, "Viste det i klasserommet.")
        teacher_goal.observe(self.tor, actor.user_id, outcome, note, Arena.CLASSROOM, self._at(days_ago - 2))
        seen = teacher_goal.see_participant(self.tor, actor.user_id, self.now).plan_picture.evidence[outcome]
        basis = [item.id for item in seen]
        reason = "Gjør dette uten hjelp." if verdict is Verdict.ATTAINED else "Gjør dette når noen hjelper litt."
        at = self._at(days_ago - 2, hour=15)
        teacher_goal.judge(self.tor, actor.user_id, outcome, verdict, reason, basis, at)

    def _progress(self, actor: Actor, outcome: str, progress: Progress, days_ago: int) -> None:
        participant_plan.set_progress(actor, outcome, progress, self._at(days_ago))

    def _observed(self, actor: Actor, outcome: str, observed: Observed, comment: str, days_ago: int) -> None:
        at = self._at(days_ago)
        token, _request = teacher_goal.ask_mentor(self.tor, actor.user_id, outcome, _MENTOR, 14, at)
        mentor.answer(token, observed, comment, at + timedelta(hours=2))

    def _review(self, actor: Actor, days_ahead: int) -> None:
        noted = min(self.now, self._at(-days_ahead, hour=14)) - timedelta(days=14)
        note = ReviewNote(self._at(-days_ahead, hour=14), "Tor og Liv, på jobben", "Hvordan det går på jobben")
        teacher_goal.plan_review(self.tor, actor.user_id, note, noted)

    def _certificate(self, actor: Actor) -> None:
        name = User.objects.get(id=actor.user_id).get_full_name()
        participant_certificate.confirm_name(actor, name, self._at(5))
        teacher_certificate.issue(self.tor, actor.user_id, name_checked=True, language="nb", now=self._at(4))

    def _at(self, days_ago: int, hour: int = 12) -> datetime:
        """A local hour some days ago (or ahead, where the number is negative)."""
        local = (self.now - timedelta(days=days_ago)).astimezone(local_zone())
        return local.replace(hour=hour, minute=0, second=0, microsecond=0)
