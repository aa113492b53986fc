"""Where self, mentor and teacher see a goal differently: something that the next conversation takes up (R64, R65)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bransjekurs.domain.evidence import Evidence, Observed, latest_by_mentors
from bransjekurs.domain.plan import Goal, Judgement, Plan, Progress, Verdict

# How much each says that the participant manages: 2 alone, 1 with support, 0 not yet.
_SEEN = {Observed.ALONE: 2, Observed.WITH_SUPPORT: 1, Observed.NOT_YET: 0}
_JUDGED = {Verdict.ATTAINED: 2, Verdict.RECOGNISED: 2, Verdict.SUPPORTED: 1, Verdict.NOT_YET: 0}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One goal seen differently: by the participant (None: makes no claim), by mentors, by the one who judged."""

    goal: Goal
    self_says: Progress | None
    observations: tuple[Evidence, ...]
    judgement: Judgement | None


def disagreement(goal: Goal, evidence: tuple[Evidence, ...]) -> Disagreement | None:
    """Return how the views of a goal differ, or None where they agree or somebody has answered the difference.

    What a judgement rests on is answered by it. What a mentor saw before the participant said *ferdig* does not
    contradict that: one learns. A participant who is still at work makes no claim.
    """
    judgement = goal.judgement
    answered = set(judgement.evidence_ids) if judgement else set()
    mentors = tuple(item for item in latest_by_mentors(evidence) if item.observed and item.id not in answered)
    claims = goal.progress is Progress.DONE and not goal.confirmed
    since = goal.progress_at
    against_self = tuple(
        item
        for item in mentors
        if claims and item.observed is not Observed.ALONE and (since is None or item.at >= since)
    )
    against_judge = tuple(
        item for item in mentors if judgement and item.observed and _SEEN[item.observed] != _JUDGED[judgement.verdict]
    )
    among_mentors = mentors if len({item.observed for item in mentors}) > 1 else ()
    observations = tuple(item for item in mentors if item in {*against_self, *against_judge, *among_mentors})
    if not observations:
        return None
    return Disagreement(goal, Progress.DONE if claims else None, observations, judgement)


def disagreements(plan: Plan, evidence: Mapping[str, tuple[Evidence, ...]]) -> tuple[Disagreement, ...]:
    """Return the goals of a plan that are seen differently, in the plan's order."""

    def found() -> Iterator[Disagreement]:
        for goal in plan.goals:
            if differs := disagreement(goal, evidence.get(goal.outcome.id, ())):
                yield differs

    return tuple(found())
