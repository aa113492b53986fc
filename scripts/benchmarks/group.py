"""A group of 10,000 participants: the first page, a filter, a search; and participants × goals for 30."""

import json
from datetime import timedelta

from _measure import measured
from _site import KEY, NOW, look, site, visitor
from bransjekurs.api import group_acts, standing
from bransjekurs.api.access import Actor
from bransjekurs.domain.plan import new_plan
from bransjekurs.plans import bulk
from bransjekurs.plans.api import ReviewNote
from django.urls import reverse

PARTICIPANTS = 10_000
_QUEUE = "Beside Moodle's queue of reviews, 2,000 waiting, which stops at 1,000."
_LIST = "Beside Moodle's paged list of a template's plans, 2,000 learners, without what each one needs."
_CLASS = "Beside Moodle's class × competency, 30 learners, a web service that no page of Moodle's shows."


def main() -> None:
    """Print the figures."""
    teacher_id, ids = site(30, PARTICIPANTS)
    _history(Actor(teacher_id, KEY), ids)
    client = visitor(teacher_id)
    group, grid = reverse("bransjekurs:group", args=[KEY]), reverse("bransjekurs:grid", args=[KEY])
    participant = reverse("bransjekurs:participant", args=[KEY, ids[0]])
    figures = measured("group of 10,000, first page", lambda: look(client, group), peer=(64, 26), note=_LIST)
    figures |= measured("group of 10,000, last page", lambda: look(client, f"{group}?page=400"))
    figures |= measured(
        "group of 10,000, who needs me", lambda: look(client, f"{group}?need=any"), peer=(2403, 6034), note=_QUEUE
    )
    figures |= measured("group of 10,000, one need", lambda: look(client, f"{group}?need=review_overdue"))
    figures |= measured("group of 10,000, search", lambda: look(client, f"{group}?search=amina+77"))
    figures |= measured(
        "participants × goals, 30 × 30", lambda: look(client, f"{grid}?search=amina"), peer=(2014, 4271), note=_CLASS
    )
    figures |= measured("one of 10,000 beside the list", lambda: look(client, participant))
    print(json.dumps(figures))


def _history(tor: Actor, ids: list[int]) -> None:
    """Let a fifth have a plan of thirty goals, some of them an overdue conversation."""
    fresh = new_plan(1, group_acts.edition_of(tor).course.outcomes)
    planned = sorted({*ids[::5], *ids[:300:10]})
    bulk.start_plans(KEY, planned, fresh, NOW - timedelta(days=3))
    bulk.add_reviews(KEY, ids[::7], ReviewNote(NOW - timedelta(days=1), "Tor", ""), tor.user_id, NOW)
    standing.refresh(KEY, ids)


if __name__ == "__main__":
    main()
