"""What an author writes about the trade, the people around the course, and the terms on which one takes part.

IMDi's guide to short vocational courses asks for it: what the work demands, and who does what.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from bransjekurs.course_builder.place import Place, says
from bransjekurs.domain.conditions import Duty
from bransjekurs.domain.trade import Frequency, Level


class Experience(StrEnum):
    """What a target group brings from the trade, here or in another country."""

    NONE = "none"
    SOME = "some"
    TRAINED = "trained"


class Actor(StrEnum):
    """The twelve kinds of partner that the guide lists (R78)."""

    INTRODUCTION_PROGRAMME = "introduction_programme"
    NAV = "nav"
    ADULT_EDUCATION = "adult_education"
    COUNTY = "county"
    NEIGHBOUR_MUNICIPALITY = "neighbour_municipality"
    MEASURE_ORGANISER = "measure_organiser"
    TRAINING_OFFICE = "training_office"
    BUSINESS_ASSOCIATION = "business_association"
    SOCIAL_ENTREPRENEUR = "social_entrepreneur"
    MUNICIPAL_EMPLOYER = "municipal_employer"
    PRIVATE_EMPLOYER = "private_employer"
    VOLUNTARY_ORGANISATION = "voluntary_organisation"


class Applicant(StrEnum):
    """Whom a course can be open to (R24)."""

    EMPLOYED = "employed"
    LAID_OFF = "laid_off"
    UNEMPLOYED = "unemployed"
    INTRODUCTION_PROGRAMME = "introduction_programme"


class Assessment(StrEnum):
    """How a course can end (R18)."""

    TEST = "test"
    PRIOR_LEARNING = "prior_learning"


@dataclass(frozen=True, slots=True)
class TargetGroupSpec:
    """One group that the course is for, and where it starts."""

    place: Place
    text: Annotated[str, says("Who they are, said to the participant.", "R2")]
    norwegian: Annotated[Level, says("Their Norwegian when the course begins. Groups too far apart are told.", "R3")]
    experience: Annotated[Experience, says("What they know of the trade when the course begins.", "R3")]


@dataclass(frozen=True, slots=True)
class NorwegianSpec:
    """The Norwegian that the job demands, skill by skill."""

    place: Place
    listening: Annotated[Level, says("Understanding what is said at work.", "R27")]
    reading: Annotated[
        Level, says("Understanding labels, messages and plans. Texts without a level are weighed by it.", "R27")
    ]
    speaking: Annotated[Level, says("Talking with colleagues, leaders and customers.", "R27")]
    writing: Annotated[Level, says("Writing messages and forms.", "R27")]


@dataclass(frozen=True, slots=True)
class BasicSkillsSpec:
    """How often the job asks for each basic skill."""

    place: Place
    reading: Annotated[Frequency, says("Reading.", "R11")]
    writing: Annotated[Frequency, says("Writing.", "R11")]
    oral: Annotated[Frequency, says("Talking and listening.", "R11")]
    numeracy: Annotated[Frequency, says("Counting, measuring, mixing.", "R11")]
    digital: Annotated[Frequency, says("Telephone, computer, machines.", "R10")]


@dataclass(frozen=True, slots=True)
class TradeProfileSpec:
    """What the trade asks of those who work in it."""

    place: Place
    norwegian: Annotated[NorwegianSpec, says("Levels of Norwegian, per skill.", "R8, R27")]
    basic_skills: Annotated[BasicSkillsSpec, says("The basic skills, and how often they are needed.", "R10, R11")]
    employers_look_for: Annotated[
        tuple[str, ...], says("What employers weigh when they employ, as they have told it.", "R28")
    ] = ()


@dataclass(frozen=True, slots=True)
class ResponsibilitySpec:
    """One of the ten questions, and who answers for it."""

    place: Place
    question: Annotated[Duty, says("The question.", "R73")]
    owner: Annotated[str, says("Who has the responsibility: a person, a post or an organisation.", "R68, R70, R73")]


@dataclass(frozen=True, slots=True)
class ShareSpec:
    """Who takes care of one part of the course."""

    place: Place
    part: Annotated[str, says("The part of the course.")]
    who: Annotated[str, says("Who takes care of it.")]


@dataclass(frozen=True, slots=True)
class ActorSpec:
    """A partner in the course."""

    place: Place
    kind: Annotated[Actor, says("What kind of partner it is.", "R78")]
    name: Annotated[str, says("Its name.", "R78")]
    task: Annotated[str, says("What it does in the course.", "R74")]


@dataclass(frozen=True, slots=True)
class JobCertificateSpec:
    """A certificate that the job asks for, which others issue: a licence, a safety card."""

    place: Place
    name: Annotated[str, says("What it is called.", "R17")]
    needed_for: Annotated[str, says("The work that one may not do without it.", "R17")]
    valid_years: Annotated[int | None, says("How many years it is valid; empty if it doesn't expire.", "R17")] = None
    note: Annotated[str, says("Where and how one takes it.", "R17")] = ""
    required: Annotated[bool, says("True if the whole certificate asks that one has shown it.", "R17, R93")] = False


@dataclass(frozen=True, slots=True)
class FinalAssessmentSpec:
    """A test, or an assessment of prior learning, at the end."""

    place: Place
    kind: Annotated[Assessment, says("A test, or an assessment of prior learning.", "R18")]
    with_whom: Annotated[str, says("Who is responsible for it, such as the county.", "R18")]
    required: Annotated[
        bool, says("True if the whole certificate asks that the test is passed. Not for prior learning.", "R18, R93")
    ] = False


@dataclass(frozen=True, slots=True)
class AccreditationSpec:
    """What makes the course a module of a higher vocational school. Without it, the course gives no credits."""

    place: Place
    approved_by: Annotated[str, says("Who approved it, and the reference.", "R21")]
    credits: Annotated[int, says("The number of credits (studiepoeng).", "R21")]
    level: Annotated[str, says("The level in the qualifications framework, word for word as approved.", "R21")]


@dataclass(frozen=True, slots=True)
class ConditionsSpec:
    """On what terms one takes part. Shown to the participant; leave out what doesn't apply."""

    place: Place
    open_to: Annotated[tuple[Applicant, ...], says("Whom the course is open to.", "R24")] = ()
    price: Annotated[str, says("What it costs the participant.", "R23")] = ""
    pay: Annotated[str, says("What happens to the pay of those who have a job.", "R86")] = ""
    beside_job: Annotated[str, says("How the course is combined with a full job.", "R87")] = ""
    benefits: Annotated[str, says("What happens to unemployment benefit and other support.", "R88")] = ""
    working_time: Annotated[str, says("What is done in working time, and what in one's own time.", "R89")] = ""
    wage_subsidy: Annotated[str, says("Whether practice or a wage subsidy is a part of it.", "R12, R90")] = ""
    production: Annotated[str, says("How the course is fitted to the production at the workplace.", "R91")] = ""
