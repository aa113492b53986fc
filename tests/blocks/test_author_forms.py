"""The authors' forms: who may save, every error at its field, nothing stored or lost when there is one."""

from typing import Any

import pytest
from bransjekurs.api import author, publishing
from bransjekurs.domain.conditions import Duty, Topic
from bransjekurs.domain.outcome import ResultKind, ResultRule
from bransjekurs.preview import courseware
from bransjekurs.preview.models import BlockState
from xblock.core import XBlock

from tests.blocks.desk import KINDS, Desk, Values, View
from tests.conftest import START, Cast
from tests.pages.conftest import words

NAME = {"training_plan": "display_name", "trade_language": "title", "competence_certificate": "display_name"}
HOSE = {
    "lemma": "slange",
    "word_class": "noun",
    "genders": ["m"],
    "definition": "Et langt rør som vann går gjennom.",
    "example": "Rull ut [slangen] før du vasker.",
    "outcomes": ["merking"],
    "form-sg_def": "slangen, slanga",
}
OUTCOME = {
    "title": "Vaske gulv",
    "area": "Utføre arbeid",
    "plain": "Du vasker gulv.",
    "look_for": "vasker i riktig rekkefølge\n\nbytter vann",
    "kind": "trade_skill",
    "required": ["yes"],
    "support_suffices": [],
    "judged_by": ["teacher"],
}


def row(prefix: str, number: int, fields: Values) -> Values:
    return {f"{prefix}-{number}-{name}": value for name, value in fields.items()}


def stored(block: XBlock) -> Values:
    return {name: getattr(block, name) for name in block.fields if name in ("display_name", *block.structured)}


def last_row(desk: Desk, kind: str) -> int:
    """The number of the empty row."""
    return len(desk.block(kind).terms if kind == "trade_language" else desk.block(kind).outcomes)


# --- Who may save ---


@pytest.mark.parametrize("who", ["amina", "tor", "nina", "per", "carl", ""])
@pytest.mark.parametrize("kind", KINDS)
def test_only_course_staff_save_in_studio(desk: Desk, kind: str, who: str) -> None:
    values = {**desk.see(kind, "ingrid", "studio_view").values("submit_form"), NAME[kind]: "Nytt navn"}
    status, answer = desk.send(kind, who, "submit_form", values, author=True)
    assert (status, bool(answer["error"])) == (403, True)
    assert not BlockState.objects.exists()


@pytest.mark.parametrize("who", ["ingrid", "tor", "amina", ""])
@pytest.mark.parametrize("kind", KINDS)
def test_the_form_is_refused_outside_studio_even_to_course_staff(desk: Desk, kind: str, who: str) -> None:
    values = {**desk.see(kind, "ingrid", "studio_view").values("submit_form"), NAME[kind]: "Nytt navn"}
    assert desk.send(kind, who, "submit_form", values)[0] == 403
    assert not BlockState.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_saved_is_told_and_stands_for_everybody(desk: Desk, kind: str) -> None:
    view = desk.save(kind, {NAME[kind]: "Nytt navn"})
    assert view.tree.xpath("//*[@data-told]")
    assert view.values("submit_form")[NAME[kind]] == "Nytt navn"
    assert desk.block(kind, "amina").display_name == "Nytt navn"


@pytest.mark.parametrize("kind", KINDS)
def test_saving_what_stands_changes_nothing(desk: Desk, kind: str) -> None:
    before = stored(desk.block(kind))
    desk.save(kind, {})
    assert stored(desk.block(kind)) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_over_a_megabyte_is_refused_and_nothing_stored(desk: Desk, kind: str) -> None:
    status, answer = desk.send(kind, "ingrid", "submit_form", {NAME[kind]: "x" * 1_100_000}, author=True)
    assert (status, answer["error"]) == (400, words("too_much_sent"))
    assert not BlockState.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_that_is_empty_or_no_form_is_told_and_nothing_stored(desk: Desk, kind: str) -> None:
    before = stored(desk.block(kind))
    for sent in ({}, {NAME[kind]: 7}, {NAME[kind]: None}, {NAME[kind]: [{}]}, {"term-x-lemma": "a"}):
        status, answer = desk.send(kind, "ingrid", "submit_form", sent, author=True)
        assert status == 200
        assert NAME[kind] in View(answer["html"]).errors()
        assert stored(desk.block(kind)) == before


@pytest.mark.parametrize("kind", KINDS)
def test_control_characters_are_left_out(desk: Desk, kind: str) -> None:
    desk.save(kind, {NAME[kind]: "Min\0 \x1bplan\ud800"})
    assert desk.block(kind).display_name == "Min plan"


# --- Errors, one at a time ---

ERRORS: list[tuple[str, str, Any, str]] = [
    ("training_plan", "display_name", "  ", "not_empty"),
    *[("training_plan", "review_weeks", value, "number_out_of_range") for value in ("", "0", "27", "to", "2.5", "nan")],
    *[("training_plan", "hours-workplace", value, "number_out_of_range") for value in ("-1", "2001", "9" * 5000)],
    ("training_plan", "outcome-1-title", "", "not_empty"),
    ("training_plan", "outcome-1-area", "", "not_empty"),
    ("training_plan", "outcome-1-plain", "", "not_empty"),
    ("training_plan", "outcome-1-kind", "magic", "unknown_value"),
    *[("training_plan", "outcome-1-hours", value, "number_out_of_range") for value in ("-1", "501", "mange", "nan")],
    ("training_plan", "outcome-1-shown-0-part", "sequential@borte", "unknown_part"),
    *[("training_plan", "outcome-1-shown-0-percent", value, "number_out_of_range") for value in ("0", "101", "alle")],
    ("training_plan", "insurance-1-who", "", "not_empty"),
    ("training_plan", "payment-0-part", " ", "not_empty"),
    ("training_plan", "norwegian-reading", "magic", "unknown_value"),
    ("training_plan", "often-oral", "magic", "unknown_value"),
    ("training_plan", "certificate-0-name", "", "not_empty"),
    *[("training_plan", "certificate-0-valid_years", value, "number_out_of_range") for value in ("0", "51", "to")],
    ("training_plan", "outcome-1-judged_by", [], "unknown_role"),
    ("training_plan", "outcome-1-judged_by", ["participant", "staff"], "unknown_role"),
    ("trade_language", "title", "", "not_empty"),
    ("trade_language", "term-1-lemma", "", "not_empty"),
    ("trade_language", "term-1-definition", " ", "not_empty"),
    ("trade_language", "term-1-genders", [], "gender_missing"),
    ("trade_language", "term-1-word_class", "magic", "unknown_value"),
    ("trade_language", "term-1-outcomes", ["flying"], "unknown_value"),
    *[
        ("trade_language", "term-1-example", value, "ambiguous_example")
        for value in ("", "Ta på deg hansker.", "[En] [to]", "Ta ]hansker[ på", "Ta [ ] på", "[[hansker]]")
    ],
    ("trade_language", "term-1-example", "Ta på deg [hatten].", "form_not_in_table"),
    ("trade_language", "threshold-answers", "0", "number_out_of_range"),
    ("trade_language", "threshold-days", "21", "number_out_of_range"),
    ("trade_language", "threshold-kinds", "4", "number_out_of_range"),
    ("trade_language", "threshold-recall_today", "1", "number_out_of_range"),
    ("trade_language", "threshold-recall_in_30_days", "nan", "number_out_of_range"),
    ("trade_language", "threshold-share", "mye", "number_out_of_range"),
    ("competence_certificate", "display_name", "", "not_empty"),
    ("competence_certificate", "purpose", "\n", "not_empty"),
    ("competence_certificate", "language", "de", "unknown_language"),
    *[("competence_certificate", "minimum_hours", value, "number_out_of_range") for value in ("", "-1", "2001", "x")],
]
UNPRINTABLE = [
    ("training_plan", "outcome-1-title", "Vaske 🧹"),
    ("competence_certificate", "purpose", "Å bli flink 🧹"),
    ("competence_certificate", "signatory-0-name", "Tor 🧹"),
    ("competence_certificate", "signatory-1-title", "Sjef 🧹"),
]


@pytest.mark.parametrize(("kind", "field", "value"), UNPRINTABLE)
def test_what_the_certificate_cannot_print_is_told_at_its_field(desk: Desk, kind: str, field: str, value: str) -> None:
    before = stored(desk.block(kind))
    view = desk.save(kind, {field: value})
    assert view.error_at(field) == words("unprintable", characters="🧹")
    assert view.values("submit_form")[field] == value
    assert stored(desk.block(kind)) == before


LIMITS = {
    "review_weeks": (1, 26),
    "hours-workplace": (0, 2000),
    "minimum_hours": (0, 2000),
    "outcome-1-hours": (0, 500),
    "outcome-1-shown-0-percent": (1, 100),
    "certificate-0-valid_years": (1, 50),
    "threshold-answers": (1, 20),
    "threshold-days": (1, 20),
    "threshold-kinds": (1, 3),
    "threshold-recall_today": (0.5, 0.99),
    "threshold-recall_in_30_days": (0.5, 0.99),
    "threshold-share": (0.1, 1.0),
}
# What a page can't offer again: a choice that does not exist.
FORGED = {"de", "magic", "flying", "participant"}


@pytest.mark.parametrize(("kind", "field", "value", "code"), ERRORS)
def test_what_is_wrong_is_told_at_its_field_and_the_rest_of_the_form_stays(
    desk: Desk, kind: str, field: str, value: Any, code: str
) -> None:
    before = stored(desk.block(kind))
    typed = {NAME[kind]: "Et annet navn", field: value}
    view = desk.save(kind, typed)
    low, high = LIMITS.get(field, ("", ""))
    assert view.errors() == [field]
    assert view.error_at(field) == words(code, low=low, high=high)
    assert stored(desk.block(kind)) == before
    again = view.values("submit_form")
    sent = {**desk.see(kind, "ingrid", "studio_view").values("submit_form"), **typed}
    if not FORGED.intersection(value if isinstance(value, list) else [value]):
        assert again[field] == (value.strip() if isinstance(value, str) else value)
    assert {name: text for name, text in again.items() if name != field} == {
        name: text for name, text in sent.items() if name != field
    }


def test_several_errors_are_told_at_once(desk: Desk) -> None:
    number = last_row(desk, "trade_language")
    view = desk.save(
        "trade_language",
        {
            "title": "",
            "term-0-definition": "",
            "threshold-share": "x",
            **row("term", number, {**HOSE, "genders": [], "example": "Uten ord."}),
        },
    )
    assert set(view.errors()) == {
        "title",
        "term-0-definition",
        "threshold-share",
        f"term-{number}-genders",
        f"term-{number}-example",
    }
    assert all(view.error_at(field) for field in view.errors())
    assert view.values("submit_form")[f"term-{number}-definition"] == HOSE["definition"]


def test_the_rows_with_errors_are_open_and_the_others_are_not(desk: Desk) -> None:
    for kind, field in (("trade_language", "term-1-definition"), ("training_plan", "outcome-1-plain")):
        view = desk.save(kind, {field: ""})
        prefix = field.partition("-")[0]
        rows = view.tree.xpath("//details[.//input[starts-with(@name, $prefix)]]", prefix=f"{prefix}-")
        assert [number for number, found in enumerate(rows) if found.get("open") is not None] == [1]


# --- Rows ---


def test_a_new_word_gets_an_id_and_is_practised(desk: Desk, cast: Cast) -> None:
    number = last_row(desk, "trade_language")
    desk.save(
        "trade_language",
        row("term", number, {**HOSE, "lemma": "høytrykksvasker", "example": "Bruk [høytrykksvasker]."}),
    )
    term = desk.block("trade_language").typed_terms()[-1]
    assert (term.id, term.lemma, term.outcomes) == ("hoytrykksvasker", "høytrykksvasker", ("merking",))


def test_spellings_that_are_both_allowed_are_read(desk: Desk) -> None:
    desk.save("trade_language", row("term", last_row(desk, "trade_language"), HOSE))
    [form] = desk.block("trade_language").typed_terms()[-1].forms
    assert (form.tag, form.spellings) == ("sg_def", ("slangen", "slanga"))


def test_a_new_outcome_gets_an_id_and_its_lines(desk: Desk) -> None:
    desk.save("training_plan", row("outcome", last_row(desk, "training_plan"), OUTCOME))
    outcome = desk.block("training_plan").typed_outcomes()[-1]
    assert (outcome.id, outcome.title) == ("vaske-gulv", "Vaske gulv")
    assert outcome.look_for == ("vasker i riktig rekkefølge", "bytter vann")
    assert (outcome.required, outcome.support_suffices) == (True, False)


def test_what_the_job_asks_is_saved_as_it_is_typed(desk: Desk) -> None:
    desk.save(
        "training_plan",
        {
            "norwegian-reading": "B1",
            "norwegian-writing": "",
            "often-digital": "now_and_then",
            "employers": "Du kommer i tide.\n\nDu spør.",
            "asks": ["interest", "reading"],
            "outcome-0-uses": ["oral", "flying"],
            **row("certificate", 1, {"name": "Truckførerbevis", "needed_for": "kjøre truck", "valid_years": ""}),
        },
    )
    block = desk.block("training_plan")
    trade = block.typed_trade()
    assert {needed.skill: needed.level for needed in trade.norwegian} == {
        "listening": "A2",
        "speaking": "A2",
        "reading": "B1",
    }
    assert {needed.skill: needed.frequency for needed in trade.basic_skills}["digital"] == "now_and_then"
    assert trade.employers_look_for == ("Du kommer i tide.", "Du spør.")
    assert [(one.id, one.valid_years) for one in trade.certificates] == [
        ("hms-kort-for-renhold", 2),
        ("truckforerbevis", None),
    ]
    assert block.mapping_areas == ["interest", "reading"]
    assert block.typed_outcomes()[0].uses == ("oral",)


def test_the_hours_that_an_outcome_takes_are_saved_and_shown_again(desk: Desk) -> None:
    view = desk.save("training_plan", {"outcome-0-hours": "7,5", "outcome-1-hours": "12", "outcome-2-hours": ""})
    assert [one.hours for one in desk.block("training_plan").typed_outcomes()[:3]] == [7.5, 12.0, 0.0]
    shown = view.values("submit_form")
    assert [shown[f"outcome-{number}-hours"] for number in range(3)] == ["7.5", "12", ""]
    desk.save("training_plan", {"outcome-0-hours": ""})
    assert desk.block("training_plan").typed_outcomes()[0].hours == 0


def test_what_shows_an_outcome_is_chosen_among_the_parts_of_the_course(desk: Desk) -> None:
    offered = desk.see("training_plan", "ingrid", "studio_view").tree.xpath("//datalist[@id='course-parts']/option")
    labels = {option.get("value"): option.get("label") for option in offered}
    assert labels["sequential@sporsmal-kropp"] == "Kroppen, fall og ulykker, en del"
    assert labels["problem@tung-botte"] == "Kroppen, fall og ulykker: Spørsmål 1, et spørsmål"
    assert "Hva gjør du?, en del" in desk.see("training_plan", "ingrid", "studio_view").text
    question = str(courseware.current().key.make_usage_key("problem", "tung-botte"))
    typed = {
        "outcome-0-shown-0-percent": "62,5",
        "outcome-0-shown-1-part": question,
        "outcome-0-shown-1-percent": "100",
        "outcome-1-shown-0-part": "",
        "outcome-1-shown-0-percent": "",
        "outcome-2-shown-0-part": "sequential@les-kropp",
        "outcome-2-shown-0-percent": "",
    }
    view = desk.save("training_plan", typed)
    first, second, third = desk.block("training_plan").typed_outcomes()[:3]
    assert first.shown_by == (
        ResultRule("sequential@sporsmal-trygt-arbeid", ResultKind.POINTS, 0.625),
        ResultRule("problem@tung-botte", ResultKind.POINTS, 1.0),
    )
    assert (second.shown_by, third.shown_by) == ((), (ResultRule("sequential@les-kropp", ResultKind.DONE),))
    shown = view.values("submit_form")
    assert [shown[f"outcome-0-shown-{number}-percent"] for number in range(3)] == ["62.5", "100", ""]


@pytest.mark.parametrize(("part", "percent", "field", "code"), [
    ("sequential@les-kropp", "50", "outcome-0-shown-1-percent", "part_without_points"),
    ("vertical@sporsmal-kropp-page", "50", "outcome-0-shown-1-percent", "part_without_points"),
    ("sequential@sporsmal-trygt-arbeid", "50", "outcome-0-shown-1-part", "not_unique"),
    ("", "50", "outcome-0-shown-1-part", "unknown_part"),
])  # fmt: skip
def test_what_can_show_nothing_is_refused(desk: Desk, part: str, percent: str, field: str, code: str) -> None:
    before = stored(desk.block("training_plan"))
    view = desk.save("training_plan", {"outcome-0-shown-1-part": part, "outcome-0-shown-1-percent": percent})
    assert view.error_at(field) == words(code)
    assert stored(desk.block("training_plan")) == before


def test_an_older_form_without_results_keeps_those_that_there_are(desk: Desk) -> None:
    before = desk.block("training_plan").typed_outcomes()
    values = desk.see("training_plan", "ingrid", "studio_view").values("submit_form")
    older = {name: value for name, value in values.items() if "-shown-" not in name}
    assert desk.send("training_plan", "ingrid", "submit_form", older, author=True)[0] == 200
    assert desk.block("training_plan").typed_outcomes() == before
    assert before[0].shown_by


def test_hours_of_a_row_that_moves_up_are_told_at_the_row_as_it_is_shown(desk: Desk) -> None:
    number = last_row(desk, "training_plan")
    view = desk.save("training_plan", row("outcome", number + 5, {**OUTCOME, "hours": "mange"}))
    assert view.error_at(f"outcome-{number}-hours") == words("number_out_of_range", low=0, high=500)
    assert view.values("submit_form")[f"outcome-{number}-hours"] == "mange"


def test_an_outcome_cannot_be_shown_in_more_arenas_than_the_course_has(desk: Desk) -> None:
    typed = {"outcome-1-arenas_required": "3", "hours-online": "0"}
    view = desk.save("training_plan", typed)
    assert view.error_at("outcome-1-arenas_required") == words("too_few_arenas", most=2)
    assert view.values("submit_form")["outcome-1-arenas_required"] == "3"
    assert not desk.save("training_plan", {**typed, "hours-online": "10"}).errors()
    assert desk.block("training_plan").typed_outcomes()[1].arenas_required == 3


def test_the_courses_conditions_are_saved_as_they_are_typed(desk: Desk) -> None:
    before = desk.block("training_plan").typed_conditions()
    desk.save(
        "training_plan",
        {
            **{f"topic-{topic}": "" for topic in Topic},
            "topic-pay": "Ingen taper lønn.",
            "duty-aftercare": "Per Vik",
            "duty-finances": "",
            "agreements": "Taushetsplikt\n\nFadder",
            "insurance-0-part": "",
            "insurance-0-who": "",
            "payment-1-part": "Reise",
            "payment-1-who": "NAV",
        },
    )
    conditions = desk.block("training_plan").typed_conditions()
    assert [(one.topic, one.text) for one in conditions.topics] == [("pay", "Ingen taper lønn.")]
    assert conditions.owner(Duty.AFTERCARE) == "Per Vik"
    assert len(conditions.duties) == 9
    assert conditions.agreements == ("Taushetsplikt", "Fadder")
    assert [one.part for one in conditions.insurance] == [one.part for one in before.insurance[1:]]
    assert [(one.part, one.who) for one in conditions.payment[:2]] == [
        (before.payment[0].part, before.payment[0].who),
        ("Reise", "NAV"),
    ]


def test_an_older_form_in_an_open_tab_takes_no_conditions_away(desk: Desk) -> None:
    before = desk.block("training_plan").typed_conditions()
    values = desk.see("training_plan", "ingrid", "studio_view").values("submit_form")
    new = ("topic", "duty", "agreements", "insurance", "payment")
    older = {name: value for name, value in values.items() if not name.startswith(new) and not name.endswith("-hours")}
    desk.send("training_plan", "ingrid", "submit_form", {**older, "display_name": "Planen"}, author=True)
    assert desk.block("training_plan").display_name == "Planen"
    assert desk.block("training_plan").typed_conditions() == before


def test_a_certificate_keeps_its_id_and_can_be_removed(desk: Desk) -> None:
    desk.save("training_plan", {"certificate-0-name": "HMS-kort"})
    assert [(one.id, one.name) for one in desk.block("training_plan").typed_trade().certificates] == [
        ("hms-kort-for-renhold", "HMS-kort")
    ]
    desk.save("training_plan", {"certificate-0-delete": ["yes"], "certificate-0-name": ""})
    assert desk.block("training_plan").typed_trade().certificates == ()


def test_an_id_stays_when_the_words_change(desk: Desk) -> None:
    before = [outcome.id for outcome in desk.block("training_plan").typed_outcomes()]
    desk.save("training_plan", {"outcome-0-title": "Noe helt annet"})
    after = desk.block("training_plan").typed_outcomes()
    assert [outcome.id for outcome in after] == before
    assert after[0].curriculum


def test_what_the_form_does_not_show_stays(desk: Desk) -> None:
    before = {term.id: (term.parts, term.level, term.source) for term in desk.block("trade_language").typed_terms()}
    desk.save("trade_language", {"term-0-definition": "Ny forklaring."})
    assert {t.id: (t.parts, t.level, t.source) for t in desk.block("trade_language").typed_terms()} == before


@pytest.mark.parametrize(
    ("kind", "prefix", "field", "new"),
    [("trade_language", "term", "lemma", HOSE), ("training_plan", "outcome", "title", OUTCOME)],
)
class TestNames:
    """Names of rows, alike for words and outcomes."""

    @pytest.mark.parametrize("name", ["?!", "–", "обувь"])
    def test_a_name_that_gives_no_id_is_told(
        self, desk: Desk, kind: str, prefix: str, field: str, new: Values, name: str
    ) -> None:
        number = last_row(desk, kind)
        before = stored(desk.block(kind))
        view = desk.save(kind, row(prefix, number, {**new, field: name}))
        assert view.error_at(f"{prefix}-{number}-{field}") == words("no_letters")
        assert view.values("submit_form")[f"{prefix}-{number}-{field}"] == name
        assert stored(desk.block(kind)) == before

    def test_the_same_name_twice_is_told_at_the_second(
        self, desk: Desk, kind: str, prefix: str, field: str, new: Values
    ) -> None:
        number = last_row(desk, kind)
        view = desk.save(kind, {**row(prefix, number, new), **row(prefix, number + 1, new)})
        assert view.errors() == [f"{prefix}-{number + 1}-{field}"]
        assert view.error_at(f"{prefix}-{number + 1}-{field}") == words("not_unique")

    def test_taking_one_of_the_two_away_mends_it(
        self, desk: Desk, kind: str, prefix: str, field: str, new: Values
    ) -> None:
        number = last_row(desk, kind)
        twice = {**row(prefix, number, new), **row(prefix, number + 1, {**new, "delete": ["yes"]})}
        assert not desk.save(kind, twice).errors()
        assert last_row(desk, kind) == number + 1

    def test_a_row_that_is_removed_is_gone_and_the_others_are_as_they_were(
        self, desk: Desk, kind: str, prefix: str, field: str, new: Values
    ) -> None:
        before = stored(desk.block(kind))
        desk.save(kind, {f"{prefix}-1-delete": ["yes"]})
        rows = "terms" if kind == "trade_language" else "outcomes"
        assert stored(desk.block(kind))[rows] == [found for n, found in enumerate(before[rows]) if n != 1]

    def test_a_row_that_is_removed_need_not_be_right(
        self, desk: Desk, kind: str, prefix: str, field: str, new: Values
    ) -> None:
        number = last_row(desk, kind)
        view = desk.save(kind, {f"{prefix}-1-delete": ["yes"], f"{prefix}-1-{field}": ""})
        assert not view.errors()
        assert last_row(desk, kind) == number - 1

    def test_the_tick_for_removing_stays_when_something_else_is_wrong(
        self, desk: Desk, kind: str, prefix: str, field: str, new: Values
    ) -> None:
        view = desk.save(kind, {f"{prefix}-1-delete": ["yes"], f"{prefix}-0-{field}": ""})
        again = view.values("submit_form")
        assert (again[f"{prefix}-1-delete"], again[f"{prefix}-0-delete"]) == (["yes"], [])

    def test_a_new_row_without_its_name_is_told_and_not_thrown_away(
        self, desk: Desk, kind: str, prefix: str, field: str, new: Values
    ) -> None:
        number = last_row(desk, kind)
        text = "definition" if kind == "trade_language" else "plain"
        view = desk.save(kind, row(prefix, number, {**new, field: ""}))
        assert view.errors() == [f"{prefix}-{number}-{field}"]
        assert view.values("submit_form")[f"{prefix}-{number}-{text}"] == new[text]

    def test_rows_may_be_sent_in_any_order_and_with_gaps(
        self, desk: Desk, kind: str, prefix: str, field: str, new: Values
    ) -> None:
        number = last_row(desk, kind)
        other = {**new, field: "feiekost"} | ({"example": "Bruk [feiekost]."} if kind == "trade_language" else {})
        desk.save(kind, {**row(prefix, number + 70, other), **row(prefix, number + 3, new)})
        rows = desk.block(kind).terms if kind == "trade_language" else desk.block(kind).outcomes
        assert [found[field] for found in rows[-2:]] == [new[field], "feiekost"]


def test_an_emptied_word_keeps_its_forms_till_it_is_written_again(desk: Desk) -> None:
    before = desk.block("trade_language").typed_terms()[1]
    view = desk.save("trade_language", {"term-1-lemma": ""})
    again = {**view.values("submit_form"), "term-1-lemma": before.lemma}
    desk.send("trade_language", "ingrid", "submit_form", again, author=True)
    assert desk.block("trade_language").typed_terms()[1] == before


APPROVED = {"credits": "5", "level": "Nivå 5.1", "approved_by": "NOKUT, sak 20/123"}


@pytest.mark.parametrize(
    ("field", "value", "code", "details"),
    [
        ("credits", "", "number_out_of_range", {"low": 1, "high": 120}),
        ("credits", "121", "number_out_of_range", {"low": 1, "high": 120}),
        ("level", "", "not_empty", {}),
        ("approved_by", "", "not_empty", {}),
        ("level", "Nivå 🧹", "unprintable", {"characters": "🧹"}),
    ],
)
def test_credits_without_all_that_belongs_to_them_are_told_and_kept_in_the_form(
    desk: Desk, field: str, value: str, code: str, details: Values
) -> None:
    view = desk.save("competence_certificate", {**APPROVED, field: value})
    assert view.errors() == [field]
    assert view.error_at(field) == words(code, **details)
    again = view.values("submit_form")
    assert {name: again[name] for name in APPROVED} == {**APPROVED, field: value}
    assert desk.block("competence_certificate").rules().accreditation is None


def test_a_course_that_is_no_longer_accredited_says_so_by_empty_fields(desk: Desk) -> None:
    desk.save("competence_certificate", APPROVED)
    assert desk.block("competence_certificate").rules().accreditation.credits == 5
    desk.save("competence_certificate", dict.fromkeys(APPROVED, ""))
    assert desk.block("competence_certificate").rules().accreditation is None


def test_the_author_sees_which_goals_are_required_and_which_documents_can_be(desk: Desk) -> None:
    view = desk.see("competence_certificate", "ingrid", "studio_view")
    assert "Velge og bruke verneutstyr" in view.text
    assert "HMS-kort for renhold" in view.text
    assert "Avsluttende prøve" in view.text


def test_a_document_that_the_plan_names_no_longer_is_told_and_can_be_taken_away(desk: Desk) -> None:
    desk.save("competence_certificate", {"documents": ["hms-kort-for-renhold"]})
    desk.save("training_plan", {"certificate-0-delete": ["yes"]})
    publishing.publish(desk.course.key, START)
    view = desk.see("competence_certificate", "ingrid", "studio_view")
    assert "hms-kort-for-renhold (står ikke lenger i opplæringsplanen)" in view.text
    assert author.published_course(desk.course.key).certificate.documents_required == ()
    desk.save("competence_certificate", {"documents": []})
    assert desk.block("competence_certificate").rules().documents_required == ()


def test_an_older_form_in_an_open_tab_takes_no_rules_away(desk: Desk) -> None:
    desk.save("competence_certificate", {**APPROVED, "language": "nn", "documents": ["final_test"]})
    before = desk.block("competence_certificate").rules()
    older = {"display_name": "Beviset", "minimum_hours": "96", "purpose": before.purpose, "signatory-0-name": "Tor"}
    desk.send("competence_certificate", "ingrid", "submit_form", older, author=True)
    after = desk.block("competence_certificate").rules()
    assert (after.languages, after.documents_required, after.accreditation) == (
        before.languages,
        before.documents_required,
        before.accreditation,
    )


def test_a_signatory_whose_name_is_emptied_is_gone(desk: Desk) -> None:
    before = desk.block("competence_certificate").rules().signatories
    desk.save(
        "competence_certificate", {"signatory-0-name": "", "signatory-2-name": "Kari Nes", "signatory-2-title": ""}
    )
    after = desk.block("competence_certificate").rules().signatories
    assert [person.name for person in after] == [before[1].name, "Kari Nes"]
