"""Learning outcomes: what a course promises, and which curriculum goals it builds on (R5-R11)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bransjekurs.domain.trade import BasicSkill


class Arena(StrEnum):
    """Where something was learned or shown; the workplace counts as much as the others (R96).

    ``EARLIER`` is before the course, for prior learning (R95): no course plans hours there.
    """

    ONLINE = "online"
    CLASSROOM = "classroom"
    WORKPLACE = "workplace"
    EARLIER = "earlier"


COURSE_ARENAS = (Arena.ONLINE, Arena.CLASSROOM, Arena.WORKPLACE)


class OutcomeKind(StrEnum):
    """The kinds of outcome that a course plan must cover (R5, R6, R10, R11)."""

    TRADE_KNOWLEDGE = "trade_knowledge"
    TRADE_SKILL = "trade_skill"
    WORKING_LIFE = "working_life"
    NORWEGIAN = "norwegian"
    BASIC_SKILL = "basic_skill"
    DIGITAL_SKILL = "digital_skill"


@dataclass(frozen=True, slots=True)
class CurriculumGoal:
    """One kompetansemål, word for word, in the curriculum's own language form (R7).

    ``language`` is ``nb`` or ``nn``; ``source`` names where the wording was taken from and its licence.
    """

    curriculum: str
    module: str
    code: str
    wording: str
    language: str
    source: str


class ResultKind(StrEnum):
    """What of a part of the course shows an outcome: points that were reached in it, or that all of it is done."""

    POINTS = "points"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ResultRule:
    """A result in the course that shows an outcome, because the author says so.

    ``part`` names a part within its course, the same in the next run: ``problem@wet-floor``, ``sequential@questions``.
    ``at_least`` is how large a share of the points (above 0, up to 1) must be reached.
    """

    part: str
    kind: ResultKind
    at_least: float = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One learning outcome of a course.

    ``id`` is an ASCII slug, unique in the course and the same in its next run.
    ``title`` is an infinitive phrase ("Velge og bruke verneutstyr"), ``plain`` says it to the participant at A2,
    ``look_for`` is what a mentor may have seen (verb first: "velger riktige hansker").
    ``uses`` are the basic skills that one needs for it: where they are a gap, the outcome is proposed as a goal.
    ``judged_by`` names the roles whose judgement counts; ``support_suffices`` says whether
    *nådd med støtte* satisfies a required outcome; ``arenas_required`` in how many arenas of the course it must have
    been shown before it is judged attained (R66, R96): all are the author's rules.
    ``hours`` is how long it takes to learn; 0 shares what the course has planned.
    ``shown_by`` are the results in the course that become evidence of it; see ``course_results.py``.
    """

    id: str
    area: str
    kind: OutcomeKind
    title: str
    plain: str
    look_for: tuple[str, ...] = ()
    curriculum: tuple[CurriculumGoal, ...] = ()
    required: bool = True
    judged_by: tuple[str, ...] = ("teacher",)
    support_suffices: bool = True
    icon: str = ""
    hours: float = 0.0
    uses: tuple[BasicSkill, ...] = ()
    arenas_required: int = 1
    shown_by: tuple[ResultRule, ...] = ()


def slug(text: str) -> str:
    """Return an ASCII id for a text: small letters, digits and hyphens; databases differ on æ, ø and å."""
    plain = text.casefold().replace("æ", "ae").translate(str.maketrans("øå", "oa"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
