"""From words to evidence: what practising stores, and what the platform is told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from bransjekurs.api import participant_plan, participant_practice, provider, teacher_words, timetable
from bransjekurs.api.access import Actor
from bransjekurs.api.participant_answers import AnswerGiven, answer
from bransjekurs.api.participant_practice import RoundMode, practice_status, start_round, summary
from bransjekurs.domain.course import MasteryRule, WordList
from bransjekurs.domain.evidence import Evidence, Source, WordsMastered
from bransjekurs.domain.memory import AnswerVerdict
from bransjekurs.domain.outcome import Arena
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.rounds import ROUND_SIZE
from bransjekurs.domain.timetable import Timetable, monday_of
from bransjekurs.domain.vocabulary import TaskKind
from bransjekurs.evidence.models import EvidenceItem
from bransjekurs.practice import api as practice
from bransjekurs.practice.models import PracticeAnswer, WordCard
from bransjekurs.preview.models import Completion, Grade
from django.db import transaction
from django.db.models.signals import post_save
from opaque_keys.edx.keys import UsageKey

from tests.conftest import START, Cast

DAY = timedelta(days=1)


def _words(cast: Cast, actor: Actor, outcome: str, now: datetime = START) -> list[Evidence]:
    seen = participant_plan.see_plan(actor, now).evidence.get(outcome, ())
    return [item for item in seen if item.source is Source.WORDS]


def _typed(answer_id: str, term: str, text: str, kind: TaskKind = TaskKind.TYPE) -> AnswerGiven:
    return AnswerGiven(answer_id, term, kind, text)


def test_the_first_round_offers_new_words_and_the_second_the_rest(cast: Cast) -> None:
    key = cast.word_lists[0]
    status = practice_status(cast.amina, key, START)
    assert (status.due, status.new, status.more, status.next_due) == (0, ROUND_SIZE, True, None)
    first = start_round(cast.amina, key, START)
    assert len(first) == ROUND_SIZE
    for number, task in enumerate(first):
        assert task.kind is TaskKind.RECOGNISE
        answer(cast.amina, key, cast.right_answer(task, str(number)), START)
    assert start_round(cast.amina, key, START) == ()
    second = start_round(cast.amina, key, START, RoundMode.MORE)
    assert {task.term_id for task in first}.isdisjoint(task.term_id for task in second)
    after = practice_status(cast.amina, key, START)
    assert len(second) == min(ROUND_SIZE, len(status.words.terms) - ROUND_SIZE)
    assert (after.due, after.new, after.more, after.early) == (0, 0, True, True)
    assert after.next_due is not None
    assert after.next_due > START


def test_a_word_answered_wrong_comes_back_the_same_day_before_new_ones(cast: Cast) -> None:
    key = cast.word_lists[0]
    _, checked = answer(cast.amina, key, _typed("1", "hanske", "vott"), START)
    assert checked.verdict is AnswerVerdict.WRONG
    assert practice_status(cast.amina, key, START).due == 1
    assert start_round(cast.amina, key, START)[0].term_id == "hanske"


def test_a_word_is_due_on_its_local_day_and_not_on_the_day_before(cast: Cast) -> None:
    key = cast.word_lists[0]
    answer(cast.amina, key, _typed("1", "hanske", "hanske"), START)
    due = practice_status(cast.amina, key, START).next_due
    assert due is not None
    midnight = due.astimezone(START.tzinfo).replace(hour=22, minute=0, second=0, microsecond=0)  # 24.00 in Oslo
    midnight -= DAY if midnight > due else timedelta()
    assert practice_status(cast.amina, key, midnight - timedelta(seconds=1)).due == 0
    assert practice_status(cast.amina, key, midnight).due == 1


def _has(words: WordList, term_id: str) -> bool:
    return term_id in {term.id for term in words.terms}


def test_a_word_met_in_two_blocks_is_one_word(cast: Cast) -> None:
    first, second = (UsageKey.from_string(w.usage_key) for w in cast.course.word_lists if _has(w, "verneutstyr"))
    answer(cast.amina, first, _typed("1", "verneutstyr", "verneutstyr"), START)
    assert WordCard.objects.filter(user_id=cast.amina.user_id, term_id="verneutstyr").count() == 1
    cast.practise(cast.amina, second, START)
    rows = PracticeAnswer.objects.filter(user_id=cast.amina.user_id, term_id="verneutstyr")
    assert [row.answer_id for row in rows] == ["1"]


def test_evidence_is_written_when_the_threshold_is_crossed_and_once(cast: Cast) -> None:
    for day in (0, 2):
        for key in cast.word_lists:
            cast.practise(cast.amina, key, START + day * DAY)
    assert _words(cast, cast.amina, "verneutstyr") == []
    crossing = cast.know_all_words(cast.amina)
    (item,) = _words(cast, cast.amina, "verneutstyr")
    assert item.what == WordsMastered(known=3, total=3, days=3)
    assert (item.arena, item.role, item.at) == (Arena.ONLINE, "participant", crossing)
    for key in cast.word_lists:
        cast.practise(cast.amina, key, crossing + 150 * DAY)
    assert _words(cast, cast.amina, "verneutstyr") == [item]
    assert WordCard.objects.filter(last_answer_at__gt=crossing).exists()


def test_evidence_is_written_for_each_goal_that_the_words_serve_and_for_nobody_else(cast: Cast) -> None:
    crossing = cast.know_all_words(cast.amina)
    with_words = {outcome for words in cast.course.word_lists for term in words.terms for outcome in term.outcomes}
    stored = EvidenceItem.objects.filter(source=Source.WORDS.value)
    assert sorted(stored.values_list("outcome_id", flat=True)) == sorted(with_words)
    assert set(stored.values_list("user_id", flat=True)) == {cast.amina.user_id}
    counts = participant_plan.see_plan(cast.amina, crossing).words
    assert set(counts) == with_words
    assert all(count.enough and count.known == count.total for count in counts.values())


def test_wrong_answers_never_become_evidence(cast: Cast) -> None:
    for number, day in enumerate((0, 2, 15, 30)):
        for key in cast.word_lists:
            terms = next(words.terms for words in cast.course.word_lists if words.usage_key == str(key))
            for term in terms:
                given = _typed(f"{number}{key.block_id}{term.id}"[:40], term.id, "feil")
                answer(cast.amina, key, given, START + day * DAY)
    assert not EvidenceItem.objects.exists()


def test_an_answer_sent_twice_counts_once(cast: Cast) -> None:
    key, given = cast.word_lists[0], _typed("den-samme", "hanske", "hanske")
    answer(cast.amina, key, given, START)
    before = practice.memories_of(cast.course_key, [cast.amina.user_id])
    answer(cast.amina, key, given, START + DAY)
    assert practice.memories_of(cast.course_key, [cast.amina.user_id]) == before
    assert PracticeAnswer.objects.count() == 1


def test_an_answer_id_used_for_another_word_does_no_harm(cast: Cast) -> None:
    key = cast.word_lists[0]
    answer(cast.amina, key, _typed("brukt", "hanske", "hanske"), START)
    before = practice.memories_of(cast.course_key, [cast.amina.user_id])
    answer(cast.amina, key, _typed("brukt", "etikett", "etikett"), START)
    assert practice.memories_of(cast.course_key, [cast.amina.user_id]) == before
    assert list(before[cast.amina.user_id]) == ["hanske"]


def test_two_people_may_use_the_same_answer_id(cast: Cast) -> None:
    key = cast.word_lists[0]
    for actor in (cast.amina, cast.yusuf):
        answer(actor, key, _typed("1", "hanske", "hanske"), START)
    assert {memory["hanske"].answers for memory in practice.memories_of(
        cast.course_key, [cast.amina.user_id, cast.yusuf.user_id]).values()} == {1}  # fmt: skip


def test_an_answer_stores_what_was_typed(cast: Cast) -> None:
    answer(cast.amina, cast.word_lists[0], _typed("1", "hanske", " En Hanke! "), START)
    row = PracticeAnswer.objects.get()
    assert (row.typed, row.verdict, row.kind, row.at) == ("hanke", "almost", "type", START)


def test_a_word_of_another_block_is_refused_and_nothing_is_stored(cast: Cast) -> None:
    with pytest.raises(Refusal, match="unknown_word"):
        answer(cast.amina, cast.word_lists[0], _typed("1", "avvik", "avvik"), START)
    assert not PracticeAnswer.objects.exists()


def test_the_day_is_summed_up(cast: Cast) -> None:
    key = cast.word_lists[0]
    answer(cast.amina, key, _typed("gaar", "vernebrille", "vernebrille"), START - DAY)
    answer(cast.amina, key, _typed("1", "hanske", "feil"), START)
    answer(cast.amina, key, _typed("2", "hanske", "hanske"), START)
    answer(cast.amina, key, _typed("3", "etikett", "etikett"), START)
    told = summary(cast.amina, key, START)
    assert (told.practised, told.right_first) == (2, 1)
    assert [term.id for term in told.terms] == ["hanske", "etikett"]
    assert told.more
    assert told.tomorrow >= 1


def test_a_day_is_summed_up_from_midnight_in_oslo(cast: Cast) -> None:
    key, midnight = cast.word_lists[0], START.replace(hour=22)
    answer(cast.amina, key, _typed("1", "hanske", "hanske"), midnight - timedelta(seconds=1))
    answer(cast.amina, key, _typed("2", "etikett", "etikett"), midnight)
    assert [term.id for term in summary(cast.amina, key, midnight).terms] == ["etikett"]


def test_the_platform_is_told_grade_and_completion_for_the_participant(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    key = cast.word_lists[0]
    total = len(practice_status(cast.amina, key, START).words.terms)
    with django_capture_on_commit_callbacks(execute=True):
        answer(cast.amina, key, _typed("1", "hanske", "hanske"), START)
    grade, completion = Grade.objects.get(), Completion.objects.get()
    assert (grade.user_id, grade.usage_key, grade.earned, grade.possible) == (cast.amina.user_id, key, 0.0, total)
    assert (completion.user_id, completion.usage_key) == (cast.amina.user_id, key)
    assert completion.completion == pytest.approx(1 / total)
    with django_capture_on_commit_callbacks(execute=True):
        cast.know_all_words(cast.amina)
    assert Grade.objects.get(usage_key=key).earned == total
    assert Completion.objects.get(usage_key=key).completion == 1.0


def test_the_platform_is_told_when_the_answer_is_stored_for_good_and_not_before(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    key = cast.word_lists[0]
    with django_capture_on_commit_callbacks() as dropped, transaction.atomic():
        answer(cast.amina, key, _typed("1", "hanske", "hanske"), START)
        transaction.set_rollback(True)
    with django_capture_on_commit_callbacks() as waiting:
        answer(cast.amina, key, _typed("1", "hanske", "hanske"), START)
    # The grade, and the tracking event.
    assert (len(dropped), len(waiting), PracticeAnswer.objects.count()) == (0, 2, 1)
    assert not Grade.objects.exists()


def test_an_answer_that_the_platform_cannot_take_the_grade_of_is_kept_and_told_anew(
    cast: Cast, django_capture_on_commit_callbacks, caplog: pytest.LogCaptureFixture
) -> None:
    key = cast.word_lists[0]

    def no_broker(**_told: object) -> None:
        raise ConnectionError("Amina Hassan")

    post_save.connect(no_broker, sender=Grade)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            _term, checked = answer(cast.amina, key, _typed("1", "hanske", "hanske"), START)
    finally:
        post_save.disconnect(no_broker, sender=Grade)
    assert (checked.verdict, PracticeAnswer.objects.count()) == (AnswerVerdict.RIGHT, 1)
    [record] = [one for one in caplog.records if one.name == "bransjekurs.attempt"]
    first = record.getMessage().splitlines()[0]
    assert first == f"Progress in {key} was not taken by the platform: ConnectionError"
    with django_capture_on_commit_callbacks(execute=True):
        cast.know_all_words(cast.amina)
    assert Grade.objects.get(usage_key=key).earned == Grade.objects.get(usage_key=key).possible


def test_the_author_decides_when_enough_is_known(cast: Cast) -> None:
    easy = MasteryRule(recall_in_30_days=0.0, answers=1, days=1, kinds=1, share=0.3)
    lists = tuple(replace(words, mastery=easy) for words in cast.course.word_lists)
    provider.publish_course(cast.course_key, replace(cast.course, word_lists=lists), START)
    answer(cast.amina, cast.word_lists[0], _typed("1", "hanske", "hanske"), START)
    assert [item.what for item in _words(cast, cast.amina, "verneutstyr")] == [WordsMastered(1, 3, 1)]


def test_practice_before_there_is_a_plan_counts_when_there_is_one(cast: Cast) -> None:
    last = cast.know_all_words(cast.amina)
    assert participant_plan.see_plan(cast.amina, last).plan.started_at is None
    cast.confirm("verneutstyr", now=last)
    goal = participant_plan.see_plan(cast.amina, last).plan.goal("verneutstyr")
    assert goal.judgement is not None
    assert _words(cast, cast.amina, "verneutstyr")[0].id in goal.judgement.evidence_ids


def test_a_teacher_sees_which_words_are_hard_among_those_followed_and_nobody_else(cast: Cast) -> None:
    key = cast.word_lists[0]
    for number, text in enumerate(("feil", "galt", "hanske")):
        answer(cast.amina, key, _typed(str(number), "hanske", text), START)
    answer(cast.yusuf, key, _typed("1", "etikett", "feil"), START)
    seen = teacher_words.see_words(cast.tor, key, START)
    assert seen.participants == 1
    hardest = seen.words[0]
    assert (hardest.term.id, hardest.practised_by, hardest.known_by) == ("hanske", 1, 0)
    assert (hardest.missed, hardest.answers) == (2, 3)
    assert all(word.answers == 0 for word in seen.words[1:])
    assert teacher_words.see_words(cast.ingrid, key, START).participants == 2


def test_a_teacher_sees_for_whom_a_word_is_hard_in_which_kind_of_task_and_who_practises(cast: Cast) -> None:
    key = cast.word_lists[0]
    for number in range(5):
        answer(cast.amina, key, _typed(str(number), "hanske", "feil", TaskKind.DICTATE), START)
    answer(cast.amina, key, _typed("6", "hanske", "feil"), START)
    answer(cast.yusuf, key, _typed("1", "hanske", "hanske"), START)
    seen = teacher_words.see_words(cast.ingrid, key, START)
    assert (seen.words[0].term.id, seen.words[0].hard_for, seen.words[0].hardest) == (
        "hanske", ("Amina Hassan",), TaskKind.DICTATE,
    )  # fmt: skip
    assert [(one.name, one.met, one.last) for one in seen.people] == [
        ("Amina Hassan", 1, START), ("Yusuf Ali", 1, START),
    ]  # fmt: skip
    only_amina = teacher_words.see_words(cast.tor, key, START)
    assert [one.name for one in only_amina.people] == ["Amina Hassan"]


def test_practice_that_is_reset_is_forgotten_for_one_and_kept_for_others(cast: Cast) -> None:
    key, other = cast.word_lists[:2]
    answer(cast.amina, key, _typed("1", "hanske", "hanske"), START)
    answer(cast.yusuf, key, _typed("1", "hanske", "hanske"), START)
    cast.practise(cast.amina, other, START)
    before = PracticeAnswer.objects.filter(user_id=cast.amina.user_id).exclude(term_id="hanske").count()
    provider.forget_practice(cast.amina.user_id, key)
    own = {term.id for words in cast.course.word_lists if words.usage_key == str(key) for term in words.terms}
    left = PracticeAnswer.objects.filter(user_id=cast.amina.user_id)
    assert 0 < left.count() <= before
    assert not left.filter(term_id__in=own).exists()
    assert PracticeAnswer.objects.filter(user_id=cast.yusuf.user_id).count() == 1
    assert "hanske" not in practice.memories_of(cast.course_key, [cast.amina.user_id])[cast.amina.user_id]


def test_a_teacher_sees_how_many_know_a_word(cast: Cast) -> None:
    last = cast.know_all_words(cast.amina)
    assert {word.known_by for word in teacher_words.see_words(cast.tor, cast.word_lists[0], last).words} == {1}


def test_the_next_words_to_practise_lead_to_the_block_where_most_are_due(cast: Cast) -> None:
    cast.practise(cast.amina, cast.word_lists[1], START)
    picture = participant_plan.see_plan(cast.amina, START + 10 * DAY)
    assert picture.practice_usage_key == str(cast.word_lists[1])
    assert picture.next_step.words == len(participant_practice.due_terms(
            cast.amina,
        cast.course, practice.memories_of(cast.course_key, [cast.amina.user_id])[cast.amina.user_id], START + 10 * DAY
    )) > 0  # fmt: skip


# --- The words of a text ------------------------------------------------------------------------------------------


def _text(cast: Cast) -> tuple[UsageKey, WordList]:
    """The block under the text on working safely: it has no words of its own."""
    found = (w for w in cast.course.word_lists if w.reading and w.reading.title == "Jobb trygt med rengjøringsmidler")
    words = next(found)
    return UsageKey.from_string(words.usage_key), words


def test_amina_sees_how_much_of_a_text_she_can_read_and_practises_what_is_missing(cast: Cast) -> None:
    key, words = _text(cast)
    assert words.terms == ()
    before = practice_status(cast.amina, key, START)
    assert before.coverage is not None
    assert before.coverage.of_hundred < 90
    assert (before.due, before.new) == (0, 0)
    tasks = start_round(cast.amina, key, START, RoundMode.TEXT)
    assert [task.term_id for task in tasks] == [term.id for term in before.missing[:ROUND_SIZE]]
    for number, task in enumerate(tasks):
        answer(cast.amina, key, cast.right_answer(task, str(number)), START)
    after = practice_status(cast.amina, key, START)
    assert after.coverage is not None
    assert after.coverage.of_hundred > before.coverage.of_hundred
    assert len(after.missing) == len(before.missing) - len(tasks)
    assert summary(cast.amina, key, START).practised == len(tasks)


def test_a_word_practised_under_a_text_is_the_same_card_and_counts_in_its_own_block(cast: Cast) -> None:
    key, _words_of_text = _text(cast)
    own = cast.word_lists[0]
    with transaction.atomic():
        answer(cast.amina, key, _typed("1", "hanske", "hanske"), START)
    assert practice.memories_of(cast.course_key, [cast.amina.user_id])[cast.amina.user_id].keys() == {"hanske"}
    assert practice_status(cast.amina, own, START).counts
    assert not Grade.objects.filter(usage_key=key).exists()


def test_the_words_of_another_text_are_not_answered_here(cast: Cast) -> None:
    key, words = _text(cast)
    assert words.reading is not None
    here = {one.term_id for one in words.reading.course_words}
    other = next(term for one in cast.course.word_lists for term in one.terms if term.id not in here)
    with pytest.raises(Refusal, match="unknown_word"):
        answer(cast.amina, key, _typed("1", other.id, other.lemma), START)


def test_less_time_in_the_timetable_brings_fewer_new_words(cast: Cast) -> None:
    usual = practice_status(cast.amina, cast.word_lists[0], START).new
    little = Timetable(monday_of(START.date()), own_hours=1)
    timetable.change_time(cast.amina, cast.amina.user_id, little, 0, "", START)
    assert practice_status(cast.amina, cast.word_lists[0], START).new == usual // 2
