"""The device judges as the server does: the script is run on every case of the table, and on answers made at random."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import bransjekurs
import pytest
from bransjekurs.domain.answers import aligned, answer_table, expected_answer, look_up, normalise
from bransjekurs.domain.vocabulary import TaskKind, Term
from bransjekurs.stored import to_stored

from tests.domain.test_answers import CASES, WORDS

# As they are sent.
_SENT = Path(bransjekurs.__file__).parent / "static" / "bransjekurs" / "min"
_SCRIPTS = [str(_SENT / name) for name in ("rounds.js",)]
_RUN = """
global.window = {};
process.argv.slice(1).forEach((script) => require(script));
const judge = window.BransjekursJudge;
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = asked.map(({ table, answer, expected }) => {
  const typed = judge.normalise(answer);
  const word = judge.wordAlone(table, typed);
  return [typed, judge.lookUp(table, typed), window.BransjekursAlignment.aligned(word, expected)];
});
process.stdout.write(JSON.stringify(told));
"""
_LETTERS = "abdeginorstæøå -"
# Without node there is nothing to run the script with but the browser, and the journeys do that.
pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node is not here")


def _slips(term: Term, chance: random.Random, count: int) -> list[str]:
    """Answers near the word: letters left out, added, exchanged, and articles before it."""
    found = []
    for _ in range(count):
        word = list(chance.choice(sorted({*term.spellings(), *term.also, term.lemma})))
        for _slip in range(chance.randint(0, 3)):
            place = chance.randint(0, len(word))
            word[place : place + chance.randint(0, 1)] = chance.choice(["", chance.choice(_LETTERS)])
        found.append(chance.choice(["", "", "en ", "et ", "å "]) + "".join(word))
    return found


def test_the_device_judges_as_the_server_does() -> None:
    chance = random.Random(5)
    answers = [(WORDS[case["term"]], TaskKind(case["kind"]), case["answer"]) for case in CASES]
    answers += [(term, kind, slip) for term in WORDS.values() for kind in TaskKind for slip in _slips(term, chance, 15)]
    asked, expected = [], []
    for term, kind, answer in answers:
        table, typed = answer_table(term, kind), normalise(answer)
        before, _, word = typed.partition(" ")
        alone = word if word and before in table.skip else typed
        right = expected_answer(term, kind).lower()
        asked.append({"table": to_stored(table), "answer": answer, "expected": right})
        expected.append([typed, look_up(table, typed).value, [list(pair) for pair in aligned(alone, right)]])
    done = subprocess.run(
        ["node", "-e", _RUN, *_SCRIPTS], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    differing = [(a["answer"], e[1], t[1]) for a, e, t in zip(asked, expected, told, strict=True) if e != t]
    assert differing == []
