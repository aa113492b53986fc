"""The mentor's link: looking uses nothing up, answering does, once."""

from datetime import datetime, timedelta

import pytest
from bransjekurs.api import links, mentor, teacher_goal
from bransjekurs.api.links import COMMENT_LIMIT, LinkClosed
from bransjekurs.domain.evidence import Observation, Observed, Source
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.refusal import Refusal
from bransjekurs.evidence.models import EvidenceItem
from bransjekurs.links.api import LinkStatus
from bransjekurs.links.models import Link
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows
from django.db import connection

from tests.api.together import TRIES, together
from tests.conftest import START, Cast

LATER = START + timedelta(hours=2)
DAYS = 14


def _asked(cast: Cast, outcome: str = "merking", now: datetime = START) -> tuple[str, Link]:
    return teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, outcome, "Kari", DAYS, now)


def _status(cast: Cast) -> LinkStatus:
    (request,) = teacher_goal.see_participant(cast.tor, cast.amina.user_id, LATER).requests
    return request.status


def _closed(token: str, now: datetime = LATER) -> str:
    """Try everything that can be done with a link, and say why it cannot."""
    why = set()
    for act in (
        lambda: mentor.see_question(token, now),
        lambda: mentor.answer(token, Observed.ALONE, "", now),
        lambda: links.decline(token, LinkStatus.NOT_SEEN, now),
    ):
        with pytest.raises(LinkClosed) as closed:
            act()
        why.add(closed.value.why)
    (one,) = why
    return one


def test_the_mentor_sees_who_asks_about_whom_and_what(cast: Cast) -> None:
    token, _request = _asked(cast)
    question = mentor.see_question(token, LATER)
    assert (question.participant, question.teacher) == ("Amina Hassan", "Tor Bakken")
    assert question.outcome.look_for == next(o for o in cast.course.outcomes if o.id == "merking").look_for
    assert (question.link.to_name, question.link.expires_at) == ("Kari", START + timedelta(days=DAYS))


def test_looking_uses_nothing_up_however_often(cast: Cast) -> None:
    token, _request = _asked(cast)
    for _ in range(3):
        mentor.see_question(token, LATER)
    assert _status(cast) is LinkStatus.OPEN
    assert not EvidenceItem.objects.exists()
    mentor.answer(token, Observed.ALONE, "", LATER)


def test_an_answer_is_evidence_from_the_workplace_in_the_mentors_name(cast: Cast) -> None:
    token, _request = _asked(cast)
    mentor.answer(token, Observed.WITH_SUPPORT, "  Trengte hjelp med doseringen. ", LATER)
    (item,) = teacher_goal.see_participant(cast.tor, cast.amina.user_id, LATER).plan_picture.evidence["merking"]
    assert (item.source, item.arena, item.by_name, item.by_id) == (Source.MENTOR, Arena.WORKPLACE, "Kari", None)
    assert (item.role, item.at) == ("mentor", LATER)
    assert item.what == Observation(Observed.WITH_SUPPORT, "Trengte hjelp med doseringen.", "copied")
    assert _status(cast) is LinkStatus.ANSWERED


def test_a_link_is_answered_once(cast: Cast) -> None:
    token, _request = _asked(cast)
    mentor.answer(token, Observed.ALONE, "", LATER)
    assert _closed(token) == "used"
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize("status", [LinkStatus.NOT_SEEN, LinkStatus.NOT_ME])
def test_not_seen_and_not_me_close_the_link_and_are_no_observation(cast: Cast, status: LinkStatus) -> None:
    token, _request = _asked(cast)
    links.decline(token, status, LATER)
    assert _status(cast) is status
    assert not EvidenceItem.objects.exists()
    assert _closed(token) == "used"


def test_a_link_expires_at_its_time(cast: Cast) -> None:
    token, request = _asked(cast)
    mentor.see_question(token, request.expires_at - timedelta(seconds=1))
    assert _closed(token, request.expires_at) == "expired"
    assert _status(cast) is LinkStatus.OPEN
    assert not EvidenceItem.objects.exists()


def test_a_link_that_was_withdrawn_is_closed(cast: Cast) -> None:
    token, _request = _asked(cast)
    (request,) = teacher_goal.see_participant(cast.tor, cast.amina.user_id, LATER).requests
    links.withdraw(cast.per, cast.amina.user_id, request.id, LATER)
    assert _closed(token) == "withdrawn"
    with pytest.raises(Refusal, match="link_closed"):
        links.withdraw(cast.tor, cast.amina.user_id, request.id, LATER)


def test_an_answered_link_cannot_be_withdrawn(cast: Cast) -> None:
    token, _request = _asked(cast)
    mentor.answer(token, Observed.ALONE, "", LATER)
    (request,) = teacher_goal.see_participant(cast.tor, cast.amina.user_id, LATER).requests
    with pytest.raises(Refusal, match="link_closed"):
        links.withdraw(cast.tor, cast.amina.user_id, request.id, LATER)
    assert _status(cast) is LinkStatus.ANSWERED


def test_another_participants_link_cannot_be_withdrawn(cast: Cast) -> None:
    plans.follow(cast.course_key, [Follows(cast.yusuf.user_id, cast.tor.user_id, "teacher")])
    token, _request = _asked(cast)
    (request,) = teacher_goal.see_participant(cast.tor, cast.amina.user_id, LATER).requests
    with pytest.raises(Refusal, match="link_closed"):
        links.withdraw(cast.tor, cast.yusuf.user_id, request.id, LATER)
    mentor.see_question(token, LATER)


def test_unknown_and_forged_links_are_all_the_same(cast: Cast) -> None:
    token, _request = _asked(cast)
    stored = Link.objects.get().token_hash
    for forged in ("", "x", token[:-1], token + "A", token.swapcase(), stored, f" {token}", "\0", "æ" * 1000):
        assert _closed(forged) == "unknown"
    mentor.see_question(token, LATER)


def test_of_the_token_only_a_hash_is_stored(cast: Cast) -> None:
    token, _request = _asked(cast)
    assert len(token) >= 32
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert not any(token in str(value) for row in cursor.fetchall() for value in row), table


def test_no_two_links_are_alike(cast: Cast) -> None:
    assert len({_asked(cast)[0] for _ in range(20)}) == 20


def test_several_mentors_answer_each_by_their_own_link(cast: Cast) -> None:
    tokens = [_asked(cast)[0], teacher_goal.ask_mentor(cast.per, cast.amina.user_id, "merking", "Liv", 7, START)[0]]
    for token, observed in zip(tokens, (Observed.ALONE, Observed.NOT_YET), strict=True):
        mentor.answer(token, observed, "", LATER)
    items = teacher_goal.see_participant(cast.tor, cast.amina.user_id, LATER).plan_picture.evidence["merking"]
    assert {(item.by_name, item.observed) for item in items} == {("Kari", Observed.ALONE), ("Liv", Observed.NOT_YET)}


def test_a_comment_that_is_too_long_leaves_the_link_open(cast: Cast) -> None:
    token, _request = _asked(cast)
    with pytest.raises(Refusal, match="comment_too_long"):
        mentor.answer(token, Observed.ALONE, "x" * (COMMENT_LIMIT + 1), LATER)
    mentor.answer(token, Observed.ALONE, "x" * COMMENT_LIMIT, LATER)


@pytest.mark.parametrize(
    ("name", "days", "code", "field"),
    [
        ("", 14, "mentor_missing", "mentor"),
        ("  ", 14, "mentor_missing", "mentor"),
        ("123", 14, "mentor_missing", "mentor"),
        ("x" * 121, 14, "name_too_long", "mentor"),
        ("Kari", 0, "days_out_of_range", "days"),
        ("Kari", 61, "days_out_of_range", "days"),
        ("Kari", -1, "days_out_of_range", "days"),
    ],
)
def test_a_link_needs_a_name_and_an_end(cast: Cast, name: str, days: int, code: str, field: str) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, "merking", name, days, START)
    assert refused.value.field == field
    assert not Link.objects.exists()


@pytest.mark.parametrize("days", [1, 60])
def test_a_link_may_last_from_a_day_to_two_months(cast: Cast, days: int) -> None:
    _token, request = teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, "merking", "Kari", days, START)
    assert request.expires_at == START + timedelta(days=days)


def test_a_question_about_a_goal_that_the_plan_lacks_is_not_asked(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_goal"):
        teacher_goal.ask_mentor(cast.tor, cast.amina.user_id, "finnes-ikke", "Kari", 14, START)
    assert not Link.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(TRIES))
def test_a_link_pressed_twice_at_once_is_answered_once(cast: Cast, attempt: int) -> None:
    token, _request = _asked(cast)
    results = together(*[lambda: _try(token)] * 3)
    assert sorted(results) == ["answered", "used", "used"]
    assert EvidenceItem.objects.count() == 1


def _try(token: str) -> str:
    try:
        mentor.answer(token, Observed.ALONE, "", LATER)
    except LinkClosed as closed:
        return closed.why
    return "answered"
