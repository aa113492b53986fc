"""The course shows teachers their own cohort only: Tor teaches the day shift, and follows people in both."""

import pytest
from bransjekurs.api import (
    group_acts,
    participant_situations,
    teacher_goal,
    teacher_group,
    teacher_session,
    teacher_situations,
)
from bransjekurs.api.access import visible_participants
from bransjekurs.courses.models import CourseEdition
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.refusal import Refusal
from bransjekurs.preview.models import Enrolment, TeacherCohort
from bransjekurs.roles import NotAllowed, Role
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import START, Cast


@pytest.fixture
def divided(cast: Cast) -> Cast:
    """The rule is on; Amina is on the day shift, Yusuf on the evening shift, Tor follows both."""
    _rule(cast)
    for actor, cohort in ((cast.amina, "Dag"), (cast.yusuf, "Kveld")):
        Enrolment.objects.filter(user_id=actor.user_id).update(cohort=cohort)
    group_acts.assign(cast.ingrid, [cast.yusuf.user_id], "tor", Role.TEACHER, START)
    return cast


def _rule(cast: Cast) -> None:
    from dataclasses import replace

    from bransjekurs.courses import api as courses

    courses.publish(cast.course_key, replace(cast.course, own_cohort_only=True), START)


def _teaches(cast: Cast, cohort: str) -> None:
    TeacherCohort.objects.create(user_id=cast.tor.user_id, course_key=cast.course_key, cohort=cohort)


def _names(cast: Cast) -> list[str]:
    return [member.person.name for member in teacher_group.see_group(cast.tor, START).members]


def test_tor_sees_his_own_cohort_and_nobody_else(divided: Cast) -> None:
    _teaches(divided, "Dag")
    assert _names(divided) == ["Amina Hassan"]
    assert [person.name for person in visible_participants(divided.tor)] == ["Amina Hassan"]
    with pytest.raises(NotAllowed):
        teacher_goal.see_participant(divided.tor, divided.yusuf.user_id, START)
    assert teacher_goal.see_participant(divided.tor, divided.amina.user_id, START)


def test_he_notes_no_attendance_and_reads_no_text_beyond_it(divided: Cast) -> None:
    _teaches(divided, "Dag")
    session = Session(START, "Økt", Arena.CLASSROOM, 3)
    with pytest.raises(Refusal, match="unknown_participant"):
        teacher_session.note_session(divided.tor, session, {divided.yusuf.user_id: 3.0})
    key = divided.situation("skriv-melding")
    text = participant_situations.TaskGiven(
        "1", "skriv-melding", participant_situations.TEXT, "Lyset i trappa er borte."
    )
    for somebody in (divided.amina, divided.yusuf):
        participant_situations.send_task_answers(somebody, key, [text], START)
    assert set(teacher_situations.see_sent_texts(divided.tor, key)) == {divided.amina.user_id}


def test_a_teacher_in_no_cohort_is_told_what_to_do(divided: Cast) -> None:
    for act in (
        lambda: teacher_group.see_group(divided.tor, START),
        lambda: teacher_goal.see_participant(divided.tor, divided.amina.user_id, START),
    ):
        with pytest.raises(Refusal, match="no_cohort"):
            act()


def test_staff_see_everybody_and_a_course_without_the_rule_divides_nobody(divided: Cast) -> None:
    assert len(teacher_group.see_group(divided.ingrid, START).members) == 2
    assert len(teacher_group.see_group(divided.lena, START).members) == 2
    CourseEdition.objects.order_by("-number")[0].delete()
    assert _names(divided) == ["Amina Hassan", "Yusuf Ali"]


def test_the_rule_takes_no_more_queries_because_there_are_more_participants(divided: Cast) -> None:
    from django.contrib.auth.models import User

    _teaches(divided, "Dag")
    asked = []
    for number in (1, 20):
        for n in range(number):
            user = User.objects.create(username=f"x{number}-{n}", first_name="X", last_name=str(n))
            Enrolment.objects.create(user=user, course_key=divided.course_key, cohort="Dag")
            group_acts.assign(divided.ingrid, [user.pk], "tor", Role.TEACHER, START)
        with CaptureQueriesContext(connection) as queries:
            visible_participants(divided.tor)
        asked.append(len(queries))
    assert asked[0] == asked[1]
