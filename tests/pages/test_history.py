"""The history says who changed what, when and why, in words: every field that is ever noted, and every value."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
import pytest
from bransjekurs.api import group_acts, plan_history, timetable
from bransjekurs.domain.agreement import Party
from bransjekurs.domain.mapping import Kind, MappingArea, questions
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind, Responsible
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Aftercare, Progress, Verdict
from bransjekurs.domain.timetable import Shift, Study, Timetable
from bransjekurs.domain.trade import LanguageSkill, Level
from bransjekurs.links.api import LinkStatus, Purpose
from bransjekurs.mappings.api import Progression
from bransjekurs.pages.history_words import FIELDS, Known, field_text, pattern_of, role_text, shown_value
from bransjekurs.pages.timetable_words import told_parts
from bransjekurs.roles import Role

from tests.conftest import START, Cast
from tests.pages.conftest import Address
from tests.pages.visitor import Visitor

FREE = "Ord som noen har skrevet."
CODE = re.compile(r"[a-z]+_[a-z_]+|[{}\[\]*]|\d{4}-\d\d-\d\d|\b(true|false|null)\b")
AT = START.isoformat()
WEEK = Timetable(
    date(2026, 10, 5),
    2,
    (*(Shift(1, day, 420, 900) for day in range(5)), Shift(2, 6, 1320, 360)),
    (Study(0, 1, 960, 1140, Arena.CLASSROOM, paid=True), Study(2, 3, 960, 1020, Arena.WORKPLACE)),
    3.0,
    1.5,
    (date(2026, 12, 21),),
)


def json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def stored(cast: Cast) -> Iterator[tuple[str, str]]:
    """Every path that can be noted with every value that it can hold."""
    goal = cast.course.outcomes[0]
    for progress in Progress:
        yield f"goal.{goal.id}.progress", progress.value
    for verdict in Verdict:
        yield f"goal.{goal.id}.judgement", json((verdict, FREE))
    for kind, arena, role in zip(MeasureKind, [*LearningArena] * 3, [*Responsible] * 2, strict=False):
        measure = Measure(kind, arena, "", "Kari", role, date(2026, 12, 1), date(2026, 12, 2), id="0f")
        yield f"goal.{goal.id}.measure.0f", json(measure)
    yield f"goal.{goal.id}.wording", json(goal)
    yield "aftercare", json(Aftercare("Per", days=(date(2027, 1, 4),), about=FREE))
    yield from (("plan.started", "1"), ("edition", "2"), ("agreement.version", "3"))
    yield from ((f"agreement.{party}", "3") for party in Party)
    yield from ((path, AT) for path in ("review.at", "conversation.7.at", "conversation.7.held_at"))
    yield from ((f"mapping.{path}", value) for path, value in mapped(cast))
    yield from ((f"proposal.{kind}.{goal.id}", value) for kind in ("goal", "recognise") for value in ("taken", "left"))
    yield from ((f"time.{name}", json(getattr(WEEK, name))) for name in Timetable.__dataclass_fields__)
    yield from ((f"time.{name}", json(getattr(Timetable(WEEK.starts), name))) for name in ("shifts", "study"))
    yield from ((f"link.{purpose}", status.value) for purpose in Purpose for status in LinkStatus)
    yield (
        "certificate.norwegian",
        ", ".join(f"{skill}: {level}" for skill, level in zip(LanguageSkill, Level, strict=True)),
    )
    for pattern in FIELDS.keys() - {"mapping.*.*"}:
        yield pattern.replace("goal.*", f"goal.{goal.id}").replace("*", "merking"), FREE


def mapped(cast: Cast) -> Iterator[tuple[str, str]]:
    for area in MappingArea:
        for question in questions(area, cast.course.trade, cast.course.outcomes):
            values = question.choices or (("2027-01-04",) if question.kind is Kind.DATE else (FREE,))
            yield from ((f"{area}.{question.name}", value) for value in values if area is not MappingArea.NEEDS)
    yield from (("progression", verdict.value) for verdict in Progression)


def test_no_field_and_no_value_is_shown_as_a_code(cast: Cast) -> None:
    known = Known(cast.course, plan_history.see_history(cast.tor, cast.amina.user_id).plan)
    walked: set[str] = set()
    for path, value in stored(cast):
        walked.add(pattern_of(path))
        label, text = field_text(path, known), shown_value(path, value, known)
        assert not CODE.search(label), (path, label)
        assert label[:1].isupper(), (path, label)
        assert not CODE.search(text), (path, value, text)
        assert text == FREE or text != value or pattern_of(path) == "time.weeks", (path, value)
    assert walked == set(FIELDS)


@pytest.mark.parametrize("role", [*Role, *Responsible])
def test_the_role_in_which_somebody_acted_is_a_word(role: str) -> None:
    assert role_text(str(role)) not in (str(role), role_text("x"))


def test_a_week_is_told_as_people_say_it(cast: Cast, tor: Visitor, at: Address) -> None:
    timetable.change_time(cast.tor, cast.amina.user_id, WEEK, 0, "Ny turnus.", START)
    page = tor.get(at("history", cast.amina.user_id))
    assert "Uka: vakter Uke 1: Mandag–fredag 07.00–15.00; Uke 2: Søndag 22.00–06.00" in page.text
    assert "Uka: studietid Tirsdag 16.00–19.00, klasserom, betalt" in page.text
    assert "Ny turnus." in page.text
    assert "Tor Bakken (lærer)" in page.text


def test_who_follows_whom_is_in_the_history_once(cast: Cast, amina: Visitor, at: Address) -> None:
    later = START + timedelta(hours=1)
    for _twice in range(2):
        group_acts.assign(cast.ingrid, [cast.amina.user_id], "carl", Role.TEACHER, START)
    group_acts.unassign(cast.ingrid, [cast.amina.user_id], "carl", Role.TEACHER, later)
    changes = plan_history.see_history(cast.amina, cast.amina.user_id).changes
    told = [(one.field, one.before, one.after, one.at) for one in changes]
    assert told == [("following.teacher", "Carl Vik", "", later), ("following.teacher", "", "Carl Vik", START)]
    page = amina.get(at("history", cast.amina.user_id))
    assert "Lærer: følger deltakeren Carl Vik Ingrid Moe (kursansvarlig)" in page.text


def test_a_link_is_told_with_whom_it_is_for(cast: Cast, tor: Visitor, at: Address) -> None:
    cast.observed("merking")
    page = tor.get(at("history", cast.amina.user_id))
    assert "Lenke: si hva man har sett, til Kari" in page.text
    assert "Laget → Brukt" in page.text


def test_what_a_week_holds_nothing_of_is_not_told() -> None:
    week = Timetable(date(2026, 10, 5), shifts=(Shift(1, 0, 420, 900),), paid_hours=3.0)
    assert [(one["label"], one["text"]) for one in told_parts(week)] == [
        ("Vakter", "Mandag 07.00–15.00"),
        ("Timer i uka betalt av arbeidsgiver", "3 timer"),
    ]
    assert len(told_parts(WEEK)) == 7
