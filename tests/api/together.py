"""Several people at once, each with a database connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from bransjekurs.domain.refusal import Refusal
from django.db import connection

TRIES = 5


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Do the acts at the same moment; return what each returned, or the refusal that met it."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return [done.result() for done in [people.submit(run, act) for act in acts]]
