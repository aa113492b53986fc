"""Mapping (kartlegging): what a participant brings, one question area at a time (R37-R48).

Not knowing is an answer of its own: "unknown" is neither "none" nor silence. What the person needs in order to learn
and work (R45, R46) is asked last and kept apart: it is no part of ``Mapping``, and has its own, narrower access.
"""

from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import BasicSkill, Frequency, Level, TradeProfile

TEXT_LIMIT = 1000
UNKNOWN = "unknown"
NONE = "none"
YES, PARTLY, NO = "yes", "partly", "no"
NEVER = "never"
_YEARS = (2000, 2099)


class MappingArea(StrEnum):
    """The question areas, in the order in which they are asked."""

    EARLIER = "earlier"
    INTEREST = "interest"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    CERTIFICATES = "certificates"
    LISTENING = "listening"
    SPEAKING = "speaking"
    READING = "reading"
    WRITING = "writing"
    BASIC_SKILLS = "basic_skills"
    AVAILABILITY = "availability"
    ABLE = "able"
    NEEDS = "needs"


LANGUAGE_AREAS = (MappingArea.LISTENING, MappingArea.SPEAKING, MappingArea.READING, MappingArea.WRITING)
# From never to every day: the same steps as the trade's profile, and one below them.
HABITS = (NEVER, Frequency.NOW_AND_THEN.value, Frequency.REGULARLY.value, Frequency.DAILY.value)
LEVELS = (NONE, *(level.value for level in Level))
# What helps, said as what is needed; never why (R45, R46).
HELPS = (
    "more_time",
    "breaks",
    "shown",
    "written",
    "larger_text",
    "quiet",
    "equipment",
    "less_lifting",
    "fixed_times",
    "other_clothes",
)


class Kind(StrEnum):
    """How a question is answered; ticks are several choices."""

    CHOICE = "choice"
    TICKS = "ticks"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an area.

    ``stem`` says which question, ``subject`` the outcome, certificate or skill that it is about, if any.
    """

    stem: str
    kind: Kind
    choices: tuple[str, ...] = ()
    subject: str = ""

    @property
    def name(self) -> str:
        """The name of its field, unique in the area."""
        return f"{self.stem}-{self.subject}" if self.subject else self.stem


@dataclass(frozen=True, slots=True)
class Noted:
    """The answers in one area by the question's name, with who noted them; ``revision`` counts the changes."""

    values: Map[str, str]
    revision: int
    by_id: int | None
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Mapping:
    """What is noted so far, by area; never the needs."""

    areas: Map[MappingArea, Noted] = field(default_factory=dict)

    def value(self, area: MappingArea, name: str) -> str:
        """Return an answer, empty where the question is not answered."""
        noted = self.areas.get(area)
        return noted.values.get(name, "") if noted else ""

    def done(self, area: MappingArea) -> bool:
        """Say whether anything is answered in an area; "unknown" is an answer."""
        noted = self.areas.get(area)
        return bool(noted and noted.values)


@dataclass(frozen=True, slots=True)
class Expiry:
    """A certificate of the job that somebody has, by its name, and the day on which it expires."""

    name: str
    day: date


def expiries(values: Map[str, str], trade: TradeProfile) -> tuple[Expiry, ...]:
    """Return the trade's certificates that are noted with a day in the area of certificates and that one has."""
    noted = ((c.name, values.get(f"has-{c.id}", ""), values.get(f"expires-{c.id}", "")) for c in trade.certificates)
    return tuple(Expiry(name, date.fromisoformat(day)) for name, has, day in noted if day and has != NO)


def questions(area: MappingArea, trade: TradeProfile, outcomes: Iterable[Outcome]) -> tuple[Question, ...]:
    """Return an area's questions; certificates and skills are the trade's, outcomes the course's."""
    if area in LANGUAGE_AREAS:
        return (_choice("level", *LEVELS),)
    if area is MappingArea.CERTIFICATES:
        return (*_certificates(trade), _text("other"))
    if area is MappingArea.BASIC_SKILLS:
        return tuple(Question("often", Kind.CHOICE, (*HABITS, UNKNOWN), skill) for skill in _skills(trade))
    if area is MappingArea.ABLE:
        return tuple(q for outcome in outcomes for q in _able(outcome))
    return _FIXED[area]


def asked(areas: Iterable[MappingArea], trade: TradeProfile, outcomes: Iterable[Outcome]) -> tuple[MappingArea, ...]:
    """Return the areas that the author wants and that hold a question, in their order."""
    wanted, course = set(areas), tuple(outcomes)
    return tuple(area for area in MappingArea if area in wanted and questions(area, trade, course))


def checked(asked_here: Iterable[Question], given: Map[str, str]) -> dict[str, str]:
    """Return the answers that were given, those that are empty left out.

    Raises:
        Refusal: ``unknown_value``, ``not_a_date`` or ``comment_too_long``, at the question's field.
    """
    found = {question.name: _checked(question, given.get(question.name, "").strip()) for question in asked_here}
    return {name: value for name, value in found.items() if value}


def fitting(asked_here: Iterable[Question], given: Map[str, str]) -> dict[str, str]:
    """Return those of another course's answers that answer a question asked here; the others are left out."""
    found: dict[str, str] = {}
    for question in asked_here:
        try:
            found |= checked((question,), given)
        except Refusal:
            continue
    return found


def _checked(question: Question, value: str) -> str:
    if question.kind is Kind.TICKS:
        ticked = value.split()
        if not set(ticked) <= set(question.choices):
            raise Refusal("unknown_value", question.name)
        return " ".join(choice for choice in question.choices if choice in ticked)
    if question.kind is Kind.CHOICE and value and value not in question.choices:
        raise Refusal("unknown_value", question.name)
    if question.kind is Kind.DATE and value:
        return _day(question, value).isoformat()
    if len(value) > TEXT_LIMIT:
        raise Refusal("comment_too_long", question.name, limit=TEXT_LIMIT)
    return value


def _day(question: Question, value: str) -> date:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise Refusal("not_a_day", question.name) from None
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise Refusal("not_a_day", question.name)
    return day


def _choice(stem: str, *choices: str) -> Question:
    return Question(stem, Kind.CHOICE, (*choices, UNKNOWN))


def _text(stem: str) -> Question:
    return Question(stem, Kind.TEXT)


def _certificates(trade: TradeProfile) -> tuple[Question, ...]:
    return tuple(
        question
        for certificate in trade.certificates
        for question in (
            Question("has", Kind.CHOICE, (YES, NO, UNKNOWN), certificate.id),
            Question("expires", Kind.DATE, (), certificate.id),
        )
    )


def _skills(trade: TradeProfile) -> tuple[BasicSkill, ...]:
    """The skills that the trade asks for; all of them where the author has not said."""
    named = tuple(needed.skill for needed in trade.basic_skills)
    return named or tuple(BasicSkill)


def _able(outcome: Outcome) -> tuple[Question, Question]:
    can = Question("can", Kind.CHOICE, (YES, PARTLY, NO, UNKNOWN), outcome.id)
    return can, Question("shown", Kind.TEXT, (), outcome.id)


_FIXED = {
    MappingArea.EARLIER: (_choice("mapped", YES, NO), _text("found")),
    MappingArea.INTEREST: (_choice("interest", "sure", "curious", "unsure"), _text("why")),
    MappingArea.EXPERIENCE: (
        _choice("paid", NONE, "under_a_year", "years"),
        _text("work"),
        _choice("unpaid", NONE, "some", "much"),
        _text("unpaid_work"),
    ),
    MappingArea.EDUCATION: (_choice("school", "under_ten_years", "ten_years", "upper", "higher"), _text("subject")),
    MappingArea.AVAILABILITY: (
        _choice("daytime", YES, NO),
        _choice("evening", YES, NO),
        _choice("weekend", YES, NO),
        _text("limits"),
    ),
    MappingArea.NEEDS: (_choice("needs", YES, NO), Question("helps", Kind.TICKS, HELPS), _text("more")),
}
