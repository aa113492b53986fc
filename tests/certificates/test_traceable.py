"""Every printed line is followed back to what it rests on, over groups of participants that nobody wrote by hand.

The words are worked out here from plan, evidence, sessions and what was shown, and not from the record that is printed.
Each is taken out of the PDF's text where it stands; in the end nothing may be left.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bransjekurs.certificates.pdf import render
from bransjekurs.domain.certificate import Issuing, Shown, project
from bransjekurs.domain.certificate_content import DocumentLine, Issuer, NorwegianLine, SkillLevel
from bransjekurs.domain.course import ArenaHours, CertificateRules, Course, Signatory
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source
from bransjekurs.domain.outcome import Arena, CurriculumGoal, Outcome, OutcomeKind
from bransjekurs.domain.participation import Attended
from bransjekurs.domain.plan import Goal, Judgement, Plan, Verdict
from bransjekurs.domain.trade import LanguageSkill, Level
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.certificates.examples import read_aloud, words_of

DAY = datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
TITLES = (
    "Vaske gulv",
    "Tørke støv",
    "Tømme søppel",
    "Lese skilt",
    "Si fra",
    "Føre timer",
    "Bruke hansker",
    "Måle såpe",
)
SOURCES = {Source.WORDS: "ordøving", Source.SITUATION: "situasjon fra jobben",
           Source.COURSE: "resultat i nettkurset", Source.MENTOR: "fadder",
           Source.TEACHER: "lærer", Source.PRIOR: "tidligere erfaring"}  # fmt: skip
ARENAS = {Arena.ONLINE: "på nett", Arena.CLASSROOM: "klasserom", Arena.WORKPLACE: "arbeidsplass",
          Arena.EARLIER: "før kurset"}  # fmt: skip
RESULTS = {Verdict.ATTAINED: "nådd", Verdict.SUPPORTED: "nådd med støtte", Verdict.RECOGNISED: "realkompetanse"}
ROLES = {"teacher": "lærer", "norwegian_teacher": "norsklærer", "adviser": "programrådgiver"}
SKILLS = dict(zip(LanguageSkill, ("lytte", "snakke", "lese", "skrive"), strict=True))
ISSUING = Issuing(
    "K7QF-29MD-8TXW", "Amina Hassan", Issuer("Fjordbyen", "310245187", ""), DAY, "nb",
    "https://bevis.example/k/K7QF-29MD-8TXW", is_preview=False, name_checked_by_role="teacher",
    zone=ZoneInfo("Europe/Oslo"),
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One participant: what stands in the plan, what has been seen, and what the course has that the plan lacks."""

    course: Course
    plan: Plan
    evidence: dict[int, Evidence]
    attended: tuple[Attended, ...]
    shown: Shown
    wishes: bool


def _outcome(place: int, aims: int) -> Outcome:
    curriculum = tuple(
        CurriculumGoal("ROF05", f"ROFV{aim % 2}", f"KM{aim}", f"velje nummer {aim}", "nn", "Grep")
        for aim in range(aims)
    )
    return Outcome(f"g{place}", "Fag", OutcomeKind.TRADE_SKILL, TITLES[place], "Du kan.", curriculum=curriculum)


@st.composite
def _people(draw: st.DrawFn) -> Person:
    outcomes = tuple(_outcome(place, draw(st.integers(0, 2))) for place in range(len(TITLES)))
    evidence = {
        number: Evidence(
            draw(st.sampled_from(outcomes)).id, draw(st.sampled_from(Arena)), draw(st.sampled_from(Source)),
            str(number), "mentor", DAY, Observation(Observed.ALONE), by_name="Kari", id=number,
        )
        for number in range(1, draw(st.integers(1, 20)))
    }  # fmt: skip
    in_plan = [one for one in outcomes if draw(st.booleans())]
    goals = tuple(Goal(one, judgement=draw(_judged(one, evidence))) for one in in_plan)
    hours = st.sampled_from([0.0, 0.5, 3.0, 4.25])
    attended = tuple(
        Attended(1, number, draw(st.sampled_from(list(Arena)[:3])), DAY, draw(hours))
        for number in range(1, draw(st.integers(2, 6)))
    )
    rules = CertificateRules(
        "", "Kurset forbereder.", draw(st.sampled_from([0, 8])), (Signatory("Tor Bakken", "Lærer"),)
    )
    course = Course("Renhold", outcomes, (ArenaHours(Arena.CLASSROOM, 12),), certificate=rules)
    return Person(course, Plan(1, goals), evidence, attended, draw(_shown()), draw(st.booleans()))


@st.composite
def _judged(draw: st.DrawFn, outcome: Outcome, evidence: dict[int, Evidence]) -> Judgement | None:
    """A judgement on evidence of its own, or none; a goal with evidence is not judged for that."""
    own = [number for number, one in evidence.items() if one.outcome_id == outcome.id]
    if not own or draw(st.booleans()):
        return None
    basis = draw(st.lists(st.sampled_from(own), min_size=1, unique=True))
    verdict, role = draw(st.sampled_from(Verdict)), draw(st.sampled_from(sorted(ROLES)))
    return Judgement(verdict, "Ser det.", 7, role, DAY, tuple(basis))


@st.composite
def _shown(draw: st.DrawFn) -> Shown:
    levels = tuple(SkillLevel(skill, draw(st.sampled_from(Level))) for skill in LanguageSkill if draw(st.booleans()))
    norwegian = NorwegianLine(levels, "samtale", "norwegian_teacher", DAY.date(), 4) if levels else None
    names = draw(st.lists(st.sampled_from(["Truckbevis", "Førstehjelp"]), unique=True))
    ends = st.sampled_from([None, date(2028, 8, 14)])
    return Shown(norwegian, tuple(DocumentLine("", name, DAY.date(), "teacher", draw(ends), 9) for name in names))


class Page:
    """What is printed; ``take`` takes out a line that is accounted for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, line: str) -> None:
        """Take the line out once; one that isn't there was promised and not printed."""
        assert f" {line} " in self.text, f"{line!r} is not in {self.text!r}"
        self.text = self.text.replace(f" {line} ", "  ", 1)


def _sentence(names: dict[object, str], values: list[object]) -> str:
    text = ", ".join(names[one] for one in names if one in values)
    return (text[:1].upper() + text[1:]) or "–"


def _hours(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _of(attended: float, planned: int) -> str:
    if planned:
        return f"{_hours(attended)} av {planned} timer"
    return "én time" if attended == 1 else f"{_hours(attended)} timer"


def _take_goals(page: Page, person: Person, confirmed: list[Goal]) -> None:
    page.take("Mål Læreplan Vurdert ut fra Hvor Resultat")
    for goal in confirmed:
        assert goal.judgement is not None
        basis = [person.evidence[number] for number in goal.judgement.evidence_ids]
        codes = ", ".join(aim.code for aim in goal.outcome.curriculum) or "–"
        result = RESULTS[goal.judgement.verdict]
        cells = [goal.outcome.title, codes, _sentence(SOURCES, [one.source for one in basis]),
                 _sentence(ARENAS, [one.arena for one in basis]), result[0].upper() + result[1:]]  # fmt: skip
        page.take(" ".join(cells))
    roles = Counter(goal.judgement.role for goal in confirmed if goal.judgement)
    *others, last = [role for role, _ in reversed(roles.most_common())]
    for role in others:
        titles = "; ".join(g.outcome.title for g in confirmed if g.judgement and g.judgement.role == role)
        page.take(f"Vurdert av {ROLES[role]}: {titles}.")
    page.take(
        f"De andre målene er vurdert av {ROLES[last]}." if others else f"Alle målene er vurdert av {ROLES[last]}."
    )
    used = {person.evidence[number].source for goal in confirmed for number in goal.judgement.evidence_ids}
    verdicts = {goal.judgement.verdict for goal in confirmed if goal.judgement}
    for sentence, there in (
        ("«Ordøving» betyr at deltakeren har øvd på fagordene og kan dem.", Source.WORDS in used),
        (
            "«Resultat i nettkurset» betyr poeng som deltakeren har fått på nett, eller en del som er gjort ferdig.",
            Source.COURSE in used,
        ),
        ("«Fadder» betyr at fadderen har sett det på arbeidsplassen.", Source.MENTOR in used),
        ("«Nådd med støtte» betyr at deltakeren klarer det med hjelp.", Verdict.SUPPORTED in verdicts),
        ("«Realkompetanse» er noe deltakeren kunne fra før kurset.", Verdict.RECOGNISED in verdicts),
    ):
        if there:
            page.take(sentence)


def _take_annex(page: Page, confirmed: list[Goal]) -> None:
    by_aim: dict[CurriculumGoal, list[str]] = {}
    for goal in confirmed:
        verdict = goal.judgement.verdict if goal.judgement else Verdict.NOT_YET
        how = "" if verdict is Verdict.ATTAINED else f" ({RESULTS[verdict]})"
        for aim in goal.outcome.curriculum:
            by_aim.setdefault(aim, []).append(goal.outcome.title + how)
    if not by_aim:
        return
    page.take("Kodene viser til læreplan ROF05, se vedlegget.")
    page.take(ANNEX)
    page.take("Kode Læreplanens ord (nynorsk) Kursmål som er nådd")
    for module in sorted({aim.module for aim in by_aim}):
        page.take(f"Modul {module}")
    for aim, titles in by_aim.items():
        page.take(f"{aim.code} {aim.wording} {' '.join(titles)}")
    own = [goal.outcome.title for goal in confirmed if not goal.outcome.curriculum]
    if own:
        page.take(f"Kursets egne mål, ikke knyttet til læreplanen: {'; '.join(own)}.")
    page.take("Kilde for kompetansemålene: Grep.")


def _take_beside(page: Page, person: Person) -> None:
    line = person.shown.norwegian
    if line:
        levels = ", ".join(f"{SKILLS[one.skill]} {one.level}" for one in line.levels)
        page.take(f"Norsk, vurdert av norsklærer {levels}")
        page.take("Nivået i norsk er vurdert 5. oktober 2026, ut fra dette: samtale.")
    for one in person.shown.documents:
        end = " og gjelder til 14. august 2028" if one.valid_until else ""
        page.take(f"{one.name} er vist fram for lærer 5. oktober 2026{end}.")
    missing = [goal.outcome.title for goal in person.plan.goals if not goal.confirmed]
    if person.wishes and missing:
        page.take(f"Ikke nådd, tatt med fordi deltakeren ønsker det: {'; '.join(missing)}.")


def _take_head(page: Page, person: Person, confirmed: list[Goal]) -> None:
    """The statement itself: which kind, how many goals, and the hours."""
    arenas = {arena: sum(one.hours for one in person.attended if one.arena is arena) for arena in Arena}
    total = sum(arenas.values())
    full = len(confirmed) == len(person.plan.goals) and total >= person.course.certificate.minimum_hours
    there = [arena for arena in Arena if arena is Arena.CLASSROOM or any(one.arena is arena for one in person.attended)]
    planned = dict.fromkeys(Arena, 0) | {Arena.CLASSROOM: 12}
    if not confirmed:
        page.take(f"Deltakerbevis Renhold Amina Hassan har deltatt i {_of(total, 12)} den 5. oktober 2026.")
        page.take("Hvor Timer med oppmøte Planlagte timer")
        for arena in there:
            name = ARENAS[arena][0].upper() + ARENAS[arena][1:]
            page.take(f"{name} {_hours(arenas[arena])} {planned[arena]}")
        page.take(f"I alt {_hours(total)} 12")
        return
    kind = "Kompetansebevis" if full else "Dokumentasjon av delvis måloppnåelse"
    many = "ett læringsmål" if len(confirmed) == 1 else f"{len(confirmed)} læringsmål"
    missing = len(person.plan.goals) - len(confirmed)
    page.take(f"{kind} Renhold Amina Hassan har nådd {many} og deltatt i {_of(total, 12)} den 5. oktober 2026.")
    if not full and not (person.wishes and missing):
        page.take("Dokumentet viser bare målene som er nådd.")
    for arena in there:
        page.take(f"{ARENAS[arena][0].upper()}{ARENAS[arena][1:]} {_of(arenas[arena], planned[arena])}")


ANNEX = (
    "Vedlegg: mål i læreplanen Vedlegget er laget for fylkeskommunen og andre som skal vurdere realkompetanse. "
    "Det viser hvilke kompetansemål i ROF05 kursmålene bygger på. Et kursmål er mindre enn et kompetansemål: "
    "At kursmålet er nådd, betyr ikke at hele kompetansemålet er nådd."
)
FRAME = (
    "Fjordbyen Org.nr. 310 245 187",
    "Kurset forbereder.",
    "Tor Bakken Lærer Kontroller beviset Beviset er ekte når sida sier «Gyldig»: bevis.example/k/ K7QF-29MD-8TXW",
    "Utstedt elektronisk 5. oktober 2026 av Fjordbyen, som er ansvarlig for innholdet. Dokumentet gjelder et kurs hos "
    "tilbyderen. Det er ikke dokumentasjon etter opplæringslova. Navnet er bekreftet av Amina Hassan og kontrollert av "
    "lærer. Denne PDF-en er ikke signert: Sida på adressen over er beviset.",
)


def _follow_back(person: Person, path: Path) -> None:
    confirmed = [goal for goal in person.plan.goals if goal.confirmed]
    page = Page(f" {read_aloud(path)} ")
    for line in FRAME:
        page.take(line)
    _take_head(page, person, confirmed)
    _take_beside(page, person)
    if confirmed:
        _take_annex(page, confirmed)
        _take_goals(page, person, confirmed)
    assert page.text.split() == [], "printed, and nothing that it rests on"


def _footers(path: Path) -> Counter[str]:
    pages = words_of(path).count("Side")
    line = [f"Bevis K7QF-29MD-8TXW · Amina Hassan Side {page} av {pages}" for page in range(1, pages + 1)]
    return Counter(" ".join(line).split())


GROUP = settings(max_examples=10, deadline=None, derandomize=True,
                 suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # fmt: skip


@GROUP
@given(group=st.lists(_people(), min_size=1, max_size=3))
def test_every_printed_line_rests_on_evidence(tmp_path: Path, group: list[Person]) -> None:
    for person in group:
        if not any(goal.confirmed for goal in person.plan.goals) and not any(one.hours for one in person.attended):
            continue
        content = project(person.course, person.plan, person.evidence, person.attended,
                          replace(ISSUING, lists_not_reached=person.wishes), person.shown)  # fmt: skip
        path = tmp_path / "certificate.pdf"
        path.write_bytes(render(content))
        _follow_back(person, path)
        assert Counter(words_of(path).split()) == Counter(read_aloud(path).split()) + _footers(path)
        for line in content.goals:
            goal = person.plan.goal(line.outcome_id)
            assert goal.judgement is not None
            assert set(line.evidence_ids) == set(goal.judgement.evidence_ids)
            assert {person.evidence[number].outcome_id for number in line.evidence_ids} == {line.outcome_id}


@GROUP
@given(person=_people())
def test_what_the_plan_lacks_is_never_printed_whatever_has_been_seen_of_it(tmp_path: Path, person: Person) -> None:
    confirmed = {goal.outcome.title for goal in person.plan.goals if goal.confirmed}
    if not confirmed:
        return
    content = project(person.course, person.plan, person.evidence, person.attended, ISSUING, person.shown)
    path = tmp_path / "certificate.pdf"
    path.write_bytes(render(content))
    text = words_of(path)
    assert {title for title in TITLES if title in text} == confirmed
