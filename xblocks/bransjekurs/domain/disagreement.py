"""Where self, mentor and teacher see a goal differently: something that the next conversation takes up (R64, R65)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bransjekurs.domain.evidence import Evidence, Observed, Source, latest_by_observers
from bransjekurs.domain.plan import Goal, Judgement, Plan, Progress, Verdict

# How much each says that the participant manages: 2 alone, 1 with support, 0 not yet.
_SEEN = {Observed.ALONE: 2, Observed.WITH_SUPPORT: 1, Observed.NOT_YET: 0}
_JUDGED = {Verdict.ATTAINED: 2, Verdict.RECOGNISED: 2, Verdict.SUPPORTED: 1, Verdict.NOT_YET: 0}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One goal seen differently: by the participant (None: makes no claim), by those who saw it, by who judged."""

    goal: Goal
    self_says: Progress | None
    observations: tuple[Evidence, ...]
    judgement: Judgement | None

    @property
    def since(self) -> datetime:
        """When the first of those who see it differently saw it."""
        return min(item.at for item in self.observations)


def disagreement(goal: Goal, evidence: tuple[Evidence, ...]) -> Disagreement | None:
    """Return how the views of a goal differ, or None where they agree or somebody has answered the difference.

    What a judgement rests on is answered by it, and so is what a teacher saw before. What was seen before the
    participant said *ferdig* does not contradict that: one learns. A participant who is still at work makes no claim.
    """
    open_ones = tuple(item for item in latest_by_observers(evidence) if not _answered(item, goal.judgement))
    differing = {*_against_self(goal, open_ones), *_against_judge(goal, open_ones), *_among_themselves(open_ones)}
    observations = tuple(item for item in open_ones if item in differing)
    if not observations:
        return None
    return Disagreement(goal, Progress.DONE if goal.waiting else None, observations, goal.judgement)


def disagreements(plan: Plan, evidence: Mapping[str, tuple[Evidence, ...]]) -> tuple[Disagreement, ...]:
    """Return the goals of a plan that are seen differently, in the plan's order."""

    def found() -> Iterator[Disagreement]:
        for goal in plan.goals:
            if differs := disagreement(goal, evidence.get(goal.outcome.id, ())):
                yield differs

    return tuple(found())


def _answered(item: Evidence, judgement: Judgement | None) -> bool:
    if judgement is None:
        return False
    return item.id in judgement.evidence_ids or (item.source is Source.TEACHER and item.at <= judgement.at)


def _against_self(goal: Goal, seen: tuple[Evidence, ...]) -> Iterator[Evidence]:
    if goal.waiting:
        since = goal.progress_at
        yield from (i for i in seen if i.observed is not Observed.ALONE and (since is None or i.at >= since))


def _against_judge(goal: Goal, seen: tuple[Evidence, ...]) -> Iterator[Evidence]:
    if goal.judgement:
        judged = _JUDGED[goal.judgement.verdict]
        yield from (item for item in seen if item.observed and _SEEN[item.observed] != judged)


def _among_themselves(seen: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return seen if len({item.observed for item in seen}) > 1 else ()
