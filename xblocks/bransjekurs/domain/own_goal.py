"""A goal of the participant's own, in the participant's own words, beside those of the course (R58, R60)."""

import re

from bransjekurs.domain.outcome import Outcome, OutcomeKind
from bransjekurs.domain.refusal import Refusal

# No outcome's id can begin so: theirs are slugs of a-z, 0-9 and hyphens, and ``olx`` refuses this beginning.
OWN_PREFIX = "own_"
TITLE_LIMIT, PLAIN_LIMIT = 120, 600
MOST_OWN_GOALS = 20
_CURRICULUM_CODE = re.compile(r"\bKM\s?\d+", re.IGNORECASE)


def is_own(outcome_id: str) -> bool:
    """Say whether a goal is the participant's own and not an outcome of the course."""
    return outcome_id.startswith(OWN_PREFIX)


def own_goal(key: str, area: str, title: str, plain: str) -> Outcome:
    """Return a goal of one's own as an outcome of one plan alone; ``key`` makes its id.

    It builds on no curriculum and is required for nothing; either teacher may judge it.

    Raises:
        Refusal: ``goal_title_missing``, ``comment_too_long``, ``curriculum_code`` (a code in the words could be read
            as a line of the curriculum on the certificate).
    """
    title, plain = " ".join(title.split()), plain.strip()
    if not any(sign.isalpha() for sign in title):
        raise Refusal("goal_title_missing", "title")
    for field, text, limit in (("title", title, TITLE_LIMIT), ("plain", plain, PLAIN_LIMIT)):
        if len(text) > limit:
            raise Refusal("comment_too_long", field, limit=limit)
        if _CURRICULUM_CODE.search(text):
            raise Refusal("curriculum_code", field)
    return Outcome(
        id=f"{OWN_PREFIX}{key}",
        area=area.strip(),
        kind=OutcomeKind.TRADE_SKILL,
        title=title,
        plain=plain,
        required=False,
        judged_by=("teacher", "norwegian_teacher"),
    )
