"""``manage.py lms bransjekurs_hourly``: what is due each hour; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bransjekurs import tasks


class Command(BaseCommand):
    """For an operator without Celery's clock: a line in cron, every hour."""

    help = "Take up certificates that a run left undone, and send the reminders of conversations that are due."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Do both, and tell numbers: no names. What could not be done is left for the next hour, and is a failure."""
        taken, failed = (tasks.resume(), 0) if tasks.with_workers() else tasks.finish_here()
        reminded = tasks.remind()
        self.stdout.write(f"certificates: {taken} taken up, {failed} failed\nconversations: {reminded} reminded")
        if failed:
            raise CommandError("Some certificates could not be issued. The log says why; the next hour tries again.")
