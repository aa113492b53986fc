"""An author publishes: the course has an edition, also when the platform is in the middle of importing it."""

import io
from threading import get_ident

import pytest
from bransjekurs.courses import api as courses
from bransjekurs.courses.models import CourseEdition
from bransjekurs.preview.platform import PreviewPlatform
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.conftest import Cast
from tests.platform.told.conftest import STUDIO, signal

OTHER = "course-v1:fjordbyen+BAKER+2026"
IMPORTING = get_ident()


class Importing(PreviewPlatform):
    """The platform while a thread of it imports a course: that thread still has it as it was, without blocks."""

    def course_blocks(self, course_key):
        return [] if get_ident() == IMPORTING else list(super().course_blocks(course_key))


@pytest.fixture
def unpublished(cast: Cast, settings) -> Cast:
    """The course was never published, and is being imported."""
    CourseEdition.objects.all().delete()
    settings.BRANSJEKURS_PLATFORM = f"{__name__}.Importing"
    return cast


@pytest.mark.django_db(transaction=True)
def test_an_imported_course_has_its_edition(unpublished: Cast) -> None:
    signal(STUDIO, "COURSE_PUBLISHED").send(sender=None, course_key=unpublished.course_key)
    edition = courses.current(unpublished.course_key)
    assert edition is not None
    assert len(edition.course.outcomes) == 18


@pytest.mark.django_db(transaction=True)
def test_an_edition_comes_when_what_was_published_is_stored_and_not_before(unpublished: Cast) -> None:
    with transaction.atomic():
        signal(STUDIO, "COURSE_PUBLISHED").send(sender=None, course_key=unpublished.course_key)
        assert courses.current(unpublished.course_key) is None
    assert courses.current(unpublished.course_key) is not None


def test_an_operator_makes_the_edition_of_a_course_that_was_there_before(cast: Cast) -> None:
    CourseEdition.objects.all().delete()
    told = io.StringIO()
    call_command("bransjekurs_publish", str(cast.course_key), stdout=told)
    assert told.getvalue() == f"{cast.course_key}: edition 1\n"
    call_command("bransjekurs_publish", str(cast.course_key), stdout=told)
    assert CourseEdition.objects.count() == 1


def test_an_operator_is_told_of_a_course_without_our_blocks_and_the_others_are_made(cast: Cast) -> None:
    CourseEdition.objects.all().delete()
    told, wrong = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError):
        call_command("bransjekurs_publish", OTHER, str(cast.course_key), stdout=told, stderr=wrong)
    assert OTHER in wrong.getvalue()
    assert str(cast.course_key) in told.getvalue()
    with pytest.raises(CommandError, match="Not a course key"):
        call_command("bransjekurs_publish", "renhold")
