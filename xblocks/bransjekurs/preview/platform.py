"""The preview as the platform: the same questions as ``compat.OpenEdx`` answers, from the preview's own rows."""

import json
import logging
from collections.abc import Iterable
from datetime import UTC, date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db.models import Q, QuerySet
from django.urls import reverse
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.domain.course import CoursePart
from bransjekurs.platform import Person
from bransjekurs.preview import access, courseware, parts, progress, viewing
from bransjekurs.preview.models import Enrolment, TeacherCohort
from bransjekurs.preview.runtime import PreviewRuntime

_OUR_BLOCKS = frozenset({"training_plan", "trade_language", "competence_certificate"})


class PreviewPlatform:
    """Implements ``bransjekurs.platform.Platform``; the setting ``BRANSJEKURS_PLATFORM`` names it."""

    def is_enrolled(self, user_id: int, course_key: CourseKey) -> bool:
        """See ``Platform``."""
        return access.is_enrolled(user_id, course_key)

    def is_course_staff(self, user_id: int, course_key: CourseKey) -> bool:
        """See ``Platform``."""
        return access.is_course_staff(user_id, course_key)

    def is_data_researcher(self, user_id: int, course_key: CourseKey) -> bool:
        """See ``Platform``."""
        return access.is_data_researcher(user_id, course_key)

    def views_as_learner(self, course_key: CourseKey) -> bool:
        """See ``Platform``."""
        return viewing.is_on()

    def people(self, user_ids: Iterable[int]) -> dict[int, Person]:
        """See ``Platform``."""
        return {person.id: person for person in _persons(User.objects.filter(pk__in=set(user_ids)))}

    def participants(self, course_key: CourseKey) -> list[Person]:
        """See ``Platform``."""
        return _persons(self.enrolled(course_key))

    def enrolled(self, course_key: CourseKey, search: str = "", cohort: str = "") -> QuerySet[Any]:
        """See ``Platform``."""
        places = Enrolment.objects.filter(course_key=course_key)
        if cohort:
            places = places.filter(cohort=cohort)
        users = User.objects.filter(pk__in=places.values("user_id"))
        for word in search.split():
            users = users.filter(_in_name(word))
        return users.order_by("first_name", "last_name", "pk")

    def cohorts(self, course_key: CourseKey) -> tuple[tuple[str, str], ...]:
        """See ``Platform``."""
        places = Enrolment.objects.filter(course_key=course_key).exclude(cohort="")
        names = places.order_by("cohort").values_list("cohort", flat=True).distinct()
        return tuple((name, name) for name in names)

    def cohort_of(self, user_id: int, course_key: CourseKey) -> str:
        """See ``Platform``."""
        for places in (TeacherCohort, Enrolment):
            found = places.objects.filter(user_id=user_id, course_key=course_key).values_list("cohort", flat=True)
            if cohort := found.first():
                return str(cohort)
        return ""

    def find_person(self, username_or_email: str) -> Person | None:
        """See ``Platform``."""
        found = User.objects.filter(Q(username=username_or_email) | Q(email__iexact=username_or_email))
        return next(iter(_persons(found)), None)

    def send_mail(self, user_id: int, subject: str, text: str) -> bool:
        """See ``Platform``; it lands in the outbox."""
        user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
        return bool(user and send_mail(subject, text, None, [user.email]))

    def course_title(self, course_key: CourseKey) -> str:
        """See ``Platform``; a course that was loaded before has only its key left."""
        course = courseware.current()
        return course.tree.title if course.key == course_key else str(course_key)

    def course_end(self, course_key: CourseKey) -> date | None:
        """See ``Platform``."""
        course = courseware.current()
        end = course.tree.end
        return end.astimezone(UTC).date() if end and course.key == course_key else None

    def course_blocks(self, course_key: CourseKey) -> Iterable[Any]:
        """See ``Platform``."""
        course = courseware.current()
        if course.key == course_key:
            runtime = PreviewRuntime(course, user=None)
            yield from (runtime.get_block(key) for key in course.blocks if key.block_type in _OUR_BLOCKS)

    def course_parts(self, course_key: CourseKey, draft: bool = False) -> Iterable[CoursePart]:
        """See ``Platform``; what is saved in Studio is published at once, so a draft is the same."""
        course = courseware.current()
        return parts.course_parts(course) if course.key == course_key else ()

    def completed(self, user_id: int, course_key: CourseKey, usage_keys: Iterable[str]) -> set[str]:
        """See ``Platform``."""
        return progress.completed_among(user_id, usage_keys)

    def authenticators(self) -> tuple[str, ...]:
        """See ``Platform``; here there are sessions only."""
        return ("rest_framework.authentication.SessionAuthentication",)

    def block_url(self, usage_key: UsageKey) -> str:
        """See ``Platform``."""
        unit = courseware.current().unit_of.get(usage_key, usage_key)
        return f"{reverse('preview:unit', args=[unit])}#{usage_key.block_id}"

    def publish_progress(
        self, user_id: int, usage_key: UsageKey, grade: tuple[float, float] | None, completion: float | None
    ) -> None:
        """See ``Platform``."""
        if grade is not None:
            progress.store_grade(user_id, usage_key, *grade)
        if completion is not None:
            progress.store_completion(user_id, usage_key, completion)

    def emit(self, name: str, actor_id: int | None, course_key: CourseKey, payload: dict[str, Any]) -> None:
        """See ``Platform``; each is a line in the file ``events.log``."""
        event = {"name": name, "context": {"user_id": actor_id, "course_id": str(course_key)}, "event": payload}
        logging.getLogger("bransjekurs.events").info(json.dumps(event))


def _in_name(word: str) -> Q:
    """Find a word in either name. SQLite knows capitals of a-z only, so that Åse is found by each way to write her."""
    ways = {word, word.lower(), word.upper(), word.capitalize()}
    fields = ("first_name__icontains", "last_name__icontains")
    return reduce(or_, (Q((field, way)) for way in sorted(ways) for field in fields))


def _persons(users: QuerySet[User]) -> list[Person]:
    return [Person(user.pk, user.get_full_name() or user.get_username()) for user in users]
