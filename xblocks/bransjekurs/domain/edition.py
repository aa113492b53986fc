"""What a course's next edition would change in a plan: offered, never imposed."""

from dataclasses import dataclass, replace

from bransjekurs.domain.course import Course
from bransjekurs.domain.outcome import Outcome
from bransjekurs.domain.plan import Goal, Plan
from bransjekurs.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Changed:
    """A goal whose outcome the course words or rules in another way now."""

    goal: Goal
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class EditionDifference:
    """What differs: outcomes that were changed, that are new, and goals whose outcome the course no longer has."""

    changed: tuple[Changed, ...] = ()
    new: tuple[Outcome, ...] = ()
    removed: tuple[Goal, ...] = ()

    @property
    def offered(self) -> tuple[str, ...]:
        """The ids of what the plan can take in: the changed and the new. What was removed stays in the plan."""
        return tuple(one.outcome.id for one in self.changed) + tuple(outcome.id for outcome in self.new)


def edition_difference(plan: Plan, course: Course) -> EditionDifference:
    """Compare a plan with the course as it is now.

    Goals of one's own belong to no edition, and what somebody took out of the plan is not offered as new.
    """
    current = {outcome.id: outcome for outcome in course.outcomes}
    goals = [goal for goal in plan.goals if not goal.own]
    known = {goal.outcome.id for goal in (*goals, *plan.taken_out)}
    return EditionDifference(
        changed=tuple(
            Changed(goal, current[goal.outcome.id])
            for goal in goals
            if goal.outcome.id in current and current[goal.outcome.id] != goal.outcome
        ),
        new=tuple(outcome for outcome in course.outcomes if outcome.id not in known),
        removed=tuple(goal for goal in goals if goal.outcome.id not in current),
    )


def taken_in(goal: Goal, outcome: Outcome) -> Goal:
    """Return the goal in the outcome's new words; progress, judgement, evidence and measures stay.

    Raises:
        Refusal: ``unknown_goal`` if it is another outcome.
    """
    if goal.outcome.id != outcome.id:
        raise Refusal("unknown_goal")
    return replace(goal, outcome=outcome)
