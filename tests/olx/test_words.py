"""Words, thresholds and counted texts are read back equal."""

import pytest
from bransjekurs import olx
from bransjekurs.domain.course import MasteryRule
from bransjekurs.domain.reading import CourseWord, OtherWord, Reading
from bransjekurs.domain.trade import Level
from bransjekurs.domain.vocabulary import Form, Gender, Term, Translation, Use, UseKind, WordClass
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.olx.shared import IDS, TEXT, WORD, through_a_file

FORMS = st.lists(
    st.builds(Form, tag=WORD, spellings=st.lists(TEXT, min_size=1, max_size=3).map(tuple)),
    max_size=4,
    unique_by=lambda form: form.tag,
).map(tuple)


TERMS = st.builds(
    Term,
    id=WORD,
    lemma=TEXT,
    word_class=st.sampled_from(WordClass),
    definition=TEXT,
    example=TEXT,
    outcomes=IDS,
    genders=st.lists(st.sampled_from(Gender), max_size=3, unique=True).map(tuple),
    forms=FORMS,
    parts=st.lists(TEXT, max_size=3).map(tuple),
    level=TEXT,
    source=TEXT,
    also=st.lists(TEXT, max_size=2).map(tuple),
    safety=TEXT,
    picture=TEXT,
    picture_alt=TEXT,
    audio=TEXT,
    translations=st.lists(st.builds(Translation, WORD, TEXT, TEXT, st.booleans()), max_size=2).map(tuple),
    uses=st.lists(st.builds(Use, st.sampled_from(UseKind), TEXT, st.integers(0, 20)), max_size=2).map(tuple),
)


COUNTS = st.integers(0, 9999)


READINGS = st.none() | st.builds(
    Reading,
    text=WORD,
    title=WORD,
    level=st.sampled_from(Level),
    common=COUNTS,
    course_words=st.lists(st.builds(CourseWord, WORD, COUNTS), max_size=3).map(tuple),
    other_words=st.lists(st.builds(OtherWord, TEXT, COUNTS, COUNTS), max_size=3).map(tuple),
)


SHARE = st.floats(0, 1)


RULES = st.builds(MasteryRule, SHARE, SHARE, st.integers(), st.integers(), st.integers(), SHARE)


@given(rule=RULES, terms=st.lists(TERMS, max_size=3).map(tuple))
def test_words_come_back_as_they_were(rule: MasteryRule, terms: tuple[Term, ...]) -> None:
    node = etree.Element("trade_language")
    olx.mastery_to_xml(node, rule)
    olx.terms_to_xml(node, terms)
    read = through_a_file(node)

    assert olx.mastery_from_xml(read) == rule
    assert olx.terms_from_xml(read) == terms


@given(reading=READINGS)
def test_the_words_of_a_text_come_back_as_they_were(reading: Reading | None) -> None:
    node = etree.Element("trade_language")
    olx.reading_to_xml(node, reading)
    assert olx.reading_from_xml(through_a_file(node)) == reading


def test_a_threshold_that_is_no_number_is_refused() -> None:
    node = olx.parse(b'<trade_language><mastery answers="tre"/></trade_language>')

    with pytest.raises(olx.OlxError, match="answers=“tre” must be a number"):
        olx.mastery_from_xml(node)
