"""Django's SQLite backend, set up so that the server's threads don't refuse each other."""

from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Write-ahead log, and transactions that take the write lock at once.

    Django's own option for the second (``transaction_mode``) came after the oldest Django that we support.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Readers go on while one writes."""
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        """Take the lock: a transaction that reads first and then writes would be refused at once, not wait."""
        self.cursor().execute("BEGIN IMMEDIATE")
