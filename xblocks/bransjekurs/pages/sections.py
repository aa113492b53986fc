"""The pages about one participant, as the line of links that stands on each of them."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bransjekurs.api.access import Actor
from bransjekurs.roles import Action, Role, may


@dataclass(frozen=True, slots=True)
class Section:
    """A page about a participant: the name of its address, its words, and what one must be allowed to see it."""

    url_name: str
    label: Promise | str
    action: Action


SECTIONS = (
    Section("participant", gettext_lazy("Goals"), Action.SEE_PARTICIPANT),
    Section("goals", gettext_lazy("Measures"), Action.SEE_GOALS),
    Section("conversations", gettext_lazy("Conversations"), Action.SEE_CONVERSATIONS),
    Section("mapping", gettext_lazy("Mapping"), Action.SEE_MAPPING),
    Section("person_data", gettext_lazy("What is kept"), Action.SEE_PERSON_DATA),
    Section("time", gettext_lazy("The week"), Action.SEE_TIME),
    Section("agreement", gettext_lazy("Agreement"), Action.SEE_AGREEMENT),
    Section("history", gettext_lazy("History"), Action.SEE_HISTORY),
    Section("participant_basis", gettext_lazy("Certificate"), Action.SEE_CERTIFICATE_BASIS),
)


def sections(actor: Actor, participant_id: int, roles: Set[Role], current: str) -> list[dict[str, Any]]:
    """Return the links that these roles may follow; ``current`` is the ``url_name`` of the page one is on."""
    return [
        {
            "name": section.url_name,
            "label": section.label,
            "url": reverse(f"bransjekurs:{section.url_name}", args=[actor.course_key, participant_id]),
            "selected": section.url_name == current,
        }
        for section in SECTIONS
        if may(roles, section.action)
    ]
