"""Who needs a person, why, and from which moment: told without knowing what time it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from bransjekurs.domain.agreement import AgreementState, Party
from bransjekurs.domain.evidence import Evidence, Observed, Source, latest_by_mentors
from bransjekurs.domain.mapping import Expiry, expiries
from bransjekurs.domain.needs import (
    AGREEMENT_GAP,
    ANSWER_GAP,
    CERTIFICATE_NOTICE,
    CHANGED,
    PRACTICE_GAP,
    RANKS,
    START_GAP,
    Need,
    NeedKind,
    Situation,
    needs_of,
    pressing,
)
from bransjekurs.domain.plan import Goal, Plan, Progress, Verdict
from bransjekurs.domain.time_budget import forecast, hours_needed
from bransjekurs.domain.timetable import Timetable
from bransjekurs.domain.trade import JobCertificate, TradeProfile
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.values import NOW, OSLO, goal, seen

DAY = timedelta(days=1)
MIDNIGHT = NOW.replace(hour=0)
AGREED = AgreementState(NOW - 20 * DAY, (), changed=False)
NEW, BEGUN, DONE, CONFIRMED = (
    goal("new"),
    goal("begun", progress=Progress.BEGUN),
    goal("done", progress=Progress.DONE, progress_at=NOW - 3 * DAY),
    goal("confirmed", Verdict.ATTAINED),
)


def _needs(
    *goals: Goal,
    evidence: tuple[Evidence, ...] = (),
    practised: datetime | None = NOW,
    review: datetime | None = None,
    revision: int = 1,
    started: datetime = NOW - 30 * DAY,
    **known: object,
) -> tuple[Need, ...]:
    """Needs in a plan that is agreed on, in a course without rhythm or end, unless something else is known."""
    by_goal = {item.outcome_id: tuple(e for e in evidence if e.outcome_id == item.outcome_id) for item in evidence}
    situation = Situation(Plan(1, goals, revision, started), by_goal, practised, review, agreement=AGREED)
    return needs_of(replace(situation, **known))  # type: ignore[arg-type]


def _need(*goals: Goal, **rest: object) -> Need | None:
    return pressing(_needs(*goals, **rest), NOW)  # type: ignore[arg-type]


def test_nobody_is_needed_where_everything_is_on_its_way() -> None:
    assert _need(BEGUN, review=NOW + DAY) is None


@pytest.mark.parametrize("observed", [Observed.NOT_YET, Observed.WITH_SUPPORT])
def test_a_mentor_who_has_seen_less_than_done_disagrees(observed: Observed) -> None:
    item = seen(1, "done", observed, NOW - DAY)
    expected = Need(NeedKind.DISAGREEMENT, NOW - DAY, NOW - DAY, "done", DONE.outcome.title, 1)
    assert _need(DONE, evidence=(item,)) == expected


@pytest.mark.parametrize(
    ("case", "evidence"),
    [
        ("the mentor has seen it", (seen(1, "done", Observed.ALONE),)),
        ("what was seen before the participant said done is no answer to it",
         (seen(1, "done", Observed.NOT_YET, NOW - 4 * DAY),)),
        ("the same mentor has seen more since",
         (seen(1, "done", Observed.NOT_YET, NOW - 2 * DAY), seen(2, "done", Observed.ALONE, NOW - DAY))),
        ("it was about another goal", (seen(1, "begun", Observed.NOT_YET),)),
        ("a teacher has seen it", (seen(1, "done", Observed.ALONE, source=Source.TEACHER),)),
    ],
)  # fmt: skip
def test_no_disagreement(case: str, evidence: tuple[Evidence, ...]) -> None:
    found = _need(DONE, BEGUN, evidence=evidence)
    assert found is not None
    assert found.kind is NeedKind.WAITING


def test_one_mentor_of_two_is_enough_to_disagree() -> None:
    items = (seen(1, "done", Observed.NOT_YET, NOW - 2 * DAY, "Liv"), seen(2, "done", Observed.ALONE, NOW, "Kari"))
    found = _need(DONE, evidence=items)
    assert found is not None
    assert (found.kind, found.since) == (NeedKind.DISAGREEMENT, NOW - 2 * DAY)
    assert [item.by_name for item in latest_by_mentors(items)] == ["Kari", "Liv"]


def test_a_goal_that_was_confirmed_all_the_same_is_settled() -> None:
    settled = goal("done", Verdict.ATTAINED, progress=Progress.DONE, progress_at=NOW - 3 * DAY)
    assert _need(settled, evidence=(seen(1, "done", Observed.NOT_YET),)) is None


def test_goals_that_wait_are_counted_from_the_oldest() -> None:
    older = goal("older", progress=Progress.DONE, progress_at=NOW - 9 * DAY)
    found = _need(DONE, older, CONFIRMED, BEGUN)
    assert found == Need(NeedKind.WAITING, NOW - 9 * DAY, NOW - 9 * DAY, "older", older.outcome.title, 2)


@pytest.mark.parametrize(
    ("at", "overdue"), [(NOW - DAY, True), (NOW, True), (NOW + timedelta(seconds=1), False), (None, False)]
)
def test_a_conversation_is_overdue_when_its_time_has_come(at: datetime | None, overdue: bool) -> None:
    assert _need(BEGUN, review=at) == (Need(NeedKind.REVIEW_OVERDUE, at, at) if overdue and at else None)


@pytest.mark.parametrize(
    ("case", "goals", "practised", "needed"),
    [
        ("the day two weeks ago", (BEGUN,), MIDNIGHT - PRACTICE_GAP + 23 * timedelta(hours=1), True),
        ("the day after that", (BEGUN,), MIDNIGHT - PRACTICE_GAP + DAY, False),
        ("long ago, but everything is confirmed", (CONFIRMED,), NOW - 99 * DAY, False),
        ("never, but the plan is begun", (BEGUN,), None, False),
    ],
)
def test_someone_who_has_not_practised_for_two_weeks(
    case: str, goals: tuple[Goal, ...], practised: datetime | None, needed: bool
) -> None:
    found = _need(*goals, practised=practised)
    assert (found.kind if found else None) == (NeedKind.NOT_PRACTISED if needed else None)


@pytest.mark.parametrize(
    ("case", "practised", "revision", "started", "needed"),
    [
        ("a plan of a week that nobody touched", None, 0, NOW - START_GAP, True),
        ("a newer one", None, 0, NOW - START_GAP + timedelta(seconds=1), False),
        ("words were practised", NOW, 0, NOW - START_GAP, False),
        ("a goal was begun", None, 1, NOW - START_GAP, False),
    ],
)
def test_someone_who_has_not_started(
    case: str, practised: datetime | None, revision: int, started: datetime, needed: bool
) -> None:
    found = _need(NEW, practised=practised, revision=revision, started=started)
    assert (found.kind if found else None) == (NeedKind.NOT_STARTED if needed else None)


def test_somebody_without_a_plan_still_has_what_does_not_rest_on_it() -> None:
    found = needs_of(Situation(None, {}, NOW - 99 * DAY, NOW - DAY))
    assert [need.kind for need in found] == [NeedKind.REVIEW_OVERDUE, NeedKind.NOT_PRACTISED]


@pytest.mark.parametrize(
    ("case", "held", "goals", "due"),
    [
        ("never held: from the start of the plan", None, (BEGUN,), NOW - 30 * DAY + timedelta(weeks=3)),
        ("from the last one held", NOW - 10 * DAY, (BEGUN,), NOW - 10 * DAY + timedelta(weeks=3)),
        ("everything is confirmed", NOW - 99 * DAY, (CONFIRMED,), None),
    ],
)
def test_without_a_planned_conversation_the_course_asks_for_one_by_its_rhythm(
    case: str, held: datetime | None, goals: tuple[Goal, ...], due: datetime | None
) -> None:
    found = {need.kind: need for need in _needs(*goals, held_at=held, review_weeks=3)}
    assert found.get(NeedKind.REVIEW_OVERDUE) == (Need(NeedKind.REVIEW_OVERDUE, due, due) if due else None)


def test_a_planned_conversation_goes_before_the_rhythm() -> None:
    assert _need(BEGUN, review=NOW + DAY, review_weeks=1) is None


ASKED = (Party.PARTICIPANT, Party.EMPLOYER)


@pytest.mark.parametrize(
    ("case", "state", "goals", "expected"),
    [
        ("everybody has agreed", AGREED, (BEGUN,), None),
        ("nothing to agree on any more", None, (CONFIRMED,), None),
        ("no version, two weeks after the start", None, (BEGUN,),
         (NOW - 30 * DAY + AGREEMENT_GAP, NOW - 30 * DAY, "", 0)),
        ("two have not answered", AgreementState(NOW - DAY, ASKED, changed=False), (BEGUN,),
         (NOW - DAY + ANSWER_GAP, NOW - DAY, "participant employer", 2)),
        ("the plan is another since", AgreementState(NOW - DAY, (), changed=True), (BEGUN,),
         (NOW - DAY, NOW - DAY, CHANGED, 0)),
        ("another, and somebody lacks: they need not answer to what is old", AgreementState(NOW, ASKED, changed=True),
         (BEGUN,), (NOW, NOW, CHANGED, 0)),
    ],
)  # fmt: skip
def test_a_plan_that_the_parties_have_not_agreed_to(
    case: str,
    state: AgreementState | None,
    goals: tuple[Goal, ...],
    expected: tuple[datetime, datetime, str, int] | None,
) -> None:
    found = {need.kind: need for need in _needs(*goals, agreement=state)}.get(NeedKind.NOT_AGREED)
    assert (found and (found.from_at, found.since, found.title, found.count)) == expected


CARD = JobCertificate("hms", "HMS-kort")
TRUCK = JobCertificate("truck", "Truckførerbevis")


@pytest.mark.parametrize(
    ("case", "values", "found"),
    [
        ("nothing is noted", {}, ()),
        ("one has it, and it expires", {"has-hms": "yes", "expires-hms": "2026-12-01"},
         (Expiry("HMS-kort", date(2026, 12, 1)),)),
        ("the day alone is noted", {"expires-truck": "2027-01-01"}, (Expiry("Truckførerbevis", date(2027, 1, 1)),)),
        ("one does not have it", {"has-hms": "no", "expires-hms": "2026-12-01"}, ()),
        ("without a day", {"has-hms": "yes"}, ()),
        ("the course no longer asks for it", {"has-old": "yes", "expires-old": "2026-12-01"}, ()),
    ],
)  # fmt: skip
def test_what_is_noted_of_certificates_that_expire(
    case: str, values: dict[str, str], found: tuple[Expiry, ...]
) -> None:
    assert expiries(values, TradeProfile(certificates=(CARD, TRUCK))) == found


@pytest.mark.parametrize(("days", "pressing_now"), [(-9, True), (59, True), (60, True), (61, False)])
def test_a_certificate_is_told_of_sixty_days_before_its_last_day(days: int, pressing_now: bool) -> None:
    day = (NOW + days * DAY).date()
    found = {n.kind: n for n in _needs(BEGUN, expiries=(Expiry("HMS-kort", day), Expiry("Truck", date.max)), zone=OSLO)}
    need = found[NeedKind.CERTIFICATE_EXPIRES]
    assert (need.title, need.since.date()) == ("HMS-kort", day)
    assert need.from_at == need.since - CERTIFICATE_NOTICE
    assert (need.from_at <= NOW) == pressing_now


TABLE = Timetable(date(2026, 8, 31), paid_hours=2.0, own_hours=2.0)  # four hours a week


@pytest.mark.parametrize(
    ("case", "hours", "end", "from_day"),
    [
        ("eight hours, two weeks: the week after the last that is enough", 8, date(2026, 10, 18), date(2026, 10, 12)),
        ("one minute more asks for one week more", 8 + 1 / 60, date(2026, 10, 18), date(2026, 10, 5)),
        ("the week in which the course ends counts whole", 8, date(2026, 10, 12), date(2026, 10, 12)),
        ("no end is known", 8, None, None),
        ("no hours are needed", 0, date(2026, 10, 18), None),
    ],
)
def test_who_is_behind_is_known_from_the_first_week_that_is_too_late(
    case: str, hours: float, end: date | None, from_day: date | None
) -> None:
    found = {n.kind: n for n in _needs(BEGUN, table=TABLE, planned_hours=hours, course_end=end, zone=OSLO)}
    behind = found.get(NeedKind.BEHIND)
    assert (behind and behind.from_at.date()) == from_day
    assert (behind and behind.since.date()) == (end if from_day else None)


def test_nobody_is_behind_whose_time_nobody_has_put_down() -> None:
    assert not any(n.kind is NeedKind.BEHIND for n in _needs(BEGUN, planned_hours=99.0, course_end=NOW.date()))


@given(
    hours=st.floats(0, 60),
    own=st.floats(0, 6),
    off=st.sets(st.integers(0, 12)),
    today=st.integers(0, 90),
    end=st.integers(0, 90),
)
def test_behind_is_just_when_the_forecast_ends_too_late(
    hours: float, own: float, off: set[int], today: int, end: int
) -> None:
    first = date(2026, 8, 31)
    table = Timetable(first, own_hours=own, weeks_off=tuple(first + timedelta(weeks=n) for n in off))
    day, last = first + today * DAY, first + end * DAY
    remaining = sum(hours_needed((BEGUN,), hours).values())
    ends = forecast(table, remaining, day).end
    too_late = remaining > 1e-6 and (ends is None or ends - 6 * DAY > last)
    at = datetime.combine(day, datetime.min.time(), UTC)
    found = _needs(BEGUN, table=table, planned_hours=hours, course_end=last)
    assert any(n.kind is NeedKind.BEHIND and n.from_at <= at for n in found) == too_late


def test_what_is_still_to_come_is_told_with_its_moment_and_does_not_press_yet() -> None:
    found = _needs(BEGUN, practised=NOW, review=NOW + DAY)
    assert {need.kind: need.from_at for need in found} == {
        NeedKind.REVIEW_OVERDUE: NOW + DAY,
        NeedKind.NOT_PRACTISED: MIDNIGHT + PRACTICE_GAP,
    }
    assert pressing(found, NOW) is None
    assert pressing(found, NOW + DAY) == found[0]


def test_the_most_pressing_reason_is_told_and_the_next_when_it_is_gone() -> None:
    long_ago, item = NOW - 99 * DAY, seen(1, "done", Observed.NOT_YET)
    told = [
        _need(DONE, evidence=(item,), review=long_ago, practised=long_ago),
        _need(DONE, review=long_ago, practised=long_ago),
        _need(BEGUN, review=long_ago, practised=long_ago, expiries=(Expiry("HMS-kort", long_ago.date()),)),
        _need(BEGUN, review=long_ago, practised=long_ago),
        _need(BEGUN, practised=long_ago, table=TABLE, planned_hours=9.0, course_end=long_ago.date()),
        _need(BEGUN, practised=long_ago),
        _need(BEGUN, agreement=None),
        _need(NEW, practised=None, revision=0),
    ]
    kinds = [found.kind for found in told if found]
    assert kinds == sorted(kinds, key=list(NeedKind).index)
    assert len(kinds) == len(set(kinds)) == len(told)


def test_every_kind_has_its_place_and_the_order_is_that_of_the_kinds() -> None:
    assert list(RANKS) == list(NeedKind)
    assert sorted(RANKS.values()) == list(RANKS.values())
    assert len(set(RANKS.values())) == len(RANKS)
