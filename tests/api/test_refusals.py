"""Every refusal of domain and use cases is met by somebody, and every refusal of the package has words."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import bransjekurs
import pytest
from bransjekurs.api import (
    mentor,
    participant_certificate,
    participant_plan,
    participant_practice,
    teacher_certificate,
    teacher_goal,
    teacher_group,
)
from bransjekurs.api.participant_practice import AnswerGiven
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.plans.api import ReviewNote
from bransjekurs.rendering import LANGUAGES
from bransjekurs.wording import REFUSALS, refusal_text
from django.test import override_settings
from django.utils import translation
from opaque_keys.edx.keys import UsageKey

from tests.conftest import START, Cast

PACKAGE = Path(bransjekurs.__file__).parent
# The parts that know rules; what doors and authors' forms refuse is tested where they are.
RULES = ("domain", "api", "courses", "plans", "evidence", "practice", "certificates")


class Raised(NamedTuple):
    """One place in the source that refuses: where, with which code, with which details."""

    place: str
    code: str
    details: frozenset[str]


def _answer(cast: Cast, answer_id: str = "1", term: str = "hanske", text: str = "hanske") -> None:
    given = AnswerGiven(answer_id, term, TaskKind.TYPE, text)
    participant_practice.answer(cast.amina, cast.word_lists[0], given, START)


def _judge(cast: Cast, verdict: Verdict, reason: str, basis: list[int]) -> None:
    teacher_goal.judge(cast.tor, cast.amina.user_id, "merking", verdict, reason, basis, START)


def _session(cast: Cast, title: str = "Økt", hours: float = 3.0, number: int = 0) -> None:
    session = Session(START, title, Arena.CLASSROOM, hours, number)
    teacher_group.note_session(cast.tor, session, {cast.amina.user_id: 0.0})


def _nina_judges_what_tor_judges(cast: Cast) -> None:
    teacher_goal.judge(cast.nina, cast.amina.user_id, "merking", Verdict.NOT_YET, "Øv.", [], START)


def _change_what_is_confirmed(cast: Cast) -> None:
    cast.confirm("merking")
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)


def _comment_too_long(cast: Cast) -> None:
    token, _ = teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, "merking", "Kari", 14, START)
    mentor.answer(token, Observed.ALONE, "x" * 501, START)


def _review(cast: Cast, days: int, with_whom: str) -> None:
    note = ReviewNote(START.replace(day=START.day + days), with_whom, "")
    teacher_goal.plan_review(cast.tor, cast.amina.user_id, note, START)


def _issue_without_issuer(cast: Cast) -> None:
    cast.reach_everything()
    with override_settings(BRANSJEKURS_ISSUERS={}):
        cast.certificate()


def _issue_nothing(cast: Cast) -> None:
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()


def _issue_unchecked(cast: Cast) -> None:
    teacher_certificate.issue(cast.tor, cast.amina.user_id, name_checked=False, language="nb", now=START)


def _unknown_block(cast: Cast) -> None:
    key = UsageKey.from_string(cast.course.plan_usage_key)
    participant_practice.start_round(cast.amina, key, START)


ACTS: dict[str, Callable[[Cast], object]] = {
    "answer_too_long": lambda cast: _answer(cast, text="x" * 201),
    "answer_without_id": lambda cast: _answer(cast, answer_id=""),
    "comment_too_long": _comment_too_long,
    "course_not_published": _unknown_block,
    "days_out_of_range": lambda c: teacher_goal.ask_mentor(c.tor, c.amina.user_id, "merking", "Kari", 99, START),
    "evidence_missing": lambda cast: _judge(cast, Verdict.ATTAINED, "Så det.", []),
    "goal_confirmed": _change_what_is_confirmed,
    "hours_out_of_range": lambda cast: _session(cast, hours=13),
    "issuer_missing": _issue_without_issuer,
    "link_closed": lambda cast: teacher_goal.withdraw_link(cast.tor, cast.amina.user_id, 4711, START),
    "mentor_missing": lambda c: teacher_goal.ask_mentor(c.tor, c.amina.user_id, "merking", " ", 14, START),
    "name_missing": lambda cast: participant_certificate.confirm_name(cast.amina, " ", START),
    "name_not_checked": _issue_unchecked,
    "name_not_confirmed": lambda cast: cast.certificate(),
    "name_too_long": lambda cast: participant_certificate.confirm_name(cast.amina, "x" * 121, START),
    "name_unprintable": lambda cast: participant_certificate.confirm_name(cast.amina, "Amina 😀", START),
    "no_certificate": lambda cast: participant_certificate.own_certificate(cast.amina),
    "nobody_chosen": lambda cast: teacher_group.assign(cast.ingrid, [], "per", "adviser"),
    "nothing_to_document": _issue_nothing,
    "reason_missing": lambda cast: _judge(cast, Verdict.NOT_YET, " ", []),
    "reason_too_long": lambda cast: _judge(cast, Verdict.NOT_YET, "x" * 1001, []),
    "review_in_past": lambda cast: _review(cast, -1, "Tor"),
    "role_may_not_judge": _nina_judges_what_tor_judges,
    "title_missing": lambda cast: _session(cast, title=" "),
    "unknown_evidence": lambda cast: _judge(cast, Verdict.ATTAINED, "Så det.", [4711]),
    "unknown_goal": lambda cast: participant_plan.set_progress(cast.amina, "x", Progress.BEGUN, START),
    "unknown_participant": lambda cast: teacher_group.assign(cast.ingrid, [4711], "per", "adviser"),
    "follows_self": lambda cast: teacher_group.assign(cast.ingrid, [cast.amina.user_id], "amina", "teacher"),
    "unknown_role": lambda cast: teacher_group.assign(cast.ingrid, [cast.amina.user_id], "per", "staff"),
    "unknown_session": lambda cast: _session(cast, number=4711),
    "unknown_user": lambda cast: teacher_group.assign(cast.ingrid, [cast.amina.user_id], "x", "adviser"),
    "unknown_word": lambda cast: _answer(cast, term="avvik"),
    "with_whom_missing": lambda cast: _review(cast, 1, " "),
}


@pytest.mark.parametrize("code", ACTS)
def test_a_refusal_is_met_and_told_in_every_language(cast: Cast, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        ACTS[code](cast)
    assert refused.value.code == code
    for language in LANGUAGES:
        with translation.override(language):
            text = refusal_text(refused.value)
            assert text
            assert "%" not in text


def test_every_refusal_of_the_rules_is_met_above() -> None:
    raised = {found.code for part in RULES for path in (PACKAGE / part).rglob("*.py") for found in _raised(path)}
    assert set(ACTS) == raised


def test_every_refusal_has_words_and_every_word_a_refusal() -> None:
    raised = {found.code for found in _everywhere()}
    assert raised - set(REFUSALS) == set(), "refused without words"
    assert set(REFUSALS) - raised == set(), "words that nobody is told"


def test_every_refusal_brings_what_its_words_ask_for() -> None:
    for language in LANGUAGES:
        with translation.override(language):
            for found in _everywhere():
                asked = set(re.findall(r"%\((\w+)\)", str(REFUSALS[found.code])))
                assert asked == found.details - {"field"}, (language, found)


@cache
def _everywhere() -> tuple[Raised, ...]:
    return tuple(found for path in sorted(PACKAGE.rglob("*.py")) for found in _raised(path))


def _raised(path: Path) -> Iterator[Raised]:
    """Find every ``Refusal(code, …)`` in a file; a code that a function is given is looked up where it is called."""
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in _calls(function, "Refusal"):
            details = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
            for code in _codes(call.args[0], function):
                yield Raised(f"{path.name}:{call.lineno}", code, details)


def _codes(value: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    if isinstance(value, ast.Constant):
        yield str(value.value)
    elif isinstance(value, ast.IfExp):
        yield from _codes(value.body, function)
        yield from _codes(value.orelse, function)
    elif isinstance(value, ast.Name):
        names = [argument.arg for argument in function.args.args]
        place = names.index(value.id) - (names[0] == "self")
        for path in PACKAGE.rglob("*.py"):
            for call in _calls(ast.parse(path.read_text(encoding="utf-8")), function.name):
                yield from _codes(call.args[place], function)
    else:
        raise AssertionError(f"What is the code in {ast.unparse(value)}?")


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", "")):
            yield node
