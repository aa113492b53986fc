"""Two people in the same moment: both are served, and nothing is stored twice. On MariaDB this is where locks meet."""

import pytest
from bransjekurs.api import participant_plan, provider
from bransjekurs.api.access import Actor, edition_of
from bransjekurs.certificates.models import Certificate
from bransjekurs.courses.models import CourseEdition
from bransjekurs.domain.plan import Progress
from bransjekurs.locks import begun_again
from bransjekurs.plans.models import PlanGoal, PlanRecord
from django.db import OperationalError, transaction

from tests.api import test_issuing_group
from tests.api.together import TRIES, together
from tests.conftest import START, Cast

ten = test_issuing_group.group
at_once = pytest.mark.django_db(transaction=True)


@at_once
def test_two_publish_the_same_course(cast: Cast) -> None:
    course = edition_of(cast.tor).course
    for turn in range(TRIES):
        CourseEdition.objects.all().delete()
        numbers = together(*[lambda: provider.publish_course(cast.course_key, course, START)] * 4)
        assert numbers == [1, 1, 1, 1], turn
        assert CourseEdition.objects.count() == 1


@at_once
def test_amina_begins_her_plan_from_two_devices(cast: Cast) -> None:
    outcomes = [outcome.id for outcome in cast.course.outcomes][:4]

    def begin(outcome: str) -> object:
        return lambda: participant_plan.set_progress(cast.amina, outcome, Progress.BEGUN, START)

    for _ in range(TRIES):
        PlanRecord.objects.all().delete()
        assert together(*map(begin, outcomes)) == [None] * len(outcomes)
        assert PlanRecord.objects.count() == 1
        begun = PlanGoal.objects.filter(progress=Progress.BEGUN.value)
        assert sorted(begun.values_list("outcome_id", flat=True)) == sorted(outcomes)
        assert PlanGoal.objects.count() == len(cast.course.outcomes)


@at_once
def test_certificates_of_a_whole_group_are_replaced_side_by_side(cast: Cast, ten: list[Actor]) -> None:
    from bransjekurs.api import participant_certificate, teacher_certificate

    def issue(one: Actor) -> object:
        return lambda: teacher_certificate.issue(
            cast.tor, one.user_id, name_checked=True, language="nb", now=START, reason="Navnet er rettet."
        )

    some = ten[:4]
    for turn in range(TRIES):
        for one in some:
            participant_certificate.confirm_name(one, f"Navn {turn}", START)
        for done in together(*map(issue, some)):
            assert not isinstance(done, Exception), done
    assert Certificate.objects.count() == TRIES * len(some)


class Yielding:
    """An act that the database rolls back so many times before it is let through."""

    def __init__(self, times: int, code: int = 1213) -> None:
        self.times, self.code = times, code

    def __call__(self) -> str:
        self.times -= 1
        if self.times >= 0:
            raise OperationalError(self.code, "rolled back")
        return "done"


def test_what_the_database_rolled_back_for_another_is_done_again() -> None:
    assert begun_again(Yielding(2)) == "done"
    for act in (Yielding(3), Yielding(1, code=2006)):
        with pytest.raises(OperationalError):
            begun_again(act)


@pytest.mark.django_db
def test_inside_a_transaction_only_its_owner_begins_again() -> None:
    act = Yielding(1)
    with pytest.raises(OperationalError), transaction.atomic():
        begun_again(act)
    assert act.times == 0
