"""The author decides in Studio whether teachers see only their own cohort; the setting travels in OLX."""

from bransjekurs.api import publishing
from bransjekurs.api.access import edition_of
from lxml import etree

from tests.blocks.desk import Desk
from tests.conftest import START, Cast


def test_the_box_is_stored_published_exported_and_taken_back(desk: Desk, cast: Cast) -> None:
    assert edition_of(cast.ingrid).course.own_cohort_only is False
    for ticked, exported in ((["yes"], "true"), ([], "false")):
        view = desk.save("training_plan", {"own_cohort_only": ticked})
        assert view.values("submit_form")["own_cohort_only"] == ticked
        publishing.publish(cast.course_key, START)
        assert edition_of(cast.ingrid).course.own_cohort_only is bool(ticked)
        node = etree.Element("training_plan")
        desk.authoring(desk.key("training_plan")).add_xml_to_node(node)
        assert node.get("own_cohort_only") == exported


def test_a_mistake_elsewhere_in_the_form_keeps_what_was_ticked(desk: Desk) -> None:
    view = desk.save("training_plan", {"own_cohort_only": ["yes"], "review_weeks": "x"})
    assert view.errors() == ["review_weeks"]
    assert view.values("submit_form")["own_cohort_only"] == ["yes"]
