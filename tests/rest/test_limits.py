"""How often somebody may ask, on a real cache."""

import pytest
from bransjekurs.checks import rest_rate
from django.core.cache import cache

from tests.conftest import Cast
from tests.rest.caller import Caller


def test_who_asks_too_often_is_asked_to_wait_and_others_are_not(cast: Cast, tor: Caller, per: Caller, settings) -> None:
    settings.BRANSJEKURS_REST_RATE = "3/hour"
    assert [tor.get("course").status for _ in range(4)] == [200, 200, 200, 429]
    refused = tor.get("participants")
    assert refused.code == "too_often"
    assert 0 < int(refused.response["Retry-After"]) <= 3600
    assert str(refused.response["Retry-After"]) in refused.json["detail"]
    assert per.get("course").status == 200

    cache.clear()  # as when the hour is over
    assert tor.get("course").status == 200


def test_the_limit_follows_the_user_into_another_session(cast: Cast, tor: Caller, settings) -> None:
    settings.BRANSJEKURS_REST_RATE = "1/hour"
    assert tor.get("course").status == 200
    assert Caller(cast, cast.tor.user_id).get("course").status == 429


def test_the_document_is_not_counted(cast: Cast, tor: Caller, settings) -> None:
    settings.BRANSJEKURS_REST_RATE = "1/hour"
    assert [tor.at("/bransjekurs/api/v1/openapi.json").status for _ in range(3)] == [200] * 3


def test_an_operator_can_lift_the_limit(tor: Caller, settings) -> None:
    settings.BRANSJEKURS_REST_RATE = None
    assert {tor.get("course").status for _ in range(130)} == {200}


def test_there_is_a_limit_unless_it_is_lifted(tor: Caller) -> None:
    assert [tor.get("course").status for _ in range(121)][119:] == [200, 429]


@pytest.mark.parametrize(
    ("rate", "wrong"), [("120/min", 0), (None, 0), ("", 0), ("120", 1), ("x/min", 1), ("9/y", 1), ("0/min", 1), (5, 1)]
)
def test_a_rate_that_would_fail_is_told_at_the_start(settings, rate: object, wrong: int) -> None:
    settings.BRANSJEKURS_REST_RATE = rate
    assert len(rest_rate(None)) == wrong
