"""Situations are read back equal."""

import pytest
from bransjekurs import olx
from bransjekurs.domain.situations import Line, Reply, Sign, Situation, SituationKind, Spot
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.olx.shared import IDS, TEXT, WORD, through_a_file

SITUATIONS = st.builds(
    Situation,
    id=WORD,
    title=TEXT,
    kind=st.sampled_from(SituationKind),
    outcomes=IDS,
    intro=TEXT,
    paragraphs=st.lists(TEXT, max_size=2).map(tuple),
    lines=st.lists(st.builds(Line, TEXT, TEXT, st.lists(st.builds(Reply, TEXT, TEXT), max_size=2).map(tuple))).map(
        tuple
    ),
    steps=st.lists(TEXT, max_size=3).map(tuple),
    any_order=st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=2).map(tuple),
    signs=st.lists(st.builds(Sign, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    checklist=st.lists(TEXT, max_size=2).map(tuple),
    places=st.lists(st.builds(Spot, TEXT, TEXT), max_size=2).map(tuple),
    picture=TEXT,
    picture_alt=TEXT,
    terms=IDS,
    language=WORD,
)


@given(situations=st.lists(SITUATIONS, max_size=2).map(tuple))
def test_situations_come_back_as_they_were(situations: tuple[Situation, ...]) -> None:
    node = etree.Element("trade_language")
    olx.situations_to_xml(node, situations)

    assert olx.situations_from_xml(through_a_file(node)) == situations


def test_a_run_of_steps_that_cannot_be_read_is_refused() -> None:
    written = (
        b'<trade_language><situation id="a" kind="sign" any_order="x"><title/><intro/></situation></trade_language>'
    )
    with pytest.raises(olx.OlxError, match="any_order=“x” cannot be read"):
        olx.situations_from_xml(olx.parse(written))
