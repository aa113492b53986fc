"""Attendance: what can be noted, and how hours add up."""

from dataclasses import replace

import pytest
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Attended, Session, check_session, hours_by_arena
from bransjekurs.domain.refusal import Refusal

from tests.domain.values import NOW

SESSION = Session(NOW, "Vask av gulv", Arena.CLASSROOM, 3.0)


@pytest.mark.parametrize(
    ("case", "changes", "attended", "code"),
    [
        ("everybody there, somebody half the time, somebody absent", {}, [3.0, 1.5, 0.0], None),
        ("nobody there", {}, [], None),
        ("the longest day", {"hours": 12.0}, [12.0], None),
        ("a quarter of an hour", {"hours": 0.25}, [0.25], None),
        ("no title", {"title": "  "}, [], "title_missing"),
        ("no length", {"hours": 0.0}, [], "hours_out_of_range"),
        ("less than no length", {"hours": -1.0}, [], "hours_out_of_range"),
        ("longer than a day's work", {"hours": 12.01}, [], "hours_out_of_range"),
        ("no number", {"hours": float("nan")}, [], "hours_out_of_range"),
        ("somebody stayed longer than the session", {}, [3.0, 3.01], "hours_out_of_range"),
        ("somebody was there for less than no time", {}, [-0.5], "hours_out_of_range"),
        ("somebody was there for what is no number", {}, [float("nan")], "hours_out_of_range"),
    ],
)
def test_a_session_is_checked_before_it_is_stored(
    case: str, changes: dict, attended: list[float], code: str | None
) -> None:
    session = replace(SESSION, **changes)
    if code is None:
        check_session(session, attended)
        return
    with pytest.raises(Refusal, match=code) as refused:
        check_session(session, attended)
    assert refused.value.field in {"title", "hours"}


def test_hours_add_up_in_each_arena() -> None:
    items = [(Arena.CLASSROOM, 3.0), (Arena.WORKPLACE, 6.0), (Arena.CLASSROOM, 0.0), (Arena.CLASSROOM, 1.5)]
    attended = [Attended(1, n, arena, NOW, hours) for n, (arena, hours) in enumerate(items)]
    assert hours_by_arena(attended) == {Arena.CLASSROOM: 4.5, Arena.WORKPLACE: 6.0}
    assert hours_by_arena([]) == {}


@pytest.mark.parametrize(("sessions", "hours"), [(20, 4.8), (30, 3.2), (128, 0.75), (960, 0.1)])
def test_96_hours_are_96_hours_however_they_are_cut_up(sessions: int, hours: float) -> None:
    attended = [Attended(1, n, Arena.CLASSROOM, NOW, hours) for n in range(sessions)]
    assert hours_by_arena(attended) == {Arena.CLASSROOM: 96.0}
