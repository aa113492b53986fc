"""The plan as an accessible PDF (tagged, PDF/UA-1): made when asked for, for the participant and those who follow."""

import json
import unicodedata
from itertools import groupby
from typing import Any

import typst
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from bransjekurs import clock
from bransjekurs.api import participant_plan, teacher_goal
from bransjekurs.api.access import Actor
from bransjekurs.api.participant_plan import PlanPicture
from bransjekurs.certificates.pdf import LAYOUTS, typeset, unprintable
from bransjekurs.domain.plan import Goal
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.door import course_page
from bransjekurs.pages.plan_view import counts
from bransjekurs.rendering import language
from bransjekurs.templatetags.look import day_time, full_day, state_word
from bransjekurs.wording import evidence_text

_TEMPLATE = LAYOUTS / "plan.typ"


@course_page
def show(_request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Give the plan: one's own, or that of somebody whom one follows."""
    now = clock.now()
    if participant_id == actor.user_id:
        picture = participant_plan.see_plan(actor, now)
    else:
        picture = teacher_goal.see_participant(actor, participant_id, now).plan_picture
    data = unicodedata.normalize("NFC", json.dumps(_printed(picture, participant_id, now), ensure_ascii=False))
    try:
        file = typeset(_TEMPLATE, {"plan.json": data.encode()}, now)
    except typst.TypstError as error:
        raise Refusal("unprintable", characters=" ".join(unprintable(data))) from error
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="plan.pdf"'
    return response


def _printed(picture: PlanPicture, participant_id: int, now: Any) -> dict[str, Any]:
    name = picture.people.get(participant_id, "")
    counted = counts(picture.plan.goals)
    facts = [
        _("%(day)s: %(n)d of %(total)d goals are confirmed.")
        % {"day": full_day(now), "n": counted["confirmed"], "total": counted["total"]}
    ]
    if picture.review:
        facts.append(_("Next conversation: %(day)s") % {"day": day_time(picture.review.at)})
    if picture.plan.way_on:
        facts.append(picture.plan.way_on)
    areas = groupby(picture.plan.goals, key=lambda goal: goal.outcome.area)
    return {
        "lang": language(),
        "title": " – ".join((_("My plan"), name)),
        "heading": _("My plan"),
        "course": picture.course.title,
        "name": name,
        "facts": facts,
        "areas": [{"name": area or _("Goals"), "goals": [_goal(g, picture) for g in goals]} for area, goals in areas],
        "page": _("Page {page} of {pages}"),
    }


def _goal(goal: Goal, picture: PlanPicture) -> dict[str, Any]:
    """Return a goal's words: plain and formal, measures, evidence, the judgement with its reason."""
    lines = [goal.outcome.plain, *(f"{aim.code}: {aim.wording}" for aim in goal.outcome.curriculum)]
    lines += [measure.wording for measure in goal.measures]
    seen = picture.evidence.get(goal.outcome.id, ())
    lines += [f"{full_day(item.at)}: {evidence_text(item)}" for item in seen]
    if goal.judgement:
        by = picture.people.get(goal.judgement.by_id or 0, "")
        lines.append(f"{full_day(goal.judgement.at)}: {by}: «{goal.judgement.reason}»")
    return {"title": goal.outcome.title, "state": state_word(goal.state), "lines": [line for line in lines if line]}
