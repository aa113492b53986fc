"""The tracking events: this list is what is told, and ``docs/events.md`` is made from it.

An event says that something was done and is stored. It holds ids, codes and numbers: never a name, an address, a text
that somebody wrote, a link's token or a certificate's number. Nothing of what a person needs (the mapping) is told.

The verbs are those of public vocabularies, each with its address (IRI) where one says just that: ADL's for xAPI, the
ones that Open edX's event-routing-backends uses, the xAPI registry's, Activity Streams'.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from msgspec import Meta

from bransjekurs.domain.agreement import Party
from bransjekurs.domain.certificate_content import CertificateKind
from bransjekurs.domain.evidence import Observed, Source
from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.vocabulary import TaskKind

_UsageKey = Annotated[str, Meta(description="the block in which it was done")]
_OutcomeId = Annotated[str, Meta(description="the outcome; a goal of one's own has an id that begins with `own_`")]
_Result = Annotated[AnswerVerdict, Meta(description="how good the answer was")]
_Age = Annotated[
    int, Meta(description="how many seconds before the event it was given: a device may wait for a network")
]
_Role = Annotated[str, Meta(description="the role of whoever did it: `participant`, `teacher`, `mentor` …")]
_Version = Annotated[int, Meta(description="which version, counted from 1 for each participant and course")]


@dataclass(frozen=True, slots=True)
class Verb:
    """An xAPI verb: its English word, and its address where a public vocabulary has one that says this."""

    word: str
    iri: str = ""


_ANSWERED = Verb("answered", "http://adlnet.gov/expapi/verbs/answered")
_PROGRESSED = Verb("progressed", "http://adlnet.gov/expapi/verbs/progressed")
_ATTENDED = Verb("attended", "http://adlnet.gov/expapi/verbs/attended")
_EVALUATED = Verb("evaluated", "https://w3id.org/xapi/acrossx/verbs/evaluated")
_EARNED = Verb("earned", "http://id.tincanapi.com/verb/earned")
_AGREED = Verb("agreed", "http://activitystrea.ms/schema/1.0/agree")


@dataclass(frozen=True, slots=True)
class WordAnswered:
    """An answer to a task with a word is stored; an answer that the device sends again is not told again."""

    name: ClassVar = "bransjekurs.word.answered"
    verb: ClassVar = _ANSWERED
    about: ClassVar = "the word in its block; `result` = right is success"

    usage_key: _UsageKey
    term_id: Annotated[str, Meta(description="the word")]
    task_kind: Annotated[TaskKind, Meta(description="what was asked")]
    result: _Result
    age: _Age


@dataclass(frozen=True, slots=True)
class SituationAnswered:
    """An answer to a task in a situation is stored, once as a word's. A message to the teacher is not told."""

    name: ClassVar = "bransjekurs.situation.answered"
    verb: ClassVar = _ANSWERED
    about: ClassVar = "the task in its situation; `result` = right is success"

    usage_key: _UsageKey
    situation_id: Annotated[str, Meta(description="the situation")]
    task_id: Annotated[
        str, Meta(description="the task in it; `done` where there is none, and the participant is through")
    ]
    result: _Result
    age: _Age


@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    """A piece of evidence is stored on an outcome, from practice, results in the course, or somebody who saw it."""

    name: ClassVar = "bransjekurs.evidence.added"
    verb: ClassVar = Verb("was shown to do")
    about: ClassVar = "the outcome"

    outcome_id: _OutcomeId
    evidence_id: Annotated[int, Meta(description="the evidence, as the REST interface has it")]
    source: Annotated[Source, Meta(description="where it comes from")]
    arena: Annotated[Arena, Meta(description="where it was shown")]
    role: _Role
    observed: Annotated[Observed | None, Meta(description="what was seen; null where nobody observed")] = None


@dataclass(frozen=True, slots=True)
class GoalProgressed:
    """A participant says that a goal has come as far as this. A comment alone is not told."""

    name: ClassVar = "bransjekurs.goal.progressed"
    verb: ClassVar = _PROGRESSED
    about: ClassVar = "the outcome"

    outcome_id: _OutcomeId
    progress: Annotated[Progress, Meta(description="how far it has come")]
    before: Annotated[Progress, Meta(description="how far it had come")]


@dataclass(frozen=True, slots=True)
class GoalJudged:
    """Somebody with the right has judged a goal on its evidence."""

    name: ClassVar = "bransjekurs.goal.judged"
    verb: ClassVar = _EVALUATED
    about: ClassVar = "the outcome; a `verdict` other than not_yet is success"

    outcome_id: _OutcomeId
    verdict: Annotated[Verdict, Meta(description="the judgement")]
    role: _Role
    evidence: Annotated[int, Meta(description="how many pieces of evidence it rests on")]


@dataclass(frozen=True, slots=True)
class PlanAgreed:
    """A party has agreed to a version of the plan."""

    name: ClassVar = "bransjekurs.plan.agreed"
    verb: ClassVar = _AGREED
    about: ClassVar = "the plan"

    version: _Version
    party: Annotated[Party, Meta(description="who agreed")]


@dataclass(frozen=True, slots=True)
class ReviewHeld:
    """A conversation with a participant was held, and is noted; mending the notes is not told."""

    name: ClassVar = "bransjekurs.review.held"
    verb: ClassVar = _ATTENDED
    about: ClassVar = "the conversation"

    review_id: Annotated[int, Meta(description="the conversation")]
    goals: Annotated[int, Meta(description="how many goals it took up")]


@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """A certificate is issued. One that says the same as the one that stands is that one, and not told again."""

    name: ClassVar = "bransjekurs.certificate.issued"
    verb: ClassVar = _EARNED
    about: ClassVar = "the course's certificate"

    certificate_kind: Annotated[CertificateKind, Meta(description="of what it is")]
    version: _Version
    goals: Annotated[int, Meta(description="how many goals it states")]


@dataclass(frozen=True, slots=True)
class CertificateRevoked:
    """A certificate no longer holds: the provider has revoked it, or the holder withdrawn it."""

    name: ClassVar = "bransjekurs.certificate.revoked"
    verb: ClassVar = Verb("lost")
    about: ClassVar = "the course's certificate"

    version: _Version
    by_holder: Annotated[bool, Meta(description="whether the holder has withdrawn it")]


Event = (
    WordAnswered
    | SituationAnswered
    | EvidenceAdded
    | GoalProgressed
    | GoalJudged
    | PlanAgreed
    | ReviewHeld
    | CertificateIssued
    | CertificateRevoked
)
# All of them, in the order of the guide.
EVENTS: tuple[type[Event], ...] = Event.__args__
