"""A plan with 30 goals as participant and teacher meet it, a goal with much evidence, and judging one goal."""

import json
from datetime import timedelta

from _measure import measured
from _site import KEY, NOW, look, site, visitor
from bransjekurs.api import participant_plan, teacher_goal
from bransjekurs.api.access import Actor
from bransjekurs.blocks.training_plan.view import participant_context
from bransjekurs.domain.evidence import Evidence, Observation, Observed, Source
from bransjekurs.domain.outcome import COURSE_ARENAS, Arena
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.evidence import api as evidence
from bransjekurs.rendering import render
from django.urls import reverse

GOALS = 30
_FRAME = "Without what the platform puts around a block; Moodle's own frame is 59 ms and 25 queries of its figure."


def main() -> None:
    """Print the figures."""
    teacher_id, ids = site(GOALS, 1)
    tor, amina = Actor(teacher_id, KEY), Actor(ids[0], KEY)
    _history(tor, amina)
    page = reverse("bransjekurs:participant", args=[KEY, amina.user_id])
    client = visitor(tor.user_id)
    figures = measured("plan page, 30 goals, participant", lambda: _own(amina), peer=(100, 97), note=_FRAME)
    figures |= measured("plan as data, 30 goals", lambda: participant_plan.see_plan(amina, NOW), peer=(73, 82))
    figures |= measured("plan page, 30 goals, teacher", lambda: look(client, page))
    basis = _seen(tor, amina, "goal-0")
    _much_evidence(amina, "goal-1")
    one = f"{page}?goal=goal-1"
    figures |= measured("one goal with 400 pieces of evidence, teacher", lambda: look(client, one), peer=(212, 119))
    figures |= measured("judging one goal", lambda: _judge(tor, amina, "goal-0", basis), peer=(35, 42))
    print(json.dumps(figures))


def _own(amina: Actor) -> str:
    """Render *Min plan* as the block does, without what the platform puts around it."""
    return render("training_plan/participant.html", participant_context(participant_plan.see_plan(amina, NOW), amina))


def _history(tor: Actor, amina: Actor) -> None:
    """Let every goal have what a goal has: progress, an observation, and for most a judgement."""
    for number in range(GOALS):
        goal, at = f"goal-{number}", NOW - timedelta(days=30 - number % 20)
        participant_plan.set_progress(amina, goal, Progress.DONE, at)
        note = Observation(Observed.ALONE, "Viste det i klasserommet.")
        teacher_goal.observe(tor, amina.user_id, goal, note, Arena.CLASSROOM, at)
        if number % 3:
            _judge(tor, amina, goal, _seen(tor, amina, goal))


def _much_evidence(amina: Actor, goal: str) -> None:
    """Let a goal have 400 pieces of evidence, from all arenas."""
    for number in range(399):
        at = NOW - timedelta(hours=6 * number)
        arena = COURSE_ARENAS[number % len(COURSE_ARENAS)]
        what = Observation(Observed.ALONE, "Viste det.")
        item = Evidence(goal, arena, Source.MENTOR, str(number), "mentor", at, what, by_name="Kari")
        evidence.add(amina.user_id, KEY, item)


def _seen(tor: Actor, amina: Actor, goal: str) -> list[int]:
    picture = teacher_goal.see_participant(tor, amina.user_id, NOW).plan_picture
    return [item.id for item in picture.evidence[goal]]


def _judge(tor: Actor, amina: Actor, goal: str, basis: list[int]) -> None:
    teacher_goal.judge(tor, amina.user_id, goal, Verdict.ATTAINED, "Gjør dette uten hjelp.", basis, NOW)


if __name__ == "__main__":
    main()
