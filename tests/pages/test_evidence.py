"""A goal's evidence on the teacher's page: along the weeks, and in pages when there is much of it."""

from datetime import datetime, timedelta

import pytest
from bransjekurs.api import participant_plan
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source, WordsMastered
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Progress
from bransjekurs.evidence import api as evidence
from bransjekurs.pages.evidence_view import PAGE, evidence_context

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.pages.conftest import Address
from tests.pages.visitor import Visitor

GOAL = "merking"
WEEK = timedelta(days=7)


def seen(number: int, at: datetime, arena: Arena = Arena.WORKPLACE, observed: Observed = Observed.ALONE) -> Evidence:
    what = Observation(observed, "Viste det.")
    return Evidence(GOAL, arena, Source.MENTOR, str(number), "mentor", at, what, by_name="Kari Moen", id=number)


def test_each_arena_has_its_marks_along_the_weeks() -> None:
    words = Evidence(GOAL, Arena.ONLINE, Source.WORDS, "w", "participant", START, WordsMastered(3, 3, 2), id=1)
    told = evidence_context((words, seen(2, START + 2 * WEEK, observed=Observed.NOT_YET)), "", 1, START + 7 * WEEK)
    assert [week["number"] for week in told["weeks"]] == [41, 42, 43, 44, 45, 46, 47, 48]
    rows = {row["arena"]: row["items"] for row in told["arenas"]}
    assert list(rows) == ["online", "classroom", "workplace"]
    ([first], [], [last]) = rows.values()
    assert (first["short"], first["shape"], last["short"], last["shape"]) == (
        "Kan 3 av 3 ord",
        None,
        "Kari så det",
        "not_yet",
    )
    assert (first["left"], last["left"]) == (0.9, 25.9)


def test_marks_of_the_same_days_stand_under_each_other_and_the_last_keeps_within_the_line() -> None:
    items = tuple(seen(n, START + 7 * WEEK - timedelta(days=3 - n)) for n in range(4))
    row = evidence_context(items, "", 1, START + 7 * WEEK)["arenas"][2]
    assert [mark["lane"] for mark in row["items"]] == [0, 1, 2, 3]
    assert row["lanes"] == 4
    assert row["items"][-1]["before"]


@pytest.mark.parametrize("number", [-1, 0, 1, 3, 20, 21, 400])
def test_however_much_there_is_a_page_shows_as_much_and_no_more(number: int) -> None:
    items = tuple(seen(n, START + timedelta(hours=n)) for n in range(400))
    told = evidence_context(items, "", number, START + 7 * WEEK)
    assert (told["total"], told["pages"], len(told["listed"])) == (400, 20, PAGE)
    assert len(told["ticks"]) <= PAGE + len(Arena)
    assert sum(len(row["items"]) for row in told["arenas"]) == 4
    assert told["arenas"][2]["more"] == 396


def test_the_first_page_offers_the_latest_of_each_arena_to_build_on() -> None:
    old = seen(0, START, Arena.CLASSROOM)
    items = (old, *(seen(n, START + timedelta(hours=n)) for n in range(1, 100)))
    first, second = (evidence_context(items, "", page, START + WEEK) for page in (1, 2))
    assert old.id in {one["id"] for one in first["ticks"]}
    assert old.id not in {one["id"] for one in second["ticks"]}


def test_tor_judges_on_evidence_of_an_older_page(cast: Cast, tor: Visitor, at: Address) -> None:
    for number in range(30):
        evidence.add(cast.amina.user_id, cast.course_key, seen(number, START + timedelta(hours=number)))
    address = at("participant", cast.amina.user_id)
    page = tor.get(f"{address}?goal={GOAL}&search=amina")
    older = tor.get(page.links()["Eldre"].partition("#")[0])
    assert "search=amina" in older.path
    oldest = evidence.evidence_of(cast.course_key, [cast.amina.user_id])[cast.amina.user_id][GOAL][0]
    after = tor.press(older, "judge", verdict="attained", reason="Gjør det uten hjelp.", evidence=[str(oldest.id)])
    assert after.status == 302
    assert "Gjør det uten hjelp." in tor.get(f"{address}?goal={GOAL}").text


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "Amina sa fra i dag."), (1, "Amina har ventet én dag."), (6, "Amina har ventet i 6 dager.")],
)
def test_how_long_she_has_waited_is_told_in_days_as_people_count(
    cast: Cast, tor: Visitor, at: Address, days: int, told: str
) -> None:
    late = START.replace(hour=20)
    participant_plan.set_progress(cast.amina, GOAL, Progress.DONE, late)
    the_time.stand_at(START + timedelta(days=days) if days else late)
    assert told in tor.get(f"{at('participant', cast.amina.user_id)}?goal={GOAL}").text


def test_the_plan_as_a_pdf_is_a_tap_away(cast: Cast, tor: Visitor, at: Address) -> None:
    page = tor.get(at("participant", cast.amina.user_id))
    response = tor.client.get(page.links()["Planen som PDF"])
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
