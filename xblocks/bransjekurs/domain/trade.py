"""What a trade asks of those who work in it: Norwegian, basic skills, certificates (R10, R11, R17, R27, R28)."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Levels of Norwegian, the lowest first (R8)."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"


class LanguageSkill(StrEnum):
    """The four skills of a language, in the order that people meet them (R27, R41)."""

    LISTENING = "listening"
    SPEAKING = "speaking"
    READING = "reading"
    WRITING = "writing"


class Frequency(StrEnum):
    """How often the job asks for a basic skill, as in the profiles for basic skills in occupations (R11)."""

    DAILY = "daily"
    REGULARLY = "regularly"
    NOW_AND_THEN = "now_and_then"


class BasicSkill(StrEnum):
    """The five basic skills (R10, R11)."""

    READING = "reading"
    WRITING = "writing"
    ORAL = "oral"
    NUMERACY = "numeracy"
    DIGITAL = "digital"


@dataclass(frozen=True, slots=True)
class LevelNeeded:
    """The level that the job asks for in one skill."""

    skill: LanguageSkill
    level: Level


@dataclass(frozen=True, slots=True)
class SkillNeeded:
    """How often the job asks for one basic skill."""

    skill: BasicSkill
    frequency: Frequency


@dataclass(frozen=True, slots=True)
class JobCertificate:
    """A certificate that the job asks for and others issue; ``valid_years`` is None if it doesn't expire (R17)."""

    id: str
    name: str
    needed_for: str = ""
    valid_years: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TradeProfile:
    """The profile of a trade; a skill that is not named is not asked for."""

    norwegian: tuple[LevelNeeded, ...] = ()
    basic_skills: tuple[SkillNeeded, ...] = ()
    employers_look_for: tuple[str, ...] = ()
    certificates: tuple[JobCertificate, ...] = ()
