"""SQLite for several threads at a time."""
