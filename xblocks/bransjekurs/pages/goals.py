"""Goals and measures of one participant: own goals, measures, the way on, aftercare, the course's next edition."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy

from bransjekurs import clock
from bransjekurs.api import goals
from bransjekurs.api.access import Actor
from bransjekurs.api.goals import GoalsPicture
from bransjekurs.domain.measures import LearningArena, Measure, MeasureKind, Responsible, measure_of
from bransjekurs.domain.plan import Aftercare
from bransjekurs.domain.refusal import Refusal
from bransjekurs.pages.conflict import conflict
from bransjekurs.pages.door import course_page, field_errors, page
from bransjekurs.pages.fields import chosen, optional_day, typed
from bransjekurs.pages.goals_view import OFFERED, goals_context

_DONE = {
    "own_goal": gettext_lazy("The goal is in the plan."),
    "measure": gettext_lazy("The measure is saved."),
    "drop_measure": gettext_lazy("The measure is taken away. You find it in the history."),
    "take_out": gettext_lazy("The goal is taken out of the plan. You can put it back."),
    "put_back": gettext_lazy("The goal is back in the plan."),
    "way_on": gettext_lazy("The way on is saved."),
    "aftercare": gettext_lazy("The follow-up after the course is saved."),
    "edition": gettext_lazy("The plan is up to date with what you chose."),
}
_GOAL_ID_LIMIT = 80
_PATHS = {"way_on": "way_on", "aftercare": "aftercare"}


@course_page
def show(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    """Show the plan's content to participant and followers, and take what they change."""
    wrong: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _act(request, actor, participant_id)
        except Refusal as refusal:
            given = {**request.POST.dict(), "outcome": request.POST.getlist("outcome")}
            wrong = {"errors": field_errors(refusal), "typed": given}
            wrong |= conflict(refusal, actor, participant_id, _path(request.POST))
    picture = goals.see_goals(actor, participant_id)
    context = goals_context(picture, actor, request.POST.get("goal") or request.GET.get("goal", ""))
    status = 409 if "theirs" in wrong else 400 if wrong else 200
    told = {"message": _DONE.get(request.GET.get("done", ""))}
    return page(request, "pages/goals.html", {**context, **told, **wrong}, status)


def _path(form: QueryDict) -> str:
    do = form.get("do", "")
    return _PATHS.get(do) or f"goal.{form.get('goal', '')}.measure.{form.get('measure', '')}"


def _act(request: HttpRequest, actor: Actor, participant_id: int) -> HttpResponseBase:
    do = request.POST.get("do", "")
    act = _ACTS.get(do)
    if act is None:
        raise Refusal("bad_request")
    anchor = act(request.POST, actor, participant_id)
    query = QueryDict(mutable=True)
    query["done"] = do
    if do == "measure":
        query["goal"] = request.POST.get("goal", "")[:_GOAL_ID_LIMIT]
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}{anchor}")


def _own_goal(form: QueryDict, actor: Actor, participant_id: int) -> str:
    title, plain, area = typed(form, "title"), typed(form, "plain"), typed(form, "area", 80)
    outcome_id = goals.add_own_goal(actor, participant_id, area, title, plain, clock.now())
    return f"#goal-{outcome_id}"


def _measure(form: QueryDict, actor: Actor, participant_id: int) -> str:
    outcome_id = form.get("goal", "")
    picture = goals.see_goals(actor, participant_id)
    measure = _with_offer(_typed_measure(form), form.get("kind", ""), picture)
    if measure.id:
        before = measure_of(picture.plan.goal(outcome_id).measures, measure.id)
        today = clock.now().date()
        done = (before.carried_out or today) if form.get("carried_out") else None
        measure = replace(measure, carried_out=done, offered=measure.offered or before.offered)
    goals.save_measure(actor, participant_id, outcome_id, measure, form.get("seen", ""), clock.now())
    return f"#goal-{outcome_id}"


def _typed_measure(form: QueryDict) -> Measure:
    kind = form.get("kind", "")
    return Measure(
        kind=MeasureKind.INTERNAL_COURSE if kind.startswith(OFFERED) else chosen(form, "kind", MeasureKind),
        arena=chosen(form, "arena", LearningArena),
        wording=typed(form, "wording"),
        responsible=typed(form, "responsible"),
        role=chosen(form, "role", Responsible),
        by=optional_day(form, "by"),
        id=form.get("measure", ""),
    )


def _with_offer(measure: Measure, kind: str, picture: GoalsPicture) -> Measure:
    """Fill in what the author offers where that was chosen: its kind and, if nothing else was written, its words."""
    if not kind.startswith(OFFERED):
        return measure
    offered = next((one for one in picture.course.measures if one.id == kind.removeprefix(OFFERED)), None)
    if offered is None:
        raise Refusal("unknown_value", "kind")
    return replace(measure, kind=offered.kind, wording=measure.wording or offered.title, offered=offered.id)


def _drop_measure(form: QueryDict, actor: Actor, participant_id: int) -> str:
    goal, measure = form.get("goal", ""), form.get("measure", "")
    goals.drop_measure(actor, participant_id, goal, measure, form.get("seen", ""), clock.now())
    return f"#goal-{goal}"


def _take_out(form: QueryDict, actor: Actor, participant_id: int) -> str:
    goals.take_out(actor, participant_id, form.get("goal", ""), typed(form, "reason"), clock.now())
    return "#taken-out"


def _put_back(form: QueryDict, actor: Actor, participant_id: int) -> str:
    goals.put_back(actor, participant_id, form.get("goal", ""), clock.now())
    return f"#goal-{form.get('goal', '')}"


def _way_on(form: QueryDict, actor: Actor, participant_id: int) -> str:
    goals.set_way_on(actor, participant_id, typed(form, "way_on"), form.get("seen", ""), clock.now())
    return "#way-on"


def _aftercare(form: QueryDict, actor: Actor, participant_id: int) -> str:
    days = tuple(day for field in ("day1", "day2", "day3") if (day := optional_day(form, field)))
    role = chosen(form, "role", Responsible)
    aftercare = Aftercare(typed(form, "responsible"), role, _in_order(days), typed(form, "about"))
    goals.set_aftercare(actor, participant_id, aftercare, form.get("seen", ""), clock.now())
    return "#aftercare"


def _in_order(days: tuple[date, ...]) -> tuple[date, ...]:
    return tuple(sorted(set(days)))


def _edition(form: QueryDict, actor: Actor, participant_id: int) -> str:
    goals.take_edition(actor, participant_id, form.getlist("outcome"), clock.now())
    return "#edition"


_ACTS: dict[str, Callable[[QueryDict, Actor, int], str]] = {
    "own_goal": _own_goal,
    "measure": _measure,
    "drop_measure": _drop_measure,
    "take_out": _take_out,
    "put_back": _put_back,
    "way_on": _way_on,
    "aftercare": _aftercare,
    "edition": _edition,
}
