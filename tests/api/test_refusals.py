"""Every refusal of domain and use cases is met by somebody, and every refusal of the package has words."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import bransjekurs
import pytest
from bransjekurs.api import (
    agreement,
    anyone_file,
    certificate_basis,
    conversations,
    goals,
    group_acts,
    issuing_group,
    links,
    mentor,
    participant_answers,
    participant_certificate,
    participant_plan,
    participant_practice,
    participant_share,
    participant_situations,
    report,
    teacher_certificate,
    teacher_goal,
    teacher_session,
    timetable,
    workplace,
)
from bransjekurs.api.links import Invitation
from bransjekurs.api.participant_answers import AnswerGiven
from bransjekurs.domain.conversation import Held
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.measures import (
    MOST_MEASURES,
    LearningArena,
    Measure,
    MeasureKind,
    with_measure,
    without_measure,
)
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.own_goal import MOST_OWN_GOALS, own_goal
from bransjekurs.domain.participation import Session
from bransjekurs.domain.plan import Goal, Judgement, Progress, Verdict, with_judgement
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.timetable import Shift, Study, Timetable
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.links.api import Purpose
from bransjekurs.plans.api import ReviewNote
from bransjekurs.rendering import LANGUAGES
from bransjekurs.roles import Role
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
    participant_answers.answer(cast.amina, cast.word_lists[0], given, START)


def _judge(cast: Cast, verdict: Verdict, reason: str, basis: list[int]) -> None:
    teacher_goal.judge(cast.tor, cast.amina.user_id, "merking", verdict, reason, basis, START)


def _session(cast: Cast, title: str = "Økt", hours: float = 3.0, number: int = 0) -> None:
    session = Session(START, title, Arena.CLASSROOM, hours, number)
    teacher_session.note_session(cast.tor, session, {cast.amina.user_id: 0.0})


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


def _issue_without_key(cast: Cast) -> None:
    cast.reach_everything()
    issuer = {"name": "X", "organisation_number": "310245187", "address": "https://bevis.example"}
    with override_settings(BRANSJEKURS_ISSUERS={"fjordbyen": issuer}):
        cast.certificate()


def _issue_nothing(cast: Cast) -> None:
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()


def _issue_unchecked(cast: Cast) -> None:
    teacher_certificate.issue(cast.tor, cast.amina.user_id, name_checked=False, language="nb", now=START)


def _unknown_block(cast: Cast) -> None:
    key = UsageKey.from_string(cast.course.plan_usage_key)
    participant_practice.start_round(cast.amina, key, START)


def _judge_on_one_arena(cast: Cast, arenas_required: int) -> None:
    """An outcome that must be shown in more arenas than the workplace alone."""
    asked = replace(cast.course.outcomes[0], arenas_required=arenas_required)
    judged = Judgement(Verdict.ATTAINED, "Så det.", None, Role.TEACHER, START, (1,))
    with_judgement(Goal(asked), judged, {Arena.WORKPLACE})


def _measure(responsible: str = "Tor", before: int = 0) -> None:
    measure = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, responsible=responsible)
    with_measure(tuple(replace(measure, id=str(number)) for number in range(before)), measure)


def _hold(cast: Cast, said: str = "Det går bra.", at: datetime = START, number: int = 0) -> None:
    held = Held(at, "Amina og Tor", said, "")
    conversations.hold_conversation(cast.tor, cast.amina.user_id, number, held, [], None, None, START)


def _too_many_goals(cast: Cast) -> None:
    for number in range(MOST_OWN_GOALS + 1):
        goals.add_own_goal(cast.amina, cast.amina.user_id, "", f"Ringe kunde {number}", "", START)


def _judge_norwegian(cast: Cast, levels: dict[str, str], basis: str) -> None:
    certificate_basis.judge_norwegian(cast.nina, cast.amina.user_id, levels, basis, START)


def _replace_without_reason(cast: Cast) -> None:
    cast.attend(3)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()
    cast.attend(3)
    cast.certificate(reason="")


def _agree_twice(cast: Cast) -> None:
    number = agreement.propose(cast.tor, cast.amina.user_id, START)
    for _ in range(2):
        agreement.agree(cast.amina, cast.amina.user_id, number, START)


def _confirm_no_hours(cast: Cast) -> None:
    asked = Invitation(Purpose.CONFIRM_HOURS, "Kari", "mentor", 7)
    token, _ = links.make(cast.tor, cast.amina.user_id, asked, START)
    workplace.confirm_hours(token, [], START)


def _move_where_nothing_is_free(cast: Cast) -> None:
    """Every hour of the week is a shift."""
    shifts = tuple(Shift(1, day, 0, 24 * 60) for day in range(7))
    table = Timetable(date(2026, 9, 28), shifts=shifts, study=(Study(1, 0, 600, 660),))
    timetable.change_time(cast.amina, cast.amina.user_id, table, 0, "", START)
    timetable.move_study(cast.amina, cast.amina.user_id, 0, 1, START)


ACTS: dict[str, Callable[[Cast], object]] = {
    "already_agreed": _agree_twice,
    "no_free_time": _move_where_nothing_is_free,
    "nothing_to_confirm": _confirm_no_hours,
    "basis_missing": lambda cast: _judge_norwegian(cast, {"listening": "B1"}, " "),
    "level_missing": lambda cast: _judge_norwegian(cast, {}, "Samtale."),
    "unknown_value": lambda cast: _judge_norwegian(cast, {"listening": "C9"}, "Samtale."),
    "document_missing": lambda c: certificate_basis.note_document(c.tor, c.amina.user_id, "", " ", None, START),
    "correction_reason_missing": _replace_without_reason,
    "not_sure": lambda cast: participant_share.withdraw_certificate(cast.amina, False, START),
    "unknown_language": lambda c: teacher_certificate.example_of(c.tor, c.amina.user_id, "xx", START),
    "unknown_run": lambda cast: issuing_group.progress(cast.tor, 4711),
    "changed_meanwhile": lambda c: goals.set_way_on(c.amina, c.amina.user_id, "Fagbrev.", "x", START),
    "held_in_future": lambda cast: _hold(cast, at=START + timedelta(days=1)),
    "nothing_chosen": lambda c: goals.take_edition(c.amina, c.amina.user_id, [], START),
    "said_missing": lambda cast: _hold(cast, said=" "),
    "too_many_goals": _too_many_goals,
    "unknown_conversation": lambda cast: _hold(cast, number=4711),
    "unprintable": lambda c: goals.add_own_goal(c.amina, c.amina.user_id, "", "Ringe 😀", "", START),
    "answer_too_long": lambda cast: _answer(cast, text="x" * 201),
    "answer_without_id": lambda cast: _answer(cast, answer_id=""),
    "arenas_missing": lambda cast: _judge_on_one_arena(cast, 2),
    "comment_too_long": _comment_too_long,
    "course_not_published": _unknown_block,
    "curriculum_code": lambda _cast: own_goal("1", "", "KM10662 Bruke verneutstyr", ""),
    "days_out_of_range": lambda c: teacher_goal.ask_mentor(c.tor, c.amina.user_id, "merking", "Kari", 99, START),
    "each_arena_missing": lambda cast: _judge_on_one_arena(cast, 3),
    "evidence_missing": lambda cast: _judge(cast, Verdict.ATTAINED, "Så det.", []),
    "goal_title_missing": lambda _cast: own_goal("1", "", " 1 ", ""),
    "file_too_large": lambda _cast: anyone_file.check_file(bytes(6_000_000), START),
    "file_without_credential": lambda _cast: anyone_file.check_file(b"hello", START),
    "goal_confirmed": _change_what_is_confirmed,
    "hours_out_of_range": lambda cast: _session(cast, hours=13),
    "issuer_missing": _issue_without_issuer,
    "link_closed": lambda cast: links.withdraw(cast.tor, cast.amina.user_id, 4711, START),
    "mentor_missing": lambda c: teacher_goal.ask_mentor(c.tor, c.amina.user_id, "merking", " ", 14, START),
    "name_missing": lambda cast: participant_certificate.confirm_name(cast.amina, " ", START),
    "name_not_checked": _issue_unchecked,
    "name_not_confirmed": lambda cast: cast.certificate(),
    "name_too_long": lambda cast: participant_certificate.confirm_name(cast.amina, "x" * 121, START),
    "name_unprintable": lambda cast: participant_certificate.confirm_name(cast.amina, "Amina 😀", START),
    "no_certificate": lambda cast: participant_certificate.own_certificate(cast.amina),
    "nobody_chosen": lambda cast: group_acts.assign(cast.ingrid, [], "per", "adviser", START),
    "nothing_to_document": _issue_nothing,
    "reason_missing": lambda cast: _judge(cast, Verdict.NOT_YET, " ", []),
    "reason_too_long": lambda cast: _judge(cast, Verdict.NOT_YET, "x" * 1001, []),
    "responsible_missing": lambda _cast: _measure(" "),
    "review_in_past": lambda cast: _review(cast, -1, "Tor"),
    "role_may_not_judge": _nina_judges_what_tor_judges,
    "too_many_measures": lambda _cast: _measure(before=MOST_MEASURES),
    "signing_key_missing": _issue_without_key,
    "title_missing": lambda cast: _session(cast, title=" "),
    "too_few": lambda cast: report.see_report(cast.tor, START),
    "too_many_chosen": lambda cast: group_acts.start_plans(cast.ingrid, range(2000), START),
    "unknown_evidence": lambda cast: _judge(cast, Verdict.ATTAINED, "Så det.", [4711]),
    "unknown_goal": lambda cast: participant_plan.set_progress(cast.amina, "x", Progress.BEGUN, START),
    "unknown_measure": lambda _cast: without_measure((), "x"),
    "unknown_participant": lambda cast: group_acts.assign(cast.ingrid, [4711], "per", "adviser", START),
    "follows_self": lambda cast: group_acts.assign(cast.ingrid, [cast.amina.user_id], "amina", "teacher", START),
    "unknown_role": lambda cast: group_acts.assign(cast.ingrid, [cast.amina.user_id], "per", "staff", START),
    "unknown_session": lambda cast: _session(cast, number=4711),
    "unknown_user": lambda cast: group_acts.assign(cast.ingrid, [cast.amina.user_id], "x", "adviser", START),
    "unknown_situation": lambda cast: participant_situations.take_back_text(
        cast.amina, cast.situation("skriv-melding"), "finnes-ikke"
    ),
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
    # The others are met by name in the tests of the part that they belong to.
    assert set(ACTS) <= raised
    assert {code for code in raised - set(ACTS) if f'"{code}"' not in _other_tests()} == set()


@cache
def _other_tests() -> str:
    tests = Path(__file__).parents[1]
    others = (path for path in sorted(tests.rglob("test_*.py")) if path.name != Path(__file__).name)
    return "".join(path.read_text(encoding="utf-8") for path in others)


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
