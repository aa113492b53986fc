"""The words for a course's conditions, which the agreement and the author's form show alike."""

from typing import Any

from django.utils.translation import gettext_lazy

from bransjekurs.domain.conditions import Conditions, Duty, Share, Topic

TOPICS = {
    Topic.PRICE: gettext_lazy("What it costs"),
    Topic.PAY: gettext_lazy("Pay"),
    Topic.BESIDE_JOB: gettext_lazy("Beside a job"),
    Topic.BENEFITS: gettext_lazy("Money from NAV and other support"),
    Topic.WORKING_TIME: gettext_lazy("Working time and own time"),
    Topic.WAGE_SUBSIDY: gettext_lazy("Practice and wage subsidy"),
    Topic.PRODUCTION: gettext_lazy("What suits the workplace"),
}
DUTIES = {
    Duty.TRADE_CONTENT: gettext_lazy("Teaching the trade"),
    Duty.NORWEGIAN_CONTENT: gettext_lazy("Teaching Norwegian"),
    Duty.RECRUITS_EMPLOYERS: gettext_lazy("Finding employers"),
    Duty.MAPS_CANDIDATES: gettext_lazy("Mapping the participants"),
    Duty.FINANCES: gettext_lazy("The money of the course"),
    Duty.START_UP: gettext_lazy("Starting the course"),
    Duty.AGREEMENTS: gettext_lazy("Making the agreements"),
    Duty.INSURANCE: gettext_lazy("Insurance"),
    Duty.WORKPLACE_FOLLOW_UP: gettext_lazy("Following up at the workplace"),
    Duty.AFTERCARE: gettext_lazy("Follow-up after the course"),
}
PARTS = {
    "insurance": gettext_lazy("Who insures each part"),
    "payment": gettext_lazy("Who pays for each part"),
    "agreements": gettext_lazy("Agreements that must be in place"),
}


def condition_lines(conditions: Conditions) -> dict[str, Any]:
    """Return a course's conditions as lines of words; a part where nothing is said is empty."""
    return {
        "topics": [{"label": TOPICS[one.topic], "text": one.text} for one in conditions.topics],
        "duties": [{"label": DUTIES[one.duty], "text": one.owner} for one in conditions.duties],
        "insurance": _shares(conditions.insurance),
        "payment": _shares(conditions.payment),
        "agreements": conditions.agreements,
    }


def label_of(kind: str, name: str) -> str:
    """Return the words for one part of the conditions, by its place in a difference."""
    if kind == "topic":
        return str(TOPICS[Topic(name)])
    return str(DUTIES[Duty(name)] if kind == "duty" else PARTS[name])


def share_text(share: Share) -> str:
    """Return one line: the part, and who takes care of it."""
    return f"{share.part}: {share.who}"


def _shares(shares: tuple[Share, ...]) -> list[dict[str, str]]:
    return [{"label": share.part, "text": share.who} for share in shares]
