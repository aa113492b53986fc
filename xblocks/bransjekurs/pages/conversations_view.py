"""Conversations: from what the use cases return to what the templates show."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from bransjekurs.api.access import Actor
from bransjekurs.api.conversations import ConversationsPicture
from bransjekurs.api.reading import local_zone
from bransjekurs.domain.conversation import Conversation
from bransjekurs.domain.disagreement import Disagreement
from bransjekurs.pages.sections import sections
from bransjekurs.roles import Action, may
from bransjekurs.stored import mark
from bransjekurs.templatetags.look import STATE_WORDS, clock_time, day
from bransjekurs.wording import OBSERVED


def conversations_context(
    picture: ConversationsPicture, actor: Actor, typed: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """Return the context of the page; ``typed`` is what stands in the form that was refused."""
    first_name = picture.person.name.split()[0]
    planned = picture.planned
    return {
        "course_title": picture.course.title,
        "person": {"name": picture.person.name, "first_name": first_name},
        "own": picture.person.id == actor.user_id,
        "sections": sections(actor, picture.person.id, picture.roles, "conversations"),
        "may_note": may(picture.roles, Action.PLAN_REVIEW),
        "planned": _planned(planned, picture) if planned else None,
        "next": _fields(planned.at if planned else picture.due)
        | {
            "with_whom": planned.with_whom if planned else _with_me(picture, actor),
            "about": planned.about if planned else "",
            "seen": mark(planned),
            "goals": planned.goals if planned else (),
        },
        "hold": _hold(planned, picture, actor, now),
        "due": _fields(picture.due),
        "weeks": picture.course.review_weeks,
        "take_up": [_difference(one) for one in picture.differences],
        "waiting": [{"id": goal.outcome.id, "title": goal.outcome.title} for goal in picture.waiting],
        "goals": _goals(picture),
        "held": [_held(one, picture, typed) for one in picture.held],
        "sms": _sms(planned, first_name) if planned else "",
    }


def _with_me(picture: ConversationsPicture, actor: Actor) -> str:
    return picture.people.get(actor.user_id, "")


def _fields(at: datetime) -> dict[str, Any]:
    """Return a time as the form's fields want it."""
    local = timezone.localtime(at, local_zone())
    return {"at": at, "date": local.date().isoformat(), "time": local.strftime("%H:%M")}


def _planned(planned: Conversation, picture: ConversationsPicture) -> dict[str, Any]:
    return {
        "at": planned.at,
        "with_whom": planned.with_whom,
        "about": planned.about,
        "goals": _titles(planned.goals, picture),
    }


def _hold(planned: Conversation | None, picture: ConversationsPicture, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the empty form for noting: the planned conversation's, else one that nobody had planned."""
    who = [picture.person.name, planned.with_whom if planned else _with_me(picture, actor)]
    take_up = [one.goal.outcome.id for one in picture.differences]
    return {
        "id": planned.id if planned else 0,
        "seen": mark(planned) if planned else "",
        "took_part": ", ".join(who),
        "goals": list(dict.fromkeys([*(planned.goals if planned else ()), *take_up])),
        # A conversation that is still to come may be held earlier than planned, never later than now.
        **_fields(min(planned.at, now) if planned else now),
    }


def _held(one: Conversation, picture: ConversationsPicture, typed: dict[str, Any]) -> dict[str, Any]:
    held = one.held
    if held is None:
        return {}
    fields = _fields(held.at)
    return {
        "id": one.id,
        "key": str(one.id),
        "at": held.at,
        "date": fields["date"],
        "time": fields["time"],
        "took_part": held.took_part,
        "said": held.said,
        "agreed": held.agreed,
        "goals": list(one.goals),
        "titles": _titles(one.goals, picture),
        "by": picture.people.get(one.noted_by or 0, ""),
        "seen": mark(one),
        "open": typed.get("conversation") == str(one.id),
    }


def _titles(goals: tuple[str, ...], picture: ConversationsPicture) -> list[str]:
    known = {goal.outcome.id: goal.outcome.title for goal in (*picture.plan.goals, *picture.plan.taken_out)}
    return [known[one] for one in goals if one in known]


def _goals(picture: ConversationsPicture) -> list[dict[str, Any]]:
    """Return the goals that a conversation can take up, those in work first."""
    return [
        {"id": goal.outcome.id, "title": goal.outcome.title, "state": goal.state}
        for goal in sorted(picture.plan.goals, key=lambda goal: (goal.confirmed, goal.progress == "not_begun"))
    ]


def _difference(one: Disagreement) -> dict[str, Any]:
    return {
        "id": one.goal.outcome.id,
        "title": one.goal.outcome.title,
        "self_says": STATE_WORDS[one.self_says.value] if one.self_says else "",
        "observations": [
            {"who": item.by_name, "answer": OBSERVED[item.observed], "at": item.at}
            for item in one.observations
            if item.observed
        ],
        "judgement": STATE_WORDS[one.judgement.verdict.value] if one.judgement else "",
    }


def _sms(planned: Conversation, first_name: str) -> str:
    """Return a text to copy into an SMS: short, and nothing of what the conversation is about."""
    told = {
        "name": first_name,
        "day": day(planned.at),
        "time": clock_time(planned.at),
        "with_whom": planned.with_whom,
    }
    return _("Hi %(name)s! We have a conversation %(day)s at %(time)s. With: %(with_whom)s. Does it suit you?") % told
