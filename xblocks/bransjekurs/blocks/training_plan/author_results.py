"""The part of an outcome's row with the results in the course that show it: what is chosen, and how much it takes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.blocks.forms import Form
from bransjekurs.domain.course import CoursePart
from bransjekurs.domain.course_results import part_name
from bransjekurs.domain.outcome import ResultKind, ResultRule
from bransjekurs.domain.refusal import Refusal
from bransjekurs.platform import platform

# What an author calls the platform's own types; any other is told by its type.
_KINDS = {
    "chapter": gettext_lazy("a section"),
    "sequential": gettext_lazy("a subsection"),
    "vertical": gettext_lazy("a unit"),
    "problem": gettext_lazy("a question"),
    "html": gettext_lazy("a text"),
}
Parts = Mapping[str, CoursePart]
_EMPTY = {"part": "", "percent": ""}


def parts_of(course_key: CourseKey | None) -> Parts:
    """Return the parts of the course as its author has it now, by name; none outside a course."""
    found = platform().course_parts(course_key, draft=True) if course_key else ()
    return {part.name: part for part in found if part.leaves or part.points}


def named(shown: dict[str, Any], parts: Parts) -> dict[str, Any]:
    """Return the form's context with what can be chosen, and with words for what is chosen already."""
    words = {name: f"{part.title}, {_kind(name)}" for name, part in parts.items()}
    outcomes = [
        {**one, "results": [{**result, "words": words.get(result["part"], "")} for result in one["results"]]}
        for one in shown["outcomes"]
    ]
    choices = [{"value": name, "label": label} for name, label in words.items()]
    return {**shown, "outcomes": outcomes, "parts": choices}


def rows(rules: Iterable[ResultRule]) -> list[dict[str, str]]:
    """Return the rules as rows to show, and an empty one for a new rule."""
    return [*({"part": rule.part, "percent": _percent(rule)} for rule in rules), _EMPTY]


def typed_rows(form: Form, row: str) -> list[dict[str, str]]:
    """Return the rows as they were typed."""
    return [*({name: form.text(f"{one}-{name}") for name in _EMPTY} for one in _rows(form, row)), _EMPTY]


def read(form: Form, row: str, shown: str, before: tuple[ResultRule, ...], parts: Parts) -> tuple[ResultRule, ...]:
    """Return an outcome's rules, and note what is wrong under ``shown``, the name that its row gets when shown again.

    A form without these fields (an older one in an open tab) keeps what there is.
    """
    if not form.sent(f"{row}-shown-0-part"):
        return before
    rules: list[ResultRule] = []
    for number, one in enumerate(_rows(form, row)):
        field = f"{shown}-shown-{number}"
        rule = _rule(form, one, field)
        _check(form, field, rule, rules, parts)
        rules.append(rule)
    return tuple(rules)


def _rows(form: Form, row: str) -> list[str]:
    return form.rows(f"{row}-shown", "part", "percent")


def _rule(form: Form, row: str, field: str) -> ResultRule:
    part, percent = _name(form.text(f"{row}-part")), form.text(f"{row}-percent")
    if not percent:
        return ResultRule(part, ResultKind.DONE)
    try:
        number = float(percent.replace(",", "."))
    except ValueError:
        number = 0.0
    if not 1 <= number <= 100:
        form.wrong(Refusal("number_out_of_range", f"{field}-percent", low=1, high=100))
        number = 100.0
    return ResultRule(part, ResultKind.POINTS, round(number / 100, 4))


def _name(typed: str) -> str:
    """Return a part's name; an author may also paste the whole address that the platform shows for a block."""
    try:
        key = UsageKey.from_string(typed)
    except InvalidKeyError:
        return typed
    return part_name(key.block_type, key.block_id)


def _check(form: Form, field: str, rule: ResultRule, others: Iterable[ResultRule], parts: Parts) -> None:
    part = parts.get(rule.part)
    if part is None or (rule.kind is ResultKind.DONE and not part.leaves):
        form.wrong(Refusal("unknown_part", f"{field}-part"))
    elif rule.kind is ResultKind.POINTS and not part.points:
        form.wrong(Refusal("part_without_points", f"{field}-percent"))
    elif (rule.part, rule.kind) in {(one.part, one.kind) for one in others}:
        form.wrong(Refusal("not_unique", f"{field}-part"))


def _percent(rule: ResultRule) -> str:
    return f"{rule.at_least * 100:g}" if rule.kind is ResultKind.POINTS else ""


def _kind(name: str) -> str:
    block_type = name.partition("@")[0]
    return str(_KINDS.get(block_type, block_type))
