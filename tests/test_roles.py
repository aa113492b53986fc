"""Who may do what: every role × every action, refusals included. The table below is read beside ``roles.ALLOWED``."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from bransjekurs.api import (
    agreement,
    asking_for_names,
    certificate_basis,
    conversations,
    gap,
    goals,
    group_acts,
    group_list,
    group_sheet,
    issuing_group,
    links,
    mapping,
    participant_answers,
    participant_certificate,
    participant_plan,
    participant_practice,
    participant_share,
    participant_situations,
    person_data,
    plan_history,
    records,
    report,
    teacher_certificate,
    teacher_goal,
    teacher_grid,
    teacher_group,
    teacher_session,
    teacher_situations,
    teacher_words,
    timetable,
)
from bransjekurs.api.access import Actor
from bransjekurs.api.group_list import EVERYBODY
from bransjekurs.certificates.api import Choices
from bransjekurs.domain.agreement import Responsibilities
from bransjekurs.domain.conversation import Held
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import Aftercare, Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.timetable import Timetable
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.mappings.api import About, Judged
from bransjekurs.plans import history
from bransjekurs.plans.api import ReviewNote
from bransjekurs.preview.models import CourseStaff
from bransjekurs.roles import ALLOWED, Action, NotAllowed, Role, acting_role

from tests.conftest import SAW_IT, START, Cast

WHO = {
    "amina": Role.PARTICIPANT,
    "tor": Role.TEACHER,
    "nina": Role.NORWEGIAN_TEACHER,
    "per": Role.ADVISER,
    "ingrid": Role.STAFF,
    "lena": Role.STAFF,
    "rolf": Role.DATA_RESEARCHER,
    "carl": None,
}
# x: may. The columns are Amina herself, Tor, Nina, Per, Ingrid, Lena, Rolf, Carl.
EXPECTED = {
    Action.SEE_OWN_PLAN: "x-------",
    Action.SET_PROGRESS: "x-------",
    Action.SEE_PRACTICE: "x-------",
    Action.PRACTISE: "x-------",
    Action.SEE_SENT_TEXTS: "-xx-----",
    Action.CONFIRM_NAME: "x-------",
    Action.SEE_OWN_CERTIFICATE: "x-------",
    Action.SEE_GROUP: "-xxxxx--",
    Action.SEE_PARTICIPANT: "-xxxxx--",
    Action.OBSERVE: "-xx-----",
    Action.JUDGE: "-xx-----",
    Action.ASK_MENTOR: "-xxx----",
    Action.PLAN_REVIEW: "-xxx----",
    Action.START_PLAN: "-xxxxx--",
    Action.SEE_GOALS: "xxxxxx--",
    Action.CHANGE_GOALS: "xxxx----",
    Action.TAKE_OUT_GOALS: "-xxx----",
    Action.SET_AFTERCARE: "-xxx----",
    Action.SEE_CONVERSATIONS: "xxxxxx--",
    Action.SEE_HISTORY: "xxxxxx--",
    Action.NOTE_ATTENDANCE: "-xx-xx--",
    Action.SEE_CERTIFICATE_BASIS: "-xxxxx--",
    Action.JUDGE_NORWEGIAN: "--x-----",
    Action.NOTE_DOCUMENT: "-xxx----",
    Action.SHARE_CERTIFICATE: "x-------",
    Action.SEE_TIME: "xxxxxx--",
    Action.CHANGE_TIME: "xxx-----",
    Action.SEE_AGREEMENT: "xxxxxx--",
    Action.PROPOSE_AGREEMENT: "-x-x----",
    Action.AGREE: "x-------",
    Action.AGREE_FOR_PROVIDER: "-x------",
    Action.ISSUE: "-x------",
    Action.ISSUE_TO_GROUP: "-x------",
    Action.ASK_FOR_NAME: "-x--xx--",
    Action.REVOKE: "-x--xx--",
    Action.ASSIGN: "----xx--",
    Action.SEE_MAPPING: "xxxx----",
    Action.FILL_MAPPING: "xxxx----",
    Action.SEE_NEEDS: "xx------",
    Action.FILL_NEEDS: "xx------",
    Action.ANSWER_PROPOSALS: "xxx-----",
    Action.WEIGH_MAPPING: "-xxx----",
    Action.JUDGE_PROGRESSION: "--x-----",
    Action.SEE_REPORT: "-xxxxxx-",
    Action.SEE_COURSE: "xxxxxxx-",
    Action.READ_RECORD: "xxxxxx--",
    Action.SEE_PERSON_DATA: "x---xx--",
    Action.ERASE_PERSON: "x---xx--",
}
LATER = START + timedelta(days=1)
HELD = Held(START, "Amina og Tor", "Det går bra.", "")
MEASURE = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, responsible="Kari")


def _take_out(actor: Actor, participant_id: int) -> None:
    goals.take_out(actor, participant_id, "merking", "Hun jobber uten kjemikalier.", START)
    goals.put_back(actor, participant_id, "merking", START)


# What each action is in the use cases. Everything is done to Amina, by whoever tries.


def _agree(actor: Actor, cast: Cast, *, own: bool) -> None:
    """Agree to Amina's plan, in the one capacity that the action is about."""
    if own is not (actor == cast.amina):
        raise NotAllowed(Action.AGREE)
    agreement.agree(actor, cast.amina.user_id, 1, START)


ACTS: dict[Action, tuple[Callable[[Actor, Cast], object], ...]] = {
    Action.SEE_OWN_PLAN: (lambda a, c: participant_plan.see_plan(a, START),),
    Action.SET_PROGRESS: (lambda a, c: participant_plan.set_progress(a, "merking", Progress.BEGUN, START),),
    Action.SEE_PRACTICE: (
        lambda a, c: participant_practice.practice_status(a, c.word_lists[0], START),
        lambda a, c: participant_practice.start_round(a, c.word_lists[0], START),
        lambda a, c: participant_practice.summary(a, c.word_lists[0], START),
        lambda a, c: participant_situations.see_situations(a, c.situation("toalett")),
    ),
    Action.PRACTISE: (
        lambda a, c: participant_answers.answer(
            a,
            c.word_lists[0],
            participant_answers.AnswerGiven("1", "verneutstyr", TaskKind.TYPE, "verneutstyr"),
            START,
        ),
        lambda a, c: participant_situations.send_task_answers(a, c.situation("toalett"), [], START),
        lambda a, c: participant_situations.take_back_text(a, c.situation("skriv-melding"), "skriv-melding"),
    ),
    Action.SEE_SENT_TEXTS: (lambda a, c: teacher_situations.see_sent_texts(a, c.situation("skriv-melding")),),
    Action.CONFIRM_NAME: (lambda a, c: participant_certificate.confirm_name(a, "Amina Hassan", START),),
    Action.SEE_OWN_CERTIFICATE: (
        lambda a, c: participant_certificate.see_certificate(a),
        lambda a, c: participant_certificate.own_certificate(a),
        lambda a, c: participant_share.own_shares(a),
    ),
    Action.SEE_GROUP: (
        lambda a, c: teacher_group.see_group(a, START),
        lambda a, c: teacher_group.see_needs(a, START),
        lambda a, c: teacher_group.see_members(a, START),
        lambda a, c: records.see_certificates(a, 0, 10),
        lambda a, c: teacher_group.followers(a),
        lambda a, c: group_list.matching(a, EVERYBODY, START),
        lambda a, c: teacher_grid.see_grid(a, START),
        lambda a, c: group_sheet.see_sheet(a, EVERYBODY, START),
        lambda a, c: teacher_words.see_words(a, c.word_lists[0], START),
        lambda a, c: teacher_situations.see_group_in_situations(a, c.situation("toalett")),
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
        lambda a, c: links.withdraw(a, c.amina.user_id, 0, START),
    ),
    Action.PLAN_REVIEW: (
        lambda a, c: teacher_goal.plan_review(a, c.amina.user_id, ReviewNote(LATER, "Tor", ""), START),
        lambda a, c: group_acts.plan_reviews(a, [c.amina.user_id], ReviewNote(LATER, "Tor", ""), START),
        lambda a, c: conversations.hold_conversation(a, c.amina.user_id, 0, HELD, [], None, None, START),
    ),
    Action.SEE_GOALS: (lambda a, c: goals.see_goals(a, c.amina.user_id),),
    Action.CHANGE_GOALS: (
        lambda a, c: goals.add_own_goal(a, c.amina.user_id, "", "Ringe kunder", "", START),
        lambda a, c: goals.save_measure(a, c.amina.user_id, "merking", MEASURE, None, START),
        lambda a, c: goals.drop_measure(a, c.amina.user_id, "merking", "x", None, START),
        lambda a, c: goals.put_back(a, c.amina.user_id, "x", START),
        lambda a, c: goals.set_way_on(a, c.amina.user_id, "Fagbrev.", None, START),
        lambda a, c: goals.take_edition(a, c.amina.user_id, ["x"], START),
    ),
    Action.TAKE_OUT_GOALS: (lambda a, c: _take_out(a, c.amina.user_id),),
    Action.SET_AFTERCARE: (lambda a, c: goals.set_aftercare(a, c.amina.user_id, Aftercare("Per Lund"), None, START),),
    Action.SEE_CONVERSATIONS: (lambda a, c: conversations.see_conversations(a, c.amina.user_id, START),),
    Action.SEE_HISTORY: (
        lambda a, c: plan_history.see_history(a, c.amina.user_id),
        lambda a, c: plan_history.last_change(a, c.amina.user_id, "way_on"),
    ),
    Action.START_PLAN: (lambda a, c: group_acts.start_plans(a, [c.amina.user_id], START),),
    Action.NOTE_ATTENDANCE: (
        lambda a, c: teacher_session.note_session(a, Session(START, "Økt", Arena.CLASSROOM, 3), {c.amina.user_id: 3.0}),
        lambda a, c: teacher_session.session_hours(a, 1),
        lambda a, c: teacher_session.see_roll(a, 0, EVERYBODY, START),
    ),
    Action.SEE_CERTIFICATE_BASIS: (lambda a, c: certificate_basis.see_basis(a, c.amina.user_id),),
    Action.JUDGE_NORWEGIAN: (
        lambda a, c: certificate_basis.judge_norwegian(a, c.amina.user_id, {"listening": "B1"}, "Samtale.", START),
    ),
    Action.NOTE_DOCUMENT: (
        lambda a, c: certificate_basis.note_document(a, c.amina.user_id, "", "Førstehjelp", None, START),
        lambda a, c: certificate_basis.remove_document(a, c.amina.user_id, 0, START),
    ),
    Action.SHARE_CERTIFICATE: (
        lambda a, c: participant_share.choose(a, Choices(shows_goals=True)),
        lambda a, c: participant_share.share(a, "Kari", 14, START),
        lambda a, c: participant_share.withdraw_share(a, 0, START),
        lambda a, c: participant_share.withdraw_certificate(a, True, START),
    ),
    Action.SEE_TIME: (lambda a, c: timetable.see_time(a, c.amina.user_id, START),),
    Action.SEE_AGREEMENT: (lambda a, c: agreement.see_agreement(a, c.amina.user_id),),
    Action.PROPOSE_AGREEMENT: (
        lambda a, c: agreement.name_responsible(a, c.amina.user_id, Responsibilities(), START),
        lambda a, c: agreement.propose(a, c.amina.user_id, START),
    ),
    # Who agrees for whom follows from who acts: the participant for herself, a teacher for the provider.
    Action.AGREE: (lambda a, c: _agree(a, c, own=True),),
    Action.AGREE_FOR_PROVIDER: (lambda a, c: _agree(a, c, own=False),),
    Action.CHANGE_TIME: (
        lambda a, c: timetable.change_time(a, c.amina.user_id, Timetable(START.date()), 0, "", START),
        lambda a, c: timetable.move_study(a, c.amina.user_id, 0, 0, START),
    ),
    Action.ISSUE: (
        lambda a, c: teacher_certificate.issue(a, c.amina.user_id, name_checked=True, language="nb", now=START),
        lambda a, c: teacher_certificate.example_of(a, c.amina.user_id, "nb", START),
    ),
    Action.ISSUE_TO_GROUP: (
        lambda a, c: issuing_group.dry_run(a),
        lambda a, c: issuing_group.start_run(a, [c.amina.user_id], "nb", START),
        lambda a, c: issuing_group.latest_run(a),
        lambda a, c: issuing_group.progress(a, 0),
    ),
    Action.ASK_FOR_NAME: (lambda a, c: asking_for_names.ask_for_name(a, c.amina.user_id, START),),
    Action.REVOKE: (lambda a, c: teacher_certificate.revoke_latest(a, c.amina.user_id, "Feil navn.", START),),
    Action.ASSIGN: (
        lambda a, c: group_acts.assign(a, [c.amina.user_id], "per", Role.ADVISER, START),
        lambda a, c: group_acts.unassign(a, [c.amina.user_id], "per", Role.ADVISER, START),
    ),
    Action.SEE_MAPPING: (
        lambda a, c: mapping.see_mapping(a, c.amina.user_id),
        lambda a, c: gap.see_gap(a, c.amina.user_id, START),
    ),
    Action.FILL_MAPPING: (
        lambda a, c: mapping.save_area(a, c.amina.user_id, MappingArea.READING, {"level": "A2"}, 0, START),
    ),
    Action.SEE_NEEDS: (lambda a, c: mapping.see_needs(a, c.amina.user_id, START),),
    Action.FILL_NEEDS: (
        lambda a, c: mapping.save_area(a, c.amina.user_id, MappingArea.NEEDS, {"needs": "no"}, 0, START),
    ),
    Action.ANSWER_PROPOSALS: (lambda a, c: gap.answer_proposals(a, c.amina.user_id, [], [], START),),
    Action.WEIGH_MAPPING: (
        lambda a, c: gap.judge(a, c.amina.user_id, Judged(About.WHOLE, "Vil mye, kan litt.", None, "", START)),
    ),
    Action.JUDGE_PROGRESSION: (
        lambda a, c: gap.judge(
            a, c.amina.user_id, Judged(About.PROGRESSION, "Øver hver dag.", None, "", START, "realistic")
        ),
    ),
    Action.SEE_REPORT: (lambda a, c: report.see_report(a, START),),
    Action.SEE_COURSE: (lambda a, c: records.see_course(a),),
    Action.READ_RECORD: (
        lambda a, c: records.see_plan_of(a, c.amina.user_id, START),
        lambda a, c: records.see_evidence(a, c.amina.user_id, "", 0, 10),
        lambda a, c: records.see_certificates_of(a, c.amina.user_id, 0, 10),
        lambda a, c: records.see_certificate(a, "XXXX-XXXX-XXXX"),
    ),
    Action.SEE_PERSON_DATA: (lambda a, c: person_data.see_data(a, c.amina.user_id, START),),
    Action.ERASE_PERSON: (lambda a, c: person_data.erase(a, c.amina.user_id),),
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


@pytest.mark.parametrize(
    ("held", "action", "role"),
    [
        ({Role.STAFF, Role.TEACHER}, Action.START_PLAN, Role.TEACHER),
        ({Role.STAFF, Role.ADVISER}, Action.REVOKE, Role.STAFF),
        ({Role.NORWEGIAN_TEACHER, Role.TEACHER}, Action.JUDGE_NORWEGIAN, Role.NORWEGIAN_TEACHER),
        ({Role.ADVISER, Role.TEACHER}, Action.PROPOSE_AGREEMENT, Role.TEACHER),
        ({Role.STAFF, Role.PARTICIPANT}, Action.FILL_MAPPING, Role.PARTICIPANT),
    ],
)
def test_who_has_several_roles_acts_in_the_one_that_allows_it(held: set[Role], action: Action, role: Role) -> None:
    assert acting_role(held, action) is role


def test_who_has_no_role_that_allows_it_acts_in_none() -> None:
    with pytest.raises(NotAllowed):
        acting_role({Role.STAFF, Role.ADVISER}, Action.JUDGE)


def test_the_history_says_teacher_of_one_who_also_runs_the_course(cast: Cast) -> None:
    CourseStaff.objects.create(user_id=cast.tor.user_id, course_key=cast.course_key)
    group_acts.plan_reviews(
        cast.tor, [cast.amina.user_id], ReviewNote(START + timedelta(days=9), "Kari", "Målene"), START
    )
    agreement.propose(cast.tor, cast.amina.user_id, START)
    changes = history.changes_of(cast.amina.user_id, cast.course_key)

    assert {change.role for change in changes if change.by_id == cast.tor.user_id} == {Role.TEACHER}


class _NothingThere(Exception):
    """There is nothing to do it to yet, which only somebody who may is told."""


NOTHING_THERE = {
    "version_changed",
    "too_few",
    "unknown_run",
    "unknown_value",
    "no_certificate",
    "name_not_confirmed",
    "nothing_to_document",
    "link_closed",
    "unknown_goal",
    "unknown_measure",
}


def _may(act: Callable[[Actor, Cast], object], actor: Actor, cast: Cast) -> None:
    """The act goes through, or is refused for what it says and not for who asks."""
    with suppress(_NothingThere):
        try:
            act(actor, cast)
        except Refusal as refusal:
            raise (_NothingThere if refusal.code in NOTHING_THERE else refusal) from refusal


OF_THE_COURSE = {
    Action.SEE_COURSE,
    Action.SEE_REPORT,
    Action.SEE_GROUP,
    Action.NOTE_ATTENDANCE,
    Action.ISSUE_TO_GROUP,
}


@pytest.mark.parametrize("action", [a for a in Action if EXPECTED[a][1] == "x"])
def test_tor_cannot_do_anything_to_a_participant_that_he_does_not_follow(cast: Cast, action: Action) -> None:
    if action in OF_THE_COURSE:
        return
    if action == Action.SEE_SENT_TEXTS:  # for those the actor teaches, whoever is asked about
        key = cast.situation("skriv-melding")
        text = participant_situations.TaskGiven(
            "1", "skriv-melding", participant_situations.TEXT, "Lyset i trappa er borte."
        )
        for somebody in (cast.amina, cast.yusuf):
            participant_situations.send_task_answers(somebody, key, [text], START)
        assert set(teacher_situations.see_sent_texts(cast.tor, key)) == {cast.amina.user_id}
        return
    stranger = Cast(**{**cast.__dict__, "amina": cast.yusuf})
    for act in ACTS[action]:
        with pytest.raises((NotAllowed, Refusal)) as refused:
            act(cast.tor, stranger)
        # What is done to several at once says which of them is unknown.
        told = {"unknown_participant", "no_certificate"}
        assert isinstance(refused.value, NotAllowed) or refused.value.code in told


def test_tors_group_holds_those_he_follows_and_no_others(cast: Cast) -> None:
    assert [member.person.name for member in teacher_group.see_group(cast.tor, START).members] == ["Amina Hassan"]
    everyone = {member.person.name for member in teacher_group.see_group(cast.ingrid, START).members}
    assert everyone == {"Amina Hassan", "Yusuf Ali"}


def test_tor_cannot_note_attendance_for_a_participant_that_he_does_not_follow(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_participant"):
        teacher_session.note_session(cast.tor, Session(START, "Økt", Arena.CLASSROOM, 3), {cast.yusuf.user_id: 3.0})


def test_per_loses_sight_of_amina_when_he_no_longer_follows_her(cast: Cast) -> None:
    group_acts.unassign(cast.ingrid, [cast.amina.user_id], "per", Role.ADVISER, START)
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
