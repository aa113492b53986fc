"""The certificate's rules are read back equal."""

import pytest
from bransjekurs import olx
from bransjekurs.domain.certificate_content import LANGUAGES
from bransjekurs.domain.course import Accreditation, CertificateRules, Signatory
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.olx.shared import IDS, TEXT, through_a_file

CERTIFICATES = st.builds(
    CertificateRules,
    purpose=TEXT,
    minimum_hours=st.integers(),
    signatories=st.lists(st.builds(Signatory, name=TEXT, title=TEXT), max_size=3).map(tuple),
    languages=st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).map(tuple),
    documents_required=IDS,
    accreditation=st.none() | st.builds(Accreditation, approved_by=TEXT, credits=st.integers(), level=TEXT),
)


@given(rules=CERTIFICATES)
def test_certificate_rules_come_back_as_they_were(rules: CertificateRules) -> None:
    node = etree.Element("competence_certificate")
    olx.certificate_to_xml(node, rules)

    assert olx.certificate_from_xml(through_a_file(node)) == rules


@pytest.mark.parametrize(
    ("xml", "named"),
    [
        ('<competence_certificate languages="nb de"/>', "nb, nn, en"),
        ('<competence_certificate languages="nb nb"/>', "each once"),
        ("<competence_certificate><requires/></competence_certificate>", "“document” is missing"),
        ("<competence_certificate><accreditation/></competence_certificate>", "“credits” is missing"),
        ('<competence_certificate><accreditation credits="ti"/></competence_certificate>', "must be a number"),
        ("<competence_certificate><require/></competence_certificate>", "Use one of: accreditation"),
    ],
)
def test_rules_that_a_certificate_cannot_have_are_refused(xml: str, named: str) -> None:
    with pytest.raises(olx.OlxError, match=named):
        olx.certificate_from_xml(olx.parse(xml.encode()))
