"""No field is forgotten; the parser takes nothing that is dangerous or broken."""

import dataclasses

import pytest
from bransjekurs import olx
from bransjekurs.domain.course import ArenaHours, CertificateRules, MasteryRule, Signatory
from bransjekurs.domain.measures import OfferedMeasure
from bransjekurs.domain.outcome import CurriculumGoal, Outcome, OutcomeKind, ResultRule
from bransjekurs.domain.reading import CourseWord, OtherWord, Reading
from bransjekurs.domain.situations import Line, Reply, Sign, Situation, Spot
from bransjekurs.domain.trade import JobCertificate, LevelNeeded, SkillNeeded, TradeProfile
from bransjekurs.domain.vocabulary import Form, Term, Use, WordClass
from lxml import etree


def test_no_field_of_the_domain_is_forgotten() -> None:
    """A field that is added to the domain must be written here too; the property tests above then prove it."""
    known = {
        Outcome: 15,
        ResultRule: 3,
        TradeProfile: 4,
        LevelNeeded: 2,
        SkillNeeded: 2,
        JobCertificate: 5,
        OfferedMeasure: 4,
        CurriculumGoal: 6,
        Term: 18,
        Use: 3,
        Reading: 6,
        CourseWord: 2,
        OtherWord: 3,
        Form: 2,
        Situation: 16,
        Line: 3,
        Reply: 2,
        Sign: 3,
        Spot: 2,
        MasteryRule: 6,
        ArenaHours: 2,
        Signatory: 2,
        # Languages, documents asked for and accreditation are rules that no author can set yet.
        CertificateRules: 7,
    }
    assert {kind: len(dataclasses.fields(kind)) for kind in known} == known


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "haha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
        b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
    ],
)
def test_a_document_type_is_refused(document: bytes) -> None:
    with pytest.raises(olx.OlxError, match="DOCTYPE"):
        olx.parse(document)


def test_the_parser_itself_expands_no_entity() -> None:
    document = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'

    assert etree.fromstring(document, olx.safe_parser()).text is None


@pytest.mark.parametrize("document", [b"", b"<a>", b"<a></b>", b"tekst", b"\x00", b"<a>&x;</a>"])
def test_broken_xml_is_refused(document: bytes) -> None:
    with pytest.raises(olx.OlxError, match="well-formed"):
        olx.parse(document)


def test_what_xml_cannot_hold_is_refused_when_written() -> None:
    node = etree.Element("training_plan")

    with pytest.raises(olx.OlxError, match=r"\\x07"):
        olx.outcomes_to_xml(node, [Outcome("a", "", OutcomeKind.NORWEGIAN, "A\x07", "")])
    with pytest.raises(olx.OlxError, match="cannot be an id"):
        olx.terms_to_xml(node, [Term("a", "a", WordClass.OTHER, "", "", ("to ord",))])
