"""What the history keeps, in words: every path that is ever noted, and every value in it.

A path is dotted ("goal.<outcome id>.progress"); in the table a star stands for what differs. What a use case notes
must have its words here: ``tests/house`` reads the use cases, ``tests/pages/test_history.py`` walks the values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bransjekurs.domain.agreement import Party
from bransjekurs.domain.course import Course
from bransjekurs.domain.mapping import NONE, UNKNOWN, MappingArea, Question, questions
from bransjekurs.domain.measures import Measure
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import Aftercare, Plan
from bransjekurs.domain.trade import LanguageSkill
from bransjekurs.links.api import LinkStatus, Purpose
from bransjekurs.mappings.api import Progression
from bransjekurs.pages.agreement_view import PARTIES, RESPONSIBILITIES
from bransjekurs.pages.gap_words import PROGRESSIONS
from bransjekurs.pages.mapping_words import QUESTIONS, answer_text, subject_text
from bransjekurs.pages.timetable_words import TIME_PARTS, value_text
from bransjekurs.pages.trade_words import AREAS, LANGUAGE_SKILLS
from bransjekurs.roles import Role
from bransjekurs.templatetags.look import STATE_WORDS, day, day_month, day_time
from bransjekurs.wording import LEARNING_ARENAS, MEASURES, ROLES
from bransjekurs.wording import RESPONSIBLE as RESPONSIBLE_ROLES


@dataclass(frozen=True, slots=True)
class Known:
    """What names in a path stand for: the course and the plan; without them a path names no goal and no question."""

    course: Course | None = None
    plan: Plan | None = None


Decode = Callable[[list[str], str, Known], str]


def _typed(_path: list[str], value: str, _known: Known) -> str:
    return value


def _state(_path: list[str], value: str, _known: Known) -> str:
    return str(STATE_WORDS[value])


def _judgement(_path: list[str], value: str, _known: Known) -> str:
    verdict, reason = msgspec.json.decode(value, type=tuple[str, str])
    return f"{STATE_WORDS[verdict]}: «{reason}»"


def _measure(_path: list[str], value: str, _known: Known) -> str:
    return measure_text(msgspec.json.decode(value, type=Measure))


def _wording(_path: list[str], value: str, _known: Known) -> str:
    outcome = msgspec.json.decode(value, type=Outcome)
    return f"{outcome.title} – {outcome.plain}"


def _aftercare(_path: list[str], value: str, _known: Known) -> str:
    return aftercare_text(msgspec.json.decode(value, type=Aftercare))


def _moment(_path: list[str], value: str, _known: Known) -> str:
    return day_time(datetime.fromisoformat(value))


def _edition(_path: list[str], value: str, _known: Known) -> str:
    return _("Edition %(number)s") % {"number": value}


def _version(_path: list[str], value: str, _known: Known) -> str:
    return _("Version %(number)s") % {"number": value}


def _answer(path: list[str], value: str, known: Known) -> str:
    question = _question(path, known)
    if question is None:
        return value
    text = answer_text(MappingArea(path[1]), question, value)
    return f"{text} ({value})" if question.stem == "level" and value not in (NONE, UNKNOWN) else text


def _progression(_path: list[str], value: str, _known: Known) -> str:
    return str(PROGRESSIONS[Progression(value)])


def _proposal(_path: list[str], value: str, _known: Known) -> str:
    return {"taken": _("Taken into the plan"), "left": _("Not taken")}[value]


def _time(path: list[str], value: str, _known: Known) -> str:
    return value_text(path[1], msgspec.json.decode(value)) or _("none")


def _link(_path: list[str], value: str, _known: Known) -> str:
    return str(_LINK_STATUS[LinkStatus(value)])


def _norwegian(_path: list[str], value: str, _known: Known) -> str:
    pairs = (part.partition(": ") for part in value.split(", "))
    return ", ".join(f"{LANGUAGE_SKILLS[LanguageSkill(skill)]}: {level}" for skill, _colon, level in pairs)


_LINK_STATUS = {
    LinkStatus.OPEN: gettext_lazy("Made"),
    LinkStatus.ANSWERED: gettext_lazy("Used"),
    LinkStatus.NOT_SEEN: gettext_lazy("Has not seen it"),
    LinkStatus.NOT_ME: gettext_lazy("Came to the wrong person"),
    LinkStatus.WITHDRAWN: gettext_lazy("Withdrawn"),
}
_LINKS = {
    Purpose.OBSERVE: gettext_lazy("Link: say what one has seen"),
    Purpose.CONFIRM_HOURS: gettext_lazy("Link: confirm hours at work"),
    Purpose.AGREE: gettext_lazy("Link: agree to the plan"),
    Purpose.SEE_TIME: gettext_lazy("Link: see the agreed time"),
}
# Path → (what it is called, how its value is read).
FIELDS: dict[str, tuple[Promise, Decode]] = {
    "goal.*": (gettext_lazy("The goal in the plan"), _typed),
    "goal.*.progress": (gettext_lazy("Progress"), _state),
    "goal.*.comment": (gettext_lazy("Comment"), _typed),
    "goal.*.judgement": (gettext_lazy("Judgement"), _judgement),
    "goal.*.measure.*": (gettext_lazy("Measure"), _measure),
    "goal.*.wording": (gettext_lazy("Wording of the goal"), _wording),
    "plan.started": (gettext_lazy("The plan is started"), _edition),
    "edition": (gettext_lazy("Edition of the course"), _edition),
    "way_on": (gettext_lazy("The way on"), _typed),
    "aftercare": (gettext_lazy("Follow-up after the course"), _aftercare),
    **{f"following.{role}": (gettext_lazy("Follows the participant"), _typed) for role in Role},
    "review.at": (gettext_lazy("Next conversation"), _moment),
    "conversation.*.at": (gettext_lazy("Planned time"), _moment),
    "conversation.*.with_whom": (gettext_lazy("With whom"), _typed),
    "conversation.*.about": (gettext_lazy("What it is about"), _typed),
    "conversation.*.held_at": (gettext_lazy("Held"), _moment),
    "conversation.*.took_part": (gettext_lazy("Took part"), _typed),
    "conversation.*.said": (gettext_lazy("What was said"), _typed),
    "conversation.*.agreed": (gettext_lazy("What was agreed"), _typed),
    "mapping.needs": (AREAS[MappingArea.NEEDS], _typed),
    "mapping.progression": (gettext_lazy("Progression in Norwegian"), _progression),
    "mapping.whole": (gettext_lazy("The whole, in words"), _typed),
    "mapping.*.*": (gettext_lazy("Mapping"), _answer),
    "proposal.goal.*": (gettext_lazy("Proposed as a goal"), _proposal),
    "proposal.recognise.*": (gettext_lazy("Proposed as recognised prior learning"), _proposal),
    **{f"time.{name}": (label, _time) for name, label in TIME_PARTS.items()},
    **{f"responsibility.{name}": (label, _typed) for name, label in RESPONSIBILITIES.items()},
    "agreement.version": (gettext_lazy("Version to agree to"), _version),
    **{f"agreement.{party}": (gettext_lazy("Agrees"), _version) for party in Party},
    **{f"link.{purpose}": (label, _link) for purpose, label in _LINKS.items()},
    "certificate.norwegian": (gettext_lazy("Level in Norwegian"), _norwegian),
    "certificate.name_asked": (gettext_lazy("Asked to confirm the name"), _moment),
    "certificate.document": (gettext_lazy("Certificate that was shown"), _typed),
}
# What comes before the label, by the first part of the path.
_ABOUT: dict[str, Promise] = {
    "conversation": gettext_lazy("Conversation"),
    "mapping": gettext_lazy("Mapping"),
    "time": gettext_lazy("The week"),
    "responsibility": gettext_lazy("Who answers for what"),
    "agreement": gettext_lazy("Agreement"),
    "certificate": gettext_lazy("The certificate"),
}


def pattern_of(path: str) -> str:
    """Return the table's row for a path; empty where there is none."""
    parts = path.split(".")
    return next((one for one in FIELDS if _fits(one.split("."), parts)), "")


def field_text(path: str, known: Known) -> str:
    """Return what was changed: "Velge verneutstyr: framgang"."""
    pattern, parts = pattern_of(path), path.split(".")
    label = str(FIELDS[pattern][0]) if pattern else _("Something else in the plan")
    pieces = [_subject(parts, known), _question_text(parts, known) if pattern == "mapping.*.*" else label]
    told = [piece for piece in pieces if piece]
    return ": ".join([*told[:1], *(_small(piece) for piece in told[1:])])


def group_text(path: str, known: Known) -> str:
    """Return what a whole group of paths is about: a goal's title, "Samtale", or the only path's label."""
    parts = path.split(".")
    return _subject(parts[:2], known) or field_text(path, known).partition(": ")[0]


def shown_value(path: str, value: str, known: Known | None = None) -> str:
    """Return a value in words; what cannot be read any more is shown as it was kept."""
    pattern = pattern_of(path)
    if not value or not pattern:
        return value
    try:
        return FIELDS[pattern][1](path.split("."), value, known or Known())
    except (ValueError, KeyError, msgspec.MsgspecError):
        return value


def measure_text(measure: Measure) -> str:
    """Return a measure as one line: what, where, who, by when."""
    who = _("%(name)s (%(role)s)") % {"name": measure.responsible, "role": RESPONSIBLE_ROLES[measure.role]}
    parts = [measure.wording or str(MEASURES[measure.kind]), str(LEARNING_ARENAS[measure.arena]), who]
    if measure.by:
        parts.append(_("by %(day)s") % {"day": day_month(measure.by)})
    if measure.carried_out:
        parts.append(_("carried out %(day)s") % {"day": day_month(measure.carried_out)})
    return " · ".join(parts)


def aftercare_text(aftercare: Aftercare) -> str:
    """Return the aftercare as one line."""
    days = [str(day(one)) for one in aftercare.days]
    return " · ".join(part for part in (aftercare.responsible, *days, aftercare.about) if part)


def role_text(role: str) -> str:
    """Return the role in which somebody acted, with or without an account."""
    words = {str(one): text for one, text in (*RESPONSIBLE_ROLES.items(), *ROLES.items())}
    return str(words.get(role, _("another role")))


def _fits(pattern: list[str], parts: list[str]) -> bool:
    return len(pattern) == len(parts) and all(one in ("*", part) for one, part in zip(pattern, parts, strict=True))


def _subject(parts: list[str], known: Known) -> str:
    """Return what the label is about: the goal, the outcome that was proposed, the party, or the page."""
    root, rest = parts[0], parts[1:]
    if root == "goal" and rest:
        return _titles(known).get(rest[0], _("A goal that is gone"))
    if root == "proposal" and len(rest) > 1:
        return _titles(known).get(rest[1], _("A goal that is gone"))
    if root == "agreement" and rest and rest[0] in PARTIES:
        return str(PARTIES[Party(rest[0])])
    if root == "following" and rest:
        return role_text(rest[0]).capitalize()
    return str(_ABOUT.get(root, ""))


def _titles(known: Known) -> dict[str, str]:
    outcomes = {one.id: one.title for one in known.course.outcomes} if known.course else {}
    goals = (*known.plan.goals, *known.plan.taken_out) if known.plan else ()
    return outcomes | {goal.outcome.id: goal.outcome.title for goal in goals}


def _question_text(parts: list[str], known: Known) -> str:
    """Return a question of the mapping with its area: "lese", "når du kan komme: kan du komme om kvelden?"."""
    question = _question(parts, known)
    pieces = [str(AREAS[MappingArea(parts[1])]) if question else _("something that is asked no longer")]
    if question and known.course:
        pieces.append(subject_text(question, known.course)[0] if question.name == parts[2] else "")
        pieces.append(str(QUESTIONS[question.stem]) if question.stem not in ("level", "often") else "")
    told = [piece for piece in pieces if piece]
    return ": ".join([*told[:1], *(_small(piece) for piece in told[1:])])


def _question(parts: list[str], known: Known) -> Question | None:
    if known.course is None or parts[1] not in {str(area) for area in MappingArea}:
        return None
    asked = questions(MappingArea(parts[1]), known.course.trade, known.course.outcomes)
    # A certificate or an outcome that the course asks about no longer is answered in the same words.
    alike = [one for one in asked if one.stem == parts[2].partition("-")[0]]
    return next((one for one in alike if one.name == parts[2]), alike[0] if alike else None)


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
