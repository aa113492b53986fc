"""The answers that the guide and the OpenAPI document show are what the interface says.

After a change, ``BRANSJEKURS_WRITE=1 pytest tests/rest/test_examples.py`` writes them anew, then ``make docs``.
"""

import json
import os
import re
from datetime import timedelta
from typing import Any

from bransjekurs.api import goals, group_acts, participant_certificate, participant_plan, teacher_goal
from bransjekurs.api.access import Actor
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind
from bransjekurs.domain.plan import Progress
from bransjekurs.plans.api import ReviewNote

from tests.conftest import START, Cast
from tests.house.files import ROOT
from tests.rest.caller import Caller, address
from tests.rest.conftest import enrol

EXAMPLES = ROOT / "docs" / "rest-examples.json"
NUMBER = re.compile(r"\b(?:[2-9A-HJKMNP-Z]{4}-){2}[2-9A-HJKMNP-Z]{4}\b")


def test_the_examples_are_real_answers(cast: Cast, tor: Caller) -> None:
    number = _something_happens(cast)
    amina = cast.amina.user_id
    asked = {
        "course": (),
        "participants": (),
        "plan": (amina,),
        "evidence": (amina,),
        "certificates": (),
        "participant_certificates": (amina,),
        "certificate": (number,),
        "report": (),
    }
    said = {name: _shown(cast, tor.get(name, *args).json) for name, args in asked.items()}
    if os.environ.get("BRANSJEKURS_WRITE"):
        EXAMPLES.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert said == json.loads(EXAMPLES.read_text("utf-8"))


def test_the_guide_s_addresses_lead_there(cast: Cast) -> None:
    guide = (ROOT / "docs" / "rest.md").read_text("utf-8")
    for name in ("course", "participants", "certificates", "report"):
        assert address(cast, name).replace(str(cast.course_key), "{course_id}") in guide
    for name in ("plan", "evidence", "participant_certificates"):
        there = address(cast, name, "me").replace(str(cast.course_key), "{course_id}")
        assert there.replace("/me/", "/{participant_id}/") in guide


def _something_happens(cast: Cast) -> str:
    """Give each resource something to tell, and return the certificate's number."""
    amina = cast.amina.user_id
    measure = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, "Gå sammen med Kari", "Kari", by=START.date())
    goals.save_measure(cast.tor, amina, "merking", measure, None, START)
    cast.confirm("merking")
    cast.attend(4.5)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    number = cast.certificate().number
    teacher_goal.plan_review(cast.tor, amina, ReviewNote(START + timedelta(days=7), "Tor", "Målene"), START)
    participant_plan.set_progress(cast.amina, "fagord", Progress.DONE, START)
    some = enrol(cast, 10)
    group_acts.start_plans(cast.ingrid, some, START)
    for one in some[:6]:
        participant_plan.set_progress(Actor(one, cast.course_key), "merking", Progress.BEGUN, START)
    return number


def _shown(cast: Cast, answer: Any) -> Any:
    """The answer with one entry in each list of things, and with ids and addresses that are the same each time."""
    text = json.dumps(_short(answer), ensure_ascii=False)
    text = NUMBER.sub("K7QF-29MD-8TXW", text)
    text = text.replace(f'"participant": {{"id": {cast.amina.user_id}', '"participant": {"id": 17')
    text = text.replace("http://127.0.0.1:8000/", "https://lms.example/").replace(
        "http://testserver/", "https://lms.example/"
    )
    text = re.sub(r'"evidence": \[[\d, ]+\]', '"evidence": [4]', text)
    text = re.sub(r'"results": \[\{"id": \d+', '"results": [{"id": 4', text)
    text = re.sub(r'("measures": \[\{"id": )"[^"]+"', r'\1"5f0c1d"', text)
    return json.loads(text)


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _short(one) for name, one in value.items()}
    if not isinstance(value, list) or not value or not isinstance(value[0], dict):
        return value
    merking = [one for one in value if "merking" in (one.get("id"), one.get("goal"))]
    return [_short(one) for one in (merking or value)[:1]]
