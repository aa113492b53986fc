"""Amina answers the questions of a page; what that shows stands wherever evidence stands, and judges nothing."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from bransjekurs.api import course_results, participant_certificate, person_data, provider, teacher_goal
from bransjekurs.certificates.words import SOURCES, word
from bransjekurs.domain.evidence import Source
from bransjekurs.domain.plan import Verdict
from bransjekurs.evidence import api as evidence
from bransjekurs.preview import courseware
from bransjekurs.preview.runtime import PreviewRuntime
from django.contrib.auth.models import User
from django.utils import translation
from opaque_keys.edx.keys import UsageKey

from tests.blocks.desk import View
from tests.conftest import START, Cast
from tests.pages.conftest import Address
from tests.pages.visitor import Visitor

GOAL = "verneutstyr"
QUESTIONS = (
    "hull-i-hansken",
    "ukjent-faresymbol",
    "for-mye-middel",
    "to-midler",
    "flaske-uten-etikett",
    "hansker-av",
)
Answers = Callable[..., None]


@pytest.fixture
def amina_answers(cast: Cast) -> Answers:
    """Answer questions as the question block tells the platform: points for the one who answers."""

    def answer(*names: str, right: bool = True) -> None:
        user = User.objects.get(pk=cast.amina.user_id)
        runtime = PreviewRuntime(courseware.current(), user)
        for name in names:
            question = runtime.get_block(cast.course_key.make_usage_key("problem", name))
            runtime.publish(question, "grade", {"value": float(right), "max_value": 1.0})

    return answer


def results(cast: Cast, goal: str = GOAL) -> list[int]:
    found = evidence.evidence_of(cast.course_key, [cast.amina.user_id]).get(cast.amina.user_id, {}).get(goal, ())
    return [item.id for item in found if item.source is Source.COURSE]


def points(cast: Cast, earned: float, possible: float = 10) -> None:
    """Let the platform tell of points in the page of questions."""
    key = cast.course_key.make_usage_key("sequential", "sporsmal-trygt-arbeid")
    course_results.take_points(cast.amina.user_id, key, earned, possible, START)


def plan(cast: Cast) -> str:
    user = User.objects.get(pk=cast.amina.user_id)
    block = PreviewRuntime(courseware.current(), user).get_block(UsageKey.from_string(cast.course.plan_usage_key))
    return View(block.render("student_view", {}).body_html()).text


def test_all_questions_of_a_page_right_is_evidence_of_what_the_page_is_about(
    cast: Cast, amina_answers: Answers
) -> None:
    amina_answers(*QUESTIONS[:-1])
    assert not results(cast)
    amina_answers(QUESTIONS[-1], right=False)
    assert not results(cast)
    amina_answers(QUESTIONS[-1])
    amina_answers(QUESTIONS[-1])
    assert [len(results(cast, goal)) for goal in (GOAL, "merking", "blande", "rom")] == [1, 1, 1, 0]


def test_amina_reads_in_her_plan_what_she_got(cast: Cast, amina_answers: Answers) -> None:
    assert "poeng" not in plan(cast)
    amina_answers(*QUESTIONS)
    assert "Du fikk 6 av 6 poeng på «Hva gjør du?»." in plan(cast)


def test_tor_reads_it_beside_what_was_seen_at_work_and_judges_on_it(
    cast: Cast, amina_answers: Answers, tor: Visitor, at: Address
) -> None:
    cast.observed(GOAL)
    amina_answers(*QUESTIONS)
    address = at("participant", cast.amina.user_id)
    page = tor.get(f"{address}?goal={GOAL}")
    assert page.text.count("Fikk 6 av 6 poeng på «Hva gjør du?»") >= 3, "on the line, in the list, and to tick"
    [result] = results(cast)
    form = {"verdict": "attained", "reason": "Kan det.", "evidence": [str(result)], "goal": GOAL}
    tor.post(address, form | {"do": "judge"})
    goal = teacher_goal.see_participant(cast.tor, cast.amina.user_id, START).plan_picture.plan.goal(GOAL)
    assert goal.judgement
    assert (goal.judgement.verdict, goal.judgement.evidence_ids) == (Verdict.ATTAINED, (result,))


def asks_for_half(cast: Cast) -> None:
    """The author publishes that half of the points is enough."""
    easier = tuple(
        replace(o, shown_by=tuple(replace(r, at_least=0.5) for r in o.shown_by)) for o in cast.course.outcomes
    )
    provider.publish_course(cast.course_key, replace(cast.course, outcomes=easier), START)


def test_a_better_result_takes_the_place_of_the_one_before(cast: Cast) -> None:
    asks_for_half(cast)
    for earned in (4, 5, 8, 6):
        points(cast, earned)
    assert len(results(cast)) == 2, "what was reached is kept, and a worse result afterwards is no news"
    assert "Du fikk 8 av 10 poeng" in plan(cast)
    assert "5 av 10" not in plan(cast)


def test_what_was_judged_on_stays_in_sight(cast: Cast) -> None:
    asks_for_half(cast)
    points(cast, 5)
    teacher_goal.judge(cast.tor, cast.amina.user_id, GOAL, Verdict.ATTAINED, "Kan det.", results(cast), START)
    points(cast, 8)
    assert "5 av 10" in plan(cast)
    assert "8 av 10" in plan(cast)


@pytest.mark.parametrize(("language", "said"), [
    ("nb", "Resultat i nettkurset"), ("nn", "Resultat i nettkurset"), ("en", "Result in the course"),
])  # fmt: skip
def test_the_certificate_says_that_it_rests_on_a_result(
    cast: Cast, amina_answers: Answers, language: str, said: str
) -> None:
    amina_answers(*QUESTIONS)
    teacher_goal.judge(cast.tor, cast.amina.user_id, GOAL, Verdict.ATTAINED, "Kan det.", results(cast), START)
    cast.attend(96)
    participant_certificate.confirm_name(cast.amina, "Amina Hassan", START)
    issued = cast.certificate()
    [line] = issued.content.goals
    assert line.sources == ("course",)
    with translation.override(language):
        assert word(SOURCES, line.sources[0]) == said


def test_it_is_in_what_amina_takes_out_about_herself(cast: Cast, amina_answers: Answers) -> None:
    amina_answers(*QUESTIONS)
    found = person_data.see_data(cast.amina, cast.amina.user_id, START)["data"]["EvidenceItem"]
    assert "Hva gj" in json.dumps(found)
    assert {row["source"] for row in found} == {"course"}
