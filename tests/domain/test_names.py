"""Names as people type them."""

import pytest
from bransjekurs.domain.names import NAME_LIMIT, clean_name
from bransjekurs.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Amina Hassan", "Amina Hassan"),
        ("  Amina \t Hassan\n", "Amina Hassan"),
        ("A\u030ase Ødegård", "Åse Ødegård"),
        ("Nguyễn Thị Hương", "Nguyễn Thị Hương"),
        ("O'Brien-Lund", "O'Brien-Lund"),
        ("Оксана Шевченко", "Оксана Шевченко"),
        ("أمينة حسن", "أمينة حسن"),
        ("Bo", "Bo"),
        ("x" * NAME_LIMIT, "x" * NAME_LIMIT),
    ],
)
def test_a_name_keeps_its_letters_and_loses_needless_space(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name_missing"),
        ("   ", "name_missing"),
        ("123", "name_missing"),
        ("–", "name_missing"),
        ("x" * (NAME_LIMIT + 1), "name_too_long"),
    ],
)
def test_what_is_no_name_is_refused_at_the_field_where_it_was_typed(typed: str, code: str) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        clean_name(typed, "mentor")
    assert refused.value.field == "mentor"
