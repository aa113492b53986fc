"""Rows that several people reach for at once, on databases that lock by the row (MariaDB, MySQL)."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import OperationalError, connection, models

T = TypeVar("T")
Row = TypeVar("Row", bound=models.Model)

# What MySQL and MariaDB say of a transaction that was rolled back to let another one pass: deadlock, waited too long.
_BEGIN_AGAIN = frozenset({1213, 1205})
_TRIES = 3


def hold(model: type[Row], key: Mapping[str, Any], values: Mapping[str, Any]) -> Row:
    """Return the row with that key, made with ``values`` if it is new, held till the transaction ends.

    ``key`` is what a unique constraint of the model names. An insert that meets another one's row keeps a shared lock
    on it, and two who then both want it for themselves wait for each other for ever; "insert or update" asks for the
    whole lock at once.
    """
    rows = model._default_manager.select_for_update().filter(**key)
    for found in rows:  # one or none: the key is unique, and to ask for the first of them would only cost an order
        return found
    by_key = connection.features.supports_update_conflicts_with_target
    model._default_manager.bulk_create(
        [model(**key, **values)],
        update_conflicts=True,
        update_fields=list(key)[:1],
        unique_fields=list(key) if by_key else None,
    )
    return rows.get()


def begun_again(act: Callable[[], T]) -> T:
    """Do what a door does, and again if the database rolled it back to let another transaction pass.

    Nothing was stored then, so the same is done as if nothing had happened. Inside somebody else's transaction only
    that one can begin again.
    """
    for _ in range(_TRIES - 1):
        try:
            return act()
        except OperationalError as error:
            if connection.in_atomic_block or not _rolled_back(error):
                raise
    return act()


def _rolled_back(error: OperationalError) -> bool:
    return bool(error.args) and error.args[0] in _BEGIN_AGAIN
