"""The platform tells what happened, and what then is true of Amina's plan and of the group."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from bransjekurs.api import course_results, participant_plan, person_data, standing
from bransjekurs.compat import OpenEdx
from bransjekurs.domain.evidence import CourseResult, Source
from bransjekurs.domain.plan import Progress
from bransjekurs.evidence import api as evidence
from bransjekurs.evidence.models import EvidenceItem
from bransjekurs.plans.models import NeedRecord, PlanRecord
from bransjekurs.preview.models import Enrolment
from bransjekurs.preview.platform import PreviewPlatform
from completion.models import BlockCompletion
from completion.waffle import ENABLE_COMPLETION_TRACKING_SWITCH
from django.contrib.auth.models import User
from django.db import transaction
from edx_toggles.toggles.testutils import override_waffle_switch
from opaque_keys.edx.keys import CourseKey, UsageKey
from openedx_events.learning.data import CourseData, CourseEnrollmentData, UserData, UserPersonalData
from openedx_events.learning.signals import (
    COURSE_ENROLLMENT_CHANGED,
    COURSE_ENROLLMENT_CREATED,
    COURSE_UNENROLLMENT_COMPLETED,
)

from tests.conftest import START, Cast
from tests.platform.told.conftest import ACCOUNTS, GRADES, Stored, signal

QUESTIONS = "sporsmal-trygt-arbeid"


class CompletionsOfOpenEdx(PreviewPlatform):
    """The preview's course and people, with what is completed read from the platform's table."""

    completed = OpenEdx.completed


def results(cast: Cast, outcome: str = "verneutstyr", user_id: int = 0) -> list[CourseResult]:
    user_id = user_id or cast.amina.user_id
    seen = evidence.evidence_of(cast.course_key, [user_id]).get(user_id, {}).get(outcome, ())
    return [item.what for item in seen if item.source is Source.COURSE]


# --- Enrolment ---


def enrolment(cast: Cast, is_active: bool) -> CourseEnrollmentData:
    user = User.objects.get(pk=cast.amina.user_id)
    pii = UserPersonalData(username=user.username, email=user.email, name=user.get_full_name())
    return CourseEnrollmentData(
        user=UserData(pii=pii, id=user.pk, is_active=True),
        course=CourseData(course_key=cast.course_key, display_name="Renhold"),
        mode="audit",
        is_active=is_active,
        creation_date=START,
    )


def needs(cast: Cast) -> set[str]:
    return set(NeedRecord.objects.filter(user_id=cast.amina.user_id).values_list("kind", flat=True))


def leave(cast: Cast) -> None:
    Enrolment.objects.filter(user_id=cast.amina.user_id).delete()


def test_who_leaves_the_course_needs_nobody_and_keeps_the_plan(cast: Cast, stored: Stored) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    before = needs(cast)
    assert before
    with stored():
        leave(cast)
        COURSE_UNENROLLMENT_COMPLETED.send_event(enrollment=enrolment(cast, is_active=False))
    assert needs(cast) == set()
    assert PlanRecord.objects.filter(user_id=cast.amina.user_id).exists()
    with stored():
        Enrolment.objects.create(user_id=cast.amina.user_id, course_key=cast.course_key)
        COURSE_ENROLLMENT_CREATED.send_event(enrollment=enrolment(cast, is_active=True))
    assert needs(cast) == before
    standing.rebuild(cast.course_key)
    assert needs(cast) == before


def test_what_is_told_late_or_twice_is_compared_with_what_is_true_now(cast: Cast, stored: Stored) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    before = needs(cast)
    with stored():
        COURSE_UNENROLLMENT_COMPLETED.send_event(enrollment=enrolment(cast, is_active=False))
        COURSE_ENROLLMENT_CHANGED.send_event(enrollment=enrolment(cast, is_active=True))
        COURSE_ENROLLMENT_CHANGED.send_event(enrollment=enrolment(cast, is_active=True))
    assert needs(cast) == before


def test_the_night_takes_away_the_needs_of_those_who_left_unheard(cast: Cast) -> None:
    participant_plan.set_progress(cast.amina, "merking", Progress.DONE, START)
    participant_plan.set_progress(cast.yusuf, "merking", Progress.DONE, START)
    leave(cast)
    standing.rebuild(cast.course_key)
    assert needs(cast) == set()
    assert NeedRecord.objects.filter(user_id=cast.yusuf.user_id).exists()


def test_a_course_without_blocks_of_ours_costs_its_enrolments_one_query(
    cast: Cast, stored: Stored, django_assert_num_queries
) -> None:
    other = CourseKey.from_string("course-v1:annet+KURS+1")
    told = enrolment(cast, is_active=True)
    elsewhere = CourseEnrollmentData(
        user=told.user, course=CourseData(other, "Annet"), mode="audit", is_active=True, creation_date=START
    )
    with django_assert_num_queries(1), stored():
        COURSE_ENROLLMENT_CREATED.send_event(enrollment=elsewhere)


# --- Grades ---


def score(cast: Cast, block: str, earned: float | None, possible: float | None, **more: Any) -> None:
    """Send what the grades send of one block, in the words in which they send it."""
    key = cast.course_key.make_usage_key("problem", block)
    told = {
        "weighted_earned": earned,
        "weighted_possible": possible,
        "user_id": cast.amina.user_id,
        "course_id": str(cast.course_key),
        "usage_id": str(key),
        "only_if_higher": None,
        "score_deleted": False,
        "modified": START,
        "score_db_table": "courseware_student_module",
        "grader_response": False,
    }
    signal(GRADES, "PROBLEM_WEIGHTED_SCORE_CHANGED").send(sender=None, **(told | more))


@dataclass
class Total:
    """The platform's AggregatedScore, as far as it is read."""

    earned: float
    possible: float


@dataclass
class SubsectionGrade:
    """The platform's SubsectionGrade, as far as it is read."""

    location: UsageKey
    all_total: Total


@dataclass
class PlatformCourse:
    """A course as the platform sends it along."""

    id: CourseKey


def subsection(cast: Cast, earned: float, possible: float, who: int = 0, branch: str = "") -> None:
    key = cast.course_key.make_usage_key("sequential", QUESTIONS)
    grade = SubsectionGrade(key.for_branch(branch) if branch else key, Total(earned, possible))
    signal(GRADES, "SUBSECTION_SCORE_CHANGED").send(
        sender=None,
        course=PlatformCourse(cast.course_key),
        course_structure=object(),
        user=User.objects.get(pk=who or cast.amina.user_id),
        subsection_grade=grade,
    )


def test_points_that_reach_what_the_author_asks_become_evidence_once(cast: Cast, stored: Stored) -> None:
    for earned in (4, 5, 6, 6):
        with stored():
            subsection(cast, earned, 6)
    for outcome in ("verneutstyr", "merking", "blande"):
        assert results(cast, outcome) == [CourseResult(f"sequential@{QUESTIONS}", "Hva gjør du?", 6, 6)]
    assert results(cast, "rom") == []
    assert {row.user_id for row in EvidenceItem.objects.all()} == {cast.amina.user_id}


def test_a_key_with_the_platforms_branch_in_it_is_the_same_part(cast: Cast, stored: Stored) -> None:
    with stored():
        subsection(cast, 6, 6, branch="published-branch")
    assert results(cast)


def test_nothing_is_judged_and_no_progress_set(cast: Cast, stored: Stored) -> None:
    with stored():
        subsection(cast, 6, 6)
    goal = participant_plan.see_plan(cast.amina, START).plan.goal("verneutstyr")
    assert (goal.progress, goal.judgement) == (Progress.NOT_BEGUN, None)


def test_staff_who_try_the_questions_get_no_evidence(cast: Cast, stored: Stored) -> None:
    with stored():
        for who in (cast.ingrid, cast.tor, cast.carl):
            subsection(cast, 6, 6, who.user_id)
    assert not EvidenceItem.objects.exists()


@pytest.mark.parametrize(("earned", "possible", "more"), [
    (0, 0, {"score_deleted": True}), (None, None, {}), (1, 1, {"usage_id": "lb:org:library:problem:x"}),
    (1, 1, {"usage_id": "none"}), (1, 1, {"user_id": None}),
])  # fmt: skip
def test_a_score_that_is_none_disturbs_nobody(
    cast: Cast, stored: Stored, earned: float | None, possible: float | None, more: dict[str, Any]
) -> None:
    with stored():
        score(cast, "hull-i-hansken", earned, possible, **more)
    assert not EvidenceItem.objects.exists()


def test_the_points_of_a_question_show_what_its_own_rule_says(cast: Cast, stored: Stored, question_rule: None) -> None:
    with stored():
        score(cast, "hull-i-hansken", 1.0, 1.0)
    assert results(cast, "ulykke") == [CourseResult("problem@hull-i-hansken", "Hva gjør du?: Spørsmål 1", 1, 1)]


def test_a_failure_of_ours_stays_ours_and_tells_nothing_about_the_person(
    cast: Cast, stored: Stored, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("Amina Hassan, 6 av 6")

    monkeypatch.setattr(course_results, "take_points", fails)
    with stored():
        subsection(cast, 6, 6)
    assert "was not taken up (subsection_points_changed): ValueError" in caplog.text
    assert "Amina" not in caplog.text


def test_what_the_platform_rolls_back_never_happened(cast: Cast, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        subsection(cast, 6, 6)
        transaction.set_rollback(True)
    assert not EvidenceItem.objects.exists()


# --- Completion ---


def complete(cast: Cast, keys: Iterable[UsageKey], how_far: float = 1.0) -> None:
    user = User.objects.get(pk=cast.amina.user_id)
    with override_waffle_switch(ENABLE_COMPLETION_TRACKING_SWITCH, active=True):
        for key in keys:
            BlockCompletion.objects.submit_completion(user=user, block_key=key, completion=how_far)


def test_a_unit_that_is_done_becomes_evidence_when_its_last_block_is(
    cast: Cast, stored: Stored, settings, done_rule: None
) -> None:
    settings.BRANSJEKURS_PLATFORM = "tests.platform.told.test_told.CompletionsOfOpenEdx"
    text, words = (cast.course_key.make_usage_key(*one) for one in (
        ("html", "les-kropp-text"), ("trade_language", "les-kropp-reading")))  # fmt: skip
    with stored():
        complete(cast, [text])
        complete(cast, [words], how_far=0.5)
    assert results(cast, "ulykke") == []
    with stored():
        complete(cast, [words])
        complete(cast, [words])
    [result] = results(cast, "ulykke")
    assert result == CourseResult("sequential@les-kropp", "Ta vare på kroppen, og få hjelp")


# --- Retirement ---


@pytest.mark.parametrize("step", ["USER_RETIRE_LMS_MISC", "USER_RETIRE_LMS_CRITICAL"])
def test_who_is_retired_is_erased_in_the_same_transaction(cast: Cast, step: str) -> None:
    cast.confirm("merking")
    user = User.objects.get(pk=cast.amina.user_id)
    for _again in range(2):
        signal(ACCOUNTS, step).send(sender=object, user=user, retired_username="gone", retired_email="gone@x.example")
    assert not EvidenceItem.objects.filter(user_id=user.pk).exists()
    assert not PlanRecord.objects.filter(user_id=user.pk).exists()


def test_what_could_not_be_erased_stops_the_retirement(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(person_data, "erase_rows", fails)
    with pytest.raises(RuntimeError):
        signal(ACCOUNTS, "USER_RETIRE_LMS_MISC").send(sender=object, user=User.objects.get(pk=cast.amina.user_id))
