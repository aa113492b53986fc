"""Names as people type them."""

import unicodedata
from datetime import datetime, timedelta

from bransjekurs.domain.refusal import Refusal

NAME_LIMIT = 120
ASK_AGAIN_AFTER = timedelta(days=1)


def clean_name(text: str, field: str = "name") -> str:
    """Return a name with composed letters and single spaces; ``field`` is the form field that it was typed in.

    Raises:
        Refusal: ``name_missing``, ``name_too_long`` above 120 characters.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not any(sign.isalpha() for sign in name):
        raise Refusal("name_missing", field)
    if len(name) > NAME_LIMIT:
        raise Refusal("name_too_long", field, limit=NAME_LIMIT)
    return name


def may_ask_for_name(asked: datetime | None, now: datetime) -> bool:
    """Say whether somebody may be asked to confirm their name: nobody is asked twice within a day."""
    return asked is None or now - asked >= ASK_AGAIN_AFTER
