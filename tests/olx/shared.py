"""What the tests of our OLX share: texts that XML can hold, and the way through a file."""

from bransjekurs import olx
from hypothesis import strategies as st
from lxml import etree

# Any text that XML can hold.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t\r"))


WORD = st.from_regex(r"[a-zæøå][a-zæøå0-9-]{0,15}", fullmatch=True)


IDS = st.lists(WORD, max_size=3, unique=True).map(tuple)


def through_a_file(node: olx.Element) -> olx.Element:
    return olx.parse(etree.tostring(node, encoding="utf-8", pretty_print=True))
