"""Which task a word gets, and what stands in it."""

from dataclasses import replace
from itertools import permutations

import pytest
from bransjekurs.domain.answers import Hint, check, right_answer
from bransjekurs.domain.memory import AnswerVerdict, Memory
from bransjekurs.domain.tasks import is_hard, make_task, next_kind
from bransjekurs.domain.vocabulary import TaskKind, Term

from tests.domain.values import NOW, TERMS

WORDS = tuple(TERMS.values())
RECOGNISE, TYPE, HEAR, FORM, ARTICLE, DICTATE, LINE = TaskKind


@pytest.mark.parametrize(
    ("term", "kinds"),
    [
        ("hanske", [RECOGNISE, TYPE, HEAR, FORM, ARTICLE, DICTATE, LINE, RECOGNISE]),
        ("åpne", [RECOGNISE, TYPE, HEAR, FORM, DICTATE, LINE, RECOGNISE]),
        ("hms", [RECOGNISE, TYPE, HEAR, DICTATE, LINE, RECOGNISE]),
    ],
)
def test_a_word_is_asked_for_in_turn_the_easiest_way_first(term: str, kinds: list[TaskKind]) -> None:
    assert next_kind(TERMS[term], None) is kinds[0]
    assert [next_kind(TERMS[term], _memory(answers, answers)) for answers in range(len(kinds))] == kinds


@pytest.mark.parametrize(
    ("case", "answers", "right", "hard"),
    [
        ("never met", 0, 0, False),
        ("four wrong answers", 4, 0, False),
        ("five answers, two right", 5, 2, True),
        ("six answers, half of them right", 6, 3, False),
        ("many answers, few right", 12, 5, True),
    ],
)
def test_a_hard_word_is_asked_for_with_help(case: str, answers: int, right: int, hard: bool) -> None:
    memory = _memory(answers, right)
    assert is_hard(memory) is hard
    kinds = {next_kind(TERMS["hanske"], _memory(answers + more, right)) for more in range(3) if hard}
    assert kinds == ({LINE, RECOGNISE, HEAR} if hard else set())


def _memory(answers: int, right: int) -> Memory:
    return Memory(NOW, NOW, 1.0, 5.0, answers, right, days=1, kinds=1)


@pytest.mark.parametrize("term", WORDS, ids=lambda term: term.id)
def test_the_choices_hold_the_right_word_once_among_four(term: Term) -> None:
    choices = make_task(term, RECOGNISE, WORDS).choices
    assert choices.count(term.lemma) == 1
    assert len(set(choices)) == len(choices) == 4


def test_the_choices_are_the_same_for_the_same_words_in_any_order_and_on_any_day() -> None:
    few = WORDS[:5]
    assert len({make_task(few[0], RECOGNISE, order).choices for order in permutations(few)}) == 1
    assert make_task(TERMS["hanske"], RECOGNISE, WORDS).choices == ("kafé", "verneutstyr", "vakt", "hanske")
    assert make_task(TERMS["åpne"], RECOGNISE, WORDS[-5:]).choices == ("åpne", "ærlig", "HMS", "fortynne")


def test_the_right_word_does_not_always_stand_in_the_same_place() -> None:
    assert len({make_task(term, RECOGNISE, WORDS).choices.index(term.lemma) for term in WORDS}) > 1


def test_the_wrong_choices_are_of_the_same_word_class_while_there_are_enough() -> None:
    nouns = {term.lemma for term in WORDS if term.word_class is TERMS["hanske"].word_class}
    assert set(make_task(TERMS["hanske"], RECOGNISE, WORDS).choices) <= nouns
    assert {"fortynne", "åpne"} <= set(make_task(TERMS["fortynne"], RECOGNISE, WORDS).choices)


def test_a_course_with_few_words_gives_fewer_choices() -> None:
    hanske, vakt = TERMS["hanske"], TERMS["vakt"]
    assert set(make_task(hanske, RECOGNISE, (hanske, vakt)).choices) == {"hanske", "vakt"}
    assert make_task(hanske, RECOGNISE, (hanske,)).choices == ("hanske",)


def test_a_word_spelled_the_same_is_no_wrong_choice_and_takes_no_place() -> None:
    twins = tuple(replace(TERMS["hanske"], id=f"hanske-{number}") for number in range(20))
    choices = make_task(TERMS["hanske"], RECOGNISE, (*WORDS, *twins)).choices
    assert (choices.count("hanske"), len(choices)) == (1, 4)


def test_typing_shows_the_sentence_only_where_the_word_stands_in_it_as_it_is_asked_for() -> None:
    shown = make_task(TERMS["verneutstyr"], TYPE, WORDS)
    assert (shown.before, shown.after) == ("Ta på deg ", " før du begynner.")
    hidden = make_task(TERMS["hanske"], TYPE, WORDS)
    assert (hidden.before, hidden.after, hidden.definition) == ("", "", "Hva hanske er.")


def test_the_sentence_shows_the_word_as_in_a_dictionary_and_the_gap() -> None:
    noun = make_task(TERMS["hanske"], FORM, WORDS)
    assert (noun.before, noun.after, noun.lemma) == ("Ta på deg ", " før du vasker.", "hanske")


def test_the_article_is_chosen_among_three() -> None:
    task = make_task(TERMS["hanske"], ARTICLE, WORDS)
    assert (task.lemma, task.choices, task.before) == ("hanske", ("en", "ei", "et"), "")


def test_what_is_heard_is_the_word_and_can_be_done_without_hearing_it() -> None:
    heard, written = make_task(TERMS["hanske"], HEAR, WORDS), make_task(TERMS["hanske"], DICTATE, WORDS)
    assert heard.choices == make_task(TERMS["hanske"], RECOGNISE, WORDS).choices
    assert {heard.said, written.said} == {"hanske"}
    assert {heard.definition, written.definition} == {"Hva hanske er."}
    assert (written.start, written.choices) == ("h", ())


def test_the_words_for_a_line_stand_in_the_form_that_it_asks_for() -> None:
    task = make_task(TERMS["hanske"], LINE, WORDS)
    assert (task.before, task.after) == ("Ta på deg ", " før du vasker.")
    plural = {s for term in WORDS for form in term.forms for s in form.spellings if form.tag == "pl_def"}
    assert "hanskene" in task.choices
    assert set(task.choices) <= plural
    assert len(task.choices) == 4


@pytest.mark.parametrize("kind", TaskKind)
@pytest.mark.parametrize("term", WORDS, ids=lambda term: term.id)
def test_the_right_answer_is_right_and_stands_among_the_choices(term: Term, kind: TaskKind) -> None:
    if kind not in term.task_kinds:
        return
    right, task = right_answer(term, kind), make_task(term, kind, WORDS)
    assert check(term, kind, right).hint is Hint.RIGHT
    assert not task.choices or right in task.choices
    wrong = [choice for choice in task.choices if choice != right and choice not in term.articles]
    assert all(check(term, kind, choice).verdict is AnswerVerdict.WRONG for choice in wrong)


@pytest.mark.parametrize("kind", [TYPE, FORM])
@pytest.mark.parametrize("term", WORDS, ids=lambda term: term.id)
def test_no_task_shows_the_answer_beside_the_gap(term: Term, kind: TaskKind) -> None:
    task = make_task(term, kind, WORDS)
    assert term.sentence[1] not in task.before + task.after
    assert task.choices == ()


@pytest.mark.parametrize(
    ("term", "headed"),
    [
        ("verneutstyr", "et verneutstyr"),
        ("hanske", "en hanske"),
        ("fortynne", "å fortynne"),
        ("brannfarlig", "brannfarlig"),
        ("hms", "HMS"),
    ],
)
def test_a_word_is_headed_as_in_a_dictionary(term: str, headed: str) -> None:
    assert TERMS[term].with_article == headed


def test_a_word_of_two_genders_is_headed_by_the_one_that_the_author_names_first() -> None:
    vakt = TERMS["vakt"]
    assert vakt.with_article == "en vakt"
    assert replace(vakt, genders=vakt.genders[::-1]).with_article == "ei vakt"
