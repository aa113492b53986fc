"""The part of the author's form that says what the trade asks, and what the mapping asks about."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from bransjekurs.blocks.forms import Form
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.outcome import slug
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import (
    BasicSkill,
    Frequency,
    JobCertificate,
    LanguageSkill,
    Level,
    LevelNeeded,
    SkillNeeded,
    TradeProfile,
)
from bransjekurs.pages.trade_words import AREAS, BASIC_SKILLS, FREQUENCIES, LANGUAGE_SKILLS
from bransjekurs.stored import to_stored

Value = TypeVar("Value", bound=StrEnum)
_NEW = JobCertificate("", "")
_MOST_YEARS = 50


def read(form: Form, before: TradeProfile) -> tuple[TradeProfile, tuple[MappingArea, ...]]:
    """Return what the form says, and note what is wrong in it at the fields."""
    levels = {skill: _choice(form, f"norwegian-{skill}", Level) for skill in LanguageSkill}
    often = {skill: _choice(form, f"often-{skill}", Frequency) for skill in BasicSkill}
    trade = TradeProfile(
        norwegian=tuple(LevelNeeded(skill, level) for skill, level in levels.items() if level),
        basic_skills=tuple(SkillNeeded(skill, frequency) for skill, frequency in often.items() if frequency),
        employers_look_for=form.lines("employers"),
        certificates=_certificates(form, before),
    )
    return trade, tuple(area for area in MappingArea if area in form.texts("asks"))


def context(trade: TradeProfile, areas: Iterable[MappingArea]) -> dict[str, Any]:
    """Return the part's context."""
    levels = {needed.skill: needed.level for needed in trade.norwegian}
    often = {needed.skill: needed.frequency for needed in trade.basic_skills}
    chosen = set(areas)
    return {
        "levels": [{"value": level.value, "label": level.value} for level in Level],
        "frequencies": [{"value": one.value, "label": label} for one, label in FREQUENCIES.items()],
        "norwegian": [
            {"id": f"norwegian-{skill}", "label": label, "value": levels.get(skill, "")}
            for skill, label in LANGUAGE_SKILLS.items()
        ],
        "often": [
            {"id": f"often-{skill}", "label": label, "value": often.get(skill, "")}
            for skill, label in BASIC_SKILLS.items()
        ],
        "employers": "\n".join(trade.employers_look_for),
        "certificates": [to_stored(one) for one in (*trade.certificates, _NEW)],
        "areas": [{"value": area.value, "label": label, "chosen": area in chosen} for area, label in AREAS.items()],
        "skills": [{"value": skill.value, "label": label} for skill, label in BASIC_SKILLS.items()],
    }


def as_typed(form: Form, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the part's context with the certificates as they were typed."""
    rows = _rows(form)
    typed = [{name: form.text(f"{row}-{name}") for name in ("id", "name", "needed_for", "note")} for row in rows]
    years = [{"valid_years": form.text(f"{row}-valid_years"), "delete": _removed(form, row)} for row in rows]
    certificates = [one | more for one, more in zip(typed, years, strict=True)]
    return shown | {"certificates": [*certificates, to_stored(_NEW)]}


def _choice(form: Form, name: str, kind: type[Value]) -> Value | None:
    """Return what was chosen; None for nothing."""
    value = form.text(name)
    if value and value not in set(kind):
        form.wrong(Refusal("unknown_value", name))
        return None
    return kind(value) if value else None


def _rows(form: Form) -> list[str]:
    return form.rows("certificate", "id", "name", "needed_for", "valid_years", "note")


def _removed(form: Form, row: str) -> bool:
    return bool(form.text(f"{row}-delete"))


def _certificates(form: Form, before: TradeProfile) -> tuple[JobCertificate, ...]:
    known = {one.id: one for one in before.certificates}
    rows = [(f"certificate-{number}", row) for number, row in enumerate(_rows(form)) if not _removed(form, row)]
    found = {shown: _certificate(form, row, shown, known) for shown, row in rows}
    form.check_ids({f"{shown}-name": one.id for shown, one in found.items() if one.name})
    return tuple(found.values())


def _certificate(form: Form, row: str, shown: str, known: dict[str, JobCertificate]) -> JobCertificate:
    name = form.text(f"{row}-name")
    if not name:
        form.wrong(Refusal("not_empty", f"{shown}-name"))
    return replace(
        known.get(form.text(f"{row}-id"), JobCertificate(slug(name), name)),
        name=name,
        needed_for=form.text(f"{row}-needed_for"),
        valid_years=_years(form, row, shown),
        note=form.text(f"{row}-note"),
    )


def _years(form: Form, row: str, shown: str) -> int | None:
    """Return the years that it is valid; None where nothing is written: it does not expire."""
    text = form.text(f"{row}-valid_years")
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= _MOST_YEARS:
        return int(text)
    form.wrong(Refusal("number_out_of_range", f"{shown}-valid_years", low=1, high=_MOST_YEARS))
    return None
