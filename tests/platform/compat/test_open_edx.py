"""Amina, Tor and Ingrid in Open edX: each question of ours is answered from the platform's own rows and signals."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from smtplib import SMTPRecipientsRefused
from traceback import format_exception
from types import SimpleNamespace

import pytest
from bransjekurs.compat import OpenEdx
from bransjekurs.platform import Person, Platform, platform
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from edx_django_utils.cache import RequestCache
from opaque_keys.edx.keys import CourseKey

COURSE = CourseKey.from_string("course-v1:fjordbyen+RENHOLD+2026")
OTHER = CourseKey.from_string("course-v1:fjordbyen+RENHOLD+2025")
PLAN = COURSE.make_usage_key("training_plan", "plan")
WORDS = COURSE.make_usage_key("trade_language", "ord")
pytestmark = pytest.mark.django_db


@pytest.fixture
def edx() -> OpenEdx:
    found = platform()
    assert isinstance(found, OpenEdx)
    return found


@pytest.fixture
def people() -> SimpleNamespace:
    """Amina and Yusuf take part, Ingrid runs the course, Carl has no access."""
    names = {"amina": "Amina Hassan", "yusuf": "Yusuf Ali", "ingrid": "Ingrid Moe", "carl": "Carl Vik"}
    made = SimpleNamespace(**{username: person(username, name) for username, name in names.items()})
    enrol(made.yusuf), enrol(made.amina)
    return made


def person(username: str, name: str = "") -> User:
    from common.djangoapps.student.models import UserProfile

    user = User.objects.create(username=username, email=f"{username}@fjordbyen.example")
    if name:
        UserProfile.objects.create(user=user, name=name)
    return user


def enrol(user: User, course: CourseKey = COURSE, is_active: bool = True) -> None:
    from common.djangoapps.student.models import CourseEnrollment

    CourseEnrollment.objects.update_or_create(user=user, course_id=course, defaults={"is_active": is_active})


def give(user: User, role: str, course: CourseKey = COURSE) -> None:
    from common.djangoapps.student.models import CourseAccessRole

    CourseAccessRole.objects.create(user=user, org=course.org, course_id=course, role=role)


@pytest.fixture
def course() -> None:
    """A chapter with the plan and the words; a third block of ours is a draft that nobody has published."""
    from xmodule.modulestore.django import modulestore

    chapter = COURSE.make_usage_key("vertical", "side")
    fields = {"display_name": "Renhold", "end": datetime(2026, 12, 18, 23, 30, tzinfo=UTC), "children": [chapter]}
    page = COURSE.make_usage_key("html", "tekst")
    published = {
        COURSE.make_usage_key("course", "course"): fields,
        chapter: {"children": [PLAN, page, WORDS]},
        **{key: {} for key in (PLAN, page, WORDS)},
    }
    draft = COURSE.make_usage_key("competence_certificate", "bevis")
    unpublished = published | {chapter: {"children": [PLAN, page, WORDS, draft]}, draft: {}}
    store = modulestore()
    store.courses = {(COURSE, "published-only"): published, (COURSE, "draft-preferred"): unpublished}


@pytest.fixture(autouse=True)
def new_request() -> None:
    """What the platform remembers for the length of a request is forgotten."""
    RequestCache.clear_all_namespaces()


@pytest.fixture
def tracking() -> Iterator[None]:
    """The operator has turned completion on."""
    from waffle.testutils import override_switch

    with override_switch("completion.enable_completion_tracking", active=True):
        yield


def test_it_answers_all_that_we_ask(edx: OpenEdx) -> None:
    assert [name for name in vars(Platform) if not name.startswith("_") and not hasattr(edx, name)] == []


def test_amina_takes_part_until_she_leaves(edx: OpenEdx, people: SimpleNamespace) -> None:
    assert edx.is_enrolled(people.amina.pk, COURSE)
    assert not edx.is_enrolled(people.amina.pk, OTHER)
    assert not edx.is_enrolled(people.carl.pk, COURSE)
    enrol(people.amina, is_active=False)
    assert not edx.is_enrolled(people.amina.pk, COURSE)
    assert edx.participants(COURSE) == [Person(people.yusuf.pk, "Yusuf Ali")]


@pytest.mark.parametrize("role", ["staff", "limited_staff", "instructor"])
def test_ingrid_runs_the_course_by_any_of_its_staff_roles(edx: OpenEdx, people: SimpleNamespace, role: str) -> None:
    give(people.ingrid, role)
    assert edx.is_course_staff(people.ingrid.pk, COURSE)
    assert not edx.is_course_staff(people.ingrid.pk, OTHER)


def test_others_do_not_run_it(edx: OpenEdx, people: SimpleNamespace) -> None:
    give(people.amina, "beta_testers")
    give(people.carl, "staff", OTHER)
    assert not edx.is_course_staff(people.amina.pk, COURSE)
    assert not edx.is_course_staff(people.carl.pk, COURSE)
    assert not edx.is_course_staff(0, COURSE)


def test_whoever_runs_the_site_runs_the_course(edx: OpenEdx, people: SimpleNamespace) -> None:
    User.objects.filter(pk=people.ingrid.pk).update(is_staff=True)
    assert edx.is_course_staff(people.ingrid.pk, COURSE)


def test_an_account_that_is_closed_runs_nothing(edx: OpenEdx, people: SimpleNamespace) -> None:
    give(people.ingrid, "staff")
    User.objects.filter(pk=people.ingrid.pk).update(is_active=False)
    assert not edx.is_course_staff(people.ingrid.pk, COURSE)


def test_names_are_the_profiles_in_one_query(edx: OpenEdx, people: SimpleNamespace, django_assert_num_queries) -> None:
    nameless = person("uten-profil")
    with django_assert_num_queries(1):
        found = edx.people([people.amina.pk, nameless.pk, 0])
    assert found == {
        people.amina.pk: Person(people.amina.pk, "Amina Hassan"),
        nameless.pk: Person(nameless.pk, "uten-profil"),
    }


def test_the_group_is_found_by_name_and_narrowed(edx: OpenEdx, people: SimpleNamespace) -> None:
    assert [one.name for one in edx.participants(COURSE)] == ["Amina Hassan", "Yusuf Ali"]
    assert [user.pk for user in edx.enrolled(COURSE, search="has ami")] == [people.amina.pk]
    assert list(edx.enrolled(COURSE, search="carl")) == []


@pytest.mark.parametrize("role", ["staff", "limited_staff", "instructor"])
def test_kari_whom_the_platform_enrols_with_her_role_is_not_one_of_the_group(
    edx: OpenEdx, people: SimpleNamespace, role: str
) -> None:
    enrol(people.carl)
    give(people.carl, role)
    give(people.yusuf, role, OTHER)
    give(people.amina, "beta_testers")
    assert [one.name for one in edx.participants(COURSE)] == ["Amina Hassan", "Yusuf Ali"]
    assert edx.is_enrolled(people.carl.pk, COURSE), "she may still try it herself"


def test_cohorts_divide_the_group(edx: OpenEdx, people: SimpleNamespace) -> None:
    from openedx.core.djangoapps.course_groups.models import CohortMembership, CourseUserGroup

    evening, morning = (
        CourseUserGroup.objects.create(name=name, course_id=COURSE, group_type=CourseUserGroup.COHORT)
        for name in ("Kveld", "Morgen")
    )
    CourseUserGroup.objects.create(name="Morgen", course_id=OTHER, group_type=CourseUserGroup.COHORT)
    CohortMembership.objects.create(course_user_group=evening, user=people.amina, course_id=COURSE)
    assert edx.cohorts(COURSE) == ((str(evening.pk), "Kveld"), (str(morning.pk), "Morgen"))
    assert [user.pk for user in edx.enrolled(COURSE, cohort=str(evening.pk))] == [people.amina.pk]
    assert list(edx.enrolled(COURSE, cohort=str(morning.pk))) == []
    assert list(edx.enrolled(COURSE, cohort="Kveld' or 1=1")) == []


def test_a_person_is_found_by_username_or_address(edx: OpenEdx, people: SimpleNamespace) -> None:
    amina = Person(people.amina.pk, "Amina Hassan")
    assert edx.find_person("amina") == edx.find_person("Amina@Fjordbyen.example") == amina
    assert edx.find_person("ingen") is None


def test_letters_come_from_the_sites_own_sender(edx: OpenEdx, people: SimpleNamespace, settings) -> None:
    assert edx.send_mail(people.amina.pk, "Emne", "Tekst")
    settings.SITE_CONFIGURATION = {"email_from_address": "kurs@fjordbyen.example"}
    assert edx.send_mail(people.amina.pk, "Emne", "Tekst")
    senders = [(letter.from_email, letter.to) for letter in mail.outbox]
    amina = ["amina@fjordbyen.example"]
    assert senders == [("plattform@example.org", amina), ("kurs@fjordbyen.example", amina)]


def test_no_letter_to_a_closed_account_or_to_no_address(edx: OpenEdx, people: SimpleNamespace) -> None:
    User.objects.filter(pk=people.amina.pk).update(is_active=False)
    User.objects.filter(pk=people.yusuf.pk).update(email="")
    assert not edx.send_mail(people.amina.pk, "Emne", "Tekst")
    assert not edx.send_mail(people.yusuf.pk, "Emne", "Tekst")
    assert not edx.send_mail(0, "Emne", "Tekst")
    assert mail.outbox == []


class Refusing(BaseEmailBackend):
    """A mail server that does not know the recipient, as ``smtplib`` tells it."""

    def send_messages(self, email_messages) -> int:
        raise SMTPRecipientsRefused({email_messages[0].to[0]: (550, b"No such user")})


def test_an_address_that_the_mail_server_refuses_stands_in_no_log(
    edx: OpenEdx, people: SimpleNamespace, settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with pytest.raises(OSError, match="refused the address") as refused:
        edx.send_mail(people.amina.pk, "Emne", "Tekst")
    assert people.amina.email not in "".join(format_exception(refused.value))


def test_the_course_is_what_was_published(edx: OpenEdx, course: None, settings) -> None:
    settings.MODULESTORE_BRANCH = "draft-preferred"  # as in Studio, which tells us of the publishing
    assert edx.course_title(COURSE) == "Renhold"
    assert edx.course_end(COURSE) == date(2026, 12, 18)
    assert [block.scope_ids.usage_id for block in edx.course_blocks(COURSE)] == [PLAN, WORDS]


def test_a_course_that_is_not_there_has_no_blocks(edx: OpenEdx, course: None) -> None:
    assert edx.course_title(OTHER) == str(OTHER)
    assert edx.course_end(OTHER) is None
    assert list(edx.course_blocks(OTHER)) == []


def test_a_blocks_address_leads_to_the_block(edx: OpenEdx) -> None:
    assert Client().get(edx.block_url(PLAN)).content.decode() == str(PLAN)


def test_the_participant_gets_the_grade_whoever_acts(
    edx: OpenEdx, course: None, people: SimpleNamespace, tracking: None
) -> None:
    from completion.models import BlockCompletion
    from lms.djangoapps.courseware.models import StudentModule

    edx.publish_progress(people.amina.pk, WORDS, (3.0, 4.0), None)
    edx.publish_progress(people.amina.pk, WORDS, (2.0, 4.0), None)
    row = StudentModule.objects.get()
    assert (row.student_id, row.module_state_key, row.grade, row.max_grade) == (people.amina.pk, WORDS, 2.0, 4.0)
    # A grade alone completes nothing: how much is done, we say ourselves.
    edx.publish_progress(people.amina.pk, WORDS, None, 0.5)
    done = BlockCompletion.objects.get()
    assert (done.user_id, done.block_key, done.completion) == (people.amina.pk, WORDS, 0.5)


def test_completion_is_stored_where_the_grades_are_without_a_broker(
    edx: OpenEdx, course: None, people: SimpleNamespace, tracking: None
) -> None:
    from completion.models import BlockCompletion
    from lms.djangoapps.grades.api import signals

    def no_broker(**_told: object) -> None:
        raise ConnectionError

    signals.PROBLEM_WEIGHTED_SCORE_CHANGED.connect(no_broker)
    try:
        with pytest.raises(ConnectionError):
            edx.publish_progress(people.amina.pk, WORDS, (3.0, 4.0), 0.5)
    finally:
        signals.PROBLEM_WEIGHTED_SCORE_CHANGED.disconnect(no_broker)
    assert BlockCompletion.objects.get().completion == 0.5


def test_completion_is_left_alone_where_the_operator_has_it_off(
    edx: OpenEdx, course: None, people: SimpleNamespace
) -> None:
    from completion.models import BlockCompletion

    edx.publish_progress(people.amina.pk, PLAN, None, 1.0)
    assert not BlockCompletion.objects.exists()


def test_a_block_that_its_author_took_away_is_no_fault(edx: OpenEdx, course: None, people: SimpleNamespace) -> None:
    from lms.djangoapps.courseware.models import StudentModule

    edx.publish_progress(people.amina.pk, COURSE.make_usage_key("trade_language", "borte"), (1.0, 4.0), None)
    assert not StudentModule.objects.exists()
