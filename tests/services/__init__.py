"""What can only be seen with the database, the broker and the workers that Open edX runs: ``make test-services``."""
