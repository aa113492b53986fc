"""The forms that make and withdraw links, wherever they stand."""

from functools import partial

from django.http import HttpRequest

from bransjekurs import clock
from bransjekurs.api import links
from bransjekurs.api.access import Actor
from bransjekurs.api.links import Invitation
from bransjekurs.domain.refusal import Refusal
from bransjekurs.links.api import Purpose
from bransjekurs.pages import new_link
from bransjekurs.pages.fields import ids, number, typed

# For whom a link of each purpose can be, the usual one first.
RECEIVERS = {
    Purpose.CONFIRM_HOURS: (links.MENTOR,),
    Purpose.AGREE: (links.EMPLOYER, links.UNION),
    Purpose.SEE_TIME: (links.EMPLOYER, links.MENTOR, links.UNION),
}


def ask(request: HttpRequest, actor: Actor, participant_id: int, *purposes: Purpose, subject: str = "") -> None:
    """Make the link that the form asks for, one of ``purposes``."""
    form = request.POST
    purpose = next((one for one in purposes if one == form.get("purpose")), None)
    if purpose is None:
        raise Refusal("unknown_value", "purpose")
    role = form.get("role", "") or RECEIVERS[purpose][0]
    if role not in RECEIVERS[purpose]:
        raise Refusal("unknown_value", "role")
    invitation = Invitation(purpose, typed(form, "mentor"), role, int(number(form, "days")), subject)
    new_link.make(request, actor, partial(links.make, actor, participant_id, invitation, clock.now()))


def withdraw(request: HttpRequest, actor: Actor, participant_id: int) -> None:
    """Close a link that was not used."""
    links.withdraw(actor, participant_id, next(iter(ids(request.POST, "request")), 0), clock.now())
