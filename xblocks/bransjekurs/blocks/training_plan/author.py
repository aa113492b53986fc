"""The author's form of the training plan: shown from the block's fields, read back into them."""

from collections.abc import Set
from dataclasses import replace
from typing import Any

from bransjekurs.blocks.forms import Form
from bransjekurs.blocks.training_plan import author_measures, author_trade
from bransjekurs.domain.course import ArenaHours
from bransjekurs.domain.outcome import COURSE_ARENAS, Outcome, OutcomeKind, slug
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import BasicSkill
from bransjekurs.roles import ALLOWED, Action, Role
from bransjekurs.stored import to_stored
from bransjekurs.wording import ARENA_COUNTS, ARENAS, KINDS, ROLES

_NEW = Outcome(id="", area="", kind=OutcomeKind.TRADE_SKILL, title="", plain="")


def context(block: Any, *, saved: bool = False) -> dict[str, Any]:
    """Return the form as the block's fields have it."""
    shown = _context(block.display_name, block.review_weeks, block.typed_hours(), block.typed_outcomes())
    shown |= author_measures.context(block.typed_measures())
    return shown | {"trade": author_trade.context(block.typed_trade(), block.typed_mapping_areas()), "saved": saved}


def submit(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Store the form if it has no errors; return the context to show: saved, or as typed with the errors."""
    form = Form(data)
    name = form.required("display_name", "not_empty")
    weeks = form.number("review_weeks", int, 1, 26)
    hours = tuple(ArenaHours(arena, form.number(f"hours-{arena}", int, 0, 2000)) for arena in COURSE_ARENAS)
    known = {outcome.id: outcome for outcome in block.typed_outcomes()}
    rows = form.rows("outcome", "id", "title", "area", "plain", "look_for")
    outcomes = tuple(_outcome(form, row, known) for row in rows)
    removed = {number for number, row in enumerate(rows) if form.text(f"{row}-delete")}
    kept = {number: outcome for number, outcome in enumerate(outcomes) if number not in removed}
    for number, outcome in kept.items():
        _check(form, rows[number], f"outcome-{number}", outcome)
    form.check_ids({f"outcome-{number}-title": outcome.id for number, outcome in kept.items() if outcome.title})
    trade, areas = author_trade.read(form, block.typed_trade())
    measures, gone = author_measures.read(form, block.typed_measures())
    if form.errors:
        asked = author_trade.as_typed(form, author_trade.context(trade, areas))
        shown = _context(name, weeks, hours, outcomes, removed) | author_measures.context(measures, gone)
        return _as_typed(form, shown) | {"trade": asked}
    block.display_name, block.review_weeks = name, weeks
    block.hours = to_stored(tuple(item for item in hours if item.hours))
    block.outcomes = to_stored(tuple(kept.values()))
    block.trade, block.mapping_areas = to_stored(trade), to_stored(areas)
    block.measures = to_stored(tuple(one for number, one in enumerate(measures) if number not in gone))
    return context(block, saved=True)


def _context(
    name: str, weeks: int, hours: tuple[ArenaHours, ...], outcomes: tuple[Outcome, ...], removed: Set[int] = frozenset()
) -> dict[str, Any]:
    planned = {item.arena: item.hours for item in hours}
    judges = sorted(role for role in Role if role in ALLOWED[Action.JUDGE])
    rows = [_row(outcome, number in removed) for number, outcome in enumerate((*outcomes, _NEW))]
    return {
        "fields": {"display_name": name, "review_weeks": weeks},
        "hours": [{"arena": str(a), "label": ARENAS[a], "hours": planned.get(a, 0)} for a in COURSE_ARENAS],
        "outcomes": rows,
        "kinds": [{"value": kind.value, "label": label} for kind, label in KINDS.items()],
        "arena_counts": [{"value": n, "label": ARENA_COUNTS[n]} for n in ARENA_COUNTS],
        "judges": [{"value": str(role), "label": ROLES[role]} for role in judges],
    }


def _as_typed(form: Form, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the context with the numbers as they were typed, and the errors."""
    fields = {**shown["fields"], "review_weeks": form.text("review_weeks")}
    hours = [{**item, "hours": form.text(f"hours-{item['arena']}")} for item in shown["hours"]]
    return {**shown, "fields": fields, "hours": hours, "errors": form.errors}


def _row(outcome: Outcome, removed: bool) -> dict[str, Any]:
    return {**to_stored(outcome), "look_for": "\n".join(outcome.look_for), "delete": removed}


def _outcome(form: Form, row: str, known: dict[str, Outcome]) -> Outcome:
    """Read one row; what the form does not show (curriculum, icon) stays as it was."""
    title, kind = form.text(f"{row}-title"), form.text(f"{row}-kind")
    before = known.get(form.text(f"{row}-id"), replace(_NEW, id=slug(title)))
    return replace(
        before,
        title=title,
        area=form.text(f"{row}-area"),
        plain=form.text(f"{row}-plain"),
        look_for=form.lines(f"{row}-look_for"),
        kind=OutcomeKind(kind) if kind in set(OutcomeKind) else before.kind,
        required=bool(form.text(f"{row}-required")),
        support_suffices=bool(form.text(f"{row}-support_suffices")),
        uses=tuple(skill for skill in BasicSkill if skill in form.texts(f"{row}-uses")),
        arenas_required=_arena_count(form.text(f"{row}-arenas_required")),
        judged_by=tuple(role for role in form.texts(f"{row}-judged_by") if role in ALLOWED[Action.JUDGE]),
    )


def _arena_count(text: str) -> int:
    """Return in how many arenas; a form without the field says one."""
    return next((count for count in ARENA_COUNTS if str(count) == text), 1)


def _check(form: Form, row: str, shown: str, outcome: Outcome) -> None:
    """Note what is wrong in a row under ``shown``, the number that it gets when the form is shown again."""
    for name in ("title", "area", "plain"):
        if not getattr(outcome, name):
            form.wrong(Refusal("not_empty", f"{shown}-{name}"))
    form.check_printable(f"{shown}-title", outcome.title)
    if form.text(f"{row}-kind") not in set(OutcomeKind):
        form.wrong(Refusal("unknown_value", f"{shown}-kind"))
    if not outcome.judged_by:
        form.wrong(Refusal("unknown_role", f"{shown}-judged_by"))
