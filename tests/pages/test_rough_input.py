"""Whatever is sent, the answer is a page that says what to do, and nothing breaks."""

from urllib.parse import urlencode

import pytest
from bransjekurs import models
from bransjekurs.api import participant_certificate, teacher_goal
from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from tests.conftest import START, Cast
from tests.pages.conftest import Address
from tests.pages.visitor import Fields, Visitor

LONG = "øl " * 33_400
ROUGH = {
    "100 kB": LONG,
    "NUL": "a\0b",
    "controls": "\x01\x1b[31m\x7f\x85",
    "half a sign": "\N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}\N{ZERO WIDTH JOINER}",
    "right to left": "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "markup": "<script>alert('x')</script>{{ 7|add:7 }}{% now 'Y' %}",
    "huge number": "9" * 5000,
    "not a number": "-Infinity",
    "a date that is none": "2026-02-31",
    "empty": "",
}
# Each form as somebody would fill it in.
FORMS: dict[str, Fields] = {
    "assign": {"participants": "{amina}", "username": "per", "role": "teacher"},
    "unassign": {"participants": "{amina}", "username": "per", "role": "adviser"},
    "save": {
        "title": "Økt",
        "date": "2026-10-05",
        "time": "09:00",
        "arena": "classroom",
        "hours": "3",
        "present": "{amina}",
        "hours-{amina}": "2",
    },
    "judge": {"goal": "merking", "verdict": "attained", "reason": "Ja.", "evidence": "{evidence}"},
    "observe": {"goal": "merking", "answer": "alone", "arena": "classroom", "comment": "Ja."},
    "ask": {"goal": "merking", "mentor": "Kari", "days": "3"},
    "withdraw": {"goal": "merking", "request": "{request}"},
    "review": {"date": "2026-10-20", "time": "12:00", "with_whom": "Tor", "about": "Praksis"},
    "issue": {"kind": "partial", "name_checked": "yes"},
    "revoke": {"reason": "Feil."},
    "send": {"answer": "alone", "comment": "Ja."},
}
FIELDS = [(do, field) for do, fields in FORMS.items() for field in fields]


class Desk:
    """Where each form is, and who fills it in."""

    def __init__(self, cast: Cast, at: Address) -> None:
        cast.confirm("fagord")
        cast.observed("merking")
        participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
        cast.certificate()
        self.token, _asked = teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, "merking", "Kari", 3, START)
        picture = teacher_goal.see_participant(cast.tor, cast.amina.user_id, START)
        self.known = {
            "{amina}": str(cast.amina.user_id),
            "{evidence}": str(picture.plan_picture.evidence["merking"][0].id),
            "{request}": str(picture.requests[0].id),
        }
        person = at("participant", cast.amina.user_id)
        self.paths = dict.fromkeys(("judge", "observe", "ask", "withdraw", "review", "issue", "revoke"), person)
        self.paths |= dict.fromkeys(("assign", "unassign"), at("group"))
        self.paths |= {"save": at("new_session"), "send": reverse("bransjekurs:link", args=[self.token])}
        self.tor, self.ingrid = Visitor(cast.tor.user_id), Visitor(cast.ingrid.user_id)

    def who(self, do: str) -> Visitor:
        if do == "send":
            return Visitor()
        return self.ingrid if do in ("assign", "unassign") else self.tor

    def filled_in(self, do: str) -> Fields:
        def known(text: str) -> str:
            for name, value in self.known.items():
                text = text.replace(name, value)
            return text

        return {known(field): known(value) for field, value in FORMS[do].items()} | {"do": do}


@pytest.fixture
def desk(cast: Cast, at: Address) -> Desk:
    return Desk(cast, at)


@pytest.mark.parametrize("do", FORMS)
def test_each_form_can_be_sent(desk: Desk, do: str) -> None:
    visitor = desk.who(do)
    visitor.get(desk.paths[do])
    assert visitor.post(desk.paths[do], desk.filled_in(do)).status in (200, 302)


@pytest.mark.parametrize(("do", "field"), FIELDS)
def test_no_field_breaks_the_page_whatever_is_written_in_it(desk: Desk, do: str, field: str) -> None:
    visitor = desk.who(do)
    visitor.get(desk.paths[do])
    name = field.replace("{amina}", desk.known["{amina}"])
    for rough, value in ROUGH.items():
        before = transaction.savepoint()
        page = visitor.post(desk.paths[do], {**desk.filled_in(do), name: value})
        assert page.status in (200, 302, 400), rough
        if page.status == 400:
            assert page.summary, rough
        if page.status == 302:
            assert visitor.follow(page).status == 200, rough
        assert "<script>alert" not in page.source
        assert_no_control_characters_are_stored()
        transaction.savepoint_rollback(before)


# What is free text, and how long it may be. The rest of the fields are choices, numbers, names and dates.
FREE_TEXTS = [
    ("save", "title", "title"),
    ("judge", "reason", "judge-reason"),
    ("observe", "comment", "observe-comment"),
    ("ask", "mentor", "ask-mentor"),
    ("review", "with_whom", "review-with_whom"),
    ("review", "about", "review-about"),
    ("revoke", "reason", "revoke-reason"),
    ("send", "comment", "comment"),
]


@pytest.mark.parametrize(("do", "field", "place"), FREE_TEXTS)
def test_a_text_of_100_kb_is_told_at_its_field_and_not_a_letter_of_it_is_lost(
    desk: Desk, do: str, field: str, place: str
) -> None:
    visitor = desk.who(do)
    visitor.get(desk.paths[do])
    page = visitor.post(desk.paths[do], {**desk.filled_in(do), field: LONG})
    assert page.status == 400
    assert page.error_at(place)
    assert page.typed(do)[field] == LONG


@pytest.mark.parametrize("do", FORMS)
def test_bytes_that_are_no_text_break_nothing(desk: Desk, do: str) -> None:
    visitor = desk.who(do)
    visitor.get(desk.paths[do])
    token = visitor.client.cookies["csrftoken"].value
    sent = urlencode({"csrfmiddlewaretoken": token, "do": do}).encode()
    sent += b"".join(b"&" + name.encode() + b"=%FF%FE\xff" for name in desk.filled_in(do) if name != "do")
    kind = "application/x-www-form-urlencoded"
    response = visitor.client.post(desk.paths[do], sent, content_type=kind)
    assert response.status_code in (200, 302, 400)


@pytest.mark.parametrize("do", FORMS)
def test_the_same_field_many_times_breaks_nothing(desk: Desk, do: str) -> None:
    visitor = desk.who(do)
    visitor.get(desk.paths[do])
    many = {name: [value] * 50 for name, value in desk.filled_in(do).items()}
    assert visitor.post(desk.paths[do], {**many, "do": do}).status in (200, 302, 400)


@pytest.mark.parametrize("query", ["search", "responsible", "page", "done", "goal", "lang", "number"])
def test_no_query_breaks_a_page(desk: Desk, query: str) -> None:
    for path in {desk.paths["judge"], desk.paths["assign"], desk.paths["save"], reverse("bransjekurs:verify_form")}:
        for rough, value in ROUGH.items():
            page = desk.ingrid.get(path, {query: value})
            assert page.status in (200, 302, 400), (path, rough)
            assert "<script>alert" not in page.source


def assert_no_control_characters_are_stored() -> None:
    for model in (models.EvidenceItem, models.Link, models.HeldSession, models.JudgementRecord, models.Review):
        for row in model.objects.all():
            assert not _control_characters(row), row.__dict__


def _control_characters(row: Model) -> list[str]:
    return [value for value in row.__dict__.values() if any(sign in str(value) for sign in "\0\x01\x1b\x7f")]
