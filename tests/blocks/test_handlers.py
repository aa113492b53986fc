"""Every handler: what it does, whom it refuses, and that nothing that is sent to it breaks it."""

import json
from typing import Any

import pytest
from bransjekurs.api import participant_certificate, participant_plan, participant_share
from bransjekurs.domain.answers import Hint, normalise
from bransjekurs.domain.course import WordList
from bransjekurs.domain.plan import Progress
from bransjekurs.evidence.models import EvidenceItem
from bransjekurs.practice.models import PracticeAnswer

from tests.blocks.desk import KINDS, Desk, View
from tests.conftest import START, Cast
from tests.pages.conftest import words

ANSWER = {"id": "a1", "term": "verneutstyr", "kind": "type", "answer": "verneutstyr", "age": 0}
# Every handler for a learner, with what is sent to it.
SENT: dict[tuple[str, str], dict[str, Any]] = {
    ("training_plan", "set_progress"): {"goal": "merking", "progress": "begun", "comment": ""},
    ("trade_language", "start_round"): {"mode": "today"},
    ("trade_language", "send_answers"): {"answers": [ANSWER]},
    ("trade_language", "finish_round"): {},
    ("trade_language", "take_back"): {"situation": "skriv-melding"},
    ("competence_certificate", "confirm_name"): {"name": "Amina Hassan"},
}
# What only somebody with a certificate can do.
HOLDERS: dict[str, dict[str, Any]] = {
    "choose": {"shows_goals": ["yes"]},
    "share": {"to_whom": "Kari", "days": "14"},
    "withdraw_share": {"share": "1"},
    "withdraw": {"sure": ["yes"]},
}
# What only authors can do, in Studio: each has tests of its own.
AUTHORS = {"submit_form", "fetch_table", "try_out", "example"}
TEXTS = [(kind, name, field) for (kind, name), data in SENT.items() for field in data if field != "answers"]
BAD = {"a number": 7, "nothing": None, "a list": ["x"], "an object": {"x": 1}, "a truth": True}


def test_every_handler_is_in_the_table(desk: Desk) -> None:
    found = {
        (kind, name)
        for kind in KINDS
        for name, part in vars(type(desk.block(kind)).unmixed_class).items()
        if getattr(part, "_is_xblock_handler", False) and name not in AUTHORS
    }
    assert found == set(SENT) | {("competence_certificate", name) for name in HOLDERS}


@pytest.mark.parametrize(("kind", "name"), SENT)
def test_amina_gets_new_content(desk: Desk, kind: str, name: str) -> None:
    status, answer = desk.send(kind, "amina", name, SENT[kind, name])
    if name == "take_back":
        assert (status, answer["error"]) == (400, words("course_not_published")), "a block of words has no situation"
        return
    assert status == 200
    if name == "send_answers":
        assert answer == {"received": ["a1"]}
    else:
        assert set(answer) == {"html"}
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


def test_a_round_brings_all_that_is_needed_without_a_network(desk: Desk) -> None:
    _, answer = desk.send("trade_language", "amina", "start_round", {})
    view = View(answer["html"])
    hints = set(view.tree.xpath("//template/@data-feedback-for"))
    assert hints == {hint.value for hint in Hint}
    for form in view.tree.xpath("//form[@data-task or @data-later]"):
        table = json.loads(form.get("data-table"))
        assert {*table["hints"].values(), table["otherwise"]} <= hints
        assert table["hints"][normalise(form.get("data-expected"))] == "right"
    assert 10 < len(view.tree.xpath("//form[@data-later]")) + 10 <= 20


def _send(desk: Desk, *answers: Any) -> tuple[int, dict[str, Any]]:
    return desk.send("trade_language", "amina", "send_answers", {"answers": list(answers)})


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"answer": "verneutstyr"}, "right"),
        ({"answer": "Et verneutstyr."}, "right"),
        ({"answer": "verneutsyr"}, "almost"),
        ({"answer": "bøtte"}, "wrong"),
        ({"answer": ""}, "wrong"),
    ],
)
def test_an_answer_is_judged_and_stored(desk: Desk, given: dict[str, Any], verdict: str) -> None:
    assert _send(desk, ANSWER | given) == (200, {"received": ["a1"]})
    [stored] = PracticeAnswer.objects.all()
    assert stored.verdict == verdict


def test_the_same_answer_sent_twice_counts_once(desk: Desk) -> None:
    for _ in range(2):
        assert _send(desk, ANSWER, ANSWER)[0] == 200
    assert PracticeAnswer.objects.count() == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"term": "flaggermus"},
        {"kind": "guess"},
        {"kind": 7},
        {"id": ""},
        {"id": "x" * 41},
        {"answer": "x" * 201},
        {"answer": None},
        {"age": "yesterday"},
        {"age": True},
        {"age": None},
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_used_is_not_asked_for_again_and_the_others_count(
    desk: Desk, bad: dict[str, Any]
) -> None:
    status, answer = _send(desk, ANSWER | bad, ANSWER | {"id": "a2"})
    assert status == 200
    assert set(answer["received"]) == {(ANSWER | bad)["id"], "a2"}
    assert [row.answer_id for row in PracticeAnswer.objects.all()] == ["a2"]


@pytest.mark.parametrize("age", [-1e300, 1e300, 10**400, -5, 0.5], ids=str)
def test_no_age_breaks_the_handler(desk: Desk, age: float) -> None:
    status, answer = _send(desk, ANSWER | {"age": age})
    assert (status, answer["received"]) == (200, ["a1"])


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (None, "bad_request"),
        ("x", "bad_request"),
        ([7], "bad_request"),
        ([ANSWER | {"id": 7, "kind": "x"}], "bad_request"),
        ([{}] * 101, "too_much_sent"),
    ],
    ids=["nothing", "a text", "numbers", "no id", "too many"],
)
def test_what_is_no_batch_of_answers_is_refused(desk: Desk, sent: Any, code: str) -> None:
    status, answer = desk.send("trade_language", "amina", "send_answers", {"answers": sent})
    assert (status, answer["error"]) == (400, words(code))
    assert not PracticeAnswer.objects.exists()


def _with_words(cast: Cast) -> list[WordList]:
    return [words for words in cast.course.word_lists if words.terms]


def test_a_word_of_another_list_is_not_answered_here(desk: Desk, cast: Cast) -> None:
    here, there = ({term.id for term in words_of.terms} for words_of in _with_words(cast)[:2])
    assert _send(desk, ANSWER | {"term": min(there - here)})[0] == 200
    assert not PracticeAnswer.objects.exists()


@pytest.mark.parametrize("mode", ["today", "more"])
def test_a_round_begins_in_the_way_that_was_asked_for(desk: Desk, mode: str) -> None:
    _, answer = desk.send("trade_language", "amina", "start_round", {"mode": mode})
    assert View(answer["html"]).tree.xpath("//form[@data-task]")


def test_a_round_cannot_begin_in_a_way_that_there_is_not(desk: Desk) -> None:
    status, answer = desk.send("trade_language", "amina", "start_round", {"mode": "all"})
    assert (status, answer["field"]) == (400, "mode")


def test_the_end_of_a_round_tells_what_was_learned(desk: Desk) -> None:
    _send(desk, ANSWER)
    _, answer = desk.send("trade_language", "amina", "finish_round", {})
    view = View(answer["html"])
    assert "et verneutstyr" in view.text
    assert view.handlers() == {"start_round"}


def test_when_no_word_is_left_today_no_more_are_offered(desk: Desk, cast: Cast) -> None:
    cast.practise(cast.amina, desk.key("trade_language"), START)
    _, done = desk.send("trade_language", "amina", "finish_round", {})
    assert View(done["html"]).handlers() == set()
    _, more = desk.send("trade_language", "amina", "start_round", {"mode": "more"})
    view = View(more["html"])
    assert "nok for nå" in view.text
    assert view.tree.xpath("//form[@data-handler='start_round']//input[@name='mode']/@value") == ["early"]


def test_apps_get_the_words_as_data_and_nothing_about_anybody(desk: Desk) -> None:
    data = desk.block("trade_language", "amina").student_view_data()
    assert set(data) == {"title", "words", "situations"}
    [glove] = [word for word in data["words"] if word["id"] == "hanske"]
    assert (glove["word"], glove["example"]) == ("en hanske", "Ta på deg hanskene før du vasker toalettet.")
    assert data == desk.block("trade_language").student_view_data()


def test_the_platform_can_reset_somebodys_practice(desk: Desk, cast: Cast) -> None:
    _send(desk, ANSWER)
    block = desk.block("trade_language", "ingrid")
    user_service = desk.block("trade_language", "amina").runtime.service(block, "user")
    anonymous = user_service.get_current_user().opt_attrs["edx-platform.anonymous_user_id"]
    block.clear_student_state(user_id="nobody", course_id="", item_id="", requesting_user_id="")
    assert PracticeAnswer.objects.exists()
    block.clear_student_state(user_id=anonymous, course_id="", item_id="", requesting_user_id="")
    assert not PracticeAnswer.objects.exists()


def test_a_reset_leaves_what_others_have_judged_and_what_yusuf_has_practised(desk: Desk, cast: Cast) -> None:
    cast.confirm("merking")
    for actor in (cast.amina, cast.yusuf):
        cast.practise(actor, cast.word_lists[0], START)
    block = desk.block("trade_language", "ingrid")
    user_service = desk.block("trade_language", "amina").runtime.service(block, "user")
    anonymous = user_service.get_current_user().opt_attrs["edx-platform.anonymous_user_id"]
    before = EvidenceItem.objects.count()
    block.clear_student_state(user_id=anonymous, course_id="", item_id="", requesting_user_id="")
    assert set(PracticeAnswer.objects.values_list("user_id", flat=True)) == {cast.yusuf.user_id}
    assert participant_plan.see_plan(cast.amina, START).plan.goal("merking").confirmed
    assert EvidenceItem.objects.count() == before
    for kind in ("training_plan", "competence_certificate"):
        assert not hasattr(desk.block(kind, "ingrid"), "clear_student_state"), "nothing of theirs is the block's own"


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


def test_a_holder_decides_shares_and_ends_it(cast: Cast, desk: Desk) -> None:
    cast.attend(3)
    for name, data in HOLDERS.items():
        assert desk.send("competence_certificate", "amina", name, data)[0] == 400, name
        assert desk.send("competence_certificate", "tor", name, data)[0] == 403, name
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()
    data = {**HOLDERS, "withdraw_share": {"share": ""}}
    assert "/shared/" in desk.send("competence_certificate", "amina", "share", data["share"])[1]["html"]
    (link,) = participant_share.own_shares(cast.amina)
    data["withdraw_share"] = {"share": str(link.id)}
    for name in ("choose", "withdraw_share", "withdraw"):
        assert desk.send("competence_certificate", "amina", name, data[name])[0] == 200, name
