"""Which results of which part become evidence of what, and which of them people see."""

from datetime import UTC, datetime, timedelta

import pytest
from bransjekurs.domain.course import Course, CoursePart
from bransjekurs.domain.course_results import (
    done_shown,
    is_news,
    part_name,
    part_title,
    parts_to_be_done,
    points_shown,
    result_evidence,
    without_outdone,
)
from bransjekurs.domain.evidence import CourseResult, Evidence
from bransjekurs.domain.outcome import Arena, Outcome, OutcomeKind, ResultKind, ResultRule
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
QUESTIONS, TEXT = "sequential@sporsmal", "sequential@les"


def outcome(id_: str, *rules: ResultRule) -> Outcome:
    return Outcome(id_, "", OutcomeKind.TRADE_SKILL, id_, id_, shown_by=rules)


def points(at_least: float, part: str = QUESTIONS) -> ResultRule:
    return ResultRule(part, ResultKind.POINTS, at_least)


COURSE = Course(
    "Renhold",
    (
        outcome("verneutstyr", points(0.8)),
        outcome("merking", points(1.0), ResultRule(TEXT, ResultKind.DONE)),
        outcome("rom"),
    ),
    parts=(CoursePart(QUESTIONS, "Hva gjør du?", True, ("q1", "q2")), CoursePart(TEXT, "Jobb trygt", False, ("t",))),
)


@pytest.mark.parametrize(
    ("earned", "possible", "shown"),
    [
        (0, 10, set()),
        (7.9, 10, set()),
        (8, 10, {"verneutstyr"}),
        (4, 5, {"verneutstyr"}),
        (10, 10, {"verneutstyr", "merking"}),
        (0.1 + 0.2, 0.3, {"verneutstyr", "merking"}),
        (0, 0, set()),
        (3, -1, set()),
    ],
)
def test_from_the_authors_threshold_on_points_show_an_outcome(earned: float, possible: float, shown: set[str]) -> None:
    found = points_shown(COURSE, QUESTIONS, earned, possible)
    assert set(found) == shown
    assert set(found.values()) <= {CourseResult(QUESTIONS, "Hva gjør du?", earned, possible)}


@pytest.mark.parametrize("part", [TEXT, "sequential@annet", "problem@sporsmal"])
def test_points_of_another_part_show_nothing(part: str) -> None:
    assert points_shown(COURSE, part, 10, 10) == {}


def test_a_part_that_the_course_has_no_more_shows_nothing() -> None:
    gone = Course("Renhold", COURSE.outcomes)
    assert points_shown(gone, QUESTIONS, 10, 10) == {}
    assert parts_to_be_done(gone, "t") == ()


def test_a_part_is_to_be_done_where_an_outcome_asks_for_it() -> None:
    [part] = parts_to_be_done(COURSE, "t")
    assert done_shown(COURSE, part) == {"merking": CourseResult(TEXT, "Jobb trygt")}
    assert parts_to_be_done(COURSE, "q1") == (), "there points are asked for, and not that it is done"
    assert parts_to_be_done(COURSE, "another") == ()


def told(number: int, earned: float, possible: float = 10, part: str = QUESTIONS) -> Evidence:
    item = result_evidence("verneutstyr", "participant", CourseResult(part, "Hva gjør du?", earned, possible), NOW)
    return Evidence(**{name: getattr(item, name) for name in item.__slots__} | {
        "id": number, "at": NOW + timedelta(minutes=number)})  # fmt: skip


def test_only_a_better_result_is_news() -> None:
    before = (told(1, 8),)
    assert is_news(CourseResult(QUESTIONS, "", 8, 10), ())
    for earned, possible, news in ((9, 10, True), (8, 10, False), (7, 10, False), (4, 5, False), (5, 5, True)):
        assert is_news(CourseResult(QUESTIONS, "", earned, possible), before) is news
    assert is_news(CourseResult(TEXT, "", 1, 10), before), "another part is another result"
    assert is_news(CourseResult(QUESTIONS, ""), before), "that it is done says something else than points"
    assert not is_news(CourseResult(TEXT, ""), (told(2, 0, 0, TEXT),))


def test_the_same_result_is_the_same_evidence_whenever_it_is_told() -> None:
    first, again, better = told(1, 8), told(2, 8.0), told(3, 9)
    assert first.source_id == again.source_id != better.source_id
    assert first.arena is Arena.ONLINE
    assert len(first.source_id) <= 80


def test_the_better_result_stands_for_the_one_that_it_outdoes_unless_somebody_judged_on_that() -> None:
    items = (told(1, 8), told(2, 10), told(3, 0, 0), told(4, 9, part=TEXT))
    assert [one.id for one in without_outdone(items)] == [2, 3, 4]
    assert [one.id for one in without_outdone(items, {1})] == [1, 2, 3, 4]
    assert [one.id for one in without_outdone((told(2, 8), told(1, 4, 5)))] == [1], "of two that are as good, the first"


@given(st.lists(st.tuples(st.integers(0, 10), st.sampled_from([QUESTIONS, TEXT])), max_size=8))
def test_whatever_is_told_in_whatever_order_the_best_of_each_part_is_shown(results: list[tuple[int, str]]) -> None:
    stored: list[Evidence] = []
    for number, (earned, part) in enumerate(results, start=1):
        if is_news(CourseResult(part, "", earned, 10), stored):
            stored.append(told(number, earned, part=part))
    shown = {item.what.part: item.what.earned for item in without_outdone(tuple(stored))}
    best = {part: max(e for e, p in results if p == part) for part in {p for _e, p in results}}
    assert shown == best


def test_a_part_is_named_as_the_platform_names_it_and_a_question_after_its_page() -> None:
    assert part_name("problem", "hull-i-hansken") == "problem@hull-i-hansken"
    assert part_title("Hva gjør du?", "Spørsmål 1") == "Hva gjør du?: Spørsmål 1"
    assert part_title("Min plan", "Min plan") == "Min plan"
