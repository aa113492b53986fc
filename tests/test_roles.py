"""Who may do what: every role × every action, refusals included. The table below is read beside ``roles.ALLOWED``."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from bransjekurs.api import (
    participant_certificate,
    participant_plan,
    participant_practice,
    teacher_certificate,
    teacher_goal,
    teacher_group,
    teacher_words,
)
from bransjekurs.api.access import Actor
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.plans.api import ReviewNote
from bransjekurs.roles import ALLOWED, Action, NotAllowed, Role

from tests.conftest import SAW_IT, START, Cast

WHO = {
    "amina": Role.PARTICIPANT,
    "tor": Role.TEACHER,
    "nina": Role.NORWEGIAN_TEACHER,
    "per": Role.ADVISER,
    "ingrid": Role.STAFF,
    "carl": None,
}
# x: may. The columns are Amina herself, Tor, Nina, Per, Ingrid, Carl.
EXPECTED = {
    Action.SEE_OWN_PLAN: "x-----",
    Action.SET_PROGRESS: "x-----",
    Action.PRACTISE: "x-----",
    Action.CONFIRM_NAME: "x-----",
    Action.SEE_OWN_CERTIFICATE: "x-----",
    Action.SEE_GROUP: "-xxxx-",
    Action.SEE_PARTICIPANT: "-xxxx-",
    Action.OBSERVE: "-xx---",
    Action.JUDGE: "-xx---",
    Action.ASK_MENTOR: "-xxx--",
    Action.PLAN_REVIEW: "-xxx--",
    Action.NOTE_ATTENDANCE: "-xx-x-",
    Action.ISSUE: "-x----",
    Action.REVOKE: "-x--x-",
    Action.ASSIGN: "----x-",
}
LATER = START + timedelta(days=1)

# What each action is in the use cases. Everything is done to Amina, by whoever tries.
ACTS: dict[Action, tuple[Callable[[Actor, Cast], object], ...]] = {
    Action.SEE_OWN_PLAN: (lambda a, c: participant_plan.see_plan(a, START),),
    Action.SET_PROGRESS: (lambda a, c: participant_plan.set_progress(a, "merking", Progress.BEGUN, START),),
    Action.PRACTISE: (
        lambda a, c: participant_practice.practice_status(a, c.word_lists[0], START),
        lambda a, c: participant_practice.start_round(a, c.word_lists[0], START),
        lambda a, c: participant_practice.summary(a, c.word_lists[0], START),
        lambda a, c: participant_practice.answer(
            a,
            c.word_lists[0],
            participant_practice.AnswerGiven("1", "verneutstyr", TaskKind.TYPE, "verneutstyr"),
            START,
        ),
    ),
    Action.CONFIRM_NAME: (lambda a, c: participant_certificate.confirm_name(a, "Amina Hassan", START),),
    Action.SEE_OWN_CERTIFICATE: (
        lambda a, c: participant_certificate.see_certificate(a),
        lambda a, c: participant_certificate.own_certificate(a),
    ),
    Action.SEE_GROUP: (
        lambda a, c: teacher_group.see_group(a, START),
        lambda a, c: teacher_group.followers(a),
        lambda a, c: teacher_words.see_words(a, c.word_lists[0], START),
        lambda a, c: teacher_certificate.candidates(a),
    ),
    Action.SEE_PARTICIPANT: (
        lambda a, c: teacher_goal.see_participant(a, c.amina.user_id, START),
        lambda a, c: teacher_goal.judgements(a, c.amina.user_id, "merking"),
        lambda a, c: teacher_certificate.standing_of(a, c.amina.user_id),
        lambda a, c: teacher_certificate.certificate_of(a, c.amina.user_id),
    ),
    Action.OBSERVE: (lambda a, c: teacher_goal.observe(a, c.amina.user_id, "merking", SAW_IT, Arena.CLASSROOM, START),),
    Action.JUDGE: (
        # "fagord" names both teachers as judges.
        lambda a, c: teacher_goal.judge(a, c.amina.user_id, "fagord", Verdict.NOT_YET, "Øv mer.", [], START),
    ),
    Action.ASK_MENTOR: (
        lambda a, c: teacher_goal.ask_mentor(a, c.amina.user_id, "merking", "Kari", 14, START),
        lambda a, c: teacher_goal.withdraw_link(a, c.amina.user_id, 0, START),
    ),
    Action.PLAN_REVIEW: (
        lambda a, c: teacher_goal.plan_review(a, c.amina.user_id, ReviewNote(LATER, "Tor", ""), START),
    ),
    Action.NOTE_ATTENDANCE: (
        lambda a, c: teacher_group.note_session(a, Session(START, "Økt", Arena.CLASSROOM, 3), {c.amina.user_id: 3.0}),
        lambda a, c: teacher_group.session_hours(a, 1),
    ),
    Action.ISSUE: (
        lambda a, c: teacher_certificate.issue(a, c.amina.user_id, name_checked=True, language="nb", now=START),
    ),
    Action.REVOKE: (lambda a, c: teacher_certificate.revoke_latest(a, c.amina.user_id, "Feil navn.", START),),
    Action.ASSIGN: (
        lambda a, c: teacher_group.assign(a, [c.amina.user_id], "per", Role.ADVISER),
        lambda a, c: teacher_group.unassign(a, [c.amina.user_id], "per", Role.ADVISER),
    ),
}


def test_the_table_names_every_action_and_role() -> None:
    assert set(EXPECTED) == set(ACTS) == set(ALLOWED) == set(Action)
    assert {role for role in WHO.values() if role} == set(Role)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize(("name", "column"), [(name, n) for n, name in enumerate(WHO)])
def test_each_role_may_do_just_what_the_table_says(cast: Cast, name: str, column: int, action: Action) -> None:
    for act in ACTS[action]:
        if EXPECTED[action][column] == "x":
            _may(act, getattr(cast, name), cast)
        else:
            with pytest.raises(NotAllowed):
                act(getattr(cast, name), cast)


class _NothingThere(Exception):
    """There is nothing to do it to yet, which only somebody who may is told."""


NOTHING_THERE = {"no_certificate", "name_not_confirmed", "nothing_to_document", "link_closed"}


def _may(act: Callable[[Actor, Cast], object], actor: Actor, cast: Cast) -> None:
    """The act goes through, or is refused for what it says and not for who asks."""
    with suppress(_NothingThere):
        try:
            act(actor, cast)
        except Refusal as refusal:
            raise (_NothingThere if refusal.code in NOTHING_THERE else refusal) from refusal


@pytest.mark.parametrize("action", [a for a in Action if EXPECTED[a][1] == "x"])
def test_tor_cannot_do_anything_to_a_participant_that_he_does_not_follow(cast: Cast, action: Action) -> None:
    if action in {Action.SEE_GROUP, Action.NOTE_ATTENDANCE}:
        return
    stranger = Cast(**{**cast.__dict__, "amina": cast.yusuf})
    for act in ACTS[action]:
        with pytest.raises(NotAllowed):
            act(cast.tor, stranger)


def test_tors_group_holds_those_he_follows_and_no_others(cast: Cast) -> None:
    assert [member.person.name for member in teacher_group.see_group(cast.tor, START).members] == ["Amina Hassan"]
    everyone = {member.person.name for member in teacher_group.see_group(cast.ingrid, START).members}
    assert everyone == {"Amina Hassan", "Yusuf Ali"}


def test_tor_cannot_note_attendance_for_a_participant_that_he_does_not_follow(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_participant"):
        teacher_group.note_session(cast.tor, Session(START, "Økt", Arena.CLASSROOM, 3), {cast.yusuf.user_id: 3.0})


def test_per_loses_sight_of_amina_when_he_no_longer_follows_her(cast: Cast) -> None:
    teacher_group.unassign(cast.ingrid, [cast.amina.user_id], "per", Role.ADVISER)
    with pytest.raises(NotAllowed):
        teacher_goal.see_participant(cast.per, cast.amina.user_id, START)


def test_nina_judges_only_the_goals_whose_author_names_her(cast: Cast) -> None:
    teacher_goal.judge(cast.nina, cast.amina.user_id, "fagord", Verdict.NOT_YET, "Øv på bøyning.", [], START)
    with pytest.raises(Refusal, match="role_may_not_judge"):
        teacher_goal.judge(cast.nina, cast.amina.user_id, "merking", Verdict.NOT_YET, "Øv mer.", [], START)


def test_someone_who_left_the_course_is_let_in_nowhere(cast: Cast) -> None:
    from bransjekurs.preview.models import Enrolment

    Enrolment.objects.filter(user_id=cast.amina.user_id).delete()
    with pytest.raises(NotAllowed):
        participant_plan.see_plan(cast.amina, START)
    with pytest.raises(NotAllowed):
        participant_practice.start_round(cast.amina, cast.word_lists[0], START)
