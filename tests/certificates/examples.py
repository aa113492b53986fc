"""Example certificates, one of each kind, and what the PDF tools find in them."""

import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import zxingcpp
from bransjekurs.domain.certificate_content import (
    CertificateContent,
    CertificateKind,
    DocumentLine,
    GoalLine,
    GoalResult,
    HoursLine,
    Issuer,
    NorwegianLine,
    SkillLevel,
)
from bransjekurs.domain.course import Accreditation, Signatory
from bransjekurs.domain.outcome import Arena, CurriculumGoal
from bransjekurs.domain.trade import LanguageSkill, Level

GREP = "Grep, Utdanningsdirektoratet, NLOD 2.0"
PROTECTION = CurriculumGoal(
    curriculum="ROF05-01",
    module="ROFV100",
    code="KM10662",
    wording="velje og bruke verne- og smittevernutstyr for arbeidsoppgåva og vurdere konsekvensane ved feilbruk",
    language="nn",
    source=GREP,
)
MACHINES = replace(
    PROTECTION,
    module="ROFV102",
    code="KM10670",
    wording="velje og bruke maskiner, utstyr og metodar etter reinhaldsbehov og vurdere dette opp mot "
    "kostnadseffektivitet, tidsbruk og miljøbelastning",
)
GOALS = (
    GoalLine(
        "verneutstyr",
        "Velge og bruke verneutstyr",
        GoalResult.ATTAINED,
        ("words", "mentor"),
        (Arena.ONLINE, Arena.WORKPLACE),
        "teacher",
        (PROTECTION,),
    ),
    GoalLine(
        "maskin",
        "Gå trygt med maskin",
        GoalResult.SUPPORTED,
        ("mentor",),
        (Arena.WORKPLACE,),
        "teacher",
        (MACHINES,),
    ),
    GoalLine("smitte", "Hindre smitte", GoalResult.RECOGNISED, ("prior",), (), "teacher", (PROTECTION,)),
    GoalLine("mobil", "Føre timer på mobilen", GoalResult.ATTAINED, ("task",), (Arena.WORKPLACE,), "teacher", ()),
)
COMPETENCE = CertificateContent(
    kind=CertificateKind.COMPETENCE,
    number="K7QF-29MD-8TXW",
    language="nb",
    issuer=Issuer("Fjordbyen læringssenter", "310245187", "post@fjordbyen.example"),
    holder="Amina Hassan",
    course_title="Renhold – kort bransjekurs",
    purpose="Kurset forbereder til arbeid i renhold og til fagopplæring.",
    period_from=date(2026, 10, 5),
    period_to=date(2026, 12, 18),
    issued_at=datetime(2026, 12, 18, 13, 5, 7, 123456, tzinfo=UTC),
    hours=(
        HoursLine(Arena.ONLINE, 22.5, 24),
        HoursLine(Arena.CLASSROOM, 42, 48),
        HoursLine(Arena.WORKPLACE, 48, 48),
    ),
    goals=GOALS,
    signatories=(Signatory("Tor Bakken", "Lærer"), Signatory("Ingrid Moe", "Daglig leder")),
    verify_url="https://bevis.fjordbyen.example/k/K7QF-29MD-8TXW",
    is_preview=False,
    name_checked_by_role="teacher",
)
PARTIAL = replace(COMPETENCE, kind=CertificateKind.PARTIAL, goals=GOALS[:1])
PARTICIPATION = replace(COMPETENCE, kind=CertificateKind.PARTICIPATION, goals=())
BESIDE = replace(
    COMPETENCE,
    goals=(*GOALS[:3], replace(GOALS[3], own=True)),
    norwegian=NorwegianLine(
        tuple(
            SkillLevel(skill, level)
            for skill, level in zip(LanguageSkill, (Level.B1, Level.A2, Level.A2, Level.A1), strict=True)
        ),
        "samtale og skriftlig prøve",
        "norwegian_teacher",
        date(2026, 12, 10),
    ),
    documents=(
        DocumentLine("hms", "HMS-kort", date(2026, 10, 12), "teacher", date(2028, 8, 14)),
        DocumentLine("", "Førstehjelpskurs", date(2026, 10, 12), "teacher"),
    ),
    accreditation=Accreditation("Godkjent av NOKUT, ref. 1/2026", 5, "NKR nivå 5.1"),
    not_reached=("Gå trygt med maskin", "Si fra om avvik"),
)


def run(*command: str | Path) -> str:
    """Return what a tool prints; a tool that complains fails the test."""
    done = subprocess.run([str(part) for part in command], capture_output=True, check=True)
    return done.stdout.decode("utf-8", errors="replace")


def words_of(path: Path, *options: str) -> str:
    """Return the text of a PDF with single spaces, so that line breaks don't matter."""
    return " ".join(run("pdftotext", *options, path, "-").split())


def structure_of(path: Path) -> str:
    """Return the tagged structure with its text, as a screen reader meets it."""
    return run("pdfinfo", "-enc", "UTF-8", "-struct-text", path)


def read_aloud(path: Path) -> str:
    """Return the text that is tagged, in the order of the tags: no page numbers, no decoration."""
    return " ".join(" ".join(re.findall(r'^ +"(.*)"$', structure_of(path), re.MULTILINE)).split())


def source_of(path: Path) -> str:
    """Return the PDF's objects as plain text."""
    return run("qpdf", "--qdf", "--object-streams=disable", path, "-")


def codes_in(path: Path) -> list[str]:
    """Return what a phone reads from the QR codes on the rendered pages."""
    pages = int(run("pdfinfo", path).split("Pages:")[1].split()[0])
    return [code for page in range(1, pages + 1) for code in _codes_on(path, str(page))]


def _codes_on(path: Path, page: str) -> list[str]:
    render = ["pdftoppm", "-gray", "-r", "150", "-f", page, "-l", page, path]
    picture = subprocess.run(render, capture_output=True, check=True).stdout
    size = re.match(rb"P5\n(\d+) (\d+)\n255\n", picture)
    assert size is not None
    pixels = memoryview(picture[size.end() :]).cast("B", (int(size[2]), int(size[1])))
    return [code.text for code in zxingcpp.read_barcodes(pixels)]
