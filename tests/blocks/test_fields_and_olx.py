"""What each block stores where, and that it travels in OLX unchanged."""

from dataclasses import replace

import pytest
from bransjekurs import olx
from bransjekurs.blocks.base import BransjekursBlock
from bransjekurs.domain.course import Accreditation
from lxml import etree
from xblock.core import XBlock
from xblock.fields import Scope

from tests.blocks.desk import KINDS, SITUATIONS, Desk

# A misspelt "Scope=" is accepted silently, and then the default scope holds: so each field is named here.
SCOPES = {
    "training_plan": {
        "display_name": Scope.settings,
        "outcomes": Scope.content,
        "hours": Scope.content,
        "measures": Scope.content,
        "review_weeks": Scope.settings,
        "own_cohort_only": Scope.settings,
        "trade": Scope.content,
        "mapping_areas": Scope.content,
        "conditions": Scope.content,
    },
    "trade_language": {
        "display_name": Scope.settings,
        "terms": Scope.content,
        "situations": Scope.content,
        "mastery": Scope.content,
        "reading": Scope.content,
        "weight": Scope.settings,
    },
    "competence_certificate": {
        "display_name": Scope.settings,
        "minimum_hours": Scope.settings,
        "purpose": Scope.content,
        "signatories": Scope.content,
        "languages": Scope.content,
        "documents_required": Scope.content,
        "accreditation": Scope.content,
    },
}
# Every XBlock has these; they are the platform's.
_OF_ANY_BLOCK = {"parent", "name", "tags", "children"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_is_stored_where_it_belongs(kind: str) -> None:
    fields = XBlock.load_class(kind).fields
    assert {name: field.scope for name, field in fields.items() if name not in _OF_ANY_BLOCK} == SCOPES[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_what_olx_writes_as_elements_is_the_authors(kind: str) -> None:
    block_class = XBlock.load_class(kind)
    assert issubclass(block_class, BransjekursBlock)
    assert set(block_class.structured) <= set(SCOPES[kind])


# How each block counts towards grade and completion.
TRAITS = {
    "training_plan": (False, False),
    "trade_language": (True, True),
    "competence_certificate": (False, True),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_block_says_how_it_is_graded_and_completed(desk: Desk, kind: str) -> None:
    block = desk.block(kind)
    custom = getattr(block, "has_custom_completion", False)
    assert (bool(getattr(block, "has_score", False)), bool(custom)) == TRAITS[kind]
    assert block.has_support(block.student_view, "multi_device")


def test_the_most_points_are_the_words(desk: Desk) -> None:
    block = desk.block("trade_language")
    assert block.max_score() == len(block.terms) > 0


def test_a_situation_gives_a_point_for_each_task(desk: Desk) -> None:
    block = desk.at(desk.situation("situasjon-faresymboler"))
    assert block.max_score() == len(block.typed_situations()[0].signs) == 5


@pytest.mark.parametrize("page", SITUATIONS)
def test_a_situation_travels_in_olx(desk: Desk, page: str) -> None:
    block = desk.at(desk.situation(page))
    blank = desk.block("trade_language", "ingrid", author=True)
    blank.runtime.store.parsing = True
    read = type(blank).parse_xml(etree.fromstring(exported(block)), blank.runtime, blank.scope_ids)
    assert read.typed_situations() == block.typed_situations() != ()


def values(block: XBlock) -> dict[str, object]:
    return {name: getattr(block, name) for name in SCOPES[block.scope_ids.block_type]}


def exported(block: XBlock) -> bytes:
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    return etree.tostring(node, encoding="utf-8", pretty_print=True)


def parsed(desk: Desk, kind: str, source: bytes) -> XBlock:
    """A block that was read from OLX and from nothing else."""
    blank = desk.block(kind, "ingrid", author=True)
    blank.runtime.store.parsing = True
    return type(blank).parse_xml(etree.fromstring(source), blank.runtime, blank.scope_ids)


def test_the_blocks_hold_what_the_archive_says(desk: Desk) -> None:
    plan, words, rules = (etree.fromstring(desk.course.blocks[desk.key(kind)].xml) for kind in KINDS)
    block = desk.block("training_plan")
    assert block.typed_outcomes() == olx.outcomes_from_xml(plan) != ()
    assert block.typed_hours() == olx.hours_from_xml(plan) != ()
    assert block.typed_trade() == olx.trade_from_xml(plan)
    assert len(block.typed_trade().norwegian) == 4
    assert block.typed_mapping_areas() == olx.mapping_from_xml(plan) != ()
    assert block.typed_conditions() == olx.conditions_from_xml(plan)
    assert len(block.typed_conditions().duties) == 10
    assert block.review_weeks == int(plan.get("review_weeks", "3"))
    block = desk.block("trade_language")
    assert block.typed_terms() == olx.terms_from_xml(words) != ()
    assert block.typed_mastery() == olx.mastery_from_xml(words)
    found = olx.certificate_from_xml(rules)
    assert replace(desk.block("competence_certificate").rules(), usage_key="") == found
    assert (len(found.signatories), found.minimum_hours > 0, bool(found.purpose)) == (2, True, True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_of_the_course_comes_back_from_olx_as_it_was(desk: Desk, kind: str) -> None:
    block = desk.block(kind)
    source = exported(block)
    again = parsed(desk, kind, source)
    assert values(again) == values(block)
    assert exported(again) == source


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_that_nobody_has_filled_in_comes_back_too(desk: Desk, kind: str) -> None:
    again = parsed(desk, kind, f"<{kind}/>".encode())
    assert values(again) == {name: XBlock.load_class(kind).fields[name].default for name in SCOPES[kind]} | (
        values(parsed(desk, kind, exported(again)))
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_author_saves_is_what_is_exported(desk: Desk, kind: str) -> None:
    name = {"trade_language": "title"}.get(kind, "display_name")
    desk.save(kind, {name: "Ord & «bilder» <1>"})
    block = desk.block(kind, "ingrid", author=True)
    assert block.display_name == "Ord & «bilder» <1>"
    assert values(parsed(desk, kind, exported(block))) == values(block)


def test_the_whole_of_an_authors_rules_comes_back_from_olx(desk: Desk) -> None:
    desk.save(
        "competence_certificate",
        {
            "language": "nn",
            "also": ["en"],
            "documents": ["final_test", "hms-kort-for-renhold"],
            "credits": "5",
            "level": "Nivå 5.1",
            "approved_by": "NOKUT, 20/123",
        },
    )
    block = desk.block("competence_certificate", "ingrid", author=True)
    again = parsed(desk, "competence_certificate", exported(block))
    assert values(again) == values(block)
    rules = again.rules()
    assert (rules.languages, rules.documents_required) == (("nn", "en"), ("final_test", "hms-kort-for-renhold"))
    assert rules.accreditation == Accreditation("NOKUT, 20/123", 5, "Nivå 5.1")


@pytest.mark.parametrize("kind", KINDS)
def test_the_export_has_elements_of_ours_and_no_fields_in_json(desk: Desk, kind: str) -> None:
    node = etree.fromstring(exported(desk.block(kind)))
    assert node.tag == kind
    assert set(node.attrib) <= {"display_name", "xblock-family", "review_weeks", "minimum_hours", "weight", "languages"}
    assert len(node) > 0
