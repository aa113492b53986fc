"""The agreement: a frozen version of the plan that the parties agree to, and what is new since (R74, R75, R79, R80).

A version holds goals, measures, time, responsibilities and the course's own conditions (pay, insurance, who does
what), as they were when it was made. It holds nothing of the mapping and no judgement: what a
person needs, and how far somebody has come, is not a thing to agree on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

import msgspec

from bransjekurs.domain.conditions import NOTHING_SAID, Conditions, Duty, Topic
from bransjekurs.domain.measures import Measure
from bransjekurs.domain.names import NAME_LIMIT
from bransjekurs.domain.plan import Goal
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.timetable import Timetable

WORKPLACE_GOALS_LIMIT = 600


class Party(StrEnum):
    """Who agrees; the union representative where there is one (R79)."""

    PARTICIPANT = "participant"
    PROVIDER = "provider"
    EMPLOYER = "employer"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """Who answers for what around this participant (R68, R73): names of people or organisations, empty for none.

    ``workplace_goals`` is what the workplace wants to reach with the training, in its own words (R30).
    """

    employer: str = ""
    employer_contact: str = ""
    workplace_follow_up: str = ""
    union: str = ""
    insurance: str = ""
    payment: str = ""
    workplace_goals: str = ""


@dataclass(frozen=True, slots=True)
class AgreedGoal:
    """A goal as it was agreed on: its wording and its measures."""

    id: str
    title: str
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What the parties agree to."""

    course_title: str
    participant: str
    goals: tuple[AgreedGoal, ...]
    time: Timetable | None
    responsibilities: Responsibilities
    conditions: Conditions = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Consent:
    """One party's agreement, by name, role and time."""

    party: Party
    name: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgreementState:
    """How it stands with the latest version: when it was made, who lacks, and whether the plan is another since."""

    made_at: datetime
    missing: tuple[Party, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is new: a dotted path, and its values before and after; None where there was or is nothing."""

    field: str
    before: object
    after: object


def agreed_goals(goals: Iterable[Goal]) -> tuple[AgreedGoal, ...]:
    """Return the goals as a version holds them: working on them, or having carried out a measure, changes nothing."""
    return tuple(
        AgreedGoal(
            goal.outcome.id,
            goal.outcome.title,
            tuple(replace(measure, carried_out=None) for measure in goal.measures),
        )
        for goal in goals
    )


def document(version: Version) -> str:
    """Return the canonical text of a version: equal versions, equal texts."""
    return msgspec.json.encode(version, order="deterministic").decode()


def fingerprint(version: Version) -> str:
    """Return the hash by which a version is known."""
    return sha256(document(version).encode()).hexdigest()


def parties(version: Version) -> tuple[Party, ...]:
    """Return who must agree: employer and union representative where the plan names them."""
    named = version.responsibilities
    wanted = [Party.PARTICIPANT, Party.PROVIDER]
    wanted += [Party.EMPLOYER] if named.employer else []
    wanted += [Party.UNION] if named.union else []
    return tuple(wanted)


def missing(version: Version, consents: Iterable[Consent]) -> tuple[Party, ...]:
    """Return the parties that have not agreed yet."""
    agreed = {consent.party for consent in consents}
    return tuple(party for party in parties(version) if party not in agreed)


def state_of(latest: Version, made_at: datetime, consents: Iterable[Consent], current: Version) -> AgreementState:
    """Return how it stands with the latest version, beside the plan as it is now."""
    return AgreementState(made_at, missing(latest, consents), bool(difference(latest, current)))


def difference(old: Version, new: Version) -> tuple[Difference, ...]:
    """Return, field by field, what has changed in goals, measures, time, responsibilities and conditions."""
    return tuple(one for one in _differences(old, new) if one.before != one.after)


def _differences(old: Version, new: Version) -> Iterator[Difference]:
    before, after = ({goal.id: goal for goal in version.goals} for version in (old, new))
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        yield Difference(f"goal.{key}", was and was.title, now and now.title)
        if was and now:
            yield Difference(f"measures.{key}", was.measures, now.measures)
    for name in ("starts", "weeks", "shifts", "study", "paid_hours", "own_hours", "weeks_off"):
        yield Difference(f"time.{name}", getattr(old.time, name, None), getattr(new.time, name, None))
    for name in Responsibilities.__dataclass_fields__:
        yield Difference(
            f"responsibility.{name}", getattr(old.responsibilities, name), getattr(new.responsibilities, name)
        )
    yield from _condition_differences(old.conditions, new.conditions)


def _condition_differences(old: Conditions, new: Conditions) -> Iterator[Difference]:
    for topic in Topic:
        yield Difference(f"topic.{topic}", old.topic(topic), new.topic(topic))
    for duty in Duty:
        yield Difference(f"duty.{duty}", old.owner(duty), new.owner(duty))
    for name in ("insurance", "payment", "agreements"):
        yield Difference(f"condition.{name}", getattr(old, name), getattr(new, name))


def checked(named: Responsibilities) -> Responsibilities:
    """Return the responsibilities with their texts tidied.

    Raises:
        Refusal: ``name_too_long`` at the field, ``comment_too_long`` for the workplace's goals.
    """
    tidy = {name: " ".join(getattr(named, name).split()) for name in Responsibilities.__dataclass_fields__}
    if len(tidy["workplace_goals"]) > WORKPLACE_GOALS_LIMIT:
        raise Refusal("comment_too_long", "workplace_goals", limit=WORKPLACE_GOALS_LIMIT)
    for name, text in tidy.items():
        if name != "workplace_goals" and len(text) > NAME_LIMIT:
            raise Refusal("name_too_long", name, limit=NAME_LIMIT)
    return Responsibilities(**tidy)
