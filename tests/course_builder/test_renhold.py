"""What the small real course promises to hold."""

from collections import Counter

import pytest
from bransjekurs.course_builder.read import read_course
from bransjekurs.course_builder.spec import Judge, PlanSpec, Spec
from bransjekurs.domain.outcome import OutcomeKind

from .conftest import RENHOLD


@pytest.fixture(scope="module")
def spec() -> Spec:
    read = read_course(RENHOLD).spec
    assert read is not None
    return read


@pytest.fixture(scope="module")
def plan(spec: Spec) -> PlanSpec:
    return spec.plan


def test_every_kind_of_outcome_that_a_course_must_cover_is_there(plan: PlanSpec) -> None:
    kinds = {outcome.kind for outcome in plan.outcomes}

    assert len(plan.outcomes) == 6
    assert kinds >= {OutcomeKind.TRADE_KNOWLEDGE, OutcomeKind.TRADE_SKILL, OutcomeKind.WORKING_LIFE}
    assert OutcomeKind.NORWEGIAN in kinds
    assert kinds & {OutcomeKind.BASIC_SKILL, OutcomeKind.DIGITAL_SKILL}


def test_outcomes_say_what_a_mentor_can_see(plan: PlanSpec) -> None:
    assert {len(outcome.look_for) for outcome in plan.outcomes} == {3}


def test_the_norwegian_teacher_judges_norwegian(plan: PlanSpec) -> None:
    (norwegian,) = (outcome for outcome in plan.outcomes if outcome.kind is OutcomeKind.NORWEGIAN)

    assert Judge.NORWEGIAN_TEACHER in norwegian.judged_by


def test_only_the_course_s_own_goal_is_without_a_curriculum_and_not_required(plan: PlanSpec) -> None:
    assert [outcome.id for outcome in plan.outcomes if not outcome.curriculum] == ["timer"]
    assert [outcome.id for outcome in plan.outcomes if not outcome.required] == ["timer"]


def test_every_outcome_has_at_least_two_words(spec: Spec) -> None:
    words = Counter(outcome for word in spec.words for outcome in word.term.outcomes)

    assert len(spec.words) == 15
    assert all(words[outcome.id] >= 2 for outcome in spec.plan.outcomes)


def test_texts_have_the_length_that_was_meant(spec: Spec) -> None:
    texts = {unit.text for module in spec.plan.modules for unit in module.units if unit.text}

    assert len(texts) == 2
    assert all(150 <= len(spec.texts[name].markdown.split()) <= 250 for name in texts)
