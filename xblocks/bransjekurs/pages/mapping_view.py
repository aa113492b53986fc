"""The mapping's contexts: from what the use cases return to what the templates show."""

from collections.abc import Mapping as Map
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bransjekurs.api.access import Actor
from bransjekurs.api.carry_over import Earlier
from bransjekurs.api.mapping import Conflict, MappingPicture, NeedsPicture
from bransjekurs.domain.mapping import LANGUAGE_AREAS, MappingArea, Question, questions
from bransjekurs.domain.trade import LanguageSkill
from bransjekurs.pages.mapping_words import EXAMPLE, INTRODUCTIONS, QUESTIONS, answer_text, choices, subject_text
from bransjekurs.pages.sections import sections
from bransjekurs.pages.trade_words import AREAS, LANGUAGE_SKILLS
from bransjekurs.roles import Action, may

# Areas with one question to a card; the others put their choices in a row.
_CARDS = {*LANGUAGE_AREAS, MappingArea.INTEREST, MappingArea.EDUCATION}


def overview_context(picture: MappingPicture, actor: Actor) -> dict[str, Any]:
    """Return the context of the mapping's first page: how far, what comes next, and every area."""
    left = [area for area in picture.areas if area not in picture.done]
    own = actor.user_id == picture.person.id
    return _shared(picture, actor) | {
        "own": own,
        "total": len(picture.areas),
        "done": len(picture.done),
        "segments": ["known" if area in picture.done else "left" for area in picture.areas],
        "next": _link(picture, actor, left[0]) if left and may(picture.roles, Action.FILL_MAPPING) else None,
        "areas": [_link(picture, actor, area) | {"done": area in picture.done} for area in picture.areas],
        "gap_url": _url("gap", picture, actor),
        "answers": [_read(picture, area) for area in picture.areas if area in picture.mapping.areas],
    }


def area_context(
    picture: MappingPicture,
    actor: Actor,
    area: MappingArea,
    values: Map[str, str],
    revision: int,
    conflict: Conflict | None = None,
) -> dict[str, Any]:
    """Return the context of one area's screen; ``values`` are what is noted, or what was typed."""
    number = picture.areas.index(area)
    before, after = picture.areas[:number], picture.areas[number + 1 :]
    asked = questions(area, picture.course.trade, picture.course.outcomes)
    return _shared(picture, actor) | {
        "area": area.value,
        "title": AREAS[area],
        "introduction": INTRODUCTIONS.get(area, ""),
        "example": EXAMPLE if area is MappingArea.READING else "",
        "number": number + 1,
        "total": len(picture.areas),
        "segments": ["known" if n <= number else "left" for n in range(len(picture.areas))],
        "groups": _groups(picture, area, asked, values),
        "revision": revision,
        "back": _link(picture, actor, before[-1]) if before else None,
        "next": _link(picture, actor, after[0]) if after else None,
        "next_url": _url("mapping_area", picture, actor, after[0].value) if after else _url("gap", picture, actor),
        "who": actor.user_id,
        "sensitive": area is MappingArea.NEEDS,
        "conflict": conflict and _conflict(picture, area, asked, conflict),
    }


def needs_context(needs: NeedsPicture, names: Map[int, str]) -> dict[str, Any]:
    """Return who has read the needs, for the person to see."""
    return {"readings": [{"name": name, "day": day} for name, day in needs.readings], "versions": len(needs.versions)}


def earlier_context(picture: MappingPicture, earlier: Earlier) -> dict[str, Any]:
    """Return what the participant noted in another course, area by area, to be taken or left."""
    return {
        "course": earlier.course_title,
        "at": max(noted.at for noted in earlier.areas.values()),
        "areas": [
            {
                "value": area.value,
                "label": AREAS[area],
                "lines": _said(picture, area, questions(area, picture.course.trade, picture.course.outcomes), n.values),
            }
            for area, n in earlier.areas.items()
        ],
    }


def _shared(picture: MappingPicture, actor: Actor) -> dict[str, Any]:
    own = actor.user_id == picture.person.id
    return {
        "course_title": picture.course.title,
        "person": None if own else {"name": picture.person.name},
        "mapping_url": _url("mapping", picture, actor),
        "sections": sections(actor, picture.person.id, picture.roles, "mapping"),
    }


def _url(name: str, picture: MappingPicture, actor: Actor, *rest: str) -> str:
    return reverse(f"bransjekurs:{name}", args=[actor.course_key, picture.person.id, *rest])


def _link(picture: MappingPicture, actor: Actor, area: MappingArea) -> dict[str, Any]:
    short = LANGUAGE_SKILLS[LanguageSkill(area.value)] if area in LANGUAGE_AREAS else AREAS[area]
    return {"label": AREAS[area], "short": short, "url": _url("mapping_area", picture, actor, area.value)}


def _read(picture: MappingPicture, area: MappingArea) -> dict[str, Any]:
    """Return what is noted in an area, to be read or printed, with who noted it. Never the needs (R50, R51)."""
    noted = picture.mapping.areas[area]
    asked = questions(area, picture.course.trade, picture.course.outcomes)
    return {
        "title": AREAS[area],
        "lines": _said(picture, area, asked, noted.values),
        "by": picture.people.get(noted.by_id or 0, ""),
        "at": noted.at,
    }


def _said(
    picture: MappingPicture, area: MappingArea, asked: tuple[Question, ...], values: Map[str, str]
) -> list[dict[str, str]]:
    """Return questions and answers in words; those that are not answered are left out."""
    lines = [
        {
            "label": " · ".join(filter(None, (subject_text(one, picture.course)[0], str(QUESTIONS[one.stem])))),
            "text": answer_text(area, one, values.get(one.name, "")),
        }
        for one in asked
    ]
    return [line for line in lines if line["text"]]


def _groups(
    picture: MappingPicture, area: MappingArea, asked: tuple[Question, ...], values: Map[str, str]
) -> list[dict[str, Any]]:
    """Put the questions about one subject together; without a subject, each stands alone."""
    groups: list[dict[str, Any]] = []
    for question in asked:
        shown = _question(area, question, values)
        if question.subject and groups and groups[-1]["subject"] == question.subject:
            groups[-1]["questions"].append(shown)
            continue
        title, line = subject_text(question, picture.course)
        groups.append({"subject": question.subject, "title": title, "line": line, "questions": [shown]})
    return groups


def _question(area: MappingArea, question: Question, values: Map[str, str]) -> dict[str, Any]:
    value = values.get(question.name, "")
    return {
        "name": question.name,
        "stem": question.stem,
        "kind": question.kind.value,
        "label": QUESTIONS[question.stem],
        "choices": choices(area, question),
        "cards": area in _CARDS,
        "value": value,
        "ticked": value.split(),
    }


def _conflict(
    picture: MappingPicture, area: MappingArea, asked: tuple[Question, ...], conflict: Conflict
) -> dict[str, Any]:
    said = _said(picture, area, asked, conflict.theirs.values)
    return {"who": conflict.who or _("Somebody"), "at": conflict.theirs.at, "answers": said}
