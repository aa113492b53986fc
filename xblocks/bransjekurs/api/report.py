"""The group without names, for the cooperation forum (R82): needs, gaps and attainment, no number under five people."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from bransjekurs.api.access import Actor, course_roles, edition_of
from bransjekurs.domain.anonymous import FEWEST, anonymous
from bransjekurs.domain.gap import Standing, language_gaps
from bransjekurs.domain.needs import NeedKind
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import LanguageSkill
from bransjekurs.mappings import api as mappings
from bransjekurs.plans import bulk, needs
from bransjekurs.platform import platform
from bransjekurs.roles import Action, may, require

CONFIRMED, IN_WORK, NOT_BEGUN = "confirmed", "in_work", "not_begun"
HAS, HAS_NOT = "has", "has_not"
_BATCH = 500
Cells = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Report:
    """How many participants there are, and what may be told of them; a number of None is held back.

    ``group`` says whether the reader may see the group as well.
    """

    course_title: str
    participants: int
    needs: dict[NeedKind, Cells]
    gaps: dict[LanguageSkill, Cells]
    outcomes: tuple[tuple[Outcome, Cells], ...]
    group: bool = True


def see_report(actor: Actor, now: datetime) -> Report:
    """Return the report on the whole course, whomever the actor follows: a part of it would tell of the rest.

    Raises:
        Refusal: ``too_few`` where the whole course has fewer than five participants.
    """
    held = course_roles(actor)
    require(held, Action.SEE_REPORT)
    course = edition_of(actor).course
    users = platform().enrolled(actor.course_key)
    total = users.order_by().count()
    if total < FEWEST:
        raise Refusal("too_few", limit=FEWEST)
    by_kind = needs.tally(actor.course_key, users, total, now).by_kind
    attained = bulk.states(actor.course_key, users)
    return Report(
        course_title=course.title,
        participants=total,
        needs={k: anonymous({HAS: by_kind.get(k, 0), HAS_NOT: total - by_kind.get(k, 0)}) for k in NeedKind},
        gaps=_gaps(actor),
        outcomes=tuple((o, anonymous(_attainment(attained.get(o.id, {}), total))) for o in course.outcomes),
        group=may(held, Action.SEE_GROUP),
    )


def _attainment(states: dict[str, int], total: int) -> dict[str, int]:
    """Divide everybody by how far they are with one goal; who has no plan has not begun."""
    confirmed = sum(states.get(v, 0) for v in Verdict if v is not Verdict.NOT_YET)
    in_work = states.get(Progress.BEGUN, 0) + states.get(Progress.DONE, 0)
    return {CONFIRMED: confirmed, IN_WORK: in_work, NOT_BEGUN: max(0, total - confirmed - in_work)}


def _gaps(actor: Actor) -> dict[LanguageSkill, Cells]:
    """Count for each skill who has the Norwegian that the trade asks for, batch by batch."""
    trade = edition_of(actor).course.trade
    counted: dict[LanguageSkill, Counter[str]] = {}
    left = iter(platform().enrolled(actor.course_key).order_by().values_list("pk", flat=True))
    while batch := list(islice(left, _BATCH)):
        for mapping in mappings.mappings_of(actor.course_key, batch).values():
            for gap in language_gaps(trade, mapping):
                counter = counted.setdefault(LanguageSkill(gap.skill), Counter({str(s): 0 for s in Standing}))
                counter[str(gap.standing)] += 1
    return {skill: anonymous(_known(counter)) for skill, counter in counted.items()}


def _known(counter: Counter[str]) -> dict[str, int]:
    unknown = counter[Standing.UNKNOWN] + counter[Standing.UNANSWERED]
    return {"enough": counter[Standing.ENOUGH], "missing": counter[Standing.MISSING], "unknown": unknown}
