"""The preview's clock: the real time, and as far ahead of it as somebody has moved it. It never goes back."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from bransjekurs.preview.models import ClockOffset

_ROW = 1


def now() -> datetime:
    """Return the preview's time, aware (the setting ``BRANSJEKURS_CLOCK`` points here)."""
    row = ClockOffset.objects.filter(pk=_ROW).first()
    return timezone.now() + timedelta(seconds=row.seconds if row else 0)


def move_forward(step: timedelta) -> None:
    """Move the clock ``step`` ahead; ``ValueError`` for a step back, since stored times would lie in the future."""
    if step <= timedelta():
        raise ValueError("The clock only goes forward.")
    ClockOffset.objects.get_or_create(pk=_ROW)
    ClockOffset.objects.filter(pk=_ROW).update(seconds=F("seconds") + int(step.total_seconds()))
