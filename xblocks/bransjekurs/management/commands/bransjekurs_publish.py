"""``manage.py cms bransjekurs_publish``: make an edition of courses as they are published now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from bransjekurs import clock, tasks
from bransjekurs.api import publishing
from bransjekurs.domain.refusal import Refusal
from bransjekurs.wording import refusal_text


class Command(BaseCommand):
    """For courses that were there before the plugin was; Studio's own publishing does it otherwise."""

    help = "Make an edition of the courses that are named, as they are published now. Doing it twice does no harm."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take course keys."""
        parser.add_argument("course", nargs="+", help="a course key, such as course-v1:fjordbyen+RENHOLD+2026")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tell each course's edition; a course that cannot be one is a failure, and the others are made."""
        try:
            keys = [CourseKey.from_string(text) for text in options["course"]]
        except InvalidKeyError as error:
            raise CommandError(f"Not a course key: {error}") from error
        made = [self._publish(key) for key in keys]
        if not all(made):
            raise CommandError("Some courses have no new edition.")

    def _publish(self, course_key: CourseKey) -> bool:
        try:
            number = publishing.publish(course_key, clock.now())
        except Refusal as refusal:
            self.stderr.write(f"{course_key}: {refusal_text(refusal)}")
            return False
        if number is None:
            self.stderr.write(f"{course_key}: none of our blocks are published in it")
            return False
        tasks.course_changed(course_key)
        self.stdout.write(f"{course_key}: edition {number}")
        return True
