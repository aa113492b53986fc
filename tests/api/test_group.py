"""The group: who needs somebody, attendance, and who follows whom."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from bransjekurs.api import (
    group_acts,
    group_list,
    participant_plan,
    standing,
    teacher_certificate,
    teacher_goal,
    teacher_group,
    teacher_session,
    teacher_words,
)
from bransjekurs.api.access import Actor
from bransjekurs.api.group_list import ANY_NEED, EVERYBODY, Narrowing
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.needs import NeedKind
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import Progress, Verdict, new_plan
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence import attendance
from bransjekurs.evidence.models import Attendance, HeldSession
from bransjekurs.plans import api as plans
from bransjekurs.plans import bulk, history
from bransjekurs.plans.api import Follows, ReviewNote
from bransjekurs.plans.models import Following, NeedRecord
from bransjekurs.preview.models import Enrolment
from bransjekurs.roles import NotAllowed, Role
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import START, Cast

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


def test_a_participant_without_a_plan_is_told_of_and_one_who_has_begun_is_not(cast: Cast) -> None:
    assert _need(cast) is NeedKind.NO_PLAN
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    assert _need(cast) is None


def test_a_plan_that_was_started_for_somebody_and_not_touched_is_told_after_a_week(cast: Cast) -> None:
    assert group_acts.start_plans(cast.tor, [cast.amina.user_id], START) == 1
    assert (_need(cast), _need(cast, 7)) == (None, NeedKind.NOT_STARTED)
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START + 8 * DAY)
    assert _need(cast, 9) is None


def test_the_group_follows_what_happens_to_a_participant(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "avvik", Progress.BEGUN, START)
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
    assert _need(cast, 4) is NeedKind.DISAGREEMENT, "Tor has not answered what Kari saw"
    picture = teacher_goal.see_participant(cast.tor, cast.amina.user_id, START).plan_picture
    basis = [item.id for item in picture.evidence["merking"]]
    teacher_goal.judge(cast.tor, cast.amina.user_id, "merking", Verdict.NOT_YET, "Øv.", basis, START + DAY)
    assert _need(cast, 4) is NeedKind.REVIEW_OVERDUE


def test_those_who_need_somebody_most_come_first_and_those_without_a_plan_last(cast: Cast) -> None:
    bo, eli, liv = (_join(cast, name) for name in ("bo", "eli", "liv"))
    for actor, day in ((eli, 2), (liv, 1)):
        participant_plan.set_progress(actor, "merking", Progress.DONE, START - day * DAY)
    participant_plan.set_progress(bo, "merking", Progress.BEGUN, START)
    needing = teacher_group.see_needs(cast.tor, START)
    assert [person.name for person, _ in needing.first] == ["Eli Olsen", "Liv Olsen", "Amina Hassan"]
    assert (needing.total, needing.everyone) == (3, 4)
    assert needing.by_kind == {NeedKind.WAITING: 2, NeedKind.NO_PLAN: 1}


def test_what_is_kept_about_needs_is_what_can_be_made_anew(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    cast.practise(cast.amina, cast.word_lists[0], START)
    kept = list(NeedRecord.objects.order_by("kind").values("user_id", "kind", "from_at", "title", "count"))
    NeedRecord.objects.update(from_at=START + 99 * DAY)
    told = StringIO()
    call_command("bransjekurs_rebuild_needs", stdout=told)
    call_command("bransjekurs_rebuild_needs", str(cast.course_key), stdout=told)
    assert told.getvalue() == f"{cast.course_key}: 2\n" * 2
    assert list(NeedRecord.objects.order_by("kind").values("user_id", "kind", "from_at", "title", "count")) == kept
    assert {row["kind"] for row in kept} == {"waiting", "not_practised", "review_overdue", "not_agreed"}


NARROWINGS = [
    (Narrowing(), ["Amina Hassan", "Bo Olsen", "Eli Olsen", "Yusuf Ali"]),
    (Narrowing(search="olsen"), ["Bo Olsen", "Eli Olsen"]),
    (Narrowing(search="OLS eli"), ["Eli Olsen"]),
    (Narrowing(need=ANY_NEED), ["Amina Hassan", "Eli Olsen", "Yusuf Ali"]),
    (Narrowing(need="waiting"), ["Eli Olsen"]),
    (Narrowing(need="no_plan"), ["Amina Hassan", "Yusuf Ali"]),
    (Narrowing(need="no_plan", search="ali"), ["Yusuf Ali"]),
    (Narrowing(cohort="Kveld"), ["Bo Olsen"]),
    (Narrowing(responsible=-1), []),
]


@pytest.mark.parametrize(("narrowing", "names"), NARROWINGS)
def test_ingrid_narrows_the_group_by_name_need_group_and_responsible(
    cast: Cast, narrowing: Narrowing, names: list[str]
) -> None:
    bo, eli = _join(cast, "bo"), _join(cast, "eli")
    participant_plan.set_progress(bo, "merking", Progress.BEGUN, START)
    participant_plan.set_progress(eli, "merking", Progress.DONE, START)
    Enrolment.objects.filter(user_id=bo.user_id).update(cohort="Kveld")
    group = teacher_group.see_group(cast.ingrid, START, narrowing)
    assert ([m.person.name for m in group.members], group.listed.total) == (names, len(names))
    assert group_list.matching(cast.ingrid, narrowing, START) == sorted(m.person.id for m in group.members)
    assert group.cohorts == (("Kveld", "Kveld"),)
    tors = teacher_group.see_group(cast.ingrid, START, Narrowing(responsible=cast.tor.user_id))
    assert [m.person.name for m in tors.members] == ["Amina Hassan", "Bo Olsen", "Eli Olsen"]


def test_tor_starts_several_plans_and_a_plan_that_is_there_stays(cast: Cast) -> None:
    bo = _join(cast, "bo")
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    assert group_acts.start_plans(cast.tor, [bo.user_id, cast.amina.user_id], START + DAY) == 1
    stored = plans.plans_of(cast.course_key, [bo.user_id, cast.amina.user_id])
    assert (stored[bo.user_id].started_at, stored[cast.amina.user_id].started_at) == (START + DAY, START)
    assert stored[cast.amina.user_id].goal("merking").progress is Progress.BEGUN
    assert [g.outcome.id for g in stored[bo.user_id].goals] == [o.id for o in cast.course.outcomes]
    [change] = history.changes_of(bo.user_id, cast.course_key)
    assert (change.field, change.by_id, change.role) == ("plan.started", cast.tor.user_id, "teacher")


def test_tor_notes_a_conversation_for_several(cast: Cast) -> None:
    both = [cast.amina.user_id, _join(cast, "bo").user_id]
    note = ReviewNote(START + DAY, "Tor", "Veien videre")
    assert group_acts.plan_reviews(cast.tor, both, note, START) == 2
    assert plans.reviews_of(cast.course_key, both) == dict.fromkeys(both, note)
    assert teacher_group.see_needs(cast.tor, START + 2 * DAY).by_kind[NeedKind.REVIEW_OVERDUE] == 2


def test_tor_does_nothing_to_somebody_whom_he_does_not_follow_even_among_others(cast: Cast) -> None:
    both = [cast.amina.user_id, cast.yusuf.user_id]
    with pytest.raises(Refusal, match="unknown_participant"):
        group_acts.start_plans(cast.tor, both, START)
    with pytest.raises(Refusal, match="unknown_participant"):
        group_acts.plan_reviews(cast.tor, both, ReviewNote(START + DAY, "Tor", ""), START)
    assert plans.plans_of(cast.course_key, both) == {}


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
    teacher_session.note_session(cast.ingrid, SESSION, {cast.amina.user_id: 1.5, cast.yusuf.user_id: 0.0})
    (session,) = teacher_group.see_group(cast.ingrid, START).sessions
    assert (session.title, session.arena, session.hours) == ("Vask av gulv", Arena.CLASSROOM, 3.0)
    hours = {member.person.id: [a.hours for a in member.attended] for member in
             teacher_group.see_group(cast.ingrid, START).members}  # fmt: skip
    assert hours == {cast.amina.user_id: [1.5], cast.yusuf.user_id: [0.0]}
    assert teacher_session.session_hours(cast.tor, session.id) == {cast.amina.user_id: 1.5}
    group = teacher_group.see_group(cast.tor, START)
    assert (group.hours, group.present[session.id]) == ({Arena.CLASSROOM: 3.0}, (1, 1))
    assert teacher_group.see_group(cast.ingrid, START).present[session.id] == (1, 2)


def _noted(cast: Cast, hours: dict[int, float]) -> Session:
    teacher_session.note_session(cast.ingrid, SESSION, hours)
    return teacher_group.see_group(cast.ingrid, START).sessions[0]


def test_a_session_can_be_corrected_and_what_others_noted_stays(cast: Cast) -> None:
    session = _noted(cast, {cast.amina.user_id: 3.0, cast.yusuf.user_id: 2.0})
    changed = Session(START + DAY, "Vask av trapp", Arena.WORKPLACE, 2.0, session.id)
    teacher_session.note_session(cast.tor, changed, {cast.amina.user_id: 0.5})
    assert teacher_group.see_group(cast.ingrid, START).sessions == (changed,)
    assert teacher_session.session_hours(cast.ingrid, session.id) == {cast.amina.user_id: 0.5, cast.yusuf.user_id: 2.0}


def test_a_session_does_not_become_shorter_than_somebody_elses_participant_stayed(cast: Cast) -> None:
    session = _noted(cast, {cast.amina.user_id: 3.0, cast.yusuf.user_id: 3.0})
    shorter = Session(START, "Kort", Arena.CLASSROOM, 2.0, session.id)
    with pytest.raises(Refusal, match="hours_out_of_range"):
        teacher_session.note_session(cast.tor, shorter, {cast.amina.user_id: 2.0})
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
        teacher_session.note_session(cast.tor, session, {cast.amina.user_id: hours})
    assert not HeldSession.objects.exists()


def test_a_session_of_another_course_is_unknown_here(cast: Cast) -> None:
    session = _noted(cast, {cast.amina.user_id: 3.0})
    HeldSession.objects.update(course_key="course-v1:fjordbyen+HELSE+2026")
    with pytest.raises(Refusal, match="unknown_session"):
        teacher_session.note_session(cast.tor, session, {cast.amina.user_id: 1.0})
    assert teacher_session.session_hours(cast.tor, session.id) == {}
    assert Attendance.objects.get().hours == 3


def test_per_sees_the_group_but_notes_no_attendance(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        teacher_session.note_session(cast.per, SESSION, {cast.amina.user_id: 3.0})


def test_staff_assign_who_follows_whom_many_at_once_and_by_e_mail(cast: Cast) -> None:
    both = [cast.amina.user_id, cast.yusuf.user_id]
    assert group_acts.assign(cast.ingrid, both, " carl ", Role.TEACHER, START).name == "Carl Vik"
    group_acts.assign(cast.ingrid, both, "CARL@fjordbyen.example", Role.TEACHER, START)
    links = [link for link in plans.following(cast.course_key) if link.follower_id == cast.carl.user_id]
    assert sorted(link.participant_id for link in links) == sorted(both)
    assert len(teacher_group.see_group(cast.carl, START).members) == 2


def test_what_was_assigned_can_be_ended_role_by_role(cast: Cast) -> None:
    for role in (Role.TEACHER, Role.ADVISER):
        group_acts.assign(cast.ingrid, [cast.yusuf.user_id], "tor", role, START)
    group_acts.unassign(cast.ingrid, [cast.yusuf.user_id], "tor", Role.TEACHER, START)
    left = {(link.participant_id, link.role) for link in plans.following(cast.course_key)
            if link.follower_id == cast.tor.user_id}  # fmt: skip
    assert left == {(cast.amina.user_id, "teacher"), (cast.yusuf.user_id, "adviser")}
    assert {(link.participant_id, person.name) for link, person in teacher_group.followers(cast.tor)} == {
        (cast.amina.user_id, "Tor Bakken"), (cast.amina.user_id, "Nina Berg"), (cast.amina.user_id, "Per Lund"),
        (cast.yusuf.user_id, "Tor Bakken"),
    }  # fmt: skip


@pytest.mark.parametrize("act", [group_acts.assign, group_acts.unassign])
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
        act(cast.ingrid, chosen, username, role, START)
    assert list(Following.objects.values_list()) == before


def test_a_page_of_the_group_takes_the_same_number_of_queries_whoever_many_they_are(cast: Cast) -> None:
    looks: dict[str, Callable[[], object]] = {
        "group": lambda: teacher_group.see_group(cast.tor, START, EVERYBODY, 8),
        "search": lambda: teacher_group.see_group(cast.tor, START, Narrowing(search="olsen 1", page=2), 8),
        "filter": lambda: teacher_group.see_group(cast.tor, START, Narrowing(need=ANY_NEED), 8),
        "needs": lambda: teacher_group.see_needs(cast.tor, START),
        "participant": lambda: teacher_goal.see_participant(cast.tor, cast.amina.user_id, START),
        "roll": lambda: teacher_session.see_roll(cast.tor, 0, EVERYBODY, START),
        "followers": lambda: teacher_group.followers(cast.tor),
        "candidates": lambda: teacher_certificate.candidates(cast.tor),
        "words": lambda: teacher_words.see_words(cast.tor, cast.word_lists[0], START),
    }
    _crowd(cast, 29)
    few = {name: _queries(look) for name, look in looks.items()}
    _crowd(cast, 3000)
    assert teacher_group.see_group(cast.tor, START).listed.total == 3030
    assert {name: _queries(look) for name, look in looks.items()} == few
    assert few["group"] == 27
    assert all(count <= 28 for count in few.values()), few


def _crowd(cast: Cast, count: int) -> None:
    """Let more participants join, with plans, goals that wait, practice and attendance."""
    old = User.objects.count()
    User.objects.bulk_create(
        User(username=f"crowd-{old + n}", first_name=f"Deltaker {old + n}", last_name="Olsen") for n in range(count)
    )
    ids = list(User.objects.order_by("-id").values_list("id", flat=True)[:count])
    Enrolment.objects.bulk_create(Enrolment(user_id=i, course_key=cast.course_key) for i in ids)
    plans.follow(cast.course_key, [Follows(i, cast.tor.user_id, Role.TEACHER) for i in ids])
    fresh = new_plan(1, cast.course.outcomes[:2])
    bulk.start_plans(cast.course_key, ids[::2], fresh, START - 30 * DAY)
    bulk.add_reviews(cast.course_key, ids[::3], ReviewNote(START - DAY, "Tor", ""), cast.tor.user_id, START)
    attendance.save_session(cast.course_key, SESSION, dict.fromkeys(ids, 3.0), cast.tor.user_id)
    standing.refresh(cast.course_key, ids)


def _queries(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)
