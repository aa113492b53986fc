"""What follows from a mapping: the gap, proposals and the answers to them, judgements in words (R32, R42, R47).

A proposal that is taken marks a goal as chosen, or asks for what would show that somebody can it already. Nothing is
confirmed by it: a goal is confirmed on evidence only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bransjekurs.api.access import Actor, edition_of, require_towards
from bransjekurs.api.mapping import MappingPicture, mapping_of, see_mapping
from bransjekurs.api.reading import local_zone, plans_for
from bransjekurs.domain.gap import (
    CertificateGap,
    Proposal,
    SkillGap,
    basic_gaps,
    certificate_gaps,
    language_gaps,
    proposals,
)
from bransjekurs.domain.plan import REASON_LIMIT, Plan
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import LanguageSkill
from bransjekurs.evidence import attendance
from bransjekurs.mappings import api as mappings
from bransjekurs.mappings.api import About, Answer, Judged, Progression
from bransjekurs.plans import history
from bransjekurs.plans.history import Change
from bransjekurs.platform import platform
from bransjekurs.roles import Action, acting_role


@dataclass(frozen=True, slots=True)
class Happened:
    """What stood when somebody judged, and what stands now: confirmed goals, hours attended, levels of Norwegian.

    ``levels`` holds the skills whose level has changed since, each with the level then and now.
    """

    goals_then: int
    goals_now: int
    goals: int
    hours_then: float
    hours_now: float
    levels: tuple[tuple[LanguageSkill, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GapPicture:
    """The gap, skill by skill, with what is proposed and answered, and the judgements with what happened since."""

    mapping: MappingPicture
    languages: tuple[SkillGap, ...]
    basics: tuple[SkillGap, ...]
    certificates: tuple[CertificateGap, ...]
    proposals: tuple[Proposal, ...]
    answers: dict[str, Answer]
    judgements: tuple[tuple[Judged, Happened], ...]
    people: dict[int, str]


def see_gap(actor: Actor, participant_id: int, now: datetime) -> GapPicture:
    """Return how a participant's mapping stands to what the trade asks."""
    seen = see_mapping(actor, participant_id)
    plan = plans_for(actor, edition_of(actor), [participant_id])[participant_id]
    judged = mappings.judgements_of(participant_id, actor.course_key)
    answers = mappings.answers_of(participant_id, actor.course_key)
    trade, today = seen.course.trade, now.astimezone(local_zone()).date()
    hours = _hours(actor, participant_id)
    changes = history.changes_of(participant_id, actor.course_key, "mapping")
    authors = {one.by_id for one in judged if one.by_id} | {one.by_id for one in answers.values() if one.by_id}
    return GapPicture(
        mapping=seen,
        languages=language_gaps(trade, seen.mapping),
        basics=basic_gaps(trade, seen.mapping),
        certificates=certificate_gaps(trade, seen.mapping, today),
        proposals=proposals(seen.course, seen.mapping, _settled(plan)),
        answers=answers,
        judgements=tuple((one, _happened(plan, hours, changes, one.at)) for one in judged),
        people={person.id: person.name for person in platform().people(authors).values()},
    )


def answer_proposals(
    actor: Actor, participant_id: int, offered: Iterable[str], taken: Iterable[str], now: datetime
) -> None:
    """Take the proposals in ``taken`` and leave the others that were ``offered``; both by key.

    Raises:
        Refusal: ``unknown_proposal`` if one of them is not proposed any more.
    """
    held = require_towards(actor, participant_id, Action.ANSWER_PROPOSALS)
    edition, chosen = edition_of(actor), set(taken)
    plan = plans_for(actor, edition, [participant_id])[participant_id]
    found = {
        one.key: one for one in proposals(edition.course, mapping_of(actor.course_key, participant_id), _settled(plan))
    }
    keys = dict.fromkeys((*offered, *chosen))
    if not set(keys) <= set(found):
        raise Refusal("unknown_proposal")
    role = acting_role(held, Action.ANSWER_PROPOSALS)
    with transaction.atomic():
        before = mappings.answers_of(participant_id, actor.course_key)
        for key in keys:
            answer = Answer(key, key in chosen, actor.user_id, role, now, found[key].documentation)
            _answer(actor, participant_id, answer, before.get(key))


def judge(actor: Actor, participant_id: int, judged: Judged) -> None:
    """Keep a judgement in words: of the whole (R47), or of the progression in Norwegian (R42).

    ``judged.role`` is set here.

    Raises:
        Refusal: ``reason_missing``, ``reason_too_long``, ``unknown_value``.
    """
    progression = judged.about is About.PROGRESSION
    action = Action.JUDGE_PROGRESSION if progression else Action.WEIGH_MAPPING
    held = require_towards(actor, participant_id, action)
    if not judged.reason.strip():
        raise Refusal("reason_missing", "reason")
    if len(judged.reason) > REASON_LIMIT:
        raise Refusal("reason_too_long", "reason", limit=REASON_LIMIT)
    if progression != (judged.verdict in set(Progression)):
        raise Refusal("unknown_value", "verdict")
    role = acting_role(held, action)
    kept = Judged(judged.about, judged.reason.strip(), actor.user_id, role, judged.at, judged.verdict)
    with transaction.atomic():
        earlier = mappings.judgements_of(participant_id, actor.course_key)
        before = next((one for one in earlier if one.about is judged.about), None)
        mappings.add_judgement(participant_id, actor.course_key, kept)
        history.note(participant_id, actor.course_key, [_judged_change(kept, before)])


def _answer(actor: Actor, participant_id: int, answer: Answer, before: Answer | None) -> None:
    if before and (before.taken, before.documentation) == (answer.taken, answer.documentation):
        return
    mappings.answer_proposal(participant_id, actor.course_key, answer)
    change = Change(
        field=f"proposal.{answer.key}",
        before=_taken(before),
        after=_taken(answer),
        role=answer.role,
        at=answer.at,
        why=answer.documentation,
        by_id=actor.user_id,
    )
    history.note(participant_id, actor.course_key, [change])


def _taken(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return "taken" if answer.taken else "left"


def _judged_change(judged: Judged, before: Judged | None) -> Change:
    """A judgement as a change: the verdict with its reason, or the words on the whole."""
    if judged.about is About.PROGRESSION:
        earlier = before.verdict if before else ""
        return Change(
            "mapping.progression", earlier, judged.verdict, judged.role, judged.at, judged.reason, judged.by_id
        )
    return Change(
        "mapping.whole", before.reason if before else "", judged.reason, judged.role, judged.at, "", judged.by_id
    )


def _settled(plan: Plan) -> frozenset[str]:
    return frozenset(goal.outcome.id for goal in plan.confirmed)


def _hours(actor: Actor, participant_id: int) -> list[tuple[datetime, float]]:
    attended = attendance.attended_by(actor.course_key, [participant_id]).get(participant_id, ())
    return [(one.at, one.hours) for one in attended]


def _happened(
    plan: Plan, hours: Iterable[tuple[datetime, float]], changes: tuple[Change, ...], at: datetime
) -> Happened:
    confirmed = [goal.judgement.at for goal in plan.confirmed if goal.judgement]
    noted = list(hours)
    return Happened(
        goals_then=sum(when <= at for when in confirmed),
        goals_now=len(confirmed),
        goals=len(plan.goals),
        hours_then=sum(length for when, length in noted if when <= at),
        hours_now=sum(length for _when, length in noted),
        levels=tuple(_changed_levels(changes, at)),
    )


def _changed_levels(changes: tuple[Change, ...], at: datetime) -> Iterator[tuple[LanguageSkill, str, str]]:
    """Yield the skills whose level was noted anew after a moment; changes come the latest first."""
    for skill in LanguageSkill:
        noted = [change for change in changes if change.field == f"mapping.{skill}.level"]
        since = [change for change in noted if change.at > at]
        if since and since[-1].before and since[-1].before != since[0].after:
            yield skill, since[-1].before, since[0].after
