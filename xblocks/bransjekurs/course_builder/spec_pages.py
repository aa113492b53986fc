"""What an author writes that participants meet: modules, units, questions, situations."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from bransjekurs.course_builder.place import Place, says
from bransjekurs.domain.situations import SituationKind


class Language(StrEnum):
    """The two written forms of Norwegian, as language codes."""

    BOKMAL = "nb"
    NYNORSK = "nn"


class Block(StrEnum):
    """The blocks of ours that a unit can show."""

    PLAN = "plan"
    WORDS = "words"
    CERTIFICATE = "certificate"


class Part(StrEnum):
    """Whether a module is for all, or for those who choose it (R15)."""

    COMMON = "common"
    SPECIALISED = "specialised"


@dataclass(frozen=True, slots=True)
class HoursSpec:
    """Planned hours per arena (R96); an arena that isn't used is left out."""

    place: Place
    online: Annotated[int | None, says("Hours on the net, wherever one is.", "R22")] = None
    classroom: Annotated[int | None, says("Hours with the teacher and the group.", "R20")] = None
    workplace: Annotated[int | None, says("Hours at the workplace.", "R12, R96")] = None


@dataclass(frozen=True, slots=True)
class ChoiceSpec:
    """One answer to choose, and what the participant learns from choosing it."""

    place: Place
    text: Annotated[str, says("The answer.")]
    feedback: Annotated[str, says("What the participant reads after choosing it: why it is right or wrong.")]
    right: Annotated[bool, says("True for the one right answer.")] = False


@dataclass(frozen=True, slots=True)
class QuestionSpec:
    """A question with one right answer."""

    place: Place
    id: Annotated[str, says("A short name in a-z, 0-9 and hyphens; the same in the course's next run.")]
    outcomes: Annotated[tuple[str, ...], says("The outcomes that the question assesses.", "R5, R6")]
    text: Annotated[str, says("The question.")]
    choices: Annotated[tuple[ChoiceSpec, ...], says("Two answers or more, one of them right.")]


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """One page of the course, which shows text, situation, block, questions and task, in that order.

    ``outcomes`` says what the text teaches, and what the situation and the task let the participant do.
    """

    place: Place
    id: Annotated[str, says("A short name in a-z, 0-9 and hyphens; the same in the course's next run.")]
    title: Annotated[str, says("The heading of the page.")]
    outcomes: Annotated[
        tuple[str, ...], says("The outcomes that the text teaches and the workplace task lets one do.", "R5, R6")
    ] = ()
    text: Annotated[str, says("A text, such as texts/safety.md.", "R13")] = ""
    situation: Annotated[str, says("A situation from the workplace, such as situations/spill.yaml.", "R13")] = ""
    block: Annotated[Block | None, says("The participant's plan, word practice or certificate.", "R56, R92")] = None
    questions: Annotated[tuple[QuestionSpec, ...], says("Questions with feedback that teaches.")] = ()
    task: Annotated[str, says("A task at the workplace that a mentor can observe: a text.", "R12, R67")] = ""


@dataclass(frozen=True, slots=True)
class ModuleSpec:
    """A part of the course, with the units in the order in which they are met."""

    place: Place
    id: Annotated[str, says("A short name in a-z, 0-9 and hyphens; the same in the course's next run.")]
    title: Annotated[str, says("The heading of the module.")]
    units: Annotated[tuple[UnitSpec, ...], says("The pages, in order.")]
    part: Annotated[Part, says("Common to all, or specialised.", "R15")] = Part.COMMON
    hours: Annotated[
        HoursSpec | None, says("The module's hours per arena. All modules' must add up to the course's.", "R4")
    ] = None


# --- situations/*.yaml -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReplySpec:
    """Something that one could say instead and that does not fit, and what the participant learns from choosing it."""

    place: Place
    text: Annotated[str, says("What is said.")]
    feedback: Annotated[str, says("What the participant reads after choosing it: why it does not fit.")]


@dataclass(frozen=True, slots=True)
class LineSpec:
    """What one person says in a dialogue."""

    place: Place
    who: Annotated[str, says("Who is talking.")]
    text: Annotated[str, says("What is said.")]
    instead: Annotated[
        tuple[ReplySpec, ...],
        says("Other things to say, that do not fit. With them the participant chooses what to say here."),
    ] = ()


@dataclass(frozen=True, slots=True)
class SignSpec:
    """A sign at the workplace, and what it means."""

    place: Place
    picture: Annotated[str, says("The picture, such as media/wet-floor.svg.")]
    meaning: Annotated[str, says("What the sign means.")]


@dataclass(frozen=True, slots=True)
class SpotSpec:
    """A place in a picture, and what is there."""

    place: Place
    name: Annotated[str, says("What the place is called.")]
    description: Annotated[str, says("What one sees there.")]


@dataclass(frozen=True, slots=True)
class SituationQuestionSpec:
    """The question at the end of a situation."""

    place: Place
    text: Annotated[str, says("The question.")]
    choices: Annotated[tuple[ChoiceSpec, ...], says("Two answers or more, one of them right.")]


@dataclass(frozen=True, slots=True)
class SituationSpec:
    """The whole of a file in ``situations/``: something that happens at work, and a question about it (R13)."""

    place: Place
    id: Annotated[str, says("A short name in a-z, 0-9 and hyphens; the same in the course's next run.")]
    title: Annotated[str, says("The heading.")]
    outcomes: Annotated[tuple[str, ...], says("The outcomes that the situation lets one practise.", "R5, R6")]
    kind: Annotated[SituationKind, says("What the situation is made of.")]
    intro: Annotated[str, says("What happens, in a few plain sentences.", "R8")]
    question: Annotated[SituationQuestionSpec, says("What would you do?")]
    paragraphs: Annotated[tuple[str, ...], says("For a text from the workplace: its paragraphs.")] = ()
    lines: Annotated[tuple[LineSpec, ...], says("For a dialogue: who says what.")] = ()
    steps: Annotated[tuple[str, ...], says("For a procedure: the steps, in the right order.")] = ()
    any_order: Annotated[
        tuple[str, ...], says("For a procedure: runs of steps that may change places among themselves, such as 2-4.")
    ] = ()
    signs: Annotated[tuple[SignSpec, ...], says("For signs: each picture and its meaning.")] = ()
    checklist: Annotated[tuple[str, ...], says("For a message: what a good one holds.")] = ()
    places: Annotated[
        tuple[SpotSpec, ...], says("For a picture: the places to name, in the order of the numbers in it.")
    ] = ()
    picture: Annotated[str, says("A picture of the situation, such as media/corridor.svg.")] = ""
    terms: Annotated[tuple[str, ...], says("Ids of words in words.csv that are used here.", "R8")] = ()
    language: Annotated[Language | None, says("Its language, if it isn't the course's: nb or nn.")] = None
