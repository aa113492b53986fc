"""On what terms one takes part in a course, and who does what around it (R23, R73, R74, R76, R77, R86-R91)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Duty(StrEnum):
    """The ten questions "who …" that partners answer before a course begins (R73)."""

    TRADE_CONTENT = "trade_content"
    NORWEGIAN_CONTENT = "norwegian_content"
    RECRUITS_EMPLOYERS = "recruits_employers"
    MAPS_CANDIDATES = "maps_candidates"
    FINANCES = "finances"
    START_UP = "start_up"
    AGREEMENTS = "agreements"
    INSURANCE = "insurance"
    WORKPLACE_FOLLOW_UP = "workplace_follow_up"
    AFTERCARE = "aftercare"


class Topic(StrEnum):
    """What a course says about money and time, in the order that it is read."""

    PRICE = "price"
    PAY = "pay"
    BESIDE_JOB = "beside_job"
    BENEFITS = "benefits"
    WORKING_TIME = "working_time"
    WAGE_SUBSIDY = "wage_subsidy"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True)
class TopicText:
    """The course's own words on one topic."""

    topic: Topic
    text: str


@dataclass(frozen=True, slots=True)
class DutyOwner:
    """Who answers one of the ten questions: a person, a post or an organisation."""

    duty: Duty
    owner: str


@dataclass(frozen=True, slots=True)
class Share:
    """Who takes care of one part of the course."""

    part: str
    who: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """The course's own conditions, as the author wrote them; what is left out is not said.

    ``agreements`` are those to be made, a check-list; ``insurance`` and ``payment`` say who takes care of each part.
    """

    topics: tuple[TopicText, ...] = ()
    duties: tuple[DutyOwner, ...] = ()
    agreements: tuple[str, ...] = ()
    insurance: tuple[Share, ...] = ()
    payment: tuple[Share, ...] = ()

    def topic(self, topic: Topic) -> str:
        """Return the course's words on a topic, empty where it says nothing."""
        return next((one.text for one in self.topics if one.topic is topic), "")

    def owner(self, duty: Duty) -> str:
        """Return who answers a question, empty where nobody is named."""
        return next((one.owner for one in self.duties if one.duty is duty), "")


NOTHING_SAID = Conditions()


def said(texts: Iterable[tuple[Topic, str]]) -> tuple[TopicText, ...]:
    """Return the topics that something is said about."""
    return tuple(TopicText(topic, text) for topic, text in texts if text)


def answered(owners: Iterable[tuple[Duty, str]]) -> tuple[DutyOwner, ...]:
    """Return the questions that somebody answers."""
    return tuple(DutyOwner(duty, owner) for duty, owner in owners if owner)
