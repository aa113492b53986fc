"""Who changed what in a plan, when and why: for participant and followers (IMDi: the assessments behind are shown)."""

from dataclasses import dataclass

from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.api.reading import plans_for
from bransjekurs.domain.course import Course
from bransjekurs.domain.plan import Plan
from bransjekurs.plans import history
from bransjekurs.plans.history import Change
from bransjekurs.platform import Person, platform
from bransjekurs.roles import Action, Role

PAGE = 100


@dataclass(frozen=True, slots=True)
class HistoryPicture:
    """A page of changes, the latest first; ``fields`` are all that were ever changed, ``total`` counts the changes."""

    person: Person
    course: Course
    plan: Plan
    changes: tuple[Change, ...]
    fields: tuple[str, ...]
    total: int
    people: dict[int, str]
    roles: frozenset[Role]


def see_history(actor: Actor, participant_id: int, field: str = "", page: int = 1) -> HistoryPicture:
    """Return the changes of a plan, or of one field and what is below it."""
    held = require_towards(actor, participant_id, Action.SEE_HISTORY)
    shown, total = history.page_of(participant_id, actor.course_key, field, (max(1, page) - 1) * PAGE, PAGE)
    edition = edition_of(actor)
    plan = plans_for(actor, edition, [participant_id])[participant_id]
    people = platform().people({participant_id, *(change.by_id for change in shown if change.by_id)})
    return HistoryPicture(
        person=people[participant_id],
        course=edition.course,
        plan=plan,
        changes=shown,
        fields=history.fields_of(participant_id, actor.course_key),
        total=total,
        people={person.id: person.name for person in people.values()},
        roles=held,
    )


def last_change(actor: Actor, participant_id: int, field: str) -> tuple[Change, str] | None:
    """Return the latest change of a field and the name of who made it."""
    require_towards(actor, participant_id, Action.SEE_HISTORY)
    changes, _total = history.page_of(participant_id, actor.course_key, field, 0, 1)
    if not changes:
        return None
    people = platform().people([changes[0].by_id] if changes[0].by_id else [])
    return changes[0], changes[0].by_name or next((person.name for person in people.values()), "")
