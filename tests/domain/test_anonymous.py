"""Numbers of people that tell of nobody."""

import pytest
from bransjekurs.domain.anonymous import FEWEST, anonymous
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([20, 5, 9], [20, 5, 9]),
        ([20, 3, 9], [20, None, None]),
        ([20, 4, 4], [20, None, None]),
        ([20, 0, 3], [None, None, None]),
        ([20, 1, 1], [None, None, None]),
        ([3, 40], [None, None]),
        ([0, 40], [None, None]),
        ([5, 5], [5, 5]),
        ([], []),
    ],
)
def test_small_numbers_are_held_back_and_so_is_what_gives_them_away(cells: list[int], told: list[int | None]) -> None:
    assert list(anonymous({str(n): count for n, count in enumerate(cells)}).values()) == told


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_neither_a_number_nor_a_sum_tells_of_fewer_than_five(cells: list[int]) -> None:
    told = list(anonymous({str(n): count for n, count in enumerate(cells)}).values())
    assert all(count is None or count >= FEWEST for count in told)
    held_back = [count for count, shown in zip(cells, told, strict=True) if shown is None]
    if held_back and len(held_back) < len(cells):
        assert len(held_back) >= 2
        assert sum(held_back) >= FEWEST
