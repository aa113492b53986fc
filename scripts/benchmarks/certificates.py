"""Certificates: rendering beside what others render with, and issuing whole through the database, memory included.

Figures are a second of processor time on one core. No two certificates are alike: typst remembers what it has laid out,
and the same certificate again would be three times as fast as any that somebody waits for. CERTIFICATES (10000) says
how many are issued.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from _measure import figure
from _site import KEY, NOW, site
from bransjekurs.api import participant_certificate, teacher_certificate, teacher_goal
from bransjekurs.api.access import Actor
from bransjekurs.certificates.api import credential_of, new_number
from bransjekurs.certificates.models import HolderName
from bransjekurs.certificates.pdf import render
from bransjekurs.certificates.printed import printed
from bransjekurs.domain.certificate_content import CertificateContent, CertificateKind
from bransjekurs.domain.evidence import Observation, Observed
from bransjekurs.domain.outcome import Arena, CurriculumGoal
from bransjekurs.domain.plan import Verdict
from bransjekurs.evidence.models import EvidenceItem
from bransjekurs.plans.models import JudgementRecord, PlanGoal, PlanRecord

_ROOT = Path(__file__).resolve().parents[2]
_PEERS = _ROOT / ".venv-bench" / "bin" / "python"
_GOALS, _EARLY = 14, 1000
_LATER = timedelta(hours=1)
_SIZE = int(os.environ.get("CERTIFICATES", "10000"))
_AIM = CurriculumGoal("ROF05-01", "ROFV100", "KM10662", "velje og bruke verneutstyr", "nn", "Grep, NLOD 2.0")
_PEER_NAMES = {"reportlab": "reportlab + pypdf + AES (untagged, no QR)", "weasyprint": "WeasyPrint 70, pdf/ua-1"}


def main() -> None:
    """Measure and print."""
    teacher, people = site(_GOALS, _SIZE + 1)
    tor = Actor(teacher, KEY)
    _reached(tor, people)
    model = _issue(tor, people[0])
    two = replace(model, goals=tuple(replace(goal, curriculum=(_AIM,)) for goal in model.goals))
    one = replace(model, kind=CertificateKind.PARTICIPATION, goals=())
    credential = credential_of(model.number) or b""
    peers = _peers(two)
    rate, told = _rendering(two, credential), "tagged, QR, attachment"
    figures = {
        f"rendering two pages: beside {peer}": figure(rate, "/s", peers.get(peer), told, called)
        for peer, called in _PEER_NAMES.items()
    } | {"rendering one page": figure(_rendering(one, credential), "/s", note=told)}
    print(json.dumps(figures | _issuing(tor, people[1:])))


def _rendering(content: CertificateContent, credential: bytes) -> float:
    different = cycle(
        replace(content, number=(number := new_number()), holder=f"Amina {number}", verify_url=f"https://x.no/{number}")
        for _ in range(60)
    )
    return _rate(lambda: render(next(different), credential), 60)


def _rate(act: Callable[[], object], times: int) -> float:
    act()
    start = time.process_time()
    for _ in range(times - 1):
        act()
    return round((times - 1) / (time.process_time() - start), 1)


def _peers(content: CertificateContent) -> dict[str, float]:
    """Return how many the others make of the same text, or nothing where they are not installed."""
    if not _PEERS.exists():
        return {}
    command = [str(_PEERS), str(Path(__file__).with_name("_peer_certificates.py"))]
    text = json.dumps(printed(content), default=str)
    told: dict[str, float] = json.loads(
        subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=True).stdout
    )
    return told


def _issuing(tor: Actor, people: list[int]) -> dict[str, object]:
    """Issue to each: record, signature and PDF."""
    early, start = 0.0, time.process_time()
    for place, person in enumerate(people, 1):
        content = _issue(tor, person)
        render(content, credential_of(content.number))
        if place == min(_EARLY, len(people)):
            early = _memory()
    rate = round(len(people) / (time.process_time() - start), 1)
    return {
        "issuing whole, database included": figure(rate, "/s", note=f"{len(people)} certificates with 14 goals"),
        f"memory at {min(_EARLY, len(people))}": figure(early, "MB"),
        f"memory at {len(people)}": figure(_memory(), "MB"),
    }


def _issue(tor: Actor, person: int) -> CertificateContent:
    issued = teacher_certificate.issue(tor, person, name_checked=True, language="nb", now=NOW + _LATER, tell=False)
    if issued.content is None:
        raise RuntimeError("A certificate without content.")
    return issued.content


def _memory() -> float:
    """Return the megabytes that the process holds."""
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return round(int(next(row for row in rows if row.startswith("VmRSS")).split()[1]) / 1024, 1)


def _reached(tor: Actor, people: list[int]) -> None:
    """Let the first reach every goal by the use cases; the others' rows are copies of those."""
    first = people[0]
    for number in range(_GOALS):
        outcome = f"goal-{number}"
        teacher_goal.observe(tor, first, outcome, Observation(Observed.ALONE, "Ser det."), Arena.WORKPLACE, NOW)
        (seen,) = teacher_goal.see_participant(tor, first, NOW).plan_picture.evidence[outcome]
        teacher_goal.judge(tor, first, outcome, Verdict.ATTAINED, "Gjør det.", [seen.id], NOW)
    participant_certificate.confirm_name(Actor(first, KEY), "Amina Hassan", NOW)
    HolderName.objects.bulk_create(
        [HolderName(user_id=one, course_key=KEY, name=f"Amina {one}", confirmed_at=NOW) for one in people[1:]]
    )
    for place in range(1, len(people), 500):
        _copy(first, people[place : place + 500])


def _copy(first: int, people: list[int]) -> None:
    plan = PlanRecord.objects.get(user_id=first)
    goals, items = (
        list(plan.goals.all()),
        {item.outcome_id: item for item in EvidenceItem.objects.filter(user_id=first)},
    )
    plans = PlanRecord.objects.bulk_create([_copied(plan, user_id=one) for one in people])
    copies = PlanGoal.objects.bulk_create([_copied(goal, plan_id=one.pk) for one in plans for goal in goals])
    seen = EvidenceItem.objects.bulk_create(
        [_copied(items[goal.outcome_id], user_id=one) for one in people for goal in goals]
    )
    judged = JudgementRecord.objects.get(goal=goals[0])
    JudgementRecord.objects.bulk_create(
        [_copied(judged, goal_id=goal.pk, evidence_ids=[item.pk]) for goal, item in zip(copies, seen, strict=True)]
    )


def _copied(row: object, **changes: object) -> object:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**(values | {"id": None} | changes))


if __name__ == "__main__":
    main()
