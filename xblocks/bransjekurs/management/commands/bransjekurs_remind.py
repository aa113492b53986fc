"""Send the reminders of planned conversations that are due; safe to run as often as one likes."""

from typing import Any

from django.core.management.base import BaseCommand

from bransjekurs import tasks


class Command(BaseCommand):
    """For an operator without Celery's clock: a line in cron, every hour."""

    help = "Send the reminders of planned conversations that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send them, and say of how many conversations."""
        self.stdout.write(str(tasks.remind()))
