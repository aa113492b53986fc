"""The training plan is read back equal; what is not ours is refused with a word on what to do."""

import pytest
from bransjekurs import olx
from bransjekurs.domain.conditions import Conditions, Duty, DutyOwner, Share, Topic, TopicText
from bransjekurs.domain.course import ArenaHours, MasteryRule
from bransjekurs.domain.mapping import MappingArea
from bransjekurs.domain.measures import LearningArena, MeasureKind, OfferedMeasure
from bransjekurs.domain.outcome import Arena, CurriculumGoal, Outcome, OutcomeKind, ResultKind, ResultRule
from bransjekurs.domain.trade import (
    BasicSkill,
    Frequency,
    JobCertificate,
    LanguageSkill,
    Level,
    LevelNeeded,
    SkillNeeded,
    TradeProfile,
)
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.olx.shared import IDS, TEXT, WORD, through_a_file

GOALS = st.builds(
    CurriculumGoal,
    curriculum=WORD,
    module=TEXT,
    code=WORD,
    wording=TEXT,
    language=st.sampled_from(("nb", "nn")),
    source=TEXT,
)


RULES = st.builds(
    ResultRule,
    part=st.builds("{}@{}".format, WORD, WORD),
    kind=st.just(ResultKind.POINTS),
    at_least=st.floats(0, 1, exclude_min=True),
) | st.builds(ResultRule, part=st.builds("{}@{}".format, WORD, WORD), kind=st.just(ResultKind.DONE))
OUTCOMES = st.builds(
    Outcome,
    id=WORD,
    area=TEXT,
    kind=st.sampled_from(OutcomeKind),
    title=TEXT,
    plain=TEXT,
    look_for=st.lists(TEXT, max_size=3).map(tuple),
    curriculum=st.lists(GOALS, max_size=2).map(tuple),
    required=st.booleans(),
    judged_by=IDS,
    support_suffices=st.booleans(),
    icon=TEXT,
    uses=st.lists(st.sampled_from(BasicSkill), max_size=3, unique=True).map(tuple),
    arenas_required=st.integers(1, 3),
    hours=st.floats(0, 2000),
    shown_by=st.lists(RULES, max_size=2).map(tuple),
)


MEASURES = st.builds(
    OfferedMeasure,
    id=WORD,
    kind=st.sampled_from(MeasureKind),
    arena=st.sampled_from(LearningArena),
    title=TEXT,
)


TRADES = st.builds(
    TradeProfile,
    norwegian=st.lists(st.builds(LevelNeeded, st.sampled_from(LanguageSkill), st.sampled_from(Level))).map(tuple),
    basic_skills=st.lists(st.builds(SkillNeeded, st.sampled_from(BasicSkill), st.sampled_from(Frequency))).map(tuple),
    employers_look_for=st.lists(TEXT, max_size=2).map(tuple),
    certificates=st.lists(
        st.builds(
            JobCertificate,
            id=WORD,
            name=TEXT,
            needed_for=TEXT,
            valid_years=st.none() | st.integers(1, 50),
            note=TEXT,
        ),
        max_size=2,
    ).map(tuple),
)


SHARES = st.lists(st.builds(Share, part=TEXT, who=TEXT), max_size=2).map(tuple)


CONDITIONS = st.builds(
    Conditions,
    topics=st.lists(st.builds(TopicText, st.sampled_from(Topic), TEXT), max_size=3).map(tuple),
    duties=st.lists(st.builds(DutyOwner, st.sampled_from(Duty), TEXT), max_size=3).map(tuple),
    agreements=st.lists(TEXT, max_size=2).map(tuple),
    insurance=SHARES,
    payment=SHARES,
)


AREAS = st.lists(st.sampled_from(MappingArea), unique=True).map(tuple)


HOURS = st.lists(st.builds(ArenaHours, arena=st.sampled_from(Arena), hours=st.integers()), max_size=3).map(tuple)


@given(
    hours=HOURS,
    outcomes=st.lists(OUTCOMES, max_size=3).map(tuple),
    trade=TRADES,
    areas=AREAS,
    measures=st.lists(MEASURES, max_size=3).map(tuple),
    conditions=CONDITIONS,
)
def test_a_plan_comes_back_as_it_was(
    hours: tuple[ArenaHours, ...],
    outcomes: tuple[Outcome, ...],
    trade: TradeProfile,
    areas: tuple[MappingArea, ...],
    measures: tuple[OfferedMeasure, ...],
    conditions: Conditions,
) -> None:
    node = etree.Element("training_plan")
    olx.trade_to_xml(node, trade)
    olx.mapping_to_xml(node, areas)
    olx.hours_to_xml(node, hours)
    olx.outcomes_to_xml(node, outcomes)
    olx.measures_to_xml(node, measures)
    olx.conditions_to_xml(node, conditions)
    read = through_a_file(node)

    assert olx.hours_from_xml(read) == hours
    assert olx.outcomes_from_xml(read) == outcomes
    assert olx.trade_from_xml(read) == trade
    assert olx.mapping_from_xml(read) == areas
    assert olx.measures_from_xml(read) == measures
    assert olx.conditions_from_xml(read) == conditions


def test_the_olx_can_be_read_by_a_person() -> None:
    node = etree.Element("training_plan")
    goal = CurriculumGoal("ROF05-01", "ROFV100", "KM10662", "velje og bruke …", "nn", "Grep")
    title, plain = "Velge verneutstyr", "Du velger hansker."
    outcome = Outcome("utstyr", "Trygt arbeid", OutcomeKind.TRADE_SKILL, title, plain, ("velger hansker",), (goal,))
    olx.outcomes_to_xml(node, [outcome])

    assert etree.tostring(node[0], encoding="unicode", pretty_print=True) == (
        '<outcome id="utstyr" area="Trygt arbeid" kind="trade_skill" required="true" judged_by="teacher" '
        'support_suffices="true">\n'
        "  <title>Velge verneutstyr</title>\n"
        "  <plain>Du velger hansker.</plain>\n"
        "  <look-for>velger hansker</look-for>\n"
        '  <curriculum code="KM10662" module="ROFV100" curriculum="ROF05-01" lang="nn" source="Grep">'
        "velje og bruke …</curriculum>\n"
        "</outcome>\n"
    )


def test_what_the_author_leaves_out_has_the_usual_value() -> None:
    words = olx.parse(b'<trade_language><mastery answers="5"/></trade_language>')
    plan = olx.parse(
        b'<training_plan><outcome id="a" kind="norwegian"><title>A</title><plain>B</plain></outcome></training_plan>'
    )
    (outcome,) = olx.outcomes_from_xml(plan)

    assert olx.mastery_from_xml(words) == MasteryRule(answers=5)
    assert (olx.trade_from_xml(plan), olx.mapping_from_xml(plan)) == (TradeProfile(), tuple(MappingArea))
    assert (outcome.required, outcome.support_suffices, outcome.judged_by) == (True, True, ("teacher",))


def test_comments_and_the_platforms_asides_are_passed_over() -> None:
    node = olx.parse(
        b'<training_plan><!-- note --><tags xblock-family="xblock_asides.v1"/>'
        b'<hours arena="online">3</hours></training_plan>'
    )

    assert olx.hours_from_xml(node) == (ArenaHours(Arena.ONLINE, 3),)


BAD = {
    "an element that is misspelt": ("<outcom/>", "outcom"),
    "an outcome without id": ('<outcome kind="norwegian"><title>A</title><plain>B</plain></outcome>', "“id”"),
    "an unknown kind": ('<outcome id="a" kind="norsk"><title>A</title><plain>B</plain></outcome>', "trade_knowledge"),
    "a missing title": ('<outcome id="a" kind="norwegian"><plain>B</plain></outcome>', "<title>"),
    "two titles": ('<outcome id="a" kind="norwegian"><title>A</title><title>A</title></outcome>', "exactly once"),
    "a flag that is neither": (
        '<outcome id="a" kind="norwegian" required="ja"><title>A</title><plain>B</plain></outcome>',
        "true or false",
    ),
    "something unknown in an outcome": (
        '<outcome id="a" kind="norwegian"><title>A</title><plain>B</plain><icon/></outcome>',
        "<icon>",
    ),
    "a participant's own goal": (
        '<outcome id="own_1" kind="norwegian"><title>A</title><plain>B</plain></outcome>',
        "own_",
    ),
    "more arenas than there are": (
        '<outcome id="a" kind="norwegian" arenas_required="4"><title>A</title><plain>B</plain></outcome>',
        "from 1 to 3",
    ),
    "a result of something without a name": (
        '<outcome id="a" kind="norwegian"><title>A</title><plain>B</plain><shown-by part="a" result="done"/></outcome>',
        "part=“a”",
    ),
    "a result that nobody can reach": (
        '<outcome id="a" kind="norwegian"><title>A</title><plain>B</plain>'
        '<shown-by part="problem@a" result="points" at_least="1.5"/></outcome>',
        "at most 1",
    ),
    "an unknown kind of result": (
        '<outcome id="a" kind="norwegian"><title>A</title><plain>B</plain>'
        '<shown-by part="problem@a" result="grade"/></outcome>',
        "points, done",
    ),
    "an unknown measure": ('<measure id="a" kind="kurs" arena="online">A</measure>', "supplier_course"),
    "hours in words": ('<hours arena="online">tre</hours>', "whole number"),
    "an unknown level": ('<trade-profile><norwegian skill="reading" level="C2"/></trade-profile>', "B1"),
    "something unknown in the trade's profile": ("<trade-profile><norsk/></trade-profile>", "<norsk>"),
    "a certificate without id": (
        "<trade-profile><job-certificate><name>A</name></job-certificate></trade-profile>",
        "“id”",
    ),
    "an unknown question area": ('<mapping areas="interest politics"/>', "availability"),
    "an unknown arena": ('<hours arena="skole">3</hours>', "classroom"),
}


def read_all(node: olx.Element) -> None:
    olx.hours_from_xml(node)
    olx.outcomes_from_xml(node)
    olx.trade_from_xml(node)
    olx.mapping_from_xml(node)
    olx.measures_from_xml(node)


@pytest.mark.parametrize("fault", BAD)
def test_bad_olx_says_what_is_wrong_and_where(fault: str) -> None:
    xml, named = BAD[fault]
    node = olx.parse(f"<training_plan>\n{xml}</training_plan>".encode())

    with pytest.raises(olx.OlxError, match="line 2") as caught:
        read_all(node)
    assert named in str(caught.value)
