"""The annex for the county: which kompetansemål the course's goals build on, grouped by module (R7, R95).

A realkompetansevurdering goes by these codes. A course goal is smaller than a kompetansemål, and the annex says so.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bransjekurs.certificates.words import LANGUAGES, RESULTS, word
from bransjekurs.domain.certificate_content import GoalLine, GoalResult
from bransjekurs.domain.outcome import CurriculumGoal


@dataclass
class _Row:
    """One kompetansemål and the titles of the course's goals that build on it."""

    aim: CurriculumGoal
    titles: list[str] = field(default_factory=list)


def annex(goals: tuple[GoalLine, ...]) -> dict[str, object] | None:
    """Return the annex in the active language, or None if no goal builds on a curriculum."""
    rows = _rows(goals)
    if not rows:
        return None
    return {
        "heading": _("Annex: goals in the curriculum"),
        "intro": _intro(rows),
        "columns": [_("Code"), _wording_heading(rows), _("Course goal that is attained")],
        "modules": _modules(rows),
        "notes": _notes(goals, rows),
    }


def _rows(goals: tuple[GoalLine, ...]) -> list[_Row]:
    """Return one row for each kompetansemål, in the order of curriculum, module and code."""
    rows: dict[tuple[str, str, str], _Row] = {}
    for goal in goals:
        for aim in goal.curriculum:
            rows.setdefault((aim.curriculum, aim.module, aim.code), _Row(aim)).titles.append(_title(goal))
    return [rows[key] for key in sorted(rows)]


def _title(goal: GoalLine) -> str:
    if goal.result is GoalResult.ATTAINED:
        return goal.title
    return f"{goal.title} ({word(RESULTS, goal.result).lower()})"


def _curricula(rows: list[_Row]) -> list[str]:
    return list(dict.fromkeys(row.aim.curriculum for row in rows))


def _intro(rows: list[_Row]) -> str:
    return _(
        "This annex is made for the county authority and others who assess prior learning. "
        "It shows which competence aims in {curricula} the course goals build on. "
        "A course goal is smaller than a competence aim: "
        "that a course goal is attained does not mean that the whole competence aim is attained."
    ).format(curricula=", ".join(_curricula(rows)))


def _wording_heading(rows: list[_Row]) -> str:
    forms = ", ".join(word(LANGUAGES, form) for form in dict.fromkeys(row.aim.language for row in rows))
    return _("The curriculum's words ({form})").format(form=forms)


def _modules(rows: list[_Row]) -> list[dict[str, object]]:
    """Return the rows under the heading of their module, or of their curriculum where it has no modules."""
    modules: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        entry: dict[str, object] = {
            "code": row.aim.code,
            "wording": row.aim.wording,
            "lang": row.aim.language,
            "goals": row.titles,
        }
        modules.setdefault(_module_heading(row.aim, len(_curricula(rows)) > 1), []).append(entry)
    return [{"heading": heading, "rows": entries} for heading, entries in modules.items()]


def _module_heading(aim: CurriculumGoal, several_curricula: bool) -> str:
    curriculum = _("Curriculum {code}").format(code=aim.curriculum)
    if not aim.module.strip("-"):
        return curriculum
    module = _("Module {code}").format(code=aim.module)
    return f"{module} · {curriculum}" if several_curricula else module


def _notes(goals: tuple[GoalLine, ...], rows: list[_Row]) -> list[str]:
    own = [goal.title for goal in goals if not goal.curriculum and not goal.own]
    sources = dict.fromkeys(row.aim.source for row in rows)
    notes = [_("Source of the competence aims: {sources}.").format(sources="; ".join(sources).rstrip("."))]
    if own:
        titles = "; ".join(own)
        notes.insert(0, _("The course's own goals, not linked to a curriculum: {goals}.").format(goals=titles))
    return notes
