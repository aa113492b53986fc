"""Each answer to each person is what the OpenAPI document says: no field more, none less."""

from datetime import timedelta

import pytest
from bransjekurs.api import goals, group_acts, participant_certificate, participant_plan, teacher_goal
from bransjekurs.api.access import Actor
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind
from bransjekurs.domain.plan import Aftercare, Progress
from bransjekurs.plans.api import ReviewNote

from tests.conftest import START, Cast
from tests.rest.caller import Answer, Caller
from tests.rest.conftest import enrol
from tests.rest.documented import DOCUMENT, OPERATIONS, PATHS, is_as_documented

LATER = START + timedelta(days=15)
Asked = dict[str, tuple[object, ...]]


@pytest.fixture
def much(cast: Cast) -> Asked:
    """Something in every field that can be filled; and how each resource is asked for about Amina."""
    amina = cast.amina.user_id
    measure = Measure(MeasureKind.MENTOR, LearningArena.WORKPLACE, "Gå sammen med Kari", "Kari", by=START.date())
    goals.save_measure(cast.tor, amina, "merking", measure, None, START)
    goals.add_own_goal(cast.amina, amina, "", "Ringe kunder", "", START)
    goals.take_out(cast.tor, amina, "timer", "Har det fra før.", START)
    goals.set_way_on(cast.amina, amina, "Fagbrev.", None, START)
    goals.set_aftercare(cast.tor, amina, Aftercare("Per Lund", days=(LATER.date(),)), None, START)
    teacher_goal.plan_review(cast.tor, amina, ReviewNote(LATER, "Tor", "Målene"), START)
    cast.confirm("merking")
    cast.attend(4.5)
    for day in (0, 2, 15):
        cast.practise(cast.amina, cast.word_lists[0], START + timedelta(days=day))
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    number = cast.certificate().number
    cast.attend(2)
    cast.certificate(LATER, "To timer manglet.")
    participant_plan.set_progress(cast.amina, "fagord", Progress.DONE, START)
    some = enrol(cast, 10)
    group_acts.start_plans(cast.ingrid, some, START)
    for one in some[:6]:
        participant_plan.set_progress(Actor(one, cast.course_key), "merking", Progress.BEGUN, START)
    about = dict.fromkeys(("plan", "evidence", "participant_certificates"), (amina,))
    return dict.fromkeys(OPERATIONS, ()) | about | {"certificate": (number,)}


def test_every_answer_to_everybody_is_as_documented(cast: Cast, much: Asked) -> None:
    seen = []
    for who in ("amina", "tor", "nina", "per", "ingrid", "lena", "rolf", "carl"):
        caller = Caller(cast, getattr(cast, who).user_id)
        for name, args in much.items():
            answer = caller.get(name, *args)
            is_as_documented(name, answer)
            seen.append(answer.json)
    # What is null in every answer would be checked against nothing.
    assert never_filled(seen) - UNFILLED == set()


def test_every_refusal_is_as_documented(cast: Cast, tor: Caller, stranger: Caller, settings) -> None:
    asked = {name: ("1",) if "/{" in path.split("{course_id}")[1] else () for name, path in PATHS.items()}
    for name, args in asked.items():
        is_as_documented(name, stranger.get(name, *args))
        is_as_documented(name, tor.get(name, *args, headers={"Accept": "application/xml"}))
    is_as_documented("course", tor.at("/bransjekurs/api/v1/courses/x/"))
    is_as_documented("participants", tor.get("participants", page=0))
    settings.BRANSJEKURS_REST_RATE = "1/hour"
    for name, args in asked.items():
        refused = tor.get(name, *args)
        assert refused.status == 429
        is_as_documented(name, refused)


# What only other courses or other days fill. Numbers of the report are null where they are small.
UNFILLED = {
    *("accreditation", "norwegian", "documents", "not_reached", "situation", "comment", "carried_out_on"),
    *("next", "previous", "revoked_at", "revoked_reason", "confirmed", "not_begun", "has", "has_not"),
    *("enough", "missing", "unknown", "field"),
}


def never_filled(answers: object) -> set[str]:
    filled: dict[str, bool] = {}

    def walk(value: object) -> None:
        for name, one in value.items() if isinstance(value, dict) else ():
            filled[name] = filled.get(name, False) or one not in (None, "", [])
            walk(one)
        for one in value if isinstance(value, list) else ():
            walk(one)

    walk(answers)
    return {name for name, is_filled in filled.items() if not is_filled}


def test_the_document_leaves_nothing_open() -> None:
    """Every field is always there, so a client need not ask whether it is."""
    for name, schema in DOCUMENT["components"]["schemas"].items():
        if schema["type"] == "object":
            assert sorted(schema["required"]) == sorted(schema["properties"]), name


def test_an_answer_with_another_field_would_be_noticed(cast: Cast, tor: Caller) -> None:
    told = tor.get("plan", cast.amina.user_id)
    goal = told.json["goals"][0]
    less = {name: value for name, value in goal.items() if name != "title"}
    for changed in (less, goal | {"mood": "fine"}, goal | {"state": "splendid"}, goal | {"words": None, "own": 1}):
        with pytest.raises(AssertionError, match="plan 200"):
            is_as_documented("plan", _Told(told.response, told.json | {"goals": [changed]}))
    is_as_documented("plan", _Told(told.response, told.json | {"goals": [goal]}))


class _Told(Answer):
    def __init__(self, response: object, value: object) -> None:
        super().__init__(response)
        self._value = value

    @property
    def json(self) -> object:
        return self._value
