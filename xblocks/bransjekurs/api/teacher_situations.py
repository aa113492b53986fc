"""What a teacher sees of situations: how they go among the participants, and the texts that were sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from opaque_keys.edx.keys import UsageKey

from bransjekurs.api.access import Actor, course_roles, edition_of, visible_participants
from bransjekurs.api.participant_situations import answered_tasks, situation_list
from bransjekurs.api.reading import local_zone
from bransjekurs.domain.course import SituationList
from bransjekurs.domain.situation_tasks import TaskAnswer, known_tasks, tasks_of
from bransjekurs.plans import api as plans
from bransjekurs.platform import Person
from bransjekurs.practice import situations as stored
from bransjekurs.roles import Action, Role, may, require


@dataclass(frozen=True, slots=True)
class Doing:
    """One participant in a block: how many of its tasks are answered and known, and the texts that were sent."""

    name: str
    answered: int
    known: int
    texts: tuple[tuple[str, stored.Text], ...]


@dataclass(frozen=True, slots=True)
class SituationsPicture:
    """A block's situations as a teacher sees them; ``tasks`` is how many there are to answer."""

    title: str
    titles: tuple[str, ...]
    tasks: int
    people: tuple[Doing, ...]


def see_group_in_situations(actor: Actor, usage_key: UsageKey) -> SituationsPicture:
    """Show how the situations of a block go among those whom the actor follows; texts only to their teachers."""
    people = visible_participants(actor)
    listed = situation_list(edition_of(actor).course, usage_key)
    ids = [one.id for one in listed.situations]
    answers = stored.answers_in(actor.course_key, [person.id for person in people], ids)
    texts = see_sent_texts(actor, usage_key) if may(course_roles(actor), Action.SEE_SENT_TEXTS) else {}
    return SituationsPicture(
        title=listed.title,
        titles=tuple(one.title for one in listed.situations),
        tasks=sum(len(tasks_of(one)) for one in listed.situations),
        people=tuple(_doing(person, listed, answers.get(person.id, {}), texts.get(person.id, {})) for person in people),
    )


def see_sent_texts(actor: Actor, usage_key: UsageKey) -> dict[int, dict[str, stored.Text]]:
    """Return the texts that were sent to the actor as a teacher, by user id and situation id."""
    require(course_roles(actor), Action.SEE_SENT_TEXTS)
    listed = situation_list(edition_of(actor).course, usage_key)
    follows = plans.following(actor.course_key, follower_id=actor.user_id)
    shown = {person.id for person in visible_participants(actor)}
    taught = [
        one.participant_id
        for one in follows
        if one.participant_id in shown and may({Role(one.role)}, Action.SEE_SENT_TEXTS)
    ]
    return stored.texts_in(actor.course_key, taught, [one.id for one in listed.situations])


def _doing(
    person: Person, listed: SituationList, answers: Mapping[str, list[TaskAnswer]], texts: Mapping[str, stored.Text]
) -> Doing:
    found = [(tasks_of(one), answers.get(one.id, [])) for one in listed.situations]
    return Doing(
        name=person.name,
        answered=sum(len(answered_tasks(tasks, given)) for tasks, given in found),
        known=sum(len(known_tasks(tasks, given, listed.days, local_zone())) for tasks, given in found),
        texts=tuple((one.title, texts[one.id]) for one in listed.situations if one.id in texts),
    )
