"""How answers are judged. The cases stand in ``answers.csv``, to be read by those who teach Norwegian."""

import csv
import re
from pathlib import Path

import pytest
from bransjekurs.domain.answers import ANSWER_LIMIT, Hint, aligned, check, normalise
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import TaskKind

from tests.domain.values import MORE_TERMS, TERMS

_FILE = Path(__file__).with_name("answers.csv")


def _cases() -> list[dict[str, str]]:
    """The rows; ``\\u030a`` in an answer stands for a character that could not be seen in the file."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{**row, "answer": re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), row["answer"])} for row in rows]


CASES = _cases()
WORDS = TERMS | MORE_TERMS


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}: {case['case']}" for case in CASES])
def test_an_answer_is_judged_as_the_table_says(case: dict[str, str]) -> None:
    checked = check(WORDS[case["term"]], TaskKind(case["kind"]), case["answer"])
    assert (checked.verdict.value, checked.hint.value) == (case["verdict"], case["hint"])


def test_the_table_has_every_hint_and_kind_and_names_each_case_once() -> None:
    assert {case["hint"] for case in CASES} == {hint.value for hint in Hint}
    assert {case["kind"] for case in CASES} == {kind.value for kind in TaskKind}
    names = [case["case"] for case in CASES]
    assert len(names) == len(set(names)) >= 200


def test_feedback_shows_what_was_compared_and_what_the_sentence_has() -> None:
    typed = check(TERMS["hanske"], TaskKind.TYPE, " En  HANKE. ")
    assert (typed.typed, typed.expected) == ("hanke", "hanske")
    assert check(TERMS["hanske"], TaskKind.FORM, "hanske").expected == "hanskene"
    assert check(TERMS["hms"], TaskKind.TYPE, "hms").expected == "HMS"


@pytest.mark.parametrize("answer", ["x" * (ANSWER_LIMIT + 1), " " * (ANSWER_LIMIT + 1), "\u0130" * ANSWER_LIMIT])
def test_an_answer_longer_than_what_can_be_stored_is_refused(answer: str) -> None:
    with pytest.raises(Refusal, match="answer_too_long"):
        check(TERMS["hanske"], TaskKind.TYPE, answer)


def test_an_answer_of_just_the_limit_is_judged() -> None:
    assert check(TERMS["hanske"], TaskKind.TYPE, "x" * ANSWER_LIMIT).hint is Hint.WRONG


@pytest.mark.parametrize(
    ("typed", "right", "pairs"),
    [
        ("hanske", "hanske", [(c, c) for c in "hanske"]),
        ("hanke", "hanske", [("h", "h"), ("a", "a"), ("n", "n"), ("", "s"), ("k", "k"), ("e", "e")]),
        ("vokt", "vakt", [("v", "v"), ("o", "a"), ("k", "k"), ("t", "t")]),
        ("vaktt", "vakt", [("v", "v"), ("a", "a"), ("k", "k"), ("t", "t"), ("t", "")]),
        ("", "vi", [("", "v"), ("", "i")]),
    ],
)
def test_letters_are_shown_beside_those_they_stand_for(typed: str, right: str, pairs: list[tuple[str, str]]) -> None:
    assert sorted(aligned(typed, right)) == sorted(pairs)
    assert "".join(left for left, _ in aligned(typed, right)) == typed
    assert "".join(other for _, other in aligned(typed, right)) == right


def test_what_is_compared_does_not_depend_on_how_it_is_written() -> None:
    assert normalise("  «A\u030aPNE\u00a0  Vinduet!» ") == "åpne vinduet"
