"""An answer takes as many queries for thirty as for five, and for many pieces of evidence as for one."""

from dataclasses import replace
from datetime import timedelta

from bransjekurs.api import group_acts, participant_certificate, participant_plan, teacher_goal
from bransjekurs.api.access import Actor
from bransjekurs.domain.plan import Progress
from bransjekurs.plans import api as plans
from bransjekurs.plans.api import Follows, ReviewNote
from bransjekurs.roles import Role
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import START, Cast
from tests.rest.caller import Caller
from tests.rest.conftest import enrol

Asked = tuple[object, ...]


def counted(caller: Caller, asked: Asked, shown: int) -> int:
    """How many queries an answer takes, which has so many results or participants in it."""
    assert caller.get(*asked).status == 200  # what a process remembers is no matter here
    with CaptureQueriesContext(connection) as found:
        answer = caller.get(*asked, page_size=100)
    told = answer.json
    assert (len(told["results"]) if "results" in told else told.get("participants", shown)) == shown
    return len(found)


def take_part(cast: Cast, many: int, called: str) -> None:
    """So many more, each with a plan, a goal begun and one confirmed, hours, practice, a review and a certificate."""
    some = enrol(cast, many, called)
    plans.follow(cast.course_key, [Follows(one, cast.tor.user_id, Role.TEACHER) for one in some])
    group_acts.start_plans(cast.ingrid, some, START)
    for one in some:
        theirs = replace(cast, amina=Actor(one, cast.course_key))
        theirs.confirm("merking")
        theirs.attend(4.5)
        participant_plan.set_progress(theirs.amina, "fagord", Progress.DONE, START)
        teacher_goal.plan_review(cast.tor, one, ReviewNote(START + timedelta(days=7), "Tor", "Målene"), START)
        participant_certificate.confirm_name(theirs.amina, "Deltaker Navn", START)
        theirs.certificate()


def test_nothing_takes_more_queries_because_more_take_part(cast: Cast, ingrid: Caller, tor: Caller) -> None:
    cast.confirm("merking")
    take_part(cast, 3, "few")
    lists = {"participants": 5, "certificates": 3, "report": 5}
    few = {name: counted(ingrid, (name,), shown) for name, shown in lists.items()}
    toward = {name: counted(tor, (name,), shown) for name, shown in {"participants": 4, "certificates": 3}.items()}
    one = {name: counted(tor, (name, cast.amina.user_id), 1) for name in ("plan", "evidence")}

    take_part(cast, 25, "more")
    assert {name: counted(ingrid, (name,), shown + 25) for name, shown in lists.items()} == few
    assert {
        name: counted(tor, (name,), shown) for name, shown in (("participants", 29), ("certificates", 28))
    } == toward
    assert {name: counted(tor, (name, cast.amina.user_id), 1) for name in one} == one
    assert max((few | toward | one).values()) < 30


def test_nothing_takes_more_queries_because_there_is_more_of_one_participant(cast: Cast, tor: Caller) -> None:
    amina = cast.amina.user_id
    cast.confirm("merking")
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    cast.certificate()
    lists = ("plan", "evidence", "participant_certificates")
    few = {name: counted(tor, (name, amina), 1) for name in lists}
    group = counted(tor, ("participants",), 1)

    for day in range(1, 11):
        cast.observed("merking", START + timedelta(days=day))
        cast.observed("fagord", START + timedelta(days=day))
    for day in (12, 13, 14):
        cast.attend(2, now=START + timedelta(days=day))
        cast.certificate(START + timedelta(days=day), "Flere timer.")
    many = {"plan": 1, "evidence": 21, "participant_certificates": 4}
    assert {name: counted(tor, (name, amina), shown) for name, shown in many.items()} == few
    assert counted(tor, ("participants",), 1) == group
