"""Situations: Amina does what there is to do; it is judged, kept once, and becomes evidence; her text is hers."""

from datetime import timedelta

import pytest
from bransjekurs.api import (
    participant_practice,
    participant_situations,
    provider,
    teacher_goal,
    teacher_group,
    teacher_words,
)
from bransjekurs.api.access import Actor
from bransjekurs.api.participant_answers import AnswerGiven, answer
from bransjekurs.api.participant_practice import RoundMode
from bransjekurs.api.participant_situations import TEXT, TaskGiven, see_situations, send_task_answers
from bransjekurs.api.teacher_situations import see_group_in_situations
from bransjekurs.domain.evidence import Evidence, SituationKnown, Source
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.situation_tasks import DONE, SituationTask
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.practice.models import SentText, SituationAnswer
from bransjekurs.preview.models import Completion
from bransjekurs.roles import NotAllowed

from tests.conftest import START, Cast

DAY = timedelta(days=1)


def _tasks(cast: Cast, situation: str) -> tuple[SituationTask, ...]:
    return see_situations(cast.amina, cast.situation(situation)).situations[0].tasks


def _do(cast: Cast, situation: str, day: int = 0, *, right: bool = True) -> None:
    given = [
        TaskGiven(f"{day}-{task.id}", situation, task.id, " ".join(task.right if right else task.right[::-1]))
        for task in _tasks(cast, situation)
    ]
    send_task_answers(cast.amina, cast.situation(situation), given, START + day * DAY)


def _evidence(cast: Cast, outcome: str) -> list[Evidence]:
    seen = teacher_goal.see_participant(cast.tor, cast.amina.user_id, START).plan_picture.evidence
    return [item for item in seen.get(outcome, ()) if item.source is Source.SITUATION]


def test_all_right_on_two_days_is_evidence_on_each_outcome_once(cast: Cast) -> None:
    _do(cast, "toalett")
    assert _evidence(cast, "rom") == []
    for day in (2, 4):
        _do(cast, "toalett", day)
    for outcome in ("smittevern", "rom", "verneutstyr"):
        [item] = _evidence(cast, outcome)
        assert item.what == SituationKnown("Amina gjør rent på et toalett", 1, 2)
        assert item.at == START + 2 * DAY


def test_what_is_right_after_a_wrong_answer_the_same_day_is_practice_and_no_evidence(cast: Cast) -> None:
    [task] = _tasks(cast, "toalett")
    for day in (0, 2):
        batch = [
            TaskGiven(f"{day}a", "toalett", task.id, "", timedelta(minutes=2)),
            TaskGiven(f"{day}b", "toalett", task.id, " ".join(task.right)),
        ]
        send_task_answers(cast.amina, cast.situation("toalett"), batch[::-1], START + day * DAY)
    assert _evidence(cast, "rom") == []
    assert SituationAnswer.objects.count() == 4


def test_all_the_signs_must_be_known_before_it_is_evidence(cast: Cast) -> None:
    key, tasks = cast.situation("faresymboler"), _tasks(cast, "faresymboler")
    for day in (0, 2):
        for task in tasks[1:]:
            given = TaskGiven(f"{day}{task.id}", "faresymboler", task.id, task.right[0])
            send_task_answers(cast.amina, key, [given], START + day * DAY)
    assert _evidence(cast, "merking") == []
    for day in (3, 4):
        given = TaskGiven(f"{day}", "faresymboler", tasks[0].id, tasks[0].right[0])
        send_task_answers(cast.amina, key, [given], START + day * DAY)
    assert len(_evidence(cast, "merking")) == 1


def test_an_answer_that_is_sent_twice_is_kept_once(cast: Cast) -> None:
    for _ in range(2):
        _do(cast, "yusuf-er-syk")
    assert SituationAnswer.objects.count() == len(_tasks(cast, "yusuf-er-syk")) == 2


@pytest.mark.parametrize(
    ("situation", "task", "text"),
    [
        ("toalett", "order", "hei"),
        ("toalett", "order", "aa bb"),
        ("toalett", "flying", ""),
        ("flying", "order", ""),
        ("toalett", DONE, ""),
    ],
)
def test_what_fits_no_task_is_not_kept_on_the_device_nor_here(cast: Cast, situation: str, task: str, text: str) -> None:
    given = [TaskGiven("1", situation, task, text)]
    assert send_task_answers(cast.amina, cast.situation("toalett"), given, START) == ("1",)
    assert not SituationAnswer.objects.exists()


def test_the_platform_is_told_how_far_she_is(cast: Cast, django_capture_on_commit_callbacks) -> None:
    key = cast.situation("kunden-klager")
    tasks = _tasks(cast, "kunden-klager")
    for number, task in enumerate(tasks, 1):
        with django_capture_on_commit_callbacks(execute=True):
            given = TaskGiven(task.id, "kunden-klager", task.id, task.right[0])
            send_task_answers(cast.amina, key, [given], START)
        progress = Completion.objects.get(user_id=cast.amina.user_id, usage_key=key)
        assert progress.completion == number / len(tasks)


def test_words_of_a_situation_are_practised_there_and_are_the_same_cards(cast: Cast) -> None:
    key = cast.situation("alene-pa-jobb")
    opened = participant_practice.open_round(cast.amina, key, START, RoundMode.TODAY, ["sol"])
    assert [task.term_id for task in opened.tasks] == ["sol"]
    answer(cast.amina, key, AnswerGiven("1", "sol", TaskKind.RECOGNISE, "søl"), START)
    assert "sol" in participant_practice.own_memories(cast.amina)
    with pytest.raises(Refusal, match="unknown_word"):
        answer(cast.amina, key, AnswerGiven("2", "lonn", TaskKind.RECOGNISE, "lønn"), START)


# --- Her own text ---


def _send(cast: Cast, text: str, number: int = 1) -> None:
    given = [TaskGiven(f"t{number}", "skriv-melding", TEXT, text), TaskGiven(f"d{number}", "skriv-melding", DONE, "")]
    send_task_answers(cast.amina, cast.situation("skriv-melding"), given, START + number * DAY)


def _texts(cast: Cast, actor: Actor) -> list[str]:
    seen = see_group_in_situations(actor, cast.situation("skriv-melding"))
    return [text.text for one in seen.people for _title, text in one.texts]


def test_her_teachers_read_the_text_that_she_sends_and_nobody_else(cast: Cast) -> None:
    assert _texts(cast, cast.tor) == []
    _send(cast, "Lyset i trappa er borte.")
    _send(cast, "Lyset i trappa i bygg B er borte.", 2)
    for teacher in (cast.tor, cast.nina):
        assert _texts(cast, teacher) == ["Lyset i trappa i bygg B er borte."]
    for other in (cast.per, cast.ingrid):
        assert _texts(cast, other) == []
    with pytest.raises(NotAllowed):
        _texts(cast, cast.carl)


def test_writing_is_practice_and_no_evidence(cast: Cast) -> None:
    for number in range(1, 5):
        _send(cast, "Lyset er borte.", number)
    assert _evidence(cast, "avvik") == []
    assert see_situations(cast.amina, cast.situation("skriv-melding")).situations[0].answered == {DONE}


def test_she_takes_her_text_back(cast: Cast) -> None:
    _send(cast, "Lyset er borte.")
    key = cast.situation("skriv-melding")
    assert participant_situations.take_back_text(cast.amina, key, "skriv-melding") == "Lyset er borte."
    assert participant_situations.take_back_text(cast.amina, key, "skriv-melding") == ""
    assert _texts(cast, cast.tor) == []
    assert not SentText.objects.exists()


def test_an_older_text_that_comes_late_does_not_stand(cast: Cast) -> None:
    _send(cast, "Ny.", 3)
    _send(cast, "Gammel.", 1)
    assert _texts(cast, cast.tor) == ["Ny."]


@pytest.mark.parametrize("situation", ["toalett", "skriv-melding"])
def test_what_she_does_in_a_situation_counts_as_practice(cast: Cast, situation: str) -> None:
    if situation == "toalett":
        _do(cast, "toalett", 1)
    else:
        _send(cast, "Lyset er borte.")
    [amina] = teacher_group.see_group(cast.tor, START + 2 * DAY).members
    assert amina.practised_at == START + DAY
    [seen] = teacher_words.see_words(cast.tor, cast.word_lists[0], START + 2 * DAY).people
    assert (seen.name, seen.met, seen.last) == (amina.person.name, 0, START + DAY)


def test_a_reset_forgets_the_situation(cast: Cast) -> None:
    _do(cast, "toalett")
    _send(cast, "Lyset er borte.")
    for situation in ("toalett", "skriv-melding"):
        provider.forget_practice(cast.amina.user_id, cast.situation(situation))
    assert not SituationAnswer.objects.exists()
    assert not SentText.objects.exists()
