"""What a person brings beside what the job asks: not knowing is an answer, and nothing is ever added up."""

import dataclasses
from datetime import date

import pytest
from bransjekurs.domain import gap
from bransjekurs.domain.course import Course
from bransjekurs.domain.gap import CertificateStanding, ProposalKind, Standing
from bransjekurs.domain.mapping import HELPS, TEXT_LIMIT, Mapping, MappingArea, Noted, asked, checked, questions
from bransjekurs.domain.outcome import OutcomeKind
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import (
    BasicSkill,
    Frequency,
    JobCertificate,
    LanguageSkill,
    Level,
    LevelNeeded,
    SkillNeeded,
    TradeProfile,
)

from tests.domain.values import NOW, outcome

TRADE = TradeProfile(
    norwegian=(LevelNeeded(LanguageSkill.LISTENING, Level.B1), LevelNeeded(LanguageSkill.READING, Level.B1)),
    basic_skills=(
        SkillNeeded(BasicSkill.NUMERACY, Frequency.REGULARLY),
        SkillNeeded(BasicSkill.DIGITAL, Frequency.DAILY),
    ),
    certificates=(JobCertificate("hms-kort", "HMS-kort", "arbeid i renhold", 2),),
)
COURSE = Course(
    title="Renhold",
    outcomes=(
        outcome("merking", uses=(BasicSkill.READING,)),
        outcome("beskjed", uses=(BasicSkill.READING, BasicSkill.ORAL)),
        outcome("gulv"),
        outcome("timer", kind=OutcomeKind.DIGITAL_SKILL),
    ),
    trade=TRADE,
)


def mapping(**answers: dict[str, str]) -> Mapping:
    """A mapping by area."""
    return Mapping({MappingArea(name): Noted(given, 1, 7, "teacher", NOW) for name, given in answers.items()})


# --- The gap ---


@pytest.mark.parametrize(
    ("have", "standing", "steps"),
    [
        ("B2", Standing.ENOUGH, 0),
        ("B1", Standing.ENOUGH, 0),
        ("A2", Standing.MISSING, 1),
        ("A1", Standing.MISSING, 2),
        ("none", Standing.MISSING, 3),
        ("unknown", Standing.UNKNOWN, 0),
        ("", Standing.UNANSWERED, 0),
    ],
)
def test_a_level_stands_beside_the_level_of_the_job(have: str, standing: Standing, steps: int) -> None:
    [_listening, reading] = gap.language_gaps(TRADE, mapping(reading={"level": have}))
    assert (reading.skill, reading.standing, reading.steps) == (LanguageSkill.READING, standing, steps)


@pytest.mark.parametrize(
    ("have", "standing", "steps"),
    [
        ("daily", Standing.ENOUGH, 0),
        ("regularly", Standing.ENOUGH, 0),
        ("now_and_then", Standing.MISSING, 1),
        ("never", Standing.MISSING, 2),
        ("unknown", Standing.UNKNOWN, 0),
        ("", Standing.UNANSWERED, 0),
    ],
)
def test_how_often_stands_beside_how_often_the_job_asks(have: str, standing: Standing, steps: int) -> None:
    [numeracy, _digital] = gap.basic_gaps(TRADE, mapping(basic_skills={"often-numeracy": have}))
    assert (numeracy.standing, numeracy.steps) == (standing, steps)


def test_skills_that_the_job_does_not_ask_for_are_no_gap() -> None:
    assert {one.skill for one in gap.language_gaps(TRADE, Mapping())} == {
        LanguageSkill.LISTENING,
        LanguageSkill.READING,
    }
    assert gap.language_gaps(TradeProfile(), mapping(reading={"level": "none"})) == ()


def test_nothing_about_the_gap_is_a_sum() -> None:
    """R47: never one cut-off score. Whoever adds a total meets this."""
    for kind in (gap.SkillGap, gap.CertificateGap, gap.Proposal, Mapping, Noted):
        names = {field.name for field in dataclasses.fields(kind)}
        assert not names & {"score", "total", "sum", "points", "rank", "percent"}, kind


@pytest.mark.parametrize(
    ("answers", "standing"),
    [
        ({}, CertificateStanding.UNANSWERED),
        ({"has-hms-kort": "unknown"}, CertificateStanding.UNKNOWN),
        ({"has-hms-kort": "no", "expires-hms-kort": "2030-01-01"}, CertificateStanding.LACKING),
        ({"has-hms-kort": "yes"}, CertificateStanding.VALID),
        ({"has-hms-kort": "yes", "expires-hms-kort": "2026-10-05"}, CertificateStanding.VALID),
        ({"has-hms-kort": "yes", "expires-hms-kort": "2026-10-04"}, CertificateStanding.EXPIRED),
    ],
)
def test_a_certificate_is_valid_till_its_last_day(answers: dict[str, str], standing: CertificateStanding) -> None:
    [found] = gap.certificate_gaps(TRADE, mapping(certificates=answers), date(2026, 10, 5))
    assert found.standing is standing


# --- What is proposed ---


def test_a_gap_in_reading_proposes_what_trains_reading_with_the_gap_as_its_reason() -> None:
    found = gap.proposals(COURSE, mapping(reading={"level": "A2"}, listening={"level": "A1"}))
    assert [(one.outcome.id, [g.skill for g in one.gaps]) for one in found] == [
        ("beskjed", [LanguageSkill.LISTENING, LanguageSkill.READING]),
        ("merking", [LanguageSkill.READING]),
    ]
    assert {one.kind for one in found} == {ProposalKind.GOAL}


@pytest.mark.parametrize("level", ["unknown", "", "B1", "B2"])
def test_what_is_enough_or_not_known_proposes_nothing(level: str) -> None:
    assert gap.proposals(COURSE, mapping(reading={"level": level})) == ()


def test_an_outcome_whose_author_has_not_said_what_it_takes_goes_by_its_kind() -> None:
    [found] = gap.proposals(COURSE, mapping(basic_skills={"often-digital": "never"}))
    assert found.outcome.id == "timer"


def test_what_somebody_can_already_is_proposed_for_recognition_and_never_as_a_goal() -> None:
    able = {"can-merking": "yes", "shown-merking": "Kursbevis fra 2024"}
    found = gap.proposals(COURSE, mapping(reading={"level": "none"}, able=able))
    assert [(one.key, one.documentation) for one in found] == [
        ("recognise.merking", "Kursbevis fra 2024"),
        ("goal.beskjed", ""),
    ]


@pytest.mark.parametrize(("claim", "keys"), [("partly", ["goal.gulv"]), ("no", []), ("unknown", []), ("", [])])
def test_what_somebody_can_in_part_is_a_goal_to_work_on(claim: str, keys: list[str]) -> None:
    assert [one.key for one in gap.proposals(COURSE, mapping(able={"can-gulv": claim}))] == keys


def test_what_is_confirmed_is_not_proposed_again() -> None:
    answers = mapping(reading={"level": "A1"}, able={"can-gulv": "yes"})
    assert {one.outcome.id for one in gap.proposals(COURSE, answers, {"merking", "gulv"})} == {"beskjed"}


# --- Questions and answers ---


def test_every_area_can_be_answered_with_not_knowing() -> None:
    for area in MappingArea:
        choices = [one for one in questions(area, TRADE, COURSE.outcomes) if one.choices]
        ticks = [one for one in choices if one.choices == HELPS]
        assert choices, area
        assert all("unknown" in one.choices for one in choices if one not in ticks), area


def test_the_author_chooses_the_areas_and_their_order_stays() -> None:
    wanted = (MappingArea.READING, MappingArea.INTEREST)
    assert asked(wanted, TRADE, COURSE.outcomes) == (MappingArea.INTEREST, MappingArea.READING)
    assert asked([MappingArea.ABLE], TRADE, ()) == ()


def test_names_of_questions_are_unique_in_an_area() -> None:
    for area in MappingArea:
        names = [one.name for one in questions(area, TRADE, COURSE.outcomes)]
        assert len(names) == len(set(names))


CERTIFICATES = questions(MappingArea.CERTIFICATES, TRADE, ())
NEEDS = questions(MappingArea.NEEDS, TRADE, ())


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("has-hms-kort", "kanskje", "unknown_value"),
        ("expires-hms-kort", "i fjor", "not_a_day"),
        ("expires-hms-kort", "1999-12-31", "not_a_day"),
        ("other", "x" * (TEXT_LIMIT + 1), "comment_too_long"),
    ],
)
def test_what_cannot_be_an_answer_is_told_at_its_field(field: str, value: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(CERTIFICATES, {field: value})
    assert (refused.value.code, refused.value.field) == (code, field)


def test_answers_are_kept_as_given_and_silence_is_left_out() -> None:
    given = {"has-hms-kort": "yes", "expires-hms-kort": "2027-02-01", "other": "  ", "magic": "x"}
    assert checked(CERTIFICATES, given) == {"has-hms-kort": "yes", "expires-hms-kort": "2027-02-01"}


def test_what_helps_is_chosen_from_what_is_needed_and_never_from_why() -> None:
    assert checked(NEEDS, {"helps": "quiet  more_time"}) == {"helps": "more_time quiet"}
    with pytest.raises(Refusal, match="unknown_value"):
        checked(NEEDS, {"helps": "diagnosis"})
