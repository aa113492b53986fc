"""When a word is known, and when enough words are: each of the author's thresholds at its edge."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.evidence import WordsMastered
from bransjekurs.domain.mastery import count_known, is_known, mastery_evidence
from bransjekurs.domain.memory import Memory, recall

from tests.domain.values import NOW, TERMS

RULE = MasteryRule()
HANSKE = TERMS["hanske"]
# Just enough of everything, and so well remembered that only what a case changes decides.
ENOUGH = Memory(
    due=NOW, last_answer_at=NOW, stability=400.0, difficulty=5.0, answers=3, right=3, days=2, kinds=2
)  # fmt: skip


@pytest.mark.parametrize(
    ("case", "changes", "known"),
    [
        ("just enough", {}, True),
        ("one right answer too few", {"right": 2}, False),
        ("wrong answers do not help", {"right": 2, "answers": 9}, False),
        ("one day too few", {"days": 1}, False),
        ("one kind of task too few", {"kinds": 1}, False),
        ("more than enough", {"right": 9, "days": 5, "kinds": 3}, True),
    ],
)
def test_a_word_is_known_after_enough_right_answers_days_and_kinds(case: str, changes: dict, known: bool) -> None:
    assert is_known(HANSKE, replace(ENOUGH, **changes), RULE, NOW) is known


def test_a_word_never_met_is_not_known() -> None:
    assert not is_known(HANSKE, None, RULE, NOW)


def test_a_word_must_be_remembered_today() -> None:
    fading = replace(ENOUGH, last_answer_at=NOW - timedelta(days=60))
    today = recall(fading, NOW)
    rule = MasteryRule(recall_in_30_days=0.0)
    assert is_known(HANSKE, fading, replace(rule, recall_today=today), NOW)
    assert not is_known(HANSKE, fading, replace(rule, recall_today=today + 1e-9), NOW)


def test_a_word_must_be_remembered_in_thirty_days() -> None:
    then = recall(ENOUGH, NOW + timedelta(days=30))
    assert then < recall(ENOUGH, NOW + timedelta(days=29))
    assert is_known(HANSKE, ENOUGH, MasteryRule(recall_in_30_days=then), NOW)
    assert not is_known(HANSKE, ENOUGH, MasteryRule(recall_in_30_days=then + 1e-9), NOW)


def test_a_word_without_forms_needs_only_the_kinds_of_task_that_it_has() -> None:
    strict = MasteryRule(kinds=7)
    assert is_known(TERMS["hms"], replace(ENOUGH, kinds=5), strict, NOW)
    assert not is_known(HANSKE, replace(ENOUGH, kinds=5), strict, NOW)
    assert not is_known(TERMS["hms"], replace(ENOUGH, kinds=4), strict, NOW)


@pytest.mark.parametrize(
    ("case", "total", "known", "share", "enough"),
    [
        ("nine of ten", 10, 9, 0.9, True),
        ("eight of ten", 10, 8, 0.9, False),
        ("a part of a word is rounded up", 9, 8, 0.9, False),
        ("all of nine", 9, 9, 0.9, True),
        ("all of them are asked for", 4, 3, 1.0, False),
        ("half of four", 4, 2, 0.5, True),
        ("one word alone", 1, 1, 0.9, True),
        ("none known", 1, 0, 0.9, False),
    ],
)
def test_enough_words_are_known_when_the_share_is_reached(
    case: str, total: int, known: int, share: float, enough: bool
) -> None:
    terms = tuple(TERMS.values())[:total]
    memories = {term.id: ENOUGH for term in terms[:known]}
    count = count_known(terms, memories, MasteryRule(share=share), NOW)
    assert (count.known, count.total, count.enough) == (known, total, enough)
    assert mastery_evidence(count) == (WordsMastered(known, total, 2) if enough else None)


def test_an_outcome_without_words_is_never_known_by_words() -> None:
    count = count_known((), {}, RULE, NOW)
    assert not count.enough
    assert mastery_evidence(count) is None


def test_the_days_told_are_those_of_the_word_practised_on_most_days() -> None:
    terms = (HANSKE, TERMS["vakt"], TERMS["åpne"])
    memories = {"hanske": replace(ENOUGH, days=2), "vakt": replace(ENOUGH, days=5, kinds=0), "hms": ENOUGH}
    assert count_known(terms, memories, RULE, NOW).days == 5
