"""Situations: the words that can be tapped, the tasks, how answers are judged, and when a situation is known."""

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bransjekurs
import pytest
from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situation_tasks import (
    Act,
    Option,
    SituationTask,
    TaskAnswer,
    in_place,
    judge,
    key_of,
    known_tasks,
    tasks_of,
)
from bransjekurs.domain.situations import (
    Line,
    Reply,
    Sign,
    Situation,
    SituationKind,
    Spot,
    span,
    with_words,
    wrong_spans,
)
from bransjekurs.domain.vocabulary import Form, Term, WordClass

CASES = json.loads(Path(__file__).with_name("situations.json").read_text("utf-8"))
START = datetime(2026, 10, 5, 7, tzinfo=UTC)
SPILL = Term("sol", "søl", WordClass.NOUN, "Noe som er rent ut.", "Tørk opp [søl].", ("avvik",))
RINSE = Term("skylle", "skylle", WordClass.VERB, "Ha vann på.", "[Skyll] armen.", (), forms=(Form("imp", ("skyll",)),))


def _task(case: dict[str, str]) -> SituationTask:
    right = tuple(case["right"].split())
    run = case["same"].split("-") if case["same"] else []
    letters = {*right, *case["given"].split()}
    act = Act.ORDER if len(right) > 1 else Act.SIGN
    options = tuple(Option(letter, letter) for letter in sorted(letters))
    return SituationTask("t", act, 0, options, right, dict.fromkeys(run, run[0] if run else ""))


def _situation(kind: SituationKind, **pieces: object) -> Situation:
    return Situation("a", "A", kind, ("avvik",), "Les.", **pieces)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_each_answer_of_the_table_gets_its_verdict(case: dict[str, str]) -> None:
    marked = judge(_task(case), case["given"])
    assert marked.verdict.value == case["verdict"]
    assert "".join(str(int(fit)) for fit in marked.fits) == case["fits"]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not here")
def test_the_device_judges_an_order_as_the_server_does() -> None:
    chance = random.Random(5)
    tasks = [(_task(case), case["given"].split()) for case in CASES]
    for _ in range(300):
        right = [str(number) for number in range(chance.randint(2, 12))]
        given, first = chance.sample(right, len(right)), chance.randrange(len(right) - 1)
        same = dict.fromkeys(right[first : first + chance.randint(1, 4)], right[first])
        tasks.append((SituationTask("t", Act.ORDER, 0, (), tuple(right), same), given))
    asked = [{"table": {"right": list(task.right), "same": dict(task.same)}, "keys": keys} for task, keys in tasks]
    script = Path(bransjekurs.__file__).parent / "static" / "bransjekurs" / "min" / "ordering.js"
    run = """
    global.window = {};
    require(process.argv[1]);
    const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
    process.stdout.write(JSON.stringify(asked.map((one) => window.BransjekursAlignment.inPlace(one.table, one.keys))));
    """
    done = subprocess.run(
        ["node", "-e", run, str(script)], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [list(in_place(keys, task.right, task.same)) for task, keys in tasks]


@pytest.mark.parametrize("answer", ["x", "a", "a a a a", "a b c d d", "a b c x"])
def test_an_answer_that_no_one_can_have_given_is_refused(answer: str) -> None:
    with pytest.raises(Refusal, match="unknown_value"):
        judge(_task(CASES[0]), answer)


def test_each_kind_of_situation_has_its_tasks() -> None:
    signs = tuple(Sign(f"{name}.svg", name, f"Betyr {name}.") for name in "abcde")
    spots = tuple(Spot(name, f"Her er {name}.") for name in "abcde")
    lines = (Line("Tor", "Hei!"), Line("Amina", "Hei på deg!", (Reply("Nei.", "Det er ikke høflig."),)))
    read = [Line("Tor", "Hei!")]
    assert [task.act for task in tasks_of(_situation(SituationKind.SIGN, signs=signs))] == [Act.SIGN] * 5
    assert {len(task.options) for task in tasks_of(_situation(SituationKind.SIGN, signs=signs))} == {3}
    assert {len(task.options) for task in tasks_of(_situation(SituationKind.PICTURE, places=spots))} == {4}
    [task] = tasks_of(_situation(SituationKind.DIALOGUE, lines=lines))
    assert (task.act, task.number, {option.text for option in task.options}) == (Act.LINE, 1, {"Hei på deg!", "Nei."})
    assert tasks_of(_situation(SituationKind.DIALOGUE, lines=tuple(read))) == ()
    assert tasks_of(_situation(SituationKind.MESSAGE, checklist=("Hva?",))) == ()


def test_the_right_choice_is_among_those_shown_and_the_same_each_time() -> None:
    situation = _situation(SituationKind.SIGN, signs=tuple(Sign(f"{n}.svg", n, f"Betyr {n}.") for n in "abcde"))
    for task in tasks_of(situation):
        assert task.right[0] in {option.key for option in task.options}
    assert tasks_of(situation) == tasks_of(situation)


def test_the_steps_are_not_shown_in_the_right_order() -> None:
    for count in range(2, 9):
        steps = tuple(f"Steg {number}." for number in range(count))
        [task] = tasks_of(_situation(SituationKind.PROCEDURE, steps=steps))
        assert task.right == tuple(key_of(step) for step in steps)
        assert tuple(option.key for option in task.options) != task.right
        assert {option.text for option in task.options} == set(steps)


def test_words_can_be_tapped_in_whatever_form_they_stand() -> None:
    text = "Skyll armen! Søl på huden, ikke sølt."
    assert with_words(text, [SPILL, RINSE]) == (
        ("Skyll", "skylle"),
        (" armen! ", ""),
        ("Søl", "sol"),
        (" på huden, ikke sølt.", ""),
    )


def test_a_run_of_steps_is_two_numbers() -> None:
    assert (span("2-4"), span("2–4"), span(" 2 - 4 ")) == ((2, 4), (2, 4), (2, 4))
    assert [span(text) for text in ("", "2", "2-", "a-b", "-2-4")] == [None] * 5
    assert wrong_spans([(1, 2), (2, 3), (4, 4), (5, 9), (0, 2)], 6) == ((2, 3), (4, 4), (5, 9), (0, 2))


def _answers(*given: tuple[float, AnswerVerdict]) -> list[TaskAnswer]:
    return [TaskAnswer("t", START + timedelta(days=day), verdict) for day, verdict in given]


RIGHT, WRONG = AnswerVerdict.RIGHT, AnswerVerdict.WRONG


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ([(0, RIGHT)], False),
        ([(0, RIGHT), (0.1, RIGHT)], False),
        ([(0, RIGHT), (2, RIGHT)], True),
        ([(0, WRONG), (0.1, RIGHT), (2, RIGHT)], False),
        ([(0, WRONG), (1, RIGHT), (2, RIGHT)], True),
        ([(0, RIGHT), (2, WRONG), (2.1, RIGHT)], False),
    ],
    ids=[
        "once",
        "twice in a day",
        "on two days",
        "after the feedback",
        "later days count",
        "the first of a day counts",
    ],
)
def test_a_task_is_known_when_a_days_first_answer_is_right_on_two_days(
    given: list[tuple[float, AnswerVerdict]], known: bool
) -> None:
    task = _task(CASES[8])
    assert known_tasks([task], _answers(*given), 2, UTC) == ({"t"} if known else set())
    assert known_tasks([task], reversed(_answers(*given)), 2, UTC) == ({"t"} if known else set())
