"""The preview's mappings: some of the twenty have been mapped, by themselves and with Tor in the same room."""

from dataclasses import dataclass
from datetime import datetime

from bransjekurs.api import gap, mapping
from bransjekurs.api.access import Actor
from bransjekurs.domain.gap import ProposalKind
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.mappings.api import About, Judged, Progression

_LANGUAGE = (MappingArea.LISTENING, MappingArea.SPEAKING, MappingArea.READING, MappingArea.WRITING)


@dataclass(frozen=True, slots=True)
class Mapped:
    """What somebody has answered.

    ``levels`` are those of listening, speaking, reading and writing; ``often`` of reading, writing, oral, numeracy and
    digital skills; ``card`` is the last day of the HMS card; ``able`` what is known from before and what shows it.
    ``together`` is whether Tor filled in with them; ``whole`` is what he thinks of it all.
    """

    levels: str
    often: str = ""
    paid: str = "none"
    work: str = ""
    card: str = ""
    able: tuple[tuple[str, str], ...] = ()
    helps: str = ""
    together: bool = False
    whole: str = ""
    progression: tuple[Progression, str] | None = None


_SOME, _DAILY, _OFTEN, _NEVER = "now_and_then", "daily", "regularly", "never"
MAPPINGS = {
    "yusuf": Mapped(
        "A2 A2 A1 A1",
        f"{_SOME} {_SOME} {_DAILY} {_OFTEN} {_DAILY}",
        "years",
        "Kokk i åtte år, på restaurant.",
        able=(("smittevern", "Kursbevis i hygiene"), ("samarbeid", "")),
        helps="shown more_time",
        together=True,
        whole="Lite norsk på papiret, men vant til å jobbe i et kjøkken med strenge regler. Vil ha fast jobb.",
        progression=(Progression.WITH_SUPPORT, "Lesingen trenger mer tid. Han øver hver dag på bussen."),
    ),
    "olena": Mapped("B1 A2 B1 A2", f"{_DAILY} {_OFTEN} {_DAILY} {_DAILY} {_DAILY}", card="2027-03-01"),
    "minh": Mapped(
        "A2 A1 A2 A1",
        f"{_OFTEN} {_NEVER} {_SOME} {_DAILY} {_DAILY}",
        "under_a_year",
        "Vasket kontorer.",
        able=(("rom", "Attest fra kontoret"),),
        together=True,
        progression=(Progression.REALISTIC, "Uttalen går sakte framover, men det holder til jobben."),
    ),
    "maria": Mapped("A2 A2 A2 A2", f"{_DAILY} {_OFTEN} {_DAILY} {_OFTEN} {_SOME}", "years", "Hjemmehjelp i Spania."),
    "ahmad": Mapped("A2 unknown A1 unknown", f"{_SOME} unknown {_OFTEN} {_OFTEN} {_DAILY}", helps="written quiet"),
    "fatuma": Mapped("B1 B1 A2 A2", f"{_OFTEN} {_OFTEN} {_DAILY} {_SOME} {_OFTEN}", "years", "Renhold på hotell."),
    "thiri": Mapped("A1 A1 A1 none"),
}


def tell_mapping(mapped: Mapped, who: Actor, tor: Actor, nina: Actor, at: datetime) -> None:
    """Let somebody be mapped: alone, or with Tor; then take what is proposed, and let the teachers judge."""
    pen = tor if mapped.together else who
    for area, answers in _answers(mapped).items():
        mapping.save_area(pen, who.user_id, area, answers, 0, at)
    seen = gap.see_gap(who, who.user_id, at)
    offered = [one.key for one in seen.proposals]
    goals = [one.key for one in seen.proposals if one.kind is ProposalKind.GOAL][:2]
    shown = [one.key for one in seen.proposals if one.documentation]
    gap.answer_proposals(pen, who.user_id, offered, goals + shown, at)
    if mapped.whole:
        gap.judge(tor, who.user_id, Judged(About.WHOLE, mapped.whole, None, "", at))
    if mapped.progression:
        verdict, reason = mapped.progression
        gap.judge(nina, who.user_id, Judged(About.PROGRESSION, reason, None, "", at, verdict))


def _answers(mapped: Mapped) -> dict[MappingArea, dict[str, str]]:
    found: dict[MappingArea, dict[str, str]] = {
        area: {"level": level} for area, level in zip(_LANGUAGE, mapped.levels.split(), strict=True)
    }
    if mapped.often:
        skills = ("reading", "writing", "oral", "numeracy", "digital")
        often = zip(skills, mapped.often.split(), strict=True)
        found[MappingArea.BASIC_SKILLS] = {f"often-{skill}": habit for skill, habit in often}
        found[MappingArea.EARLIER] = {"mapped": "no"}
        found[MappingArea.INTEREST] = {"interest": "sure"}
        found[MappingArea.EXPERIENCE] = {"paid": mapped.paid, "work": mapped.work, "unpaid": "much"}
        found[MappingArea.EDUCATION] = {"school": "unknown"}
        found[MappingArea.AVAILABILITY] = {"daytime": "yes", "evening": "unknown", "weekend": "no"}
        found[MappingArea.CERTIFICATES] = _card(mapped.card)
        found[MappingArea.ABLE] = _able(mapped.able)
    if mapped.helps:
        found[MappingArea.NEEDS] = {"needs": "yes", "helps": mapped.helps}
    return found


def _card(last_day: str) -> dict[str, str]:
    has = {"has-hms-kort-for-renhold": "yes" if last_day else "no"}
    return has | ({"expires-hms-kort-for-renhold": last_day} if last_day else {})


def _able(able: tuple[tuple[str, str], ...]) -> dict[str, str]:
    can = {f"can-{outcome}": "yes" for outcome, _shown in able} or {"can-verneutstyr": "unknown"}
    return can | {f"shown-{outcome}": shown for outcome, shown in able}
