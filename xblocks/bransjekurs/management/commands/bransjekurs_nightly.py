"""``manage.py lms bransjekurs_nightly``: what is due each night; safe to run as often as one likes."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from bransjekurs import tasks


class Command(BaseCommand):
    """For an operator without Celery's clock: a line in cron, every night."""

    help = "Make anew who needs a person, in all courses: by the workers where there are any, else here."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Hand it over, or do it here and tell each course's number of participants: no names."""
        if tasks.with_workers():
            tasks.nightly()
            self.stdout.write("handed over to the workers")
        else:
            call_command("bransjekurs_rebuild_needs", stdout=self.stdout)
