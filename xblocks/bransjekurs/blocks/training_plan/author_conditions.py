"""The part of the author's form with the course's own conditions: money, time, who does what (R73, R86-R91)."""

from typing import Any

from bransjekurs.blocks.forms import Form
from bransjekurs.domain.conditions import Conditions, Duty, Share, Topic, answered, said
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.condition_words import DUTIES, PARTS, TOPICS

_SHARES = ("insurance", "payment")
_EMPTY_ROWS = 2


def context(conditions: Conditions) -> dict[str, Any]:
    """Return the part's context."""
    return {
        "topics": [_line(f"topic-{topic}", TOPICS[topic], conditions.topic(topic)) for topic in Topic],
        "duties": [_line(f"duty-{duty}", DUTIES[duty], conditions.owner(duty)) for duty in Duty],
        "shares": [
            {"name": name, "label": PARTS[name], "rows": (*getattr(conditions, name), *(Share("", ""),) * _EMPTY_ROWS)}
            for name in _SHARES
        ],
        "agreements": "\n".join(conditions.agreements),
    }


def read(form: Form, before: Conditions) -> Conditions:
    """Return what the form says, and note what is wrong in it; a form without this part keeps what there is."""
    if not form.sent("agreements"):
        return before
    return Conditions(
        topics=said((topic, form.text(f"topic-{topic}")) for topic in Topic),
        duties=answered((duty, form.text(f"duty-{duty}")) for duty in Duty),
        agreements=form.lines("agreements"),
        insurance=_shares(form, "insurance"),
        payment=_shares(form, "payment"),
    )


def _line(name: str, label: Any, value: str) -> dict[str, Any]:
    return {"id": name, "label": label, "value": value}


def _shares(form: Form, name: str) -> tuple[Share, ...]:
    """Return the rows in which something is written; both cells are needed."""
    rows = form.rows(name, "part", "who")
    shares = tuple(Share(form.text(f"{row}-part"), form.text(f"{row}-who")) for row in rows)
    for number, share in enumerate(shares):
        for cell in ("part", "who"):
            if not getattr(share, cell):
                form.wrong(Refusal("not_empty", f"{name}-{number}-{cell}"))
    return shares
