"""The chain, from a word to a certificate that anyone can verify: each step is taken out once, and it shows.

Nothing here is set up behind the use cases' back: what people do is all that happens.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from bransjekurs.api import (
    anyone,
    group_acts,
    mentor,
    participant_certificate,
    participant_plan,
    publishing,
    teacher_certificate,
    teacher_goal,
    teacher_group,
)
from bransjekurs.api.links import LinkClosed
from bransjekurs.certificates.api import Issued
from bransjekurs.courses.models import CourseEdition
from bransjekurs.domain.evidence import Evidence, Observed
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.plan import Progress, Verdict
from bransjekurs.domain.refusal import Refusal
from bransjekurs.plans.models import Following
from bransjekurs.preview.models import Completion, Enrolment, Grade
from bransjekurs.roles import NotAllowed, Role

from tests.conftest import SAW_IT, START, Cast

LAST = START + timedelta(days=16)
GOAL = "merking"


@dataclass
class Story:
    """The cast on its way through the chain, and what there is to tell of it."""

    cast: Cast
    checked: bool = False
    token: str = ""
    issued: Issued | None = None
    told: dict[str, Any] = field(default_factory=dict)

    def evidence(self, outcome: str) -> tuple[Evidence, ...]:
        seen = teacher_goal.see_participant(self.cast.tor, self.cast.amina.user_id, LAST)
        return seen.plan_picture.evidence.get(outcome, ())

    def status(self) -> str:
        """What anyone is told who has the certificate's number."""
        found = anyone.verify(self.issued.number if self.issued else "K7QF-29MD-8TXW")
        return found.status.value if found else "unknown"


def publish(story: Story) -> None:
    publishing.publish(story.cast.course_key, START)


def enrol(story: Story) -> None:
    Enrolment.objects.create(user_id=story.cast.amina.user_id, course_key=story.cast.course_key)


def assign(story: Story) -> None:
    group_acts.assign(story.cast.ingrid, [story.cast.amina.user_id], "tor", Role.TEACHER, START)


def practise(story: Story) -> None:
    story.cast.learn_all_words(story.cast.amina)


def say_done(story: Story) -> None:
    participant_plan.set_progress(story.cast.amina, GOAL, Progress.DONE, LAST)


def ask_mentor(story: Story) -> None:
    story.token, _ = teacher_goal.ask_mentor(story.cast.tor, story.cast.amina.user_id, GOAL, "Kari", 14, LAST)


def mentor_answers(story: Story) -> None:
    mentor.answer(story.token, Observed.ALONE, "Leser alltid etiketten.", LAST)


def teacher_looks(story: Story) -> None:
    (member,) = teacher_group.see_group(story.cast.tor, LAST).members
    story.told["needs"] = member.need.kind.value if member.need else None


def judge(story: Story) -> None:
    """Let Tor judge each goal that there is evidence of, on all of it."""
    for outcome in story.cast.course.outcomes:
        if basis := [item.id for item in story.evidence(outcome.id)]:
            if outcome.arenas_required > 1:
                basis = see_it_too(story, outcome.id)
            teacher_goal.judge(
                story.cast.tor, story.cast.amina.user_id, outcome.id, Verdict.ATTAINED, "Så det.", basis, LAST
            )


def see_it_too(story: Story, outcome: str) -> list[int]:
    """Let Tor see in the classroom what must be shown in two arenas."""
    teacher_goal.observe(story.cast.tor, story.cast.amina.user_id, outcome, SAW_IT, Arena.CLASSROOM, LAST)
    return [item.id for item in story.evidence(outcome)]


def attend(story: Story) -> None:
    story.cast.attend(96)


def confirm_name(story: Story) -> None:
    participant_certificate.confirm_name(story.cast.amina, "Amina Hassan", LAST)


def check_name(story: Story) -> None:
    story.checked = True


def issue(story: Story) -> None:
    story.issued = teacher_certificate.issue(
        story.cast.tor, story.cast.amina.user_id, name_checked=story.checked, language="nb", now=LAST
    )
    content = story.issued.content
    assert content is not None
    sources = {line.outcome_id: set(line.sources) for line in content.goals}
    story.told |= {"kind": content.kind.value, "goals": len(sources), "sources": sources.get(GOAL)}


def verify(story: Story) -> None:
    story.told["status"] = story.status()


def revoke(story: Story) -> None:
    teacher_certificate.revoke_latest(story.cast.tor, story.cast.amina.user_id, "Utstedt ved en feil.", LAST)


def verify_again(story: Story) -> None:
    story.told["later"] = story.status()


STEPS: tuple[Callable[[Story], None], ...] = (
    publish, enrol, assign, practise, say_done, ask_mentor, mentor_answers, teacher_looks, judge, attend,
    confirm_name, check_name, issue, verify, revoke, verify_again,
)  # fmt: skip
WHOLE = {
    "needs": "waiting",
    "kind": "competence",
    "goals": 18,
    "sources": {"words", "mentor"},
    "status": "valid",
    "later": "revoked",
    "words graded": True,
    "certificate completed": True,
}
_NEITHER = {"words graded": False, "certificate completed": False}
_PRACTISED = {"words graded": True, "certificate completed": False}
_WAITING = {"needs": "waiting", **_PRACTISED}
# What is told when a step is taken out; where somebody only looks there is nothing to take out.
# "stopped": the step that could then not be taken, and why.
WITHOUT: dict[Callable[[Story], None], dict[str, Any]] = {
    publish: {"stopped": "practise: course_not_published", **_NEITHER},
    enrol: {"stopped": "assign: unknown_participant", **_NEITHER},
    assign: {"stopped": "ask_mentor: ask_mentor", **_PRACTISED},
    practise: {**WHOLE, "kind": "partial", "goals": 1, "sources": {"mentor"}, "words graded": False},
    say_done: {**WHOLE, "needs": None},
    ask_mentor: {"stopped": "mentor_answers: unknown", **_PRACTISED},
    mentor_answers: {**WHOLE, "sources": {"words"}},
    judge: {**WHOLE, "kind": "participation", "goals": 0, "sources": None},
    attend: {**WHOLE, "kind": "partial"},
    confirm_name: {"stopped": "issue: name_not_confirmed", **_WAITING},
    check_name: {"stopped": "issue: name_not_checked", **_WAITING},
    issue: {"stopped": "revoke: no_certificate", "status": "unknown", **_WAITING},
    revoke: {**WHOLE, "later": "valid"},
}


@pytest.fixture
def story(cast: Cast) -> Story:
    """The cast before anything has happened: nothing published, nobody enrolled, nobody followed."""
    Enrolment.objects.filter(user_id=cast.amina.user_id).delete()
    for rows in (CourseEdition, Following):
        rows.objects.all().delete()
    return Story(cast)


def _tell(story: Story, without: Callable[[Story], None] | None = None) -> dict[str, Any]:
    for step in STEPS:
        if step is without:
            continue
        try:
            step(story)
        except (Refusal, NotAllowed, LinkClosed) as no:
            story.told["stopped"] = f"{step.__name__}: {no}"
            break
    return story.told


def _on_the_platform(story: Story) -> dict[str, bool]:
    """What the platform knows of Amina, and that it knows nothing of anybody else."""
    graded, completed = Grade.objects.all(), Completion.objects.filter(usage_key__contains="competence_certificate")
    assert {row.user_id for row in (*graded, *completed)} <= {story.cast.amina.user_id}
    return {"words graded": graded.exists(), "certificate completed": completed.exists()}


def test_the_whole_chain(story: Story, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _tell(story)
    assert story.told | _on_the_platform(story) == WHOLE


@pytest.mark.parametrize("step", WITHOUT, ids=lambda step: step.__name__)
def test_a_step_that_is_taken_out_is_missed(
    story: Story, step: Callable[[Story], None], django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _tell(story, without=step)
    told = story.told | _on_the_platform(story)
    assert told == WITHOUT[step]
    assert told != WHOLE


def test_a_day_between_the_steps_changes_nothing(story: Story) -> None:
    """The certificate is of what was reached, not of when it was looked at."""
    _tell(story, without=revoke)
    found = anyone.verify(story.issued.number) if story.issued else None
    assert found == story.issued
    again: datetime = LAST + timedelta(days=300)
    assert teacher_certificate.issue(
        story.cast.tor, story.cast.amina.user_id, name_checked=True, language="nb", now=again
    ) == found  # fmt: skip
