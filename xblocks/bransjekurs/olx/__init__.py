"""The one vocabulary of our OLX elements: domain values to child elements and back.

XBlocks (``parse_xml``, ``add_xml_to_node``) and the course builder both speak through this module, so an archive
reads the same wherever it was made. Every writer takes the block's own element and appends to it; every reader takes
that element and returns values equal to those written. What a reader does not understand raises ``OlxError``.

    <training_plan url_name="plan" display_name="Min plan" review_weeks="3">   hours, outcome (title, plain,
        look-for, curriculum, shown-by), trade-profile (norwegian, basic-skill, employers-look-for, job-certificate
        (name, needed-for, note)), mapping, measure, conditions (condition, duty, agreement, insurance, payment)
    <trade_language …>                                                        mastery, reading (course-word,
        other-word), term (lemma, definition, example, form, part, also, safety, picture, translation, use),
        situation (title, intro, picture, paragraph, line (says, instead), step, sign, check, place)
    <competence_certificate minimum_hours="96" languages="nb nn">             purpose, signatory, requires (document),
        accreditation (credits, level)

``url_name``, ``display_name`` and ``review_weeks`` are plain XBlock fields and not this module's concern.
"""

from bransjekurs.olx.certificate import certificate_from_xml, certificate_to_xml
from bransjekurs.olx.pieces import VOCABULARY, Element, OlxError, parse, safe_parser
from bransjekurs.olx.plan import (
    hours_from_xml,
    hours_to_xml,
    mapping_from_xml,
    mapping_to_xml,
    measures_from_xml,
    measures_to_xml,
    outcomes_from_xml,
    outcomes_to_xml,
)
from bransjekurs.olx.situations import situations_from_xml, situations_to_xml
from bransjekurs.olx.trade import conditions_from_xml, conditions_to_xml, trade_from_xml, trade_to_xml
from bransjekurs.olx.words import (
    mastery_from_xml,
    mastery_to_xml,
    reading_from_xml,
    reading_to_xml,
    terms_from_xml,
    terms_to_xml,
)

__all__ = [
    "VOCABULARY",
    "Element",
    "OlxError",
    "certificate_from_xml",
    "certificate_to_xml",
    "conditions_from_xml",
    "conditions_to_xml",
    "hours_from_xml",
    "hours_to_xml",
    "mapping_from_xml",
    "mapping_to_xml",
    "mastery_from_xml",
    "mastery_to_xml",
    "measures_from_xml",
    "measures_to_xml",
    "outcomes_from_xml",
    "outcomes_to_xml",
    "parse",
    "reading_from_xml",
    "reading_to_xml",
    "safe_parser",
    "situations_from_xml",
    "situations_to_xml",
    "terms_from_xml",
    "terms_to_xml",
    "trade_from_xml",
    "trade_to_xml",
]
