"""What a certificate may say: never more than the plan and the hours hold."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, date, datetime

import pytest
from bransjekurs.domain.certificate import Issuing, project, standing
from bransjekurs.domain.certificate_content import CertificateKind, GoalResult, HoursLine, Issuer
from bransjekurs.domain.course import CertificateRules, Course, Signatory
from bransjekurs.domain.evidence import Evidence, Observation, Source
from bransjekurs.domain.outcome import Arena, CurriculumGoal
from bransjekurs.domain.participation import Attended
from bransjekurs.domain.plan import Goal, Plan, Verdict
from bransjekurs.domain.refusal import Refusal

from tests.domain.values import COURSE, NOW, OSLO, goal, judgement, outcome, seen

COMPETENCE, PARTIAL, PARTICIPATION = CertificateKind
ATTAINED = (goal("verneutstyr", Verdict.ATTAINED), goal("merking", Verdict.ATTAINED))
OPTIONAL = Goal(outcome("timer", required=False))
STRICT = outcome("merking", support_suffices=False)
ISSUING = Issuing(
    "K7QF-29MD-8TXW", "Amina Hassan", Issuer("Fjordbyen", "310245187", ""), NOW, "nb", "https://example.no/v",
    is_preview=False, name_checked_by_role="teacher", zone=OSLO,
)  # fmt: skip


def _attended(*hours: float, at: datetime = NOW, arena: Arena = Arena.CLASSROOM) -> tuple[Attended, ...]:
    return tuple(Attended(1, n, arena, at, each) for n, each in enumerate(hours))


def _plan(*goals: Goal) -> Plan:
    return Plan(1, goals, revision=1)


@pytest.mark.parametrize(
    ("case", "goals", "hours", "kind", "missing"),
    [
        ("everything required, hours enough", (*ATTAINED, OPTIONAL), 96, COMPETENCE, 0),
        ("a quarter of an hour short", (*ATTAINED, OPTIONAL), 95.75, PARTIAL, 0),
        ("everything required, no hours", (*ATTAINED, OPTIONAL), 0, PARTIAL, 0),
        ("one required goal lacking", (ATTAINED[0], goal("merking"), OPTIONAL), 96, PARTIAL, 1),
        ("one required goal not yet attained", (ATTAINED[0], goal("merking", Verdict.NOT_YET)), 96, PARTIAL, 1),
        ("with support, where support is enough", (ATTAINED[0], goal("merking", Verdict.SUPPORTED)), 96, COMPETENCE, 0),
        ("with support, where the author asks for more",
         (ATTAINED[0], Goal(STRICT, judgement=judgement(Verdict.SUPPORTED))), 96, PARTIAL, 1),
        ("recognised prior learning", (ATTAINED[0], goal("merking", Verdict.RECOGNISED)), 96, COMPETENCE, 0),
        ("only the optional goal", (goal("a"), replace(OPTIONAL, judgement=judgement())), 96, PARTIAL, 1),
        ("nothing confirmed, but hours", (goal("verneutstyr"), OPTIONAL), 3, PARTICIPATION, 1),
        ("nothing confirmed, all the hours", (goal("verneutstyr"), OPTIONAL), 120, PARTICIPATION, 1),
        ("nothing at all", (goal("verneutstyr"), OPTIONAL), 0, None, 1),
    ],
)  # fmt: skip
def test_nobody_who_took_part_leaves_with_nothing(
    case: str, goals: tuple[Goal, ...], hours: float, kind: CertificateKind | None, missing: int
) -> None:
    stands = standing(COURSE, _plan(*goals), _attended(hours))
    assert (stands.kind, len(stands.missing_goals)) == (kind, missing)
    assert (stands.hours, stands.minimum_hours, stands.hours_missing) == (hours, 96.0, hours < 96)


def test_hours_in_all_arenas_count_together_to_the_hundredth() -> None:
    hours = zip((88.71, 0.1, 7.19), (Arena.ONLINE, Arena.CLASSROOM, Arena.WORKPLACE), strict=True)
    attended = tuple(item for each, arena in hours for item in _attended(each, arena=arena))
    stands = standing(COURSE, _plan(*ATTAINED), attended)
    assert (stands.hours, stands.kind) == (96.0, COMPETENCE)


def test_a_course_without_required_hours_asks_for_none() -> None:
    free = replace(COURSE, certificate=CertificateRules())
    assert standing(free, _plan(*ATTAINED), ()).kind is COMPETENCE


def test_a_certificate_states_the_confirmed_goals_of_the_plan_and_no_others() -> None:
    plan = _plan(ATTAINED[0], goal("merking", Verdict.NOT_YET), OPTIONAL)
    content = project(COURSE, plan, {1: seen(1)}, _attended(96), ISSUING)
    assert content.kind is PARTIAL
    assert [line.outcome_id for line in content.goals] == ["verneutstyr"]


def test_a_goal_of_the_course_that_the_plan_lacks_is_never_stated() -> None:
    wider = replace(COURSE, outcomes=(*COURSE.outcomes, outcome("nytt")))
    content = project(wider, _plan(*ATTAINED), {}, _attended(96), ISSUING)
    assert "nytt" not in {line.outcome_id for line in content.goals}
    assert {line.outcome_id for line in content.goals} == {"verneutstyr", "merking"}


def test_a_goal_is_printed_in_the_plans_wording_with_its_curriculum() -> None:
    goals = (CurriculumGoal("ROF05-01", "Renhold", "KM10662", "velje verneutstyr", "nn", "Grep"),)
    worded = Goal(outcome("merking", title="Lese etiketter", curriculum=goals), judgement=judgement(Verdict.SUPPORTED))
    (line,) = project(COURSE, _plan(worded), {}, (), ISSUING).goals
    assert (line.title, line.result, line.judged_by_role) == ("Lese etiketter", GoalResult.SUPPORTED, "teacher")
    assert line.curriculum == goals


def test_a_line_tells_only_of_the_evidence_that_its_judgement_rests_on() -> None:
    evidence = {
        1: seen(1),
        2: seen(2, source=Source.TEACHER, arena=Arena.CLASSROOM),
        3: seen(3, source=Source.WORDS, arena=Arena.ONLINE),
    }
    (line,) = project(COURSE, _plan(goal("verneutstyr", Verdict.ATTAINED, 1, 3)), evidence, (), ISSUING).goals
    assert set(line.sources) == {"mentor", "words"}
    assert set(line.arenas) == {Arena.WORKPLACE, Arena.ONLINE}


def test_a_source_and_an_arena_are_told_once_however_much_evidence() -> None:
    evidence = {n: seen(n) for n in (1, 2, 3)}
    (line,) = project(COURSE, _plan(goal("verneutstyr", Verdict.ATTAINED, 1, 2, 3)), evidence, (), ISSUING).goals
    assert (line.sources, line.arenas) == (("mentor",), (Arena.WORKPLACE,))


def test_prior_learning_is_told_as_such() -> None:
    shown = Evidence("verneutstyr", Arena.EARLIER, Source.PRIOR, "1", "teacher", NOW, Observation(None, "Fagbrev"))
    (line,) = project(COURSE, _plan(goal("verneutstyr", Verdict.RECOGNISED, 1)), {1: shown}, (), ISSUING).goals
    assert (line.result, line.sources, line.arenas) == (GoalResult.RECOGNISED, ("prior",), (Arena.EARLIER,))


@pytest.mark.parametrize(
    ("case", "times", "first", "last"),
    [
        ("one day", ["2026-10-05T07:00"], date(2026, 10, 5), date(2026, 10, 5)),
        ("from the first to the last, told in any order", ["2026-12-01T08:00", "2026-10-05T07:00", "2026-11-01T08:00"],
         date(2026, 10, 5), date(2026, 12, 1)),
        ("late in the evening in Greenwich is the next day here", ["2026-07-01T22:30"],
         date(2026, 7, 2), date(2026, 7, 2)),
        ("in winter an hour later", ["2026-12-01T22:30", "2026-12-02T23:30"], date(2026, 12, 1), date(2026, 12, 3)),
    ],
)  # fmt: skip
def test_the_period_is_told_in_local_days(case: str, times: list[str], first: date, last: date) -> None:
    attended = tuple(
        Attended(1, n, Arena.CLASSROOM, datetime.fromisoformat(at).replace(tzinfo=UTC), 3.0)
        for n, at in enumerate(times)
    )
    content = project(COURSE, _plan(OPTIONAL), {}, attended, ISSUING)
    assert (content.period_from, content.period_to) == (first, last)


def test_days_of_absence_are_not_part_of_the_period() -> None:
    absent = _attended(0.0, at=datetime(2026, 9, 1, 7, tzinfo=UTC))
    assert project(COURSE, _plan(OPTIONAL), {}, absent + _attended(3.0), ISSUING).period_from == date(2026, 10, 5)


def test_without_attendance_the_period_is_that_of_the_judgements_whenever_it_is_issued() -> None:
    early, late = datetime(2026, 10, 1, 22, 30, tzinfo=UTC), datetime(2026, 11, 9, 8, tzinfo=UTC)
    plan = _plan(*(replace(each, judgement=replace(judgement(), at=at)) for each, at in zip(ATTAINED, (early, late),
                                                                                          strict=True)))  # fmt: skip
    for issued in (late, datetime(2027, 1, 1, tzinfo=UTC)):
        content = project(COURSE, plan, {}, (), replace(ISSUING, issued_at=issued))
        assert (content.period_from, content.period_to) == (date(2026, 10, 2), date(2026, 11, 9))


def test_hours_are_told_for_each_arena_that_was_planned_or_held() -> None:
    attended = _attended(3.0, 1.5) + _attended(2.0, arena=Arena.ONLINE)
    assert project(COURSE, _plan(OPTIONAL), {}, attended, ISSUING).hours == (
        HoursLine(Arena.ONLINE, 2.0, 0.0, (0,)),
        HoursLine(Arena.CLASSROOM, 4.5, 42.0, (0, 1)),
        HoursLine(Arena.WORKPLACE, 0.0, 48.0),
    )


def test_the_facts_of_issuing_are_told_as_given() -> None:
    content = project(COURSE, _plan(*ATTAINED), {}, _attended(96), ISSUING)
    given = {field.name for field in fields(ISSUING)} - {"zone", "lists_not_reached"}
    assert {name: getattr(content, name) for name in given} == {name: getattr(ISSUING, name) for name in given}
    assert (content.course_title, content.purpose) == ("Renhold", "Forbereder til arbeid.")
    assert content.signatories == (Signatory("Tor Bakken", "Lærer"),)


def test_there_is_no_certificate_of_nothing() -> None:
    with pytest.raises(Refusal, match="nothing_to_document"):
        project(COURSE, _plan(goal("verneutstyr", Verdict.NOT_YET)), {}, _attended(0.0), ISSUING)


def test_what_is_written_cannot_be_changed() -> None:
    content = project(Course("Tom"), _plan(*ATTAINED), {}, (), ISSUING)
    with pytest.raises(FrozenInstanceError):
        content.holder = "Yusuf Ali"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        content.goals[0].title = "Noe annet"  # type: ignore[misc]
