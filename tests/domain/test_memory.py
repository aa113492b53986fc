"""What is remembered of a word: the fold of its answers, by the FSRS library."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from bransjekurs.domain.memory import Answer, AnswerVerdict, fold, recall, scheduled
from bransjekurs.domain.vocabulary import TaskKind
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.values import NOW, OSLO

_HISTORIES = Path(__file__).with_name("fsrs_histories.json")
RATINGS = {"right": Rating.Good, "almost": Rating.Hard, "wrong": Rating.Again}
# The same examples each time, and nothing kept between runs.
_EXAMPLES = settings(max_examples=100, deadline=None, derandomize=True, database=None)
_MINUTES = st.integers(min_value=0, max_value=200 * 24 * 60)


@st.composite
def _histories(draw: st.DrawFn) -> list[Answer]:
    """Answers over up to 200 days, some at the same minute, each with an id of its own."""
    given_at = draw(st.lists(_MINUTES, min_size=1, max_size=12))
    kinds, verdicts = st.sampled_from(TaskKind), st.sampled_from(AnswerVerdict)
    return [
        Answer(f"id-{n}", NOW + timedelta(minutes=at), draw(kinds), draw(verdicts)) for n, at in enumerate(given_at)
    ]


@given(st.data())
@_EXAMPLES
def test_answers_that_come_late_or_twice_end_in_the_same_memory(data: st.DataObject) -> None:
    answers = data.draw(_histories())
    again = data.draw(st.lists(st.sampled_from(answers)))
    assert fold(data.draw(st.permutations(answers + again)), OSLO) == fold(answers, OSLO)


@given(_histories())
@_EXAMPLES
def test_each_step_is_the_librarys_own(answers: list[Answer]) -> None:
    scheduler = Scheduler(learning_steps=[timedelta(minutes=10)], enable_fuzzing=False)
    card = Card(card_id=1, due=NOW)
    for number, answer in enumerate(sorted(answers, key=lambda a: (a.at, a.id))):
        early = number and _day(answer.at) < _day(card.due)
        if not early or answer.verdict is AnswerVerdict.WRONG:
            card, _log = scheduler.review_card(card, RATINGS[answer.verdict.value], answer.at)
    memory = fold(answers, OSLO)
    assert memory is not None
    assert (memory.due, memory.stability, memory.difficulty) == (card.due, card.stability, card.difficulty)
    for days in (0, 1, 30, 300):
        at = memory.last_answer_at + timedelta(days=days)
        assert recall(memory, at) == scheduler.get_card_retrievability(card, at)


@given(_histories())
@_EXAMPLES
def test_right_answers_alone_count_towards_days_and_kinds(answers: list[Answer]) -> None:
    memory = fold(answers, OSLO)
    right = [answer for answer in answers if answer.verdict is AnswerVerdict.RIGHT]
    assert memory is not None
    assert (memory.answers, memory.right) == (len(answers), len(right))
    assert memory.kinds == len({answer.kind for answer in right})
    assert memory.days == len({answer.at.astimezone(OSLO).date() for answer in right})


def _day(at: datetime) -> date:
    return at.astimezone(OSLO).date()


def test_the_librarys_own_histories_end_as_it_publishes_them() -> None:
    published = json.loads(_HISTORIES.read_text())
    defaults, at = Scheduler(enable_fuzzing=False), datetime.fromisoformat(published["begins"])
    card, intervals = Card(card_id=1, due=at), []
    for rating in published["reviewed_when_due"]["ratings"]:
        card = scheduled(card, [(Rating(rating), card.due)], defaults)
        intervals.append((card.due - card.last_review).days)
    assert intervals == published["reviewed_when_due"]["intervals_in_days"]

    given = published["reviewed_on_given_days"]
    reviews = []
    for rating, days in zip(given["ratings"], given["days_before_each"], strict=True):
        at += timedelta(days=days)
        reviews.append((Rating(rating), at))
    card = scheduled(Card(card_id=1, due=at), reviews, defaults)
    assert card.stability == pytest.approx(given["stability"], abs=1e-4)
    assert card.difficulty == pytest.approx(given["difficulty"], abs=1e-4)


def test_the_librarys_own_history_told_as_answers_is_scheduled_as_the_library_does() -> None:
    scheduler = Scheduler(learning_steps=[timedelta(minutes=10)], enable_fuzzing=False)
    ratings = json.loads(_HISTORIES.read_text())["reviewed_when_due"]["ratings"]
    card, answers = Card(card_id=1, due=NOW), []
    for number, rating in enumerate(ratings):
        verdict = {1: AnswerVerdict.WRONG, 3: AnswerVerdict.RIGHT}[rating]
        answers.append(Answer(f"{number:02}", card.due, TaskKind.TYPE, verdict))
        card, _log = scheduler.review_card(card, Rating(rating), card.due)
        memory = fold(answers, OSLO)
        assert memory is not None
        assert (memory.due, memory.stability, memory.difficulty) == (card.due, card.stability, card.difficulty)


def test_practising_before_a_shift_changes_nothing_but_a_forgotten_word_comes_back() -> None:
    learned = [_right(str(n), NOW + timedelta(days=days)) for n, days in enumerate((0, 2, 13))]
    before = fold(learned, OSLO)
    assert before is not None
    early = before.last_answer_at + timedelta(days=1)
    for verdict in (AnswerVerdict.RIGHT, AnswerVerdict.ALMOST):
        after = fold([*learned, Answer("x", early, TaskKind.TYPE, verdict)], OSLO)
        assert after is not None
        assert (after.due, after.stability, after.difficulty) == (before.due, before.stability, before.difficulty)
        assert recall(after, early) == recall(before, early)
        assert (after.answers, after.last_answer_at) == (before.answers + 1, early)
    forgotten = fold([*learned, Answer("x", early, TaskKind.TYPE, AnswerVerdict.WRONG)], OSLO)
    assert forgotten is not None
    assert forgotten.due < before.due


def test_nothing_is_remembered_of_a_word_never_asked_for() -> None:
    assert fold([], OSLO) is None


@pytest.mark.parametrize(
    ("case", "first", "second", "days"),
    [
        ("either side of midnight in summer", "2026-07-01T21:59:59+00:00", "2026-07-01T22:00:00+00:00", 2),
        ("either side of midnight in winter", "2026-12-01T22:59:59+00:00", "2026-12-01T23:00:00+00:00", 2),
        ("either side of midnight in London", "2026-12-01T23:59:59+00:00", "2026-12-02T00:00:00+00:00", 1),
        ("morning and evening", "2026-12-01T05:00:00+00:00", "2026-12-01T21:00:00+00:00", 1),
        ("the night the clock goes back", "2026-10-24T22:30:00+00:00", "2026-10-25T22:30:00+00:00", 1),
    ],
)
def test_a_day_begins_at_midnight_in_oslo(case: str, first: str, second: str, days: int) -> None:
    times = [datetime.fromisoformat(first), datetime.fromisoformat(second)]
    memory = fold([_right(str(n), at) for n, at in enumerate(times)], OSLO)
    assert memory is not None
    assert memory.days == days


def test_the_same_moment_told_in_another_zone_is_the_same_answer() -> None:
    told = NOW.astimezone(timezone(timedelta(hours=9)))
    ours, theirs = fold([_right("1", NOW)], OSLO), fold([_right("1", told)], OSLO)
    assert ours is not None
    assert theirs is not None
    assert (ours.due, ours.stability, ours.days) == (theirs.due, theirs.stability, theirs.days)
    assert theirs.due.tzinfo is UTC


def test_a_wrong_answer_brings_the_word_back_sooner_than_almost_and_almost_sooner_than_right() -> None:
    due = [_due(verdict) for verdict in (AnswerVerdict.WRONG, AnswerVerdict.ALMOST, AnswerVerdict.RIGHT)]
    assert due == sorted(due)
    assert len(set(due)) == 3
    assert due[0] - NOW < timedelta(hours=1)


def test_what_is_remembered_fades() -> None:
    memory = fold([_right("1", NOW)], OSLO)
    assert memory is not None
    later = [recall(memory, NOW + timedelta(days=days)) for days in (0, 5, 50)]
    assert later == sorted(later, reverse=True)
    assert later[0] == 1.0


def _right(answer_id: str, at: datetime) -> Answer:
    return Answer(answer_id, at, TaskKind.TYPE, AnswerVerdict.RIGHT)


def _due(verdict: AnswerVerdict) -> datetime:
    memory = fold([Answer("1", NOW, TaskKind.TYPE, verdict)], OSLO)
    assert memory is not None
    return memory.due
