import json

from bransjekurs.platform import platform
from bransjekurs.preview.models import Completion, Grade
from bransjekurs.preview.runtime import PreviewRuntime
from django.contrib.auth.models import User
from django.test import Client
from opaque_keys.edx.keys import UsageKey

from tests.preview.courses import QUESTION, QUESTION_UNIT, TEXT, TEXT_UNIT

RIGHT, WRONG = "choice_0", "choice_1"


def answer(client: Client, choice: str) -> dict[str, object]:
    name = "input_" + UsageKey.from_string(QUESTION).html_id() + "_2_1"
    response = client.post(f"/handler/{QUESTION}/xmodule_handler/problem_check", {name: choice})
    return json.loads(response.content)


def grades() -> list[tuple[str, float, float]]:
    return [(grade.user.username, grade.earned, grade.possible) for grade in Grade.objects.order_by("pk")]


def test_a_right_answer_is_graded_and_completes_the_question(signed_in):
    assert answer(signed_in("amina"), RIGHT)["success"] == "correct"
    assert grades() == [("amina", 1.0, 1.0)]
    [completion] = Completion.objects.all()
    assert (completion.user.username, str(completion.usage_key), completion.completion) == ("amina", QUESTION, 1.0)


def test_a_wrong_answer_is_graded_too_and_can_be_mended(signed_in):
    client = signed_in("amina")
    assert answer(client, WRONG)["success"] == "incorrect"
    assert grades() == [("amina", 0.0, 1.0)]
    assert answer(client, RIGHT)["success"] == "correct"
    assert grades() == [("amina", 1.0, 1.0)]


def test_the_question_remembers_the_answer(signed_in):
    client = signed_in("amina")
    answer(client, WRONG)
    assert "choicegroup_incorrect" in client.get(f"/unit/{QUESTION_UNIT}/").content.decode()
    assert "choicegroup_incorrect" not in signed_in("yusuf").get(f"/unit/{QUESTION_UNIT}/").content.decode()


def test_a_text_is_done_when_it_has_been_seen(signed_in):
    client = signed_in("amina")
    assert "Du har gjort 0 av 4 sider." in client.get("/course/").content.decode()
    client.get(f"/unit/{TEXT_UNIT}/")
    assert [str(row.usage_key) for row in Completion.objects.all()] == [TEXT]
    assert "Du har gjort 1 av 4 sider." in client.get("/course/").content.decode()


def test_a_block_can_keep_the_better_grade(course, amina: User):
    runtime = PreviewRuntime(course, amina)
    question = runtime.get_block(UsageKey.from_string(QUESTION))
    for value, possible in ((3, 4), (1, 2), (9, 10)):
        runtime.publish(question, "grade", {"value": value, "max_value": possible, "only_if_higher": True})
    assert grades() == [("amina", 9.0, 10.0)]


def test_a_block_can_tell_its_own_completion(course, amina: User):
    runtime = PreviewRuntime(course, amina)
    runtime.publish(runtime.get_block(UsageKey.from_string(TEXT)), "completion", {"completion": 0.5})
    assert Completion.objects.get().completion == 0.5


def test_an_author_who_tries_a_question_in_studio_gets_no_grade(course, tor: User):
    runtime = PreviewRuntime(course, tor, author=True)
    runtime.publish(runtime.get_block(UsageKey.from_string(QUESTION)), "grade", {"value": 1, "max_value": 1})
    assert grades() == []


def test_a_use_case_can_grade_somebody_else_than_the_one_who_acts(course, amina: User):
    platform().publish_progress(amina.pk, UsageKey.from_string(QUESTION), (3, 6), 0.5)
    assert grades() == [("amina", 3.0, 6.0)]
    assert Completion.objects.get(user=amina).completion == 0.5


def test_a_use_case_can_tell_one_of_the_two(course, amina: User):
    platform().publish_progress(amina.pk, UsageKey.from_string(QUESTION), None, 1.0)
    assert (grades(), Completion.objects.count()) == ([], 1)
