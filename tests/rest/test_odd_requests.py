"""Whatever is asked for, and however oddly: an answer that the OpenAPI document names, never a fault of ours."""

from urllib.parse import quote, urlencode

import pytest
from bransjekurs.api import participant_certificate
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import START, Cast
from tests.rest.caller import Answer, Caller
from tests.rest.conftest import enrol
from tests.rest.documented import OPERATIONS, PATHS, is_as_documented

QUERY = sorted({one["name"] for told in OPERATIONS.values() for one in told["parameters"] if one["in"] == "query"})
# What stands between two slashes: where there is a slash in it, the address is another's.
SEGMENT = st.text(min_size=1, max_size=40).filter(lambda text: "/" not in text and text not in {".", ".."})
SEGMENT |= st.text(min_size=300, max_size=400, alphabet="aå9-%:+")
ODD = st.one_of(st.integers(-(2**70), 2**70).map(str), st.text(max_size=30), st.just("9" * 400), st.just("\0"))
KNOWN = st.sampled_from(["any", "waiting", "merking", "1", "2", "100", "true", "null", "[]", "1e3", "०"])


@pytest.fixture
def asked(cast: Cast, settings) -> dict[str, list[str]]:
    """A course with something in it, and what in its addresses leads there."""
    settings.BRANSJEKURS_REST_RATE = None
    enrol(cast, 3)
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    people = [str(actor.user_id) for actor in (cast.amina, cast.yusuf, cast.tor)]
    return {
        "course_id": [str(cast.course_key), "course-v1:a+b+c"],
        "participant_id": ["me", *people],
        "number": [cast.certificate().number],
    }


@pytest.mark.parametrize("name", sorted(PATHS))
@settings(max_examples=20, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_asked_for_is_answered_as_documented(
    cast: Cast, asked: dict[str, list[str]], name: str, data: st.DataObject
) -> None:
    path = PATHS[name]
    for part, right in asked.items():
        if f"{{{part}}}" in path:
            # Mostly right: with every part wrong nothing is reached but the first check.
            drawn = data.draw(st.one_of(st.sampled_from(right), st.sampled_from(right), SEGMENT), label=part)
            path = path.replace(f"{{{part}}}", quote(drawn, safe=""))
    pairs = st.lists(st.tuples(st.sampled_from(QUERY) | st.text(max_size=8), ODD | KNOWN), max_size=4)
    query = urlencode(data.draw(pairs, label="query"))
    who = data.draw(st.sampled_from(["amina", "tor", "ingrid", "rolf", "carl"]), label="who")
    client: Client = Caller(cast, getattr(cast, who).user_id).client
    is_as_documented(name, Answer(client.get(f"{path}?{query}")))
