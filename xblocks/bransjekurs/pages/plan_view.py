"""What block and pages show alike of a plan."""

from django.utils.translation import gettext as _

from bransjekurs.domain.mastery import WordCount
from bransjekurs.domain.plan import GOAL_STATES, Goal, Progress


def counts(goals: tuple[Goal, ...]) -> dict[str, int]:
    """Count the goals by what a legend tells."""
    open_goals = [goal for goal in goals if not goal.confirmed]
    by_progress = {p: sum(goal.progress is p for goal in open_goals) for p in Progress}
    return {
        "total": len(goals),
        "confirmed": len(goals) - len(open_goals),
        "done": by_progress[Progress.DONE],
        "begun": by_progress[Progress.BEGUN],
        "not_begun": by_progress[Progress.NOT_BEGUN],
    }


def segments(goals: tuple[Goal, ...]) -> list[str]:
    """Return the states in the order of a bar: confirmed first, then done, begun, not begun."""
    return sorted((goal.state for goal in goals), key=GOAL_STATES.index)


def words_text(count: WordCount) -> str:
    """Say how many of a goal's words are known so far."""
    return _("Knows %(known)d of %(total)d words so far") % {"known": count.known, "total": count.total}
