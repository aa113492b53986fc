"""What a day's practice holds, for somebody who was there yesterday and for somebody who was away for weeks."""

from datetime import timedelta

import pytest
from bransjekurs.domain.memory import Memory, recall
from bransjekurs.domain.rounds import Day, plan_day
from bransjekurs.domain.vocabulary import Term, WordClass

from tests.domain.values import NOW, OSLO

TERMS = tuple(Term(f"ord-{n:03}", f"ord{n}", WordClass.OTHER, "Et ord.", "Et [ord].", ()) for n in range(60))
DAY = timedelta(days=1)


def _memory(due_in: int, answered: int = -5, stability: float = 5.0, met: int = -5) -> Memory:
    at = NOW + answered * DAY
    return Memory(NOW + due_in * DAY, at, stability, 5.0, 1, 1, 1, 1, met_at=NOW + met * DAY, reviewed_at=at)


def _plan(memories: dict[str, Memory], minutes: int = 10) -> Day:
    return plan_day(TERMS, memories, minutes, NOW, OSLO)


@pytest.mark.parametrize(
    ("case", "due", "minutes", "due_today", "new_today"),
    [
        ("the first day half of the time is for new words", 0, 10, 0, 10),
        ("what is due comes first", 8, 10, 8, 10),
        ("new words take what is left", 15, 10, 15, 5),
        ("a full day has no new words", 20, 10, 20, 0),
        ("after weeks away a day's worth is enough", 45, 10, 20, 0),
        ("a plan with less time has less of both", 0, 4, 0, 4),
        ("a plan with less time and much due", 45, 4, 8, 0),
        ("a plan with more time", 5, 20, 5, 20),
    ],
)
def test_a_day_holds_what_there_is_time_for(case: str, due: int, minutes: int, due_today: int, new_today: int) -> None:
    day = _plan({term.id: _memory(due_in=-1) for term in TERMS[:due]}, minutes)
    assert (len(day.due), len(day.new)) == (due_today, new_today)
    assert len(day.due) + len(day.new) + len(day.beyond) == len(TERMS)


def test_the_words_most_at_risk_come_first() -> None:
    memories = {term.id: _memory(-20, answered=-21, stability=1.0 + n) for n, term in enumerate(reversed(TERMS[:30]))}
    due = _plan(memories).due
    risks = [recall(memories[term.id], NOW) for term in due]
    assert risks == sorted(risks)
    assert due[0].id == "ord-029"


def test_what_was_done_today_is_taken_from_the_day() -> None:
    done = {term.id: _memory(3, answered=0, met=0) for term in TERMS[:6]}
    assert len(_plan(done).new) == 4
    waiting = done | {term.id: _memory(-1) for term in TERMS[6:36]}
    day = _plan(waiting)
    assert (len(day.due), len(day.new)) == (14, 0)


def test_a_word_is_due_on_its_local_day() -> None:
    late_today, tomorrow = NOW.replace(hour=21, minute=59), NOW.replace(hour=22, minute=1)
    today = {"ord-000": Memory(late_today, NOW - DAY, 1.0, 5.0, 1, 1, 1, 1)}
    assert [term.id for term in _plan(today).due] == ["ord-000"]
    later = {"ord-000": Memory(tomorrow, NOW - DAY, 1.0, 5.0, 1, 1, 1, 1)}
    assert _plan(later).due == ()
    assert [term.id for term in _plan(later).early] == ["ord-000"]


def test_those_who_want_more_get_the_rest_of_what_is_due_and_then_new_words() -> None:
    day = _plan({term.id: _memory(-1) for term in TERMS[:25]})
    assert len(day.beyond) == 5 + 35
    assert {term.id for term in day.beyond[:5]} < {term.id for term in TERMS[:25]}
    assert [term.id for term in day.beyond[5:]] == [term.id for term in TERMS[25:]]
