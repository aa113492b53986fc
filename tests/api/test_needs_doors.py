"""Every door that can change who needs a person leaves the needs as a rebuild would make them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from bransjekurs import tasks
from bransjekurs.api import (
    agreement,
    conversations,
    course_results,
    goals,
    group_acts,
    links,
    mapping,
    mentor,
    participant_plan,
    person_data,
    provider,
    standing,
    teacher_goal,
    timetable,
)
from bransjekurs.domain.agreement import Responsibilities
from bransjekurs.domain.conversation import Held
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Aftercare, Progress, Verdict
from bransjekurs.domain.timetable import Timetable
from bransjekurs.links.api import Purpose
from bransjekurs.plans.api import ReviewNote
from bransjekurs.plans.models import NeedRecord
from bransjekurs.preview.platform import PreviewPlatform

from tests.conftest import SAW_IT, START, Cast

DAY = timedelta(days=1)
MEASURE = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, "Øver sammen.", "Kari")
TABLE = Timetable(date(2026, 10, 5), own_hours=1.0)


@pytest.fixture(autouse=True)
def _the_course_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The template has no last day; a course on the platform has."""
    monkeypatch.setattr(PreviewPlatform, "course_end", lambda _self, _key: date(2026, 12, 18))


def kept(cast: Cast) -> dict[str, tuple[object, ...]]:
    rows = NeedRecord.objects.filter(user_id=cast.amina.user_id)
    return {row[0]: row for row in rows.values_list("kind", "from_at", "since", "goal_id", "title", "count")}


def _measure(cast: Cast) -> str:
    goals.save_measure(cast.tor, cast.amina.user_id, "merking", MEASURE, None, START)
    return goals.see_goals(cast.tor, cast.amina.user_id).plan.goal("merking").measures[0].id


def _proposed(cast: Cast, **named: str) -> int:
    agreement.name_responsible(cast.tor, cast.amina.user_id, Responsibilities(**named), START)
    return agreement.propose(cast.tor, cast.amina.user_id, START)


def _agreed(cast: Cast) -> None:
    number = _proposed(cast)
    for actor in (cast.amina, cast.tor):
        agreement.agree(actor, cast.amina.user_id, number, START)


def _employer_agrees(cast: Cast) -> None:
    number = _proposed(cast, employer="Ren AS")
    asked = links.Invitation(Purpose.AGREE, "Kari", links.EMPLOYER, 7, str(number))
    token, _link = links.make(cast.tor, cast.amina.user_id, asked, START)
    agreement.agree_by_link(token, "Kari Nes", "Daglig leder", START)


def _certificate(cast: Cast, day: str = "2026-11-20") -> None:
    card = cast.course.trade.certificates[0].id
    given = {f"has-{card}": "yes", f"expires-{card}": day}
    mapping.save_area(cast.tor, cast.amina.user_id, MappingArea.CERTIFICATES, given, 0, START)


def _hold(cast: Cast, following: ReviewNote | None) -> None:
    held = Held(START, "Amina og Tor", "Det går bra.", "")
    conversations.hold_conversation(cast.tor, cast.amina.user_id, 0, held, [], following, None, START)


def _edition(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    _agreed(cast)
    new = replace(cast.course.outcomes[0], id="nytt", title="Bruke app")
    provider.publish_course(cast.course_key, replace(cast.course, outcomes=(*cast.course.outcomes, new)), START)
    goals.take_edition(cast.amina, cast.amina.user_id, ["nytt"], START)


def _judge(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    teacher_goal.observe(cast.tor, cast.amina.user_id, "merking", SAW_IT, Arena.CLASSROOM, START)
    teacher_goal.judge(cast.tor, cast.amina.user_id, "merking", Verdict.NOT_YET, "Øv.", [], START)


def _forget(cast: Cast) -> None:
    cast.practise(cast.amina, cast.word_lists[0], START)
    provider.forget_practice(cast.amina.user_id, cast.word_lists[0])


def _answer(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    token, _link = teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, "merking", "Kari", 14, START)
    mentor.answer(token, Observed.NOT_YET, "", START + DAY)


def _erase(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    person_data.erase(cast.ingrid, cast.amina.user_id)


NOTE = ReviewNote(START + 5 * DAY, "Tor", "")
WITH_PLAN = {"not_agreed", "review_overdue"}
DOORS: list[tuple[str, Callable[[Cast], object], set[str]]] = [
    ("sets progress", lambda c: participant_plan.set_progress(c.amina, "merking", Progress.DONE, START),
     {"waiting", *WITH_PLAN}),
    ("practises", lambda c: c.practise(c.amina, c.word_lists[0], START), {"not_practised"}),
    ("begins the words anew", _forget, set()),
    ("gets points in the course", lambda c: course_results.take_points(
        c.amina.user_id, c.course_key.make_usage_key("sequential", "sporsmal-kropp"), 5, 5, START), set()),
    ("starts plans", lambda c: group_acts.start_plans(c.tor, [c.amina.user_id], START), {"not_started", *WITH_PLAN}),
    ("plans conversations for several", lambda c: group_acts.plan_reviews(c.tor, [c.amina.user_id], NOTE, START),
     {"review_overdue"}),
    ("plans a conversation", lambda c: teacher_goal.plan_review(c.tor, c.amina.user_id, NOTE, START),
     {"review_overdue"}),
    ("holds a conversation", lambda c: _hold(c, None), {"review_overdue"}),
    ("holds one and plans the next", lambda c: _hold(c, NOTE), {"review_overdue"}),
    ("asks a mentor", lambda c: teacher_goal.ask_mentor(c.tor, c.amina.user_id, "merking", "Kari", 14, START),
     {"not_started", *WITH_PLAN}),
    ("a mentor answers", _answer, {"disagreement", "waiting", *WITH_PLAN}),
    ("observes and judges", _judge, WITH_PLAN),
    ("adds a goal", lambda c: goals.add_own_goal(c.amina, c.amina.user_id, "Trygt arbeid", "Bli trygg", "", START),
     WITH_PLAN),
    ("saves a measure", _measure, WITH_PLAN),
    ("saves a measure after the agreement", lambda c: (_agreed(c), _measure(c)), WITH_PLAN),
    ("drops a measure after the agreement", lambda c: (m := _measure(c), _agreed(c), goals.drop_measure(
        c.tor, c.amina.user_id, "merking", m, None, START)), WITH_PLAN),
    ("takes a goal out", lambda c: (_agreed(c), goals.take_out(c.tor, c.amina.user_id, "merking", "Nei.", START)),
     WITH_PLAN),
    ("puts it back", lambda c: (_agreed(c), goals.take_out(c.tor, c.amina.user_id, "merking", "Nei.", START),
                                goals.put_back(c.tor, c.amina.user_id, "merking", START)), {"review_overdue"}),
    ("tells the way on", lambda c: goals.set_way_on(c.amina, c.amina.user_id, "Fagbrev.", None, START), WITH_PLAN),
    ("sets the aftercare", lambda c: goals.set_aftercare(c.tor, c.amina.user_id, Aftercare("Tor"), None, START),
     WITH_PLAN),
    ("takes in an edition", _edition, WITH_PLAN),
    ("names who is responsible", lambda c: agreement.name_responsible(
        c.tor, c.amina.user_id, Responsibilities(employer="Ren AS"), START), {"not_started", *WITH_PLAN}),
    ("names others after the agreement", lambda c: (_agreed(c), agreement.name_responsible(
        c.tor, c.amina.user_id, Responsibilities(employer="Ren AS"), START)), {"not_started", *WITH_PLAN}),
    ("proposes an agreement", _proposed, {"not_started", *WITH_PLAN}),
    ("agrees", _agreed, {"not_started", "review_overdue"}),
    ("an employer agrees by link", _employer_agrees, {"not_started", *WITH_PLAN}),
    ("fills in the time", lambda c: (participant_plan.set_progress(c.amina, "merking", Progress.BEGUN, START),
                                     timetable.change_time(c.tor, c.amina.user_id, TABLE, 0, "", START)),
     {"behind", *WITH_PLAN}),
    ("changes the time after the agreement", lambda c: (
        _agreed(c), timetable.change_time(c.tor, c.amina.user_id, TABLE, 0, "", START)),
     {"behind", "not_started", *WITH_PLAN}),
    ("notes a certificate", _certificate, {"certificate_expires"}),
    ("confirms a goal", lambda c: c.confirm("merking"), WITH_PLAN),
    ("erases a person", _erase, set()),
]  # fmt: skip


@pytest.mark.parametrize(("act", "kinds"), [door[1:] for door in DOORS], ids=[door[0] for door in DOORS])
def test_after_each_act_the_needs_are_those_that_a_rebuild_makes(
    cast: Cast, act: Callable[[Cast], object], kinds: set[str]
) -> None:
    act(cast)
    found = kept(cast)
    assert set(found) == kinds
    standing.rebuild(cast.course_key)
    assert kept(cast) == found


def test_the_night_brings_in_what_no_door_sees(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    timetable.change_time(cast.tor, cast.amina.user_id, TABLE, 0, "", START)
    monkeypatch.setattr(PreviewPlatform, "course_end", lambda _self, _key: date(2036, 12, 18))
    provider.publish_course(cast.course_key, replace(cast.course, review_weeks=1), START)
    tasks.course_changed(cast.course_key)
    before = kept(cast)
    assert before["review_overdue"][1] == START + timedelta(weeks=3), "without workers an edition waits for the night"
    tasks.rebuild_needs(str(cast.course_key))
    assert kept(cast)["behind"][1] > before["behind"][1]
    assert kept(cast)["review_overdue"][1] == START + timedelta(weeks=1)


def test_a_certificate_that_is_issued_leaves_the_needs_right(cast: Cast) -> None:
    cast.reach_everything()
    cast.certificate()
    found = kept(cast)
    assert not found, "everything is confirmed: nobody is needed"
    standing.rebuild(cast.course_key)
    assert kept(cast) == found
