"""``manage.py bransjekurs_rebuild_needs``: make anew who needs a person; for the night, and after an upgrade."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from opaque_keys import InvalidKeyError
from opaque_keys.edx.keys import CourseKey

from bransjekurs.api import standing
from bransjekurs.courses import api as courses


class Command(BaseCommand):
    """Refresh every participant of the courses that are named, or of every course that was ever published."""

    help = "Make anew who needs a person, in all courses or in those that are named. Doing it twice does no harm."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take course keys."""
        parser.add_argument("course", nargs="*", help="a course key, such as course-v1:fjordbyen+RENHOLD+2026")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tell each course's number of participants: no names."""
        try:
            keys = [CourseKey.from_string(text) for text in options["course"]] or courses.published()
        except InvalidKeyError as error:
            raise CommandError(f"Not a course key: {error}") from error
        for key in keys:
            self.stdout.write(f"{key}: {standing.rebuild(key)}")
