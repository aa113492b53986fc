"""Letting the platform know how far somebody is in a block, when what was done is stored."""

from functools import partial

from django.db import transaction
from opaque_keys.edx.keys import UsageKey

from bransjekurs.attempt import attempt
from bransjekurs.platform import platform


def publish_progress(
    user_id: int, usage_key: UsageKey, grade: tuple[float, float] | None, completion: float | None
) -> None:
    """Tell the grade and the completion after the commit; see ``Platform.publish_progress``.

    What was done is stored and stays so. What the platform cannot take (its grades ask for Celery's broker) stands in
    the log, of nobody, and is told anew with the next change.
    """
    publish = partial(platform().publish_progress, user_id, usage_key, grade, completion)
    transaction.on_commit(partial(attempt, publish, "Progress in %s was not taken by the platform", usage_key))
