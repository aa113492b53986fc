"""The author's form of the training plan: shown from the block's fields, read back into them."""

from typing import Any

from bransjekurs.blocks.forms import Form
from bransjekurs.blocks.training_plan import (
    author_conditions,
    author_measures,
    author_outcomes,
    author_results,
    author_trade,
)
from bransjekurs.domain.course import ArenaHours
from bransjekurs.domain.outcome import COURSE_ARENAS
from bransjekurs.stored import to_stored
from bransjekurs.wording import ARENAS


def context(block: Any) -> dict[str, Any]:
    """Return what the block's fields hold."""
    return {
        **_context(block.display_name, block.review_weeks, block.own_cohort_only, block.typed_hours()),
        **author_outcomes.context(block.typed_outcomes()),
        **author_measures.context(block.typed_measures()),
        "conditions": author_conditions.context(block.typed_conditions()),
        "trade": author_trade.context(block.typed_trade(), block.typed_mapping_areas()),
    }


def form_context(block: Any, *, saved: bool = False) -> dict[str, Any]:
    """Return the form as the block's fields have it, with the course's parts to choose from."""
    return {**author_results.named(context(block), author_results.parts_of(block.course_key())), "saved": saved}


def submit(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Store the form if it has no errors; return the context to show: saved, or as typed with the errors."""
    form, parts = Form(data), author_results.parts_of(block.course_key())
    name = form.required("display_name", "not_empty")
    weeks = form.number("review_weeks", int, 1, 26)
    own_cohort = _ticked(form, "own_cohort_only", block.own_cohort_only)
    hours = tuple(ArenaHours(arena, form.number(f"hours-{arena}", int, 0, 2000)) for arena in COURSE_ARENAS)
    outcomes, removed = author_outcomes.read(form, block.typed_outcomes(), hours, parts)
    trade, areas = author_trade.read(form, block.typed_trade())
    measures, gone = author_measures.read(form, block.typed_measures())
    conditions = author_conditions.read(form, block.typed_conditions())
    if form.errors:
        typed = {
            **_as_typed(form, _context(name, weeks, own_cohort, hours)),
            **author_outcomes.as_typed(form, author_outcomes.context(outcomes, removed)),
            **author_measures.context(measures, gone),
            "conditions": author_conditions.context(conditions),
            "trade": author_trade.as_typed(form, author_trade.context(trade, areas)),
        }
        return author_results.named(typed, parts)
    block.display_name, block.review_weeks, block.own_cohort_only = name, weeks, own_cohort
    block.hours = to_stored(tuple(item for item in hours if item.hours))
    block.outcomes = to_stored(tuple(one for number, one in enumerate(outcomes) if number not in removed))
    block.trade, block.mapping_areas = to_stored(trade), to_stored(areas)
    block.conditions = to_stored(conditions)
    block.measures = to_stored(tuple(one for number, one in enumerate(measures) if number not in gone))
    return form_context(block, saved=True)


def _context(name: str, weeks: int, own_cohort: bool, hours: tuple[ArenaHours, ...]) -> dict[str, Any]:
    planned = {item.arena: item.hours for item in hours}
    return {
        "fields": {"display_name": name, "review_weeks": weeks, "own_cohort_only": own_cohort},
        "hours": [{"arena": str(a), "label": ARENAS[a], "hours": planned.get(a, 0)} for a in COURSE_ARENAS],
    }


def _as_typed(form: Form, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the context with the numbers as they were typed, and the errors."""
    fields = {**shown["fields"], "review_weeks": form.text("review_weeks")}
    hours = [{**item, "hours": form.text(f"hours-{item['arena']}")} for item in shown["hours"]]
    return {**shown, "fields": fields, "hours": hours, "errors": form.errors}


def _ticked(form: Form, name: str, before: bool) -> bool:
    """Say whether a box is ticked; a form without it keeps what there is."""
    return bool(form.texts(name)) if form.sent(name) else before
