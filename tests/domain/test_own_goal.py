"""Goals of the participant's own: their words, and no line of the curriculum."""

import pytest
from bransjekurs.domain.own_goal import PLAIN_LIMIT, TITLE_LIMIT, is_own, own_goal
from bransjekurs.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("title", "plain", "code", "field"),
    [
        ("", "", "goal_title_missing", "title"),
        (" 1 + 2! ", "", "goal_title_missing", "title"),
        ("T" * (TITLE_LIMIT + 1), "", "comment_too_long", "title"),
        ("Bli trygg", "P" * (PLAIN_LIMIT + 1), "comment_too_long", "plain"),
        ("Nå KM1234", "", "curriculum_code", "title"),
        ("Nå km 5", "", "curriculum_code", "title"),
        ("Bli trygg", "Som i KM12.", "curriculum_code", "plain"),
    ],
)
def test_words_that_cannot_be_a_goal_are_told_at_their_field(title: str, plain: str, code: str, field: str) -> None:
    with pytest.raises(Refusal) as met:
        own_goal("1", "Trygt arbeid", title, plain)
    assert (met.value.code, met.value.field) == (code, field)


@pytest.mark.parametrize("title", ["Bli trygg", "Lære 10 km", "Å", "KMI-skjema", "T" * TITLE_LIMIT])
def test_other_words_can(title: str) -> None:
    assert own_goal("1", "", title, "").title == title


def test_a_goal_of_ones_own_is_asked_of_nobody_and_both_teachers_may_judge_it() -> None:
    found = own_goal("abc", " Trygt arbeid ", "  Snakke \n med kunden ", " Jeg vil tørre. ")
    assert (found.area, found.title, found.plain) == ("Trygt arbeid", "Snakke med kunden", "Jeg vil tørre.")
    assert is_own(found.id)
    assert not is_own("merking")
    assert not found.required
    assert found.judged_by == ("teacher", "norwegian_teacher")
    assert not found.curriculum
