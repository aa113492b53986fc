"""The group on its way out: goal by goal, as a spreadsheet, as a report without names; a person's own file."""

import json
from io import BytesIO

import pytest
from bransjekurs.api import participant_plan
from bransjekurs.api.access import Actor
from bransjekurs.domain.plan import Progress
from bransjekurs.pages.sheet import cell
from bransjekurs.preview.models import Enrolment
from django.contrib.auth.models import User
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.conftest import START, Cast
from tests.pages.conftest import Address, words
from tests.pages.visitor import Visitor, said


@pytest.fixture
def twelve(cast: Cast) -> list[Actor]:
    """Ten more participants, six of whom have begun with the labels."""
    found = []
    for number in range(10):
        user = User.objects.create(username=f"d{number}", first_name="Deltaker", last_name=f"{number:02}")
        Enrolment.objects.create(user=user, course_key=cast.course_key)
        found.append(Actor(user.pk, cast.course_key))
    for actor in found[:6]:
        participant_plan.set_progress(actor, "merking", Progress.BEGUN, START)
    return found


def sheet_of(visitor: Visitor, path: str) -> list[list[object]]:
    response = visitor.client.get(path)
    assert response.status_code == 200
    return [list(row) for row in load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)]


def test_tor_sees_each_goal_as_a_shape_with_its_word_and_presses_it(cast: Cast, tor: Visitor, at: Address) -> None:
    cast.confirm("merking")
    page = tor.get(at("grid"))
    [row] = page.tree.xpath("//tbody/tr")
    cells = [said(td) for td in row.xpath("./td")]
    ids = [outcome.id for outcome in cast.course.outcomes]
    assert cells[ids.index("merking")] == "Nådd"
    assert cells[ids.index("avvik")] == "Ikke begynt"
    assert cells[-1] == f"1 av {len(ids)}"
    [link] = row.xpath("./td[$n]/a", n=ids.index("merking") + 1)
    assert link.get("href") == f"{at('participant', cast.amina.user_id)}?goal=merking"
    assert len(page.tree.xpath("//thead/tr[2]/th")) == len(ids) + 2
    assert not page.doubled_ids()


def test_the_grid_comes_in_pages_and_is_searched(cast: Cast, twelve: list[Actor], ingrid: Visitor, at: Address) -> None:
    assert len(ingrid.get(at("grid")).tree.xpath("//tbody/tr")) == 12
    assert len(ingrid.get(at("grid"), {"search": "deltaker 0"}).tree.xpath("//tbody/tr")) == 10


def test_tor_takes_the_group_out_as_a_spreadsheet(cast: Cast, tor: Visitor, at: Address) -> None:
    cast.confirm("merking")
    head, *rows = sheet_of(tor, at("group_sheet"))
    [row] = rows
    title = next(outcome.title for outcome in cast.course.outcomes if outcome.id == "merking")
    assert row[0] == "Amina Hassan"
    assert row[head.index(title)] == "Nådd"


@pytest.mark.parametrize("name", ["=1+1", "+47 1", "-2", "@SUM(A1)", "\t=1"])
def test_a_name_that_looks_like_a_formula_stays_text(name: str) -> None:
    assert cell(name) == f"'{name}"
    assert cell("Amina = best") == "Amina = best"


def test_the_report_tells_of_no_fewer_than_five(cast: Cast, twelve: list[Actor], per: Visitor, at: Address) -> None:
    page = per.get(at("report"))
    assert "12 deltakere" in page.text
    title = next(outcome.title for outcome in cast.course.outcomes if outcome.id == "merking")
    rows = {said(tr.find("th")): [said(td) for td in tr.xpath("./td")] for tr in page.tree.xpath("//tbody/tr")}
    # None confirmed: held back, and with it the smallest of the others, so that the sum tells nothing.
    assert rows[title].count("holdt tilbake") == 2
    assert "Amina" not in page.text
    told = [value for line in sheet_of(per, at("report_sheet")) for value in line]
    assert all(not isinstance(value, int) or value >= 5 for value in told)
    assert title in told


def test_a_course_of_four_has_no_report(tor: Visitor, at: Address) -> None:
    page = tor.get(at("report"))
    assert (page.status, words("too_few", limit=5) in page.text) == (400, True)


def test_amina_takes_her_file_and_erases_what_is_kept(cast: Cast, amina: Visitor, at: Address) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.BEGUN, START)
    page = amina.get(at("person_data", cast.amina.user_id))
    response = amina.client.get(next(url for url in page.links().values() if url.endswith("data.json")))
    assert json.loads(response.content)["data"]["PlanRecord"]
    refused = amina.press(page, "erase")
    assert (refused.status, refused.error_at("sure")) == (400, words("not_sure"))
    told = amina.follow(amina.press(page, "erase", sure="1"))
    assert told.message
    assert participant_plan.see_plan(cast.amina, START).plan.started_at is None


def test_tor_neither_takes_nor_erases_aminas_data(cast: Cast, tor: Visitor, at: Address) -> None:
    assert tor.get(at("person_data", cast.amina.user_id)).status == 403
    assert tor.client.get(at("person_file", cast.amina.user_id)).status_code == 403
    assert tor.post(at("person_data", cast.amina.user_id), {"do": "erase", "sure": "1"}).status == 403


@pytest.mark.parametrize("who", ["amina", "tor", "per"])
def test_the_plan_is_a_tagged_pdf_for_amina_and_those_who_follow_her(cast: Cast, at: Address, who: str) -> None:
    cast.confirm("merking")
    response = Visitor(getattr(cast, who).user_id).client.get(at("plan_pdf", cast.amina.user_id))
    assert response["Content-Type"] == "application/pdf"
    file = PdfReader(BytesIO(response.content))
    text = "".join(page.extract_text() for page in file.pages)
    assert "Amina Hassan" in text
    assert "Gjør dette uten hjelp." in text
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert file.trailer["/Root"]["/Lang"] == "nb"


def test_carl_and_yusuf_get_no_plan_of_aminas(cast: Cast, carl: Visitor, at: Address) -> None:
    for visitor in (carl, Visitor(cast.yusuf.user_id)):
        assert visitor.client.get(at("plan_pdf", cast.amina.user_id)).status_code == 403
