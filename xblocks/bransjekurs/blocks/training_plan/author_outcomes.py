"""The outcomes, as rows of the training plan's form (R5-R11, R58, R61, R66)."""

from collections.abc import Set
from dataclasses import replace
from typing import Any

from bransjekurs.blocks.forms import Form
from bransjekurs.blocks.training_plan import author_results
from bransjekurs.blocks.training_plan.author_results import Parts
from bransjekurs.domain.course import ArenaHours
from bransjekurs.domain.outcome import Outcome, OutcomeKind, slug
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import BasicSkill
from bransjekurs.roles import ALLOWED, Action, Role
from bransjekurs.stored import to_stored
from bransjekurs.wording import ARENA_COUNTS, KINDS, ROLES

_NEW = Outcome(id="", area="", kind=OutcomeKind.TRADE_SKILL, title="", plain="")
_MOST_HOURS = 500


def context(outcomes: tuple[Outcome, ...], removed: Set[int] = frozenset()) -> dict[str, Any]:
    """Return the rows, the last for a new one, and what can be chosen in them."""
    judges = sorted(role for role in Role if role in ALLOWED[Action.JUDGE])
    return {
        "outcomes": [_row(outcome, number in removed) for number, outcome in enumerate((*outcomes, _NEW))],
        "kinds": [{"value": kind.value, "label": label} for kind, label in KINDS.items()],
        "arena_counts": [{"value": n, "label": ARENA_COUNTS[n]} for n in ARENA_COUNTS],
        "judges": [{"value": str(role), "label": ROLES[role]} for role in judges],
    }


def as_typed(form: Form, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the context with each outcome's hours and results as they were typed."""
    typed = [
        {"hours": form.text(f"{row}-hours"), "results": author_results.typed_rows(form, row)} for row in _rows(form)
    ]
    rows = shown["outcomes"]
    return shown | {"outcomes": [*(one | text for one, text in zip(rows, typed, strict=False)), *rows[len(typed) :]]}


def read(
    form: Form, before: tuple[Outcome, ...], hours: tuple[ArenaHours, ...], parts: Parts
) -> tuple[tuple[Outcome, ...], set[int]]:
    """Return the rows as typed and the numbers of those to remove; what is wrong is noted in the form.

    ``hours`` are those that the course plans: nobody can show an outcome in more arenas than that. ``parts`` are the
    course's, of which an outcome can be shown by results.
    """
    known = {outcome.id: outcome for outcome in before}
    rows = _rows(form)
    removed = {number for number, row in enumerate(rows) if form.text(f"{row}-delete")}
    outcomes = tuple(_outcome(form, row, known) for row in rows)
    kept = {number: outcome for number, outcome in enumerate(outcomes) if number not in removed}
    arenas = max(1, sum(bool(item.hours) for item in hours))
    for number, outcome in kept.items():
        _check(form, rows[number], f"outcome-{number}", outcome)
        if outcome.arenas_required > arenas:
            form.wrong(Refusal("too_few_arenas", f"outcome-{number}-arenas_required", most=arenas))
        kept[number] = replace(
            outcome,
            hours=_hours(form, rows[number], f"outcome-{number}", outcome.hours),
            shown_by=author_results.read(form, rows[number], f"outcome-{number}", outcome.shown_by, parts),
        )
    form.check_ids({f"outcome-{number}-title": outcome.id for number, outcome in kept.items() if outcome.title})
    return tuple(kept.get(number, outcome) for number, outcome in enumerate(outcomes)), removed


def _rows(form: Form) -> list[str]:
    return form.rows("outcome", "id", "title", "area", "plain", "look_for")


def _row(outcome: Outcome, removed: bool) -> dict[str, Any]:
    hours = f"{outcome.hours:g}" if outcome.hours else ""
    shown = {"look_for": "\n".join(outcome.look_for), "delete": removed, "hours": hours}
    return {**to_stored(outcome), **shown, "results": author_results.rows(outcome.shown_by)}


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


def _hours(form: Form, row: str, shown: str, before: float) -> float:
    """Return how long it takes; 0 where nothing is written, and a form without the field keeps what there is."""
    return form.hours(f"{row}-hours", f"{shown}-hours", _MOST_HOURS) if form.sent(f"{row}-hours") else before


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
