"""The group: who needs somebody, attendance, and who follows whom."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bransjekurs.api import participant_plan, teacher_certificate, teacher_goal, teacher_group, teacher_words
from bransjekurs.api.access import Actor
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.next_step import NeedKind
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence.models import Attendance, HeldSession
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows, ReviewNote
from bransjekurs.plans.models import Following
from bransjekurs.preview.models import Enrolment
from bransjekurs.roles import NotAllowed, Role
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import SAW_IT, START, Cast

DAY = timedelta(days=1)
SESSION = Session(START, "Vask av gulv", Arena.CLASSROOM, 3.0)


def _need(cast: Cast, days: int = 0) -> NeedKind | None:
    (member,) = teacher_group.see_group(cast.tor, START + days * DAY).members
    return member.need.kind if member.need else None


def _join(cast: Cast, name: str) -> Actor:
    """Let one more participant join, whom Tor follows."""
    user = User.objects.create(username=name, first_name=name.title(), last_name="Olsen")
    Enrolment.objects.create(user_id=user.pk, course_key=cast.course_key)
    plans.follow(cast.course_key, [Follows(user.pk, cast.tor.user_id, Role.TEACHER)])
    return Actor(user.pk, cast.course_key)


def test_a_participant_who_has_not_started_is_told_of_and_one_who_has_is_not(cast: Cast) -> None:
    assert _need(cast) is NeedKind.NOT_STARTED
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    assert _need(cast) is None


def test_the_group_follows_what_happens_to_a_participant(cast: Cast) -> None:
    cast.practise(cast.amina, cast.word_lists[0], START)
    assert (_need(cast, 13), _need(cast, 14)) == (None, NeedKind.NOT_PRACTISED)
    review = ReviewNote(START + 3 * DAY, "Tor", "")
    teacher_goal.plan_review(cast.tor, cast.amina.user_id, review, START)
    assert (_need(cast, 2), _need(cast, 4)) == (None, NeedKind.REVIEW_OVERDUE)
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    assert _need(cast, 4) is NeedKind.WAITING
    cast.observed("merking", START + DAY, Observed.WITH_SUPPORT)
    assert _need(cast, 4) is NeedKind.DISAGREEMENT
    teacher_goal.judge(cast.tor, cast.amina.user_id, "merking", Verdict.NOT_YET, "Øv.", [], START + DAY)
    assert _need(cast, 4) is NeedKind.REVIEW_OVERDUE


def test_those_who_need_somebody_most_come_first(cast: Cast) -> None:
    bo, eli, liv = (_join(cast, name) for name in ("bo", "eli", "liv"))
    for actor, day in ((eli, 2), (liv, 1)):
        participant_plan.set_progress(actor, "merking", Progress.DONE, START - day * DAY)
    participant_plan.set_progress(bo, "merking", Progress.BEGUN, START)
    names = [member.person.name for member in teacher_group.see_group(cast.tor, START).members]
    assert names == ["Eli Olsen", "Liv Olsen", "Amina Hassan", "Bo Olsen"]


def test_the_group_tells_of_hours_practice_and_conversations(cast: Cast) -> None:
    cast.attend(3)
    cast.practise(cast.amina, cast.word_lists[0], START)
    teacher_goal.plan_review(cast.per, cast.amina.user_id, ReviewNote(START + DAY, "Per", "Veien videre"), START)
    group = teacher_group.see_group(cast.tor, START)
    (member,) = group.members
    assert [(item.arena, item.hours) for item in member.attended] == [(Arena.CLASSROOM, 3.0)]
    assert (member.practised_at, member.review) == (START, ReviewNote(START + DAY, "Per", "Veien videre"))
    assert (len(group.sessions), group.roles) == (1, frozenset({Role.TEACHER}))


def test_attendance_is_noted_for_each_and_absence_too(cast: Cast) -> None:
    teacher_group.note_session(cast.ingrid, SESSION, {cast.amina.user_id: 1.5, cast.yusuf.user_id: 0.0})
    (session,) = teacher_group.see_group(cast.ingrid, START).sessions
    assert (session.title, session.arena, session.hours) == ("Vask av gulv", Arena.CLASSROOM, 3.0)
    hours = {member.person.id: [a.hours for a in member.attended] for member in
             teacher_group.see_group(cast.ingrid, START).members}  # fmt: skip
    assert hours == {cast.amina.user_id: [1.5], cast.yusuf.user_id: [0.0]}
    assert teacher_group.session_hours(cast.tor, session.id) == {cast.amina.user_id: 1.5}
    assert teacher_group.hours_held([session, session]) == {Arena.CLASSROOM: 6.0}


def _noted(cast: Cast, hours: dict[int, float]) -> Session:
    teacher_group.note_session(cast.ingrid, SESSION, hours)
    return teacher_group.see_group(cast.ingrid, START).sessions[0]


def test_a_session_can_be_corrected_and_what_others_noted_stays(cast: Cast) -> None:
    session = _noted(cast, {cast.amina.user_id: 3.0, cast.yusuf.user_id: 2.0})
    changed = Session(START + DAY, "Vask av trapp", Arena.WORKPLACE, 2.0, session.id)
    teacher_group.note_session(cast.tor, changed, {cast.amina.user_id: 0.5})
    assert teacher_group.see_group(cast.ingrid, START).sessions == (changed,)
    assert teacher_group.session_hours(cast.ingrid, session.id) == {cast.amina.user_id: 0.5, cast.yusuf.user_id: 2.0}


def test_a_session_does_not_become_shorter_than_somebody_elses_participant_stayed(cast: Cast) -> None:
    session = _noted(cast, {cast.amina.user_id: 3.0, cast.yusuf.user_id: 3.0})
    shorter = Session(START, "Kort", Arena.CLASSROOM, 2.0, session.id)
    with pytest.raises(Refusal, match="hours_out_of_range"):
        teacher_group.note_session(cast.tor, shorter, {cast.amina.user_id: 2.0})
    assert teacher_group.see_group(cast.ingrid, START).sessions == (session,)
    assert Attendance.objects.get(user_id=cast.amina.user_id).hours == 3


@pytest.mark.parametrize(
    ("session", "hours", "code"),
    [
        (Session(START, " ", Arena.CLASSROOM, 3.0), 3.0, "title_missing"),
        (Session(START, "Økt", Arena.CLASSROOM, 0.0), 0.0, "hours_out_of_range"),
        (Session(START, "Økt", Arena.CLASSROOM, 12.5), 3.0, "hours_out_of_range"),
        (Session(START, "Økt", Arena.CLASSROOM, 3.0), 3.5, "hours_out_of_range"),
        (Session(START, "Økt", Arena.CLASSROOM, 3.0), -1.0, "hours_out_of_range"),
        (Session(START, "Økt", Arena.CLASSROOM, 3.0, id=4711), 3.0, "unknown_session"),
    ],
)
def test_attendance_that_cannot_be_is_not_stored(cast: Cast, session: Session, hours: float, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        teacher_group.note_session(cast.tor, session, {cast.amina.user_id: hours})
    assert not HeldSession.objects.exists()


def test_a_session_of_another_course_is_unknown_here(cast: Cast) -> None:
    session = _noted(cast, {cast.amina.user_id: 3.0})
    HeldSession.objects.update(course_key="course-v1:fjordbyen+HELSE+2026")
    with pytest.raises(Refusal, match="unknown_session"):
        teacher_group.note_session(cast.tor, session, {cast.amina.user_id: 1.0})
    assert teacher_group.session_hours(cast.tor, session.id) == {}
    assert Attendance.objects.get().hours == 3


def test_per_sees_the_group_but_notes_no_attendance(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        teacher_group.note_session(cast.per, SESSION, {cast.amina.user_id: 3.0})


def test_staff_assign_who_follows_whom_many_at_once_and_by_e_mail(cast: Cast) -> None:
    both = [cast.amina.user_id, cast.yusuf.user_id]
    assert teacher_group.assign(cast.ingrid, both, " carl ", Role.TEACHER).name == "Carl Vik"
    teacher_group.assign(cast.ingrid, both, "CARL@fjordbyen.example", Role.TEACHER)
    links = [link for link in plans.following(cast.course_key) if link.follower_id == cast.carl.user_id]
    assert sorted(link.participant_id for link in links) == sorted(both)
    assert len(teacher_group.see_group(cast.carl, START).members) == 2


def test_what_was_assigned_can_be_ended_role_by_role(cast: Cast) -> None:
    for role in (Role.TEACHER, Role.ADVISER):
        teacher_group.assign(cast.ingrid, [cast.yusuf.user_id], "tor", role)
    teacher_group.unassign(cast.ingrid, [cast.yusuf.user_id], "tor", Role.TEACHER)
    left = {(link.participant_id, link.role) for link in plans.following(cast.course_key)
            if link.follower_id == cast.tor.user_id}  # fmt: skip
    assert left == {(cast.amina.user_id, "teacher"), (cast.yusuf.user_id, "adviser")}
    assert {(link.participant_id, person.name) for link, person in teacher_group.followers(cast.tor)} == {
        (cast.amina.user_id, "Tor Bakken"), (cast.amina.user_id, "Nina Berg"), (cast.amina.user_id, "Per Lund"),
        (cast.yusuf.user_id, "Tor Bakken"),
    }  # fmt: skip


@pytest.mark.parametrize("act", [teacher_group.assign, teacher_group.unassign])
@pytest.mark.parametrize(
    ("whom", "username", "role", "code"),
    [
        ("nobody", "carl", "teacher", "nobody_chosen"),
        ("amina", "carl", "staff", "unknown_role"),
        ("amina", "carl", "participant", "unknown_role"),
        ("amina", "carl", "", "unknown_role"),
        ("amina", "finnes-ikke", "teacher", "unknown_user"),
        ("amina", "", "teacher", "unknown_user"),
        ("amina", "   ", "teacher", "unknown_user"),
        ("carl", "tor", "teacher", "unknown_participant"),
    ],
)
def test_an_assignment_that_cannot_be_changes_nothing(
    cast: Cast, act: Callable[..., object], whom: str, username: str, role: str, code: str
) -> None:
    before = list(Following.objects.values_list())
    chosen = [] if whom == "nobody" else [cast.amina.user_id, getattr(cast, whom).user_id]
    with pytest.raises(Refusal, match=code):
        act(cast.ingrid, chosen, username, role)
    assert list(Following.objects.values_list()) == before


def test_five_or_twenty_five_participants_take_the_same_number_of_queries(cast: Cast) -> None:
    looks: dict[str, Callable[[], object]] = {
        "group": lambda: teacher_group.see_group(cast.tor, START),
        "followers": lambda: teacher_group.followers(cast.tor),
        "candidates": lambda: teacher_certificate.candidates(cast.tor),
        "words": lambda: teacher_words.see_words(cast.tor, cast.word_lists[0], START),
    }
    _busy(cast, 4)
    few = {name: _queries(look) for name, look in looks.items()}
    _busy(cast, 20)
    assert len(teacher_group.see_group(cast.tor, START).members) == 25
    assert {name: _queries(look) for name, look in looks.items()} == few
    assert all(0 < count <= 15 for count in few.values()), few


def _busy(cast: Cast, count: int) -> None:
    """Let more participants join and do something of everything."""
    for number in range(count):
        actor = _join(cast, f"deltaker-{count}-{number}")
        participant_plan.set_progress(actor, "merking", Progress.DONE, START)
        cast.practise(actor, cast.word_lists[1], START)
        teacher_goal.observe(cast.tor, actor.user_id, "merking", SAW_IT, Arena.CLASSROOM, START)
        teacher_goal.plan_review(cast.tor, actor.user_id, ReviewNote(START + DAY, "Tor", ""), START)
        teacher_group.note_session(cast.tor, SESSION, {actor.user_id: 3.0})
        seen = teacher_goal.see_participant(cast.tor, actor.user_id, START).plan_picture.evidence["merking"]
        teacher_goal.judge(cast.tor, actor.user_id, "merking", Verdict.ATTAINED, "Ja.", [seen[0].id], START)


def _queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)
