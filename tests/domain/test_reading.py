"""How much of a text somebody can read."""

from datetime import UTC, datetime, timedelta

import pytest
from bransjekurs.domain.memory import Answer, AnswerVerdict, Memory, fold
from bransjekurs.domain.reading import (
    COMMON_BELOW,
    CourseWord,
    OtherWord,
    Reading,
    coverage,
    coverage_at,
    is_common,
    rare_words,
)
from bransjekurs.domain.trade import Level
from bransjekurs.domain.vocabulary import TaskKind

NOW = datetime(2027, 1, 12, 9, tzinfo=UTC)
TEXT = Reading(
    text="les-text",
    title="Jobb trygt",
    level=Level.A2,
    common=80,
    course_words=(CourseWord("hanske", 4), CourseWord("etikett", 6)),
    other_words=(OtherWord("flaske", 6, 1500), OtherWord("gass", 2, 2400), OtherWord("lekerom", 2)),
)


def _memory(*verdicts: AnswerVerdict, days_ago: int = 0) -> Memory:
    at = NOW - timedelta(days=days_ago)
    memory = fold((Answer(str(n), at, TaskKind.TYPE, verdict) for n, verdict in enumerate(verdicts)), UTC)
    assert memory is not None
    return memory


def test_common_words_are_known_and_the_words_of_the_course_are_missing_till_they_are_practised() -> None:
    found = coverage(TEXT, {}, NOW)
    assert (found.known, found.running) == (80 + 6, 100)
    assert found.missing == ("hanske", "etikett")


def test_a_word_that_was_answered_right_counts_each_time_it_stands_there() -> None:
    found = coverage(TEXT, {"etikett": _memory(AnswerVerdict.RIGHT)}, NOW)
    assert found.of_hundred == 86 + 6
    assert found.missing == ("hanske",)


@pytest.mark.parametrize("verdict", [AnswerVerdict.WRONG])
def test_a_word_that_was_just_read_off_the_screen_is_not_known(verdict: AnswerVerdict) -> None:
    assert coverage(TEXT, {"etikett": _memory(verdict)}, NOW).missing == ("hanske", "etikett")


def test_a_word_that_is_likely_forgotten_by_now_is_missing_again() -> None:
    assert coverage(TEXT, {"etikett": _memory(AnswerVerdict.RIGHT, days_ago=90)}, NOW).missing == ("hanske", "etikett")


def test_a_hundred_of_a_hundred_means_all_of_them() -> None:
    text = Reading("t", "T", Level.A1, 999, (CourseWord("hanske", 1),))
    assert coverage(text, {}, NOW).of_hundred == 99
    assert coverage(text, {"hanske": _memory(AnswerVerdict.RIGHT)}, NOW).of_hundred == 100
    assert coverage(Reading("t", "T", Level.A1, 0), {}, NOW).of_hundred == 100


def test_the_author_sees_what_each_level_knows_when_the_words_of_the_course_are_learned() -> None:
    shares = {level: coverage_at(TEXT, level).of_hundred for level in Level}
    assert shares == {Level.A1: 90, Level.A2: 96, Level.B1: 98, Level.B2: 98}
    assert [one.lemma for one in rare_words(TEXT, Level.A2)] == ["gass", "lekerom"]


def test_a_word_that_no_list_has_is_common_at_no_level() -> None:
    assert not any(is_common(0, level) for level in Level)
    assert [is_common(COMMON_BELOW[Level.A1], level) for level in Level] == [True] * 4
