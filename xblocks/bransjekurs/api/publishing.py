"""From the blocks of a course to its edition: called when the platform publishes a course."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from opaque_keys.edx.keys import CourseKey

from bransjekurs.api import provider
from bransjekurs.domain.conditions import NOTHING_SAID
from bransjekurs.domain.course import FINAL_TEST, CertificateRules, Course, CoursePart, SituationList, WordList
from bransjekurs.domain.refusal import Refusal
from bransjekurs.domain.trade import TradeProfile
from bransjekurs.platform import platform


def publish(course_key: CourseKey, now: datetime) -> int | None:
    """Publish what the course's blocks hold; None where the course has none of ours.

    Raises:
        Refusal: ``two_plans``, ``term_differs``, ``situation_twice``: the edition that stands stays.
    """
    blocks = list(platform().course_blocks(course_key))
    if not blocks:
        return None
    course = collect(platform().course_title(course_key), blocks)
    return provider.publish_course(course_key, replace(course, parts=_parts_named(course_key, course)), now)


def collect(title: str, blocks: Iterable[Any]) -> Course:
    """Gather the blocks' contents into one value."""
    by_type: dict[str, list[Any]] = {"training_plan": [], "trade_language": [], "competence_certificate": []}
    for block in blocks:
        by_type[block.scope_ids.block_type].append(block)
    plans, certificates = by_type["training_plan"], by_type["competence_certificate"]
    if len(plans) > 1:
        raise Refusal("two_plans")
    language = by_type["trade_language"]
    # A block with a situation alone is no list of words, even if the situation has some that are practised there.
    lists = tuple(_word_list(block) for block in language if block.terms or not block.situations)
    _check_terms(lists)
    situations = tuple(_situation_list(block) for block in language if block.situations)
    _check_situations(situations)
    trade = plans[0].typed_trade() if plans else TradeProfile()
    return Course(
        title=title,
        outcomes=plans[0].typed_outcomes() if plans else (),
        hours=plans[0].typed_hours() if plans else (),
        review_weeks=plans[0].review_weeks if plans else 3,
        own_cohort_only=plans[0].own_cohort_only if plans else False,
        plan_usage_key=str(plans[0].scope_ids.usage_id) if plans else "",
        word_lists=lists,
        situation_lists=situations,
        trade=trade,
        mapping_areas=plans[0].typed_mapping_areas() if plans else (),
        certificate=_rules(certificates[0], trade) if certificates else CertificateRules(),
        measures=plans[0].typed_measures() if plans else (),
        conditions=plans[0].typed_conditions() if plans else NOTHING_SAID,
    )


def _parts_named(course_key: CourseKey, course: Course) -> tuple[CoursePart, ...]:
    """Return the parts that show an outcome; the course is not walked where none does."""
    named = {rule.part for outcome in course.outcomes for rule in outcome.shown_by}
    return tuple(part for part in platform().course_parts(course_key) if part.name in named) if named else ()


def _rules(block: Any, trade: TradeProfile) -> CertificateRules:
    """Return the certificate's rules, without documents that the plan names no longer: nobody could show them."""
    rules: CertificateRules = block.rules()
    known = {FINAL_TEST, *(one.id for one in trade.certificates)}
    return replace(rules, documents_required=tuple(one for one in rules.documents_required if one in known))


def _word_list(block: Any) -> WordList:
    key, title = str(block.scope_ids.usage_id), block.display_name
    return WordList(key, title, block.typed_terms(), block.typed_mastery(), block.typed_reading())


def _situation_list(block: Any) -> SituationList:
    key, days = str(block.scope_ids.usage_id), block.typed_mastery().days
    return SituationList(key, block.display_name, block.typed_situations(), days)


def _check_situations(lists: Iterable[SituationList]) -> None:
    """Answers are kept by the situation's id, so there must be one of each."""
    seen: set[str] = set()
    for situation in (situation for one in lists for situation in one.situations):
        if situation.id in seen:
            raise Refusal("situation_twice", title=situation.title)
        seen.add(situation.id)


def _check_terms(lists: Iterable[WordList]) -> None:
    """A word met in two blocks is one card, so it must be the same word."""
    seen: dict[str, Any] = {}
    for term in (term for words in lists for term in words.terms):
        if seen.setdefault(term.id, term) != term:
            raise Refusal("term_differs", term=term.lemma)
