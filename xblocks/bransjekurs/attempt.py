"""Doing what may fail without a harm to what is stored already."""

import logging
import traceback
from collections.abc import Callable

_log = logging.getLogger(__name__)


def attempt(act: Callable[[], object], otherwise: str, *names: object) -> bool:
    """Do it and return True; if it fails, log what did not happen (``otherwise % names``) and return False.

    The log tells what kind of error it was, and where, but neither its text nor any value, which may be somebody's.
    """
    try:
        act()
    except Exception as error:
        where = "".join(f"\n  {frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__))
        _log.error(f"{otherwise}: %s%s", *names, type(error).__name__, where)
        return False
    return True
