"""Conversations: when the next is due, and what can be noted."""

from datetime import datetime, timedelta

import pytest
from bransjekurs.domain.conversation import ABOUT_LIMIT, NOTES_LIMIT, PEOPLE_LIMIT, Held, checked_held, next_due
from bransjekurs.domain.refusal import Refusal

from tests.domain.values import NOW

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
HELD = Held(NOW, "Amina og Tor", "Det går bra.", "")


@pytest.mark.parametrize(
    ("case", "last", "weeks", "due"),
    [
        ("never held: from now", None, 3, NOW + 3 * WEEK),
        ("held today", NOW, 3, NOW + 3 * WEEK),
        ("held a week ago", NOW - WEEK, 3, NOW + 2 * WEEK),
        ("due just now: the next week, same day and hour", NOW - 3 * WEEK, 3, NOW + WEEK),
        ("due a moment from now", NOW - 3 * WEEK + timedelta(seconds=1), 3, NOW + timedelta(seconds=1)),
        ("long ago: the same weekday, still to come", NOW - 10 * WEEK - DAY, 3, NOW + 6 * DAY),
        ("noted ahead of time", NOW + DAY, 1, NOW + DAY + WEEK),
    ],
)
def test_when_the_next_conversation_is_due(case: str, last: datetime | None, weeks: int, due: datetime) -> None:
    assert next_due(last, weeks, NOW) == due


@pytest.mark.parametrize(
    ("held", "code", "field"),
    [
        (Held(NOW + timedelta(seconds=1), "Tor", "Bra.", ""), "held_in_future", "held_date"),
        (Held(NOW, " \n", "Bra.", ""), "with_whom_missing", "took_part"),
        (Held(NOW, "Tor", "  ", "Øve."), "said_missing", "said"),
        (Held(NOW, "T" * (PEOPLE_LIMIT + 1), "Bra.", ""), "comment_too_long", "took_part"),
        (Held(NOW, "Tor", "B" * (NOTES_LIMIT + 1), ""), "comment_too_long", "said"),
        (Held(NOW, "Tor", "Bra.", "Ø" * (NOTES_LIMIT + 1)), "comment_too_long", "agreed"),
    ],
)
def test_what_cannot_be_noted_is_told_at_its_field(held: Held, code: str, field: str) -> None:
    with pytest.raises(Refusal) as met:
        checked_held(held, NOW)
    assert (met.value.code, met.value.field) == (code, field)


def test_what_is_noted_is_tidied_and_what_was_agreed_may_be_nothing() -> None:
    assert checked_held(Held(NOW, " Amina og Tor ", "\nDet går bra. ", " "), NOW) == HELD
    longest = Held(NOW, "T" * PEOPLE_LIMIT, "B" * NOTES_LIMIT, "Ø" * NOTES_LIMIT)
    assert checked_held(longest, NOW) == longest
    assert ABOUT_LIMIT < NOTES_LIMIT
