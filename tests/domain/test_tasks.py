"""Which task a word gets, and what stands in it."""

from dataclasses import replace
from itertools import permutations

import pytest
from bransjekurs.domain.tasks import make_task, next_kind
from bransjekurs.domain.vocabulary import TaskKind, Term

from tests.domain.values import TERMS

WORDS = tuple(TERMS.values())
RECOGNISE, TYPE, FORM = TaskKind


@pytest.mark.parametrize(
    ("term", "kinds"),
    [("hanske", [RECOGNISE, TYPE, FORM, RECOGNISE, TYPE, FORM]), ("hms", [RECOGNISE, TYPE, RECOGNISE, TYPE])],
)
def test_a_word_is_asked_for_in_turn_the_easiest_way_first(term: str, kinds: list[TaskKind]) -> None:
    assert [next_kind(TERMS[term], answers) for answers in range(len(kinds))] == kinds


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


def test_the_sentence_asks_for_a_noun_with_its_article_and_for_others_without() -> None:
    noun = make_task(TERMS["hanske"], FORM, WORDS)
    assert (noun.before, noun.after, noun.lemma) == ("Ta på deg ", " før du vasker.", "hanske")
    assert noun.articles == ("en", "ei", "et")
    assert make_task(TERMS["åpne"], FORM, WORDS).articles == ()


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
