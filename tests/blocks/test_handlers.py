"""Every handler: what it does, whom it refuses, and that nothing that is sent to it breaks it."""

import json
from typing import Any

import pytest
from bransjekurs.api import participant_certificate, participant_plan
from bransjekurs.domain.plan import Progress
from bransjekurs.practice.models import PracticeAnswer

from tests.blocks.desk import KINDS, Desk, View
from tests.conftest import START, Cast
from tests.pages.conftest import words

ANSWER = {
    "id": "a1",
    "term": "verneutstyr",
    "kind": "type",
    "answer": "verneutstyr",
    "article": "",
    "gave_up": False,
}
# Every handler for a learner, with what is sent to it.
SENT: dict[tuple[str, str], dict[str, Any]] = {
    ("training_plan", "set_progress"): {"goal": "merking", "progress": "begun", "comment": ""},
    ("trade_language", "start_round"): {},
    ("trade_language", "answer"): ANSWER,
    ("trade_language", "finish_round"): {"terms": ["verneutstyr"]},
    ("competence_certificate", "confirm_name"): {"name": "Amina Hassan"},
}
FIELDS = [(kind, name, field) for (kind, name), data in SENT.items() for field in data if field != "terms"]
TEXTS = [(kind, name, field) for kind, name, field in FIELDS if field != "gave_up"]
BAD = {"a number": 7, "nothing": None, "a list": ["x"], "an object": {"x": 1}, "a truth": True}


def test_every_handler_is_in_the_table(desk: Desk) -> None:
    found = {
        (kind, name)
        for kind in KINDS
        for name, part in vars(type(desk.block(kind)).unmixed_class).items()
        if getattr(part, "_is_xblock_handler", False) and name != "submit_form"
    }
    assert found == set(SENT)


@pytest.mark.parametrize(("kind", "name"), SENT)
def test_amina_gets_new_content(desk: Desk, kind: str, name: str) -> None:
    status, answer = desk.send(kind, "amina", name, SENT[kind, name])
    assert (status, set(answer) - {"verdict"}) == (200, {"html"})
    assert View(answer["html"]).text


@pytest.mark.parametrize("who", ["tor", "nina", "per", "ingrid", "carl", ""])
@pytest.mark.parametrize(("kind", "name"), SENT)
def test_nobody_but_a_participant_can_do_what_participants_do(desk: Desk, kind: str, name: str, who: str) -> None:
    status, answer = desk.send(kind, who, name, SENT[kind, name])
    assert status == 403
    assert answer["error"]
    assert "html" not in answer
    assert not PracticeAnswer.objects.exists()


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
@pytest.mark.parametrize(("kind", "name"), SENT)
def test_a_handler_is_only_posted_to(desk: Desk, kind: str, name: str, method: str) -> None:
    body = json.dumps(SENT[kind, name]).encode()
    status, answer = desk.send_raw(kind, "amina", name, body, method=method)
    assert (status, answer["error"]) == (400, words("bad_request"))
    assert not PracticeAnswer.objects.exists()


NO_JSON = {
    "text": b"goal=merking",
    "half": b'{"goal": ',
    "bytes": b"\xff\xfe\x00",
    "a list": b"[]",
    "a text": b'"x"',
    "a number": b"7",
    "null": b"null",
    "deep": b"[" * 9000,
    "a long number": b"9" * 9000,
}


@pytest.mark.parametrize("body", NO_JSON)
@pytest.mark.parametrize(("kind", "name"), SENT)
def test_what_is_no_json_object_is_refused_in_json(desk: Desk, kind: str, name: str, body: str) -> None:
    status, answer = desk.send_raw(kind, "amina", name, NO_JSON[body])
    assert (status, answer["error"]) == (400, words("bad_request"))


@pytest.mark.parametrize(("kind", "name"), SENT)
def test_100_kb_are_too_much_for_a_handler(desk: Desk, kind: str, name: str) -> None:
    status, answer = desk.send(kind, "amina", name, {**SENT[kind, name], "more": "x" * 100_000})
    assert (status, answer["error"]) == (400, words("too_much_sent"))
    assert not PracticeAnswer.objects.exists()


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(("kind", "name", "field"), TEXTS)
def test_a_value_of_another_type_is_refused_with_the_fields_name(
    desk: Desk, kind: str, name: str, field: str, bad: str
) -> None:
    status, answer = desk.send(kind, "amina", name, {**SENT[kind, name], field: BAD[bad]})
    assert (status, answer["error"], answer["field"]) == (400, words("bad_request"), field)
    assert not PracticeAnswer.objects.exists()


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "x" * 15_000, "<i>&x", "\N{RIGHT-TO-LEFT OVERRIDE}", "9" * 5000])
@pytest.mark.parametrize(("kind", "name", "field"), TEXTS)
def test_no_text_breaks_a_handler(desk: Desk, kind: str, name: str, field: str, text: str) -> None:
    status, answer = desk.send(kind, "amina", name, {**SENT[kind, name], field: text})
    assert status in (200, 400)
    assert bool(answer.get("html")) is (status == 200)
    assert bool(answer.get("error")) is (status == 400)
    assert "<i>&x" not in answer.get("html", "")


# --- The plan ---


def test_progress_is_stored_and_shown(desk: Desk, cast: Cast) -> None:
    _, answer = desk.send("training_plan", "amina", "set_progress", {"goal": "merking", "progress": "done"})
    assert participant_plan.see_plan(cast.amina, START).plan.goal("merking").progress is Progress.DONE
    title = next(outcome.title for outcome in cast.course.outcomes if outcome.id == "merking")
    assert title in View(answer["html"]).text


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({"goal": "flying"}, "unknown_goal", ""),
        ({"goal": ""}, "unknown_goal", ""),
        ({"progress": "attained"}, "unknown_value", "progress"),
        ({"progress": ""}, "unknown_value", "progress"),
        ({"comment": "x" * 1001}, "comment_too_long", "comment"),
        ({"goal": "fagord"}, "goal_confirmed", ""),
    ],
)
def test_progress_that_cannot_be_is_refused(
    desk: Desk, cast: Cast, sent: dict[str, str], code: str, field: str
) -> None:
    cast.confirm("fagord")
    data = {"goal": "merking", "progress": "begun", **sent}
    status, answer = desk.send("training_plan", "amina", "set_progress", data)
    assert (status, answer["error"], answer["field"]) == (400, words(code, limit=1000), field)
    assert participant_plan.see_plan(cast.amina, START).plan.goal("merking").progress is Progress.NOT_BEGUN


# --- Words ---


def test_a_round_shows_ten_words_one_form_each(desk: Desk) -> None:
    _, answer = desk.send("trade_language", "amina", "start_round", {})
    forms = View(answer["html"]).tree.xpath("//form[@data-task]")
    assert len(forms) == len({form.get("data-term") for form in forms})
    assert 0 < len(forms) <= 10


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"answer": "verneutstyr"}, "right"),
        ({"answer": "Et verneutstyr."}, "right"),
        ({"answer": "verneutsyr"}, "almost"),
        ({"answer": "bøtte"}, "wrong"),
        ({"answer": "verneutstyr", "gave_up": True}, "wrong"),
    ],
)
def test_an_answer_is_judged_stored_and_explained(desk: Desk, given: dict[str, Any], verdict: str) -> None:
    status, answer = desk.send("trade_language", "amina", "answer", {**ANSWER, **given})
    assert (status, answer["verdict"]) == (200, verdict)
    assert "verneutstyr" in View(answer["html"]).text
    [stored] = PracticeAnswer.objects.all()
    assert stored.verdict == verdict


def test_the_same_answer_sent_twice_counts_once(desk: Desk) -> None:
    for _ in range(2):
        assert desk.send("trade_language", "amina", "answer", ANSWER)[0] == 200
    assert PracticeAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({"term": "flaggermus"}, "unknown_word", ""),
        ({"kind": "guess"}, "unknown_value", "kind"),
        ({"id": ""}, "answer_without_id", ""),
        ({"id": "x" * 41}, "answer_without_id", ""),
        ({"answer": "x" * 201}, "answer_too_long", "answer"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(desk: Desk, sent: dict[str, str], code: str, field: str) -> None:
    status, answer = desk.send("trade_language", "amina", "answer", {**ANSWER, **sent})
    assert (status, answer["error"], answer["field"]) == (400, words(code), field)
    assert not PracticeAnswer.objects.exists()


def test_a_word_of_another_list_is_not_answered_here(desk: Desk, cast: Cast) -> None:
    here, there = ({term.id for term in words_of.terms} for words_of in cast.course.word_lists[:2])
    other = min(there - here)
    assert desk.send("trade_language", "amina", "answer", {**ANSWER, "term": other})[0] == 400


def test_the_end_of_a_round_tells_what_was_learned(desk: Desk) -> None:
    desk.send("trade_language", "amina", "answer", ANSWER)
    _, answer = desk.send("trade_language", "amina", "finish_round", {})
    view = View(answer["html"])
    assert "et verneutstyr" in view.text
    assert view.handlers() == {"start_round"}


def test_when_no_word_is_left_today_no_more_are_offered(desk: Desk, cast: Cast) -> None:
    cast.practise(cast.amina, desk.key("trade_language"), START)
    _, done = desk.send("trade_language", "amina", "finish_round", {})
    assert View(done["html"]).handlers() == set()
    _, more = desk.send("trade_language", "amina", "start_round", {})
    assert "nok for nå" in View(more["html"]).text


# --- The certificate ---


def test_a_confirmed_name_is_stored_and_shown(desk: Desk, cast: Cast) -> None:
    _, answer = desk.send("competence_certificate", "amina", "confirm_name", {"name": "  Amina   Ali Hassan "})
    assert "Amina Ali Hassan" in View(answer["html"]).text
    picture = participant_certificate.see_certificate(cast.amina)
    assert (picture.name, picture.name_confirmed) == ("Amina Ali Hassan", True)


@pytest.mark.parametrize(
    ("name", "code", "details"),
    [
        ("", "name_missing", {}),
        ("7", "name_missing", {}),
        ("A" * 121, "name_too_long", {"limit": 120}),
        ("أمينة", "name_unprintable", {"characters": "أ م ي ن ة"}),
    ],
)
def test_a_name_that_cannot_be_printed_stays_in_the_field_with_the_reason(
    desk: Desk, cast: Cast, name: str, code: str, details: dict[str, Any]
) -> None:
    status, answer = desk.send("competence_certificate", "amina", "confirm_name", {"name": name})
    view = View(answer["html"])
    field = view.tree.xpath("//input[@type='text' and @name='name']")[0]
    assert status == 200
    assert words(code, **details) in view.text
    assert field.get("value") == (name or "Amina Hassan")
    assert not participant_certificate.see_certificate(cast.amina).name_confirmed
