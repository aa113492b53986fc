"""One participant, seen by those who follow: judge, observe, plan the conversation, issue, revoke."""

from datetime import timedelta
from typing import Any

import pytest
from bransjekurs.api import participant_certificate, participant_plan, teacher_goal
from bransjekurs.certificates import api as certificates
from bransjekurs.domain.evidence import Observed
from bransjekurs.domain.plan import Progress
from bransjekurs.evidence import api as evidence
from bransjekurs.plans import api as plans

from tests.conftest import START, Cast
from tests.pages import the_time
from tests.pages.conftest import Address, words
from tests.pages.visitor import Page, Visitor

GOAL = "merking"


@pytest.fixture
def address(cast: Cast, at: Address) -> str:
    return at("participant", cast.amina.user_id)


@pytest.fixture
def goal_page(cast: Cast, tor: Visitor, address: str) -> Page:
    """Amina says she is done, Kari has seen it, and Tor opens the goal."""
    participant_plan.set_progress(cast.amina, GOAL, Progress.DONE, START)
    cast.observed(GOAL)
    return opened(tor, address)


def opened(visitor: Visitor, address: str, goal: str = GOAL) -> Page:
    page = visitor.get(f"{address}?goal={goal}")
    assert page.status == 200
    return page


def seen(cast: Cast) -> list[int]:
    return [
        item.id
        for item in evidence.evidence_of(cast.course_key, [cast.amina.user_id])
        .get(cast.amina.user_id, {})
        .get(GOAL, ())
    ]


def judged(cast: Cast) -> list[tuple[str, str]]:
    found = plans.judgements_of(cast.amina.user_id, cast.course_key, GOAL)
    return [(judgement.verdict.value, judgement.reason) for judgement in found]


def latest(cast: Cast) -> certificates.Issued | None:
    return certificates.latest_of(cast.course_key, [cast.amina.user_id]).get(cast.amina.user_id)


# --- Judging ---


def test_tor_judges_a_goal_on_what_kari_saw(cast: Cast, tor: Visitor, goal_page: Page) -> None:
    sent = {"verdict": "attained", "reason": " Gjør det uten hjelp. ", "evidence": seen(cast)}
    after = tor.follow(tor.press(goal_page, "judge", **sent))
    assert after.message
    assert judged(cast) == [("attained", "Gjør det uten hjelp.")]
    assert "Gjør det uten hjelp." in after.text
    assert after.by_id("goal") is not None
    assert "Tor Bakken" in after.text


def test_prior_learning_needs_a_reason_and_no_other_evidence(cast: Cast, tor: Visitor, address: str) -> None:
    tor.press(opened(tor, address), "judge", verdict="recognised", reason="Fagbrev fra Syria.")
    assert judged(cast) == [("recognised", "Fagbrev fra Syria.")]
    assert len(seen(cast)) == 1


def test_not_yet_needs_no_evidence_and_sends_the_goal_back(cast: Cast, tor: Visitor, goal_page: Page) -> None:
    tor.press(goal_page, "judge", verdict="not_yet", reason="Øv mer på faresymbolene.")
    plan = participant_plan.see_plan(cast.amina, START).plan
    assert plan.goal(GOAL).progress is Progress.BEGUN


REASON = "Ser ut til å gå bra."


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"verdict": ""}, "unknown_value", "judge-verdict"),
        ({"verdict": "perfect"}, "unknown_value", "judge-verdict"),
        ({"reason": "  "}, "reason_missing", "judge-reason"),
        ({"reason": "\0"}, "reason_missing", "judge-reason"),
        ({"reason": "x" * 1001}, "reason_too_long", "judge-reason"),
        ({"evidence": []}, "evidence_missing", "judge-evidence"),
        ({"evidence": ["999999"]}, "unknown_evidence", "judge-evidence"),
        ({"evidence": ["x"]}, "evidence_missing", "judge-evidence"),
    ],
)
def test_a_judgement_that_lacks_something_is_told_at_the_field_and_given_back(
    cast: Cast, tor: Visitor, goal_page: Page, wrong: dict[str, Any], code: str, field: str
) -> None:
    sent = {"verdict": "attained", "reason": REASON, "evidence": [str(n) for n in seen(cast)], **wrong}
    page = tor.press(goal_page, "judge", **sent)
    assert page.status == 400
    assert page.error_at(field) == words(code, limit=1000)
    assert judged(cast) == []
    kept = page.typed("judge")
    assert kept["goal"] == GOAL
    if "verdict" not in wrong:
        assert kept["verdict"] == "attained"
    if "reason" not in wrong:
        assert kept["reason"] == REASON
    if "evidence" not in wrong:
        assert kept["evidence"] == sent["evidence"][0]


def test_nina_is_not_offered_what_the_author_gave_to_the_teacher(cast: Cast, nina: Visitor, address: str) -> None:
    page = opened(nina, address)
    assert page.form("judge") is None
    refused = nina.post(address, {"do": "judge", "goal": GOAL, "verdict": "not_yet", "reason": REASON})
    assert (refused.status, refused.summary) == (400, [words("role_may_not_judge")])
    assert opened(nina, address, "fagord").form("judge") is not None


@pytest.mark.parametrize("do", ["judge", "observe", "ask"])
def test_a_goal_that_is_not_in_the_plan_is_refused(tor: Visitor, goal_page: Page, address: str, do: str) -> None:
    sent = {
        "goal": "flying",
        "verdict": "not_yet",
        "reason": REASON,
        "answer": "alone",
        "arena": "classroom",
        "mentor": "Kari",
        "days": "3",
    }
    page = tor.post(address, {"do": do, **sent})
    assert (page.status, page.summary) == (400, [words("unknown_goal")])


# --- Observing ---


def test_nina_notes_what_she_saw_and_tor_can_build_on_it(cast: Cast, nina: Visitor, tor: Visitor, address: str) -> None:
    page = opened(nina, address)
    done = nina.press(page, "observe", answer="with_support", arena="workplace", comment="Leste etiketten med hjelp.")
    assert nina.follow(done).message
    judging = opened(tor, address)
    assert "Leste etiketten med hjelp." in judging.text
    assert len(seen(cast)) == 1
    assert "Nina Berg" in judging.text


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"answer": ""}, "unknown_value", "observe-answer"),
        ({"answer": "maybe"}, "unknown_value", "observe-answer"),
        ({"arena": "earlier"}, "unknown_value", "observe-arena"),
        ({"arena": ""}, "unknown_value", "observe-arena"),
        ({"comment": "x" * 501}, "comment_too_long", "observe-comment"),
    ],
)
def test_an_observation_that_lacks_something_is_told_at_the_field_and_given_back(
    cast: Cast, tor: Visitor, address: str, wrong: dict[str, str], code: str, field: str
) -> None:
    sent = {"answer": "alone", "arena": "workplace", "comment": "Valgte riktig middel.", **wrong}
    page = tor.press(opened(tor, address), "observe", **sent)
    assert page.status == 400
    assert page.error_at(field) == words(code, limit=500)
    assert seen(cast) == []
    kept = page.typed("observe")
    for name in set(sent) - set(wrong) | ({"comment"} & set(wrong)):
        assert kept[name] == sent[name]


# --- The next conversation ---


def test_a_conversation_is_planned_and_shown_to_amina(cast: Cast, per: Visitor, address: str) -> None:
    sent = {"date": "2026-10-20", "time": "14:00", "with_whom": "Tor og Kari", "about": "Praksis"}
    after = per.follow(per.press(per.get(address), "review", **sent))
    assert after.message
    assert "20. oktober" in after.text
    review = participant_plan.see_plan(cast.amina, START).review
    assert review is not None
    assert (review.at.isoformat(), review.with_whom, review.about) == (
        "2026-10-20T12:00:00+00:00",
        "Tor og Kari",
        "Praksis",
    )
    again = after.typed("review")
    assert (again["date"], again["time"], again["with_whom"], again["about"]) == tuple(sent.values())


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"date": "2026-10-04"}, "review_in_past", "review-date"),
        ({"date": "2026-11-31"}, "not_a_date", "review-date"),
        ({"date": "20261-10-20"}, "not_a_date", "review-date"),
        ({"date": "9999-12-31"}, "not_a_date", "review-date"),
        ({"time": "klokka to"}, "not_a_date", "review-time"),
        ({"with_whom": " "}, "with_whom_missing", "review-with_whom"),
        ({"with_whom": "x" * 201}, "comment_too_long", "review-with_whom"),
        ({"about": "x" * 501}, "comment_too_long", "review-about"),
    ],
)
def test_a_conversation_that_cannot_be_is_told_at_the_field_and_given_back(
    cast: Cast, tor: Visitor, address: str, wrong: dict[str, str], code: str, field: str
) -> None:
    sent = {"date": "2026-10-20", "time": "14:00", "with_whom": "Tor", "about": "Praksis", **wrong}
    page = tor.press(tor.get(address), "review", **sent)
    assert page.status == 400
    assert page.error_at(field) == words(code, limit=500 if field == "review-about" else 200)
    kept = page.typed("review")
    assert {name: kept[name] for name in sent} == sent
    assert participant_plan.see_plan(cast.amina, START).review is None


def test_signs_that_html_knows_come_back_as_they_were_typed(tor: Visitor, address: str) -> None:
    odd = 'Tor & «Kari» <b>"x"</b> &amp;'
    sent = {"date": "2026-10-04", "time": "14:00", "with_whom": odd, "about": odd}
    kept = tor.press(tor.get(address), "review", **sent).typed("review")
    assert (kept["with_whom"], kept["about"]) == (odd, odd)


def test_an_emptied_field_is_not_filled_in_again_from_what_is_stored(tor: Visitor, address: str) -> None:
    sent = {"date": "2026-10-20", "time": "14:00", "with_whom": "Tor", "about": "Praksis"}
    stored = tor.follow(tor.press(tor.get(address), "review", **sent))
    page = tor.press(stored, "review", with_whom="", about="")
    assert page.error_at("review-with_whom") == words("with_whom_missing")
    kept = page.typed("review")
    assert (kept["with_whom"], kept["about"], kept["date"]) == ("", "", "2026-10-20")


# --- The certificate ---


def test_tor_issues_the_certificate_that_the_plan_gives(cast: Cast, tor: Visitor, address: str) -> None:
    cast.confirm(GOAL)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    page = tor.get(address)
    assert "Amina Hassan" in page.said_at("issue-name")
    after = tor.follow(tor.press(page, "issue", name_checked="yes"))
    assert after.message
    issued = latest(cast)
    assert issued is not None
    assert issued.number in after.text
    assert issued.content is not None
    assert issued.content.kind.value == "partial"


def test_pressing_twice_gives_one_certificate(cast: Cast, tor: Visitor, address: str) -> None:
    cast.confirm(GOAL)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    page = tor.get(address)
    for _ in range(2):
        tor.press(page, "issue", name_checked="yes")
    issued = latest(cast)
    assert issued is not None
    assert issued.version == 1


@pytest.mark.parametrize(
    ("confirmed", "checked", "code"),
    [(True, [], "name_not_checked"), (False, "yes", "name_not_confirmed"), (False, [], "name_not_checked")],
)
def test_nothing_is_issued_without_a_confirmed_and_checked_name(
    cast: Cast, tor: Visitor, address: str, confirmed: bool, checked: Any, code: str
) -> None:
    cast.confirm(GOAL)
    if confirmed:
        participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    page = tor.press(tor.get(address), "issue", name_checked=checked)
    assert page.status == 400
    assert page.error_at("issue-name_checked") == words(code)
    assert ("name_checked" in page.typed("issue")) is bool(checked)
    assert latest(cast) is None


def test_where_there_is_nothing_to_document_there_is_nothing_to_press(cast: Cast, tor: Visitor, address: str) -> None:
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    assert tor.get(address).form("issue") is None
    page = tor.post(address, {"do": "issue", "name_checked": "yes"})
    assert (page.status, page.summary) == (400, [words("nothing_to_document")])


def test_tor_revokes_with_a_reason_that_everybody_sees(cast: Cast, tor: Visitor, address: str) -> None:
    cast.reach_everything()
    cast.certificate()
    after = tor.follow(tor.press(tor.get(address), "revoke", reason="Feil antall timer."))
    assert after.message
    assert "Feil antall timer." in after.text
    assert after.form("revoke") is None
    issued = latest(cast)
    assert issued is not None
    assert issued.status is certificates.Status.REVOKED


@pytest.mark.parametrize(("reason", "code"), [("", "reason_missing"), ("x" * 301, "reason_too_long")])
def test_a_certificate_is_not_revoked_without_a_reason_of_fair_length(
    cast: Cast, tor: Visitor, address: str, reason: str, code: str
) -> None:
    cast.reach_everything()
    cast.certificate()
    page = tor.press(tor.get(address), "revoke", reason=reason)
    assert page.status == 400
    assert page.error_at("revoke-reason") == words(code, limit=300)
    assert page.typed("revoke")["reason"] == reason
    issued = latest(cast)
    assert issued is not None
    assert issued.status is certificates.Status.VALID


def test_what_is_not_there_cannot_be_revoked(tor: Visitor, address: str) -> None:
    tor.get(address)
    page = tor.post(address, {"do": "revoke", "reason": "Fordi."})
    assert (page.status, page.summary) == (400, [words("no_certificate")])


# --- The page ---


@pytest.mark.parametrize("do", ["", "assign", "show", "__init__"])
def test_a_button_that_does_not_exist_does_nothing(tor: Visitor, address: str, do: str) -> None:
    tor.get(address)
    page = tor.post(address, {"do": do})
    assert (page.status, page.summary) == (400, [words("bad_request")])


@pytest.mark.parametrize("goal", ["flying", "", "<script>", "\0", "x" * 5000])
def test_a_goal_that_nobody_has_shows_the_first_to_look_at(tor: Visitor, address: str, goal: str) -> None:
    page = tor.get(address, {"goal": goal})
    assert page.status == 200
    assert page.by_id("goal") is not None


def test_each_role_is_offered_what_it_may_do(cast: Cast, address: str) -> None:
    cast.reach_everything()
    cast.certificate()
    offered = {
        name: {do for do in ("judge", "observe", "ask", "review", "issue", "revoke") if page.form(do) is not None}
        for name in ("tor", "nina", "per", "ingrid")
        for page in [Visitor(getattr(cast, name).user_id).get(f"{address}?goal=fagord")]
    }
    assert offered == {
        "tor": {"judge", "observe", "ask", "review", "issue", "revoke"},
        "nina": {"judge", "observe", "ask", "review"},
        "per": {"ask", "review"},
        "ingrid": {"revoke"},
    }


def test_three_views_stand_side_by_side(cast: Cast, tor: Visitor, goal_page: Page, address: str) -> None:
    the_time.stand_at(START + timedelta(days=3))
    cast.observed(GOAL, START + timedelta(days=1), Observed.NOT_YET)
    views = opened(tor, address).text
    assert "Amina har ventet i 3 dager" in views
    assert "Kari" in views


def test_the_people_beside_are_those_whom_the_visitor_follows(tor: Visitor, ingrid: Visitor, address: str) -> None:
    assert "Yusuf Ali" not in tor.get(address).text
    assert "Yusuf Ali" in ingrid.get(address).text


def test_a_form_without_the_token_of_its_page_is_refused(cast: Cast, tor: Visitor, address: str) -> None:
    sent = {"do": "observe", "goal": GOAL, "answer": "alone", "arena": "classroom"}
    assert tor.client.post(address, sent).status_code == 403
    assert seen(cast) == []


def test_the_page_is_well_made_with_everything_on_it(cast: Cast, tor: Visitor, address: str) -> None:
    cast.reach_everything()
    cast.certificate()
    teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, GOAL, "Kari", 14, START)
    assert not opened(tor, address).doubled_ids()
