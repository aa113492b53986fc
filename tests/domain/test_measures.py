"""Measures: what is done to reach a goal, and who answers for it."""

from dataclasses import replace

import pytest
from bransjekurs.domain.measures import (
    MOST_MEASURES,
    NAME_LIMIT,
    WORDING_LIMIT,
    LearningArena,
    Measure,
    MeasureKind,
    checked_measure,
    measure_of,
    with_measure,
    without_measure,
)
from bransjekurs.domain.refusal import Refusal

ONE = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, "Øver sammen.", "Kari", id="one")
TWO = replace(ONE, wording="Ser på.", id="two")
MANY = tuple(replace(ONE, id=str(number)) for number in range(MOST_MEASURES))


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (replace(ONE, responsible=" \t"), "responsible_missing", "responsible"),
        (replace(ONE, wording="Ø" * (WORDING_LIMIT + 1)), "comment_too_long", "wording"),
        (replace(ONE, responsible="K" * (NAME_LIMIT + 1)), "comment_too_long", "responsible"),
    ],
)
def test_a_measure_that_cannot_be_is_told_at_its_field(given: Measure, code: str, field: str) -> None:
    with pytest.raises(Refusal) as met:
        checked_measure(given)
    assert (met.value.code, met.value.field) == (code, field)


def test_texts_are_tidied_and_nothing_else_is_touched() -> None:
    untidy = replace(ONE, wording="  Øver \n sammen. ", responsible=" Kari\t")
    assert checked_measure(untidy) == ONE
    longest = replace(ONE, wording="Ø" * WORDING_LIMIT, responsible="K" * NAME_LIMIT)
    assert checked_measure(longest) == longest


@pytest.mark.parametrize(
    ("case", "before", "given", "ids"),
    [
        ("the first", (), ONE, ["one"]),
        ("a new one comes last", (ONE,), TWO, ["one", "two"]),
        ("one that is there keeps its place", (ONE, TWO), replace(ONE, wording="Nytt."), ["one", "two"]),
        ("and may be changed among as many as there can be", MANY, replace(MANY[3], wording="Nytt."),
         [measure.id for measure in MANY]),
    ],
)  # fmt: skip
def test_a_measure_is_put_in_its_place(case: str, before: tuple[Measure, ...], given: Measure, ids: list[str]) -> None:
    after = with_measure(before, given)
    assert [measure.id for measure in after] == ids
    assert measure_of(after, given.id) == given


def test_there_is_a_most_and_what_is_not_there_cannot_be_taken_away() -> None:
    with pytest.raises(Refusal, match="too_many_measures"):
        with_measure(MANY, TWO)
    assert without_measure((ONE, TWO), "one") == (TWO,)
    for act in (without_measure, measure_of):
        with pytest.raises(Refusal, match="unknown_measure"):
            act((ONE,), "two")
