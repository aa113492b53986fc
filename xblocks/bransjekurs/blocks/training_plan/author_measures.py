"""The measures that an author offers, as rows of the training plan's form (R33, R34)."""

from collections.abc import Set
from typing import Any

from bransjekurs.blocks.forms import Form
from bransjekurs.domain.measures import LearningArena, MeasureKind, OfferedMeasure
from bransjekurs.domain.outcome import slug
from bransjekurs.stored import to_stored
from bransjekurs.wording import LEARNING_ARENAS, MEASURES

_NEW = OfferedMeasure("", MeasureKind.INTERNAL_COURSE, LearningArena.WORKPLACE, "")


def context(measures: tuple[OfferedMeasure, ...], removed: Set[int] = frozenset()) -> dict[str, Any]:
    """Return the rows, the last for a new one, and what can be chosen in them."""
    rows = [{**to_stored(one), "delete": number in removed} for number, one in enumerate((*measures, _NEW))]
    return {
        "measures": rows,
        "measure_kinds": [{"value": kind.value, "label": label} for kind, label in MEASURES.items()],
        "learning_arenas": [{"value": arena.value, "label": label} for arena, label in LEARNING_ARENAS.items()],
    }


def read(form: Form, before: tuple[OfferedMeasure, ...]) -> tuple[tuple[OfferedMeasure, ...], set[int]]:
    """Return the rows as typed and the numbers of those to remove; what is wrong is noted in the form.

    A form that shows no measures (an older one in an open tab) keeps those that there are.
    """
    rows = form.rows("measure", "id", "title")
    if not rows and not form.rows("measure", "kind"):
        return before, set()
    measures = tuple(_measure(form, row) for row in rows)
    removed = {number for number, row in enumerate(rows) if form.text(f"{row}-delete")}
    kept = {n: one for n, one in enumerate(measures) if n not in removed}
    for number in kept:
        if not measures[number].title:
            form.required(f"measure-{number}-title", "not_empty")
        form.check_printable(f"measure-{number}-title", measures[number].title)
    form.check_ids({f"measure-{number}-title": one.id for number, one in kept.items() if one.title})
    return measures, removed


def _measure(form: Form, row: str) -> OfferedMeasure:
    title, kind, arena = (form.text(f"{row}-{name}") for name in ("title", "kind", "arena"))
    return OfferedMeasure(
        id=form.text(f"{row}-id") or slug(title),
        kind=MeasureKind(kind) if kind in set(MeasureKind) else _NEW.kind,
        arena=LearningArena(arena) if arena in set(LearningArena) else _NEW.arena,
        title=title,
    )
