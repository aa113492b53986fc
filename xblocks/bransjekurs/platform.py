"""What the code around us must offer: the port between our use cases and the platform.

``compat.py`` implements it for Open edX, ``preview/platform.py`` for the local site; the setting
``BRANSJEKURS_PLATFORM`` names the class. Nothing else knows on which of the two it runs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from opaque_keys.edx.keys import CourseKey, UsageKey

from bransjekurs.domain.course import CoursePart


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the platform: id, and the full name as the platform knows it."""

    id: int
    name: str


class Platform(Protocol):
    """Everything we ask of the platform; see ``compat.OpenEdx`` for what each rests on there."""

    def is_enrolled(self, user_id: int, course_key: CourseKey) -> bool:
        """Say whether the user is an active learner in the course."""

    def is_course_staff(self, user_id: int, course_key: CourseKey) -> bool:
        """Say whether the user runs the course: staff, limited staff or instructor of it, or of more than it."""

    def is_data_researcher(self, user_id: int, course_key: CourseKey) -> bool:
        """Say whether the platform lets the user have the course's figures."""

    def views_as_learner(self, course_key: CourseKey) -> bool:
        """Say whether whoever makes this request looks at the course as a learner: one of them, or any."""

    def people(self, user_ids: Iterable[int]) -> dict[int, Person]:
        """Return the users that exist among ``user_ids``, in one query."""

    def participants(self, course_key: CourseKey) -> list[Person]:
        """Return the active learners of the course, by name."""

    def enrolled(self, course_key: CourseKey, search: str = "", cohort: str = "") -> QuerySet[Any]:
        """Return the course's active learners, by name, as a query that is not asked yet: it can be narrowed and paged.

        Those who run the course are none of them, enrolled or not.
        ``search`` holds words that must all be in the name; ``cohort`` is an id from ``cohorts``. The course's own rows
        are found by index; only among them are names compared.
        """

    def cohorts(self, course_key: CourseKey) -> tuple[tuple[str, str], ...]:
        """Return (id, name) of the groups into which the platform divides the course's learners; often none."""

    def cohort_of(self, user_id: int, course_key: CourseKey) -> str:
        """Return the id of the group in which the user is, teachers too; empty for none."""

    def find_person(self, username_or_email: str) -> Person | None:
        """Return the user with exactly that username or e-mail address."""

    def send_mail(self, user_id: int, subject: str, text: str) -> bool:
        """Send the user an e-mail in plain text; False where there is no active user with an address."""

    def course_title(self, course_key: CourseKey) -> str:
        """Return the course's display name."""

    def course_end(self, course_key: CourseKey) -> date | None:
        """Return the course's last day as its author set it (the platform's authors think in UTC), None if unset."""

    def course_blocks(self, course_key: CourseKey) -> Iterable[Any]:
        """Yield the published blocks of our three types, in the course's order."""

    def course_parts(self, course_key: CourseKey, draft: bool = False) -> Iterable[CoursePart]:
        """Yield every part of the course, in its order, down to single blocks, as published or as an author has it."""

    def completed(self, user_id: int, course_key: CourseKey, usage_keys: Iterable[str]) -> set[str]:
        """Return those of the blocks that the user has completed, in one query."""

    def authenticators(self) -> tuple[str, ...]:
        """Return the classes (paths) by which the platform's own REST interfaces find out who asks, in their order."""

    def block_url(self, usage_key: UsageKey) -> str:
        """Return the address where a learner meets the block."""

    def publish_progress(
        self, user_id: int, usage_key: UsageKey, grade: tuple[float, float] | None, completion: float | None
    ) -> None:
        """Store ``grade`` (earned, possible) and ``completion`` (0-1) for that user, whoever makes the request."""

    def emit(self, name: str, actor_id: int | None, course_key: CourseKey, payload: dict[str, Any]) -> None:
        """Hand a tracking event over: its name and payload as in ``domain/events.py``, and who acted, if a user did."""


@lru_cache
def _load(path: str) -> Platform:
    platform: Platform = import_string(path)()
    return platform


def platform() -> Platform:
    """Return the platform that the settings name."""
    return _load(settings.BRANSJEKURS_PLATFORM)
