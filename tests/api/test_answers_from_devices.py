"""Answers that come late, twice, in any order or two batches at once: the cards are the same."""

from datetime import datetime, timedelta

import pytest
from bransjekurs.api.participant_answers import AnswerGiven, Received, send_answers
from bransjekurs.api.participant_practice import RoundMode, practice_status, start_round
from bransjekurs.api.reading import local_zone
from bransjekurs.domain.answers import check
from bransjekurs.domain.memory import Answer, Memory, fold
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.evidence.models import EvidenceItem
from bransjekurs.practice import api as practice
from bransjekurs.practice.models import PracticeAnswer, PracticeTurn, WordCard
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.together import TRIES, together
from tests.conftest import START, Cast

WORDS = ("hanske", "etikett", "verneutstyr")
TEXTS = ("hanske", "hansker", "feil", "etikett", "verne utstyr", "verneutstyr", "")
HOUR = timedelta(hours=1)
_SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def _histories(draw: st.DrawFn) -> list[tuple[datetime, AnswerGiven]]:
    """Answers over some weeks, with the times at which they were given."""
    count = draw(st.integers(1, 12))
    pick = st.tuples(
        st.integers(0, 25 * 24 * 60), st.sampled_from(WORDS), st.sampled_from(TaskKind), st.sampled_from(TEXTS)
    )
    told = draw(st.lists(pick, min_size=count, max_size=count))
    return [
        (START + timedelta(minutes=minute), AnswerGiven(f"id-{n}", word, kind, text))
        for n, (minute, word, kind, text) in enumerate(told)
    ]


def _sent(at: datetime, answer: AnswerGiven, now: datetime) -> AnswerGiven:
    return AnswerGiven(answer.id, answer.term_id, answer.kind, answer.text, now - at)


def _cards(cast: Cast) -> dict[str, Memory]:
    return practice.memories_of(cast.course_key, [cast.amina.user_id]).get(cast.amina.user_id, {})


@given(st.data())
@_SETTINGS
def test_batches_shuffled_doubled_and_delayed_end_in_the_fold_of_the_answers(cast: Cast, data: st.DataObject) -> None:
    for rows in (PracticeAnswer, WordCard, EvidenceItem):
        rows.objects.all().delete()
    history = data.draw(_histories())
    again = data.draw(st.lists(st.sampled_from(history), max_size=6))
    left = data.draw(st.permutations(history + again))
    now = START + timedelta(days=25)
    while left:
        size = data.draw(st.integers(1, len(left)))
        batch = [_sent(at, answer, now) for at, answer in left[:size]]
        send_answers(cast.amina, cast.word_lists[0], batch, now)
        left, now = left[size:], now + data.draw(st.integers(0, 20)) * HOUR
    terms = {term.id: term for term in practice_status(cast.amina, cast.word_lists[0], now).words.terms}
    expected = {}
    for word in {answer.term_id for _at, answer in history}:
        given_to = [(at, answer) for at, answer in history if answer.term_id == word]
        judged = [Answer(a.id, at, a.kind, check(terms[word], a.kind, a.text).verdict) for at, a in given_to]
        expected[word] = fold(judged, local_zone())
    assert _cards(cast) == expected


@pytest.mark.django_db(transaction=True)
def test_two_batches_at_once_both_count(cast: Cast) -> None:
    key = cast.word_lists[0]

    def sending(batch: list[AnswerGiven]) -> object:
        return lambda: send_answers(cast.amina, key, batch, START)

    for turn in range(TRIES):
        PracticeAnswer.objects.all().delete()
        WordCard.objects.all().delete()
        PracticeTurn.objects.all().delete()
        batches = [[AnswerGiven(f"{turn}-{n}", "hanske", TaskKind.TYPE, "hanske", n * HOUR)] for n in range(4)]
        done = together(*(sending(batch) for batch in batches))
        assert all(isinstance(one, tuple) for one in done), done
        assert _cards(cast)["hanske"].answers == PracticeAnswer.objects.count() == 4


def test_an_answer_is_dated_by_its_age_within_reason(cast: Cast) -> None:
    ages = {"now": timedelta(), "late": 3 * HOUR, "future": -HOUR, "ancient": timedelta(days=4000)}
    batch = [AnswerGiven(name, "hanske", TaskKind.TYPE, "hanske", age) for name, age in ages.items()]
    send_answers(cast.amina, cast.word_lists[0], batch, START)
    stored = dict(PracticeAnswer.objects.values_list("answer_id", "at"))
    month_ago = START - timedelta(days=30)
    assert stored == {"now": START, "late": START - 3 * HOUR, "future": START, "ancient": month_ago}


def test_an_answer_sent_again_keeps_its_first_time(cast: Cast) -> None:
    for now in (START, START + 5 * HOUR):
        send_answers(cast.amina, cast.word_lists[0], [AnswerGiven("1", "hanske", TaskKind.TYPE, "hanske")], now)
    assert PracticeAnswer.objects.get().at == START


def test_one_answer_that_cannot_be_used_does_not_hold_up_the_others(cast: Cast) -> None:
    batch = [
        AnswerGiven("1", "flaggermus", TaskKind.TYPE, "x"),
        AnswerGiven("2", "hanske", TaskKind.TYPE, "hanske"),
        AnswerGiven("3", "hanske", TaskKind.TYPE, "x" * 201),
    ]
    received = {one.id: _code(one) for one in send_answers(cast.amina, cast.word_lists[0], batch, START)}
    assert received == {"1": "unknown_word", "2": "", "3": "answer_too_long"}
    assert PracticeAnswer.objects.get().answer_id == "2"


def _code(one: Received) -> str:
    return one.outcome.code if isinstance(one.outcome, Refusal) else ""


def test_an_answer_costs_six_queries_and_no_more_when_it_only_adds_to_a_card(cast: Cast) -> None:
    key = cast.word_lists[0]
    for number in range(2):
        given_now = [AnswerGiven(f"{number}", "hanske", TaskKind.TYPE, "hanske")]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            send_answers(cast.amina, key, given_now, START)
    queries = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(queries) <= 6, queries


def test_whoever_was_away_for_weeks_meets_a_days_worth_and_the_weakest_first(cast: Cast) -> None:
    for day in (0, 2):
        for key in cast.word_lists:
            cast.practise(cast.amina, key, START + timedelta(days=day))
    back = START + timedelta(days=40)
    key = cast.word_lists[0]
    status = practice_status(cast.amina, key, back)
    assert (status.due, status.new, status.more) == (20, 0, True)
    offered = [task.term_id for task in start_round(cast.amina, key, back)]
    assert len(offered) == 10
    cast.practise(cast.amina, key, back)
    assert practice_status(cast.amina, key, back).due == 0


def test_before_a_shift_words_that_are_not_due_are_offered_and_stay_when_they_are(cast: Cast) -> None:
    key = cast.word_lists[0]
    cast.practise(cast.amina, key, START)
    before = _cards(cast)
    tasks = start_round(cast.amina, key, START + HOUR * 20, RoundMode.EARLY)
    assert tasks
    batch = [cast.right_answer(task, f"tidlig-{n}") for n, task in enumerate(tasks)]
    send_answers(cast.amina, key, batch, START + HOUR * 20)
    after = _cards(cast)
    assert {word: card.due for word, card in after.items()} == {word: card.due for word, card in before.items()}
    assert sum(card.answers for card in after.values()) == sum(c.answers for c in before.values()) + len(tasks)
